"""What pages say beside their articles, in many languages; our own collection.

Each alternative is a regular expression in small letters. `…` stands for a few words in between;
an indented line goes on with the line before.
"""

from typing import Final

CONSENT: Final = """
we (?:and our (?:\\d+ )?partners )?(?:use|store|process|set)…(?:cookies|personal data|
    information on)
this (?:web)?site uses cookies
(?:accept|reject|allow|refuse|decline|agree to) (?:all )?(?:the )?(?:our )?(?:use of )?cookies
your (?:cookie )?(?:consent|choices|privacy choices|preferences)
manage (?:your )?(?:choices|preferences|options|settings|cookies)
accept all|reject all|i (?:accept|agree)|allow all|with your (?:consent|agreement)
by (?:continuing|clicking|using)…you (?:agree|accept|consent)
you (?:may|can) (?:withdraw|change|manage)…(?:consent|choices|settings|preferences)
wir (?:und unsere (?:\\d+ )?partner )?(?:verwenden|nutzen|verarbeiten|setzen)…(?:cookies|
    daten|dienste)
(?:alle )?(?:cookies )?(?:akzeptieren|ablehnen|zustimmen)
(?:mit )?(?:deiner|ihrer) (?:einwilligung|zustimmung)
(?:sie|du) (?:können|kannst)…(?:einwilligung|cookies|einstellungen)
nous (?:et nos (?:\\d+ )?partenaires )?(?:utilisons|stockons|déposons|traitons)…(?:cookies|
    traceurs|données)
(?:tout )?accepter(?: et (?:fermer|continuer))?(?: les cookies)?$
(?:tout refuser|continuer sans accepter|votre consentement|vos (?:choix|préférences)|
    gérer (?:mes|les|vos) )
(?:nosotros y nuestros|utilizamos|usamos|tratamos)…(?:cookies|socios|datos)
(?:aceptar|rechazar) (?:todo|todas|las|y continuar|cookies)
(?:su|tu) consentimiento|gestionar (?:las |sus |tus )?(?:preferencias|opciones|cookies)
(?:noi e i nostri|utilizziamo|usiamo|trattiamo)…(?:cookie|partner|dati)
(?:accetta|rifiuta)(?:re)? (?:tutti|tutto|e (?:continua|chiudi)|i cookie)
(?:il (?:tuo|suo) consenso|gestisci (?:le )?(?:preferenze|opzioni))
(?:nós e os nossos|usamos|utilizamos|armazenamos)…(?:cookies|parceiros|dados)
(?:aceitar|rejeitar|recusar) (?:todos|tudo|cookies|e continuar)
(?:seu|teu|o seu) consentimento|gerir (?:as )?(?:preferências|opções)
wij (?:en onze (?:\\d+ )?partners )?(?:gebruiken|plaatsen|verwerken)…(?:cookies|gegevens)
(?:alles |cookies )?(?:accepteren|weigeren|aanvaarden)$
(?:jouw|uw|je) (?:toestemming|voorkeuren|cookie-?instellingen)
vi (?:och våra (?:\\d+ )?partners? |og våre (?:\\d+ )?partnere |
    og vores (?:\\d+ )?partnere )?(?:använder|bruker|bruger|lagrer|lagrar)…(?:cookies|kakor|
    informasjonskapsler|data|uppgifter)
(?:godkänn|godta|acceptera|accepter|tillad|avvisa|avvis|afvis) (?:alla|alle|alt|cookies|kakor)
(?:ditt|dit) (?:samtycke|samtykke)
(?:käytämme|me ja kumppanimme)…(?:evästeitä|tietoja)
(?:hyväksy|hylkää) (?:kaikki|evästeet)|(?:sinun )?suostumuksesi
(?:my i nasi (?:\\d+ )?partnerzy|używamy|wykorzystujemy|stosujemy|przetwarzamy)…(?:cookies?|
    ciasteczka|danych|dane)
(?:akceptuj|zaakceptuj|odrzuć|akceptuję)(?: wszystk\\w+)?|twoj[aąe] zgod\\w+
(?:my a naši partneři|používáme|používame)…(?:cookies|soubory|súbory|údaje)
(?:přijmout|odmítnout|prijať|povolit) (?:vše|všechn\\w+|cookies|všetko)|váš souhlas
(?:мы(?: и наши партнёры| и наши партнеры)?) (?:используем|обрабатываем|
    применяем)…(?:cookie|куки|данные|файлы)
(?:принять|отклонить|разрешить) (?:все|всё|cookie|куки)
продолжая…(?:вы (?:соглашаетесь|даёте|даете|принимаете))|ваше согласие
(?:ми(?: та наші партнери)?) (?:використовуємо|обробляємо)…(?:cookie|куки|дані|файли)
(?:прийняти|відхилити) (?:все|усі|всі|cookie)|продовжуючи…ви погоджуєтес\\w+
(?:çerezleri?|çerez)…(?:kullanıyoruz|kabul|reddet|onay|tercih)
(?:tümünü )?(?:kabul et|reddet)$|rızanız
(?:kami|situs ini)(?: dan mitra kami)? (?:menggunakan|memakai)…(?:cookie|kuki|data)
(?:terima|tolak|setujui) (?:semua|cookie)|persetujuan anda
dengan melanjutkan…anda (?:setuju|menyetujui)
(?:chúng tôi|trang web này)…(?:sử dụng|dùng)…cookie
(?:chấp nhận|từ chối|đồng ý) (?:tất cả|cookie)
(?:当社|当サイト|弊社|本サイト|私たち).{0,30}(?:cookie|クッキー)
(?:cookie|クッキー).{0,30}(?:同意|許可|使用して(?:い|お)ます|設定)
(?:すべて|全て)(?:を)?(?:同意|許可|拒否|受け入れ)|同意する$
(?:당사|저희|본 사이트|이 사이트).{0,30}(?:쿠키|개인정보)
(?:쿠키).{0,30}(?:동의|사용(?:합니다|하고)|허용|거부)
모두 (?:동의|허용|거부)|동의합니다
(?:我们|我們|本网站|本網站|本站).{0,20}(?:使用|收集).{0,20}(?:cookie|数据|資料|个人信息)
(?:接受|拒绝|拒絕|同意)(?:所有|全部|并继续|並繼續)|您的(?:同意|隐私|隱私|选择)
(?:نستخدم|نحن وشركاؤنا|يستخدم هذا الموقع)…(?:ملفات تعريف الارتباط|الكوكيز|بيانات)
(?:قبول|رفض|موافقة على) (?:الكل|الجميع|جميع|ملفات)
(?:ما|این وبگاه|این سایت)…(?:کوکی|کوکی‌ها)…(?:استفاده|می‌پذیرید)
(?:אנו|אנחנו|אתר זה)…(?:משתמש\\w*)…(?:עוגיות|cookies)|(?:אישור|קבל|דחה) (?:הכל|עוגיות)
(?:हम|यह वेबसाइट).{0,40}(?:कुकी|कुकीज़)
(?:เรา|เว็บไซต์นี้).{0,20}(?:ใช้|เก็บ).{0,10}(?:คุกกี้|ข้อมูล)
(?:ยอมรับ|ปฏิเสธ|ยินยอม)(?:คุกกี้|ทั้งหมด)
(?:χρησιμοποιούμε|εμείς και οι συνεργάτες)…(?:cookies|δεδομένα)
(?:αποδοχή|απόρριψη) (?:όλων|cookies)
(?:sütiket|cookie-kat)…(?:használunk|használ)|(?:összes )?(?:elfogadása|elutasítása)$
(?:folosim|utilizăm|noi și partenerii)…(?:cookie|date)|(?:acceptă|refuză) (?:toate|tot|cookie)
"""
"""Asks for leave to use cookies."""

ROBOT: Final = """
(?:enable|turn on|requires?|activate|allow) (?:javascript|cookies)
javascript (?:is )?(?:disabled|required|not enabled|must be)|you need to enable javascript
checking your browser|verify (?:that )?you(?:'re| are) (?:a |not a )?(?:human|robot)
are you a robot|i(?:'m| am) not a robot|unusual traffic|complete the captcha|security check
access (?:to this page has been )?denied$|access denied|just a moment|please wait while we
(?:^| )captcha$
javascript (?:aktivieren|einschalten)|aktivieren sie (?:bitte )?javascript
dass sie (?:kein roboter|ein mensch)
(?:activer|activez) javascript|vous (?:n'êtes|n’êtes) pas un robot
(?:activar|active|habilite|activa) javascript|(?:que )?no eres un robot
(?:attiva|abilita|attivare) javascript|non sei un robot
(?:ative|ativar|habilite) (?:o )?javascript|não é um robô
(?:schakel|zet) javascript|geen robot bent
(?:aktivera|slå på|aktiver|slå til) javascript|inte (?:är )?en robot
ota javascript käyttöön|włącz(?:yć)? (?:obsługę )?javascript|nie jesteś robotem
povol\\w+ javascript
включите javascript|вы не робот|увімкніть javascript|ви не робот|проверка браузера
javascript(?:'i|’i)? (?:etkinleştirin|açın)|robot olmadığınızı
aktifkan javascript|bukan robot|bật javascript|không phải (?:là )?(?:người máy|robot)
javascript ?を(?:有効|オン)|ロボットではない|자바스크립트를? (?:활성화|사용)|로봇이 아닙니다
(?:启用|啟用|开启|開啟) ?javascript|(?:您|你)不是机器人|人机验证|安全验证
(?:تفعيل|فعّل|يرجى تفعيل) (?:جافا ?سكريبت|javascript)|لست (?:روبوت|برنامج)
(?:הפעל|להפעיל) (?:את )?javascript|เปิดใช้งาน javascript|javascript सक्षम
ενεργοποιήστε (?:το|την) javascript
"""
"""Asks for JavaScript, or whether the reader is a robot."""

PAY: Final = """
subscribe (?:now |today )?(?:to|for) (?:read|continue|keep reading|unlock|full|unlimited|
    get full|access|see)
(?:log|sign) ?in (?:or (?:register|subscribe) )?to (?:read|continue|keep|see|access|view)
(?:register|create (?:a |your )?(?:free )?account)…to (?:read|continue|keep)
already (?:a |have a )?(?:subscriber|member|subscription|account|registered)
(?:this (?:article|content|story) is )?(?:for|available to|reserved for|
    exclusive to) (?:our )?(?:paying )?(?:subscribers|members)(?: only)?
subscribers? only|(?:to )?(?:continue|keep) reading(?:,|…)(?:subscribe|sign|log|register|for)
you(?:'ve| have) (?:reached|used)…(?:articles?|limit)|unlock (?:this|the full) (?:article|story)
(?:jetzt )?(?:abonnieren|anmelden|einloggen|registrieren),? (?:und|um|oder)…(?:lesen|
    weiterlesen)
(?:diesen artikel )?(?:weiterlesen|freischalten) mit
(?:sie haben )?bereits (?:ein )?(?:abo|abonnent|kunde|registriert)
(?:exklusiv )?(?:nur )?für (?:abonnenten|abonnentinnen|premium|plus)
(?:article |contenu )?(?:réservé|disponible) (?:aux|pour (?:les|nos)) abonnés|déjà abonné
abonnez-vous (?:pour|dès)|(?:connectez-vous|identifiez-vous) pour (?:lire|continuer)
il (?:vous )?reste…à (?:lire|découvrir)
(?:contenido )?(?:solo|exclusivo|reservado) para (?:suscriptores|abonados)
suscr[ií]bete (?:para|y)|¿?ya eres suscriptor
inicia sesión para (?:leer|continuar|seguir)|para (?:seguir|continuar) leyendo
(?:contenuto )?(?:riservato|esclusivo|disponibile solo)…abbonati|abbonati (?:per|ora per)
(?:sei )?già abbonato|accedi per (?:leggere|continuare)
(?:conteúdo )?(?:exclusivo|restrito|só) para assinantes
(?:assine|faça login|entre) (?:para|e) (?:ler|continu\\w+)|já é assinante
(?:alleen |exclusief )?voor abonnees|word abonnee|log in om (?:verder|door|dit)
al (?:een )?abonn(?:ee|ement)
(?:endast |bara |kun |bare )?för prenumeranter|(?:kun|bare) for abonnenter|prenumerera för
(?:redan|allerede) (?:prenumerant|abonnent)
(?:bliv|bli) abonnent|logg? ind? for å|log ind for at|logga in för att (?:läsa|fortsätta)
vain tilaajille|tilaa ja lue|oletko jo tilaaja|kirjaudu (?:sisään )?(?:ja|lukeaksesi)
(?:tylko )?dla (?:subskrybentów|prenumeratorów|abonentów)|(?:zaloguj|zarejestruj) się,? aby
(?:wykup|kup) (?:subskrypcję|dostęp)|masz już (?:subskrypcję|konto)
(?:pouze |len )?pro předplatitele|pre predplatiteľov|(?:přihlaste|prihláste) se,? abyste
předplaťte si
(?:материал |статья |текст )?(?:доступ\\w+|открыт\\w*) (?:только )?(?:по подписке|
    подписчикам|для подписчиков)
(?:подпишитесь|оформите подписку|войдите|зарегистрируйтесь),? чтобы
уже (?:есть подписка|подписаны)
(?:матеріал |стаття )?доступ\\w+ (?:лише |тільки )?(?:за передплатою|передплатникам)
(?:передплатіть|увійдіть),? щоб
(?:yalnızca |sadece )?aboneler(?:e|imiz)|abone ol(?:un|arak)?(?: ve|…(?:oku|devam))|zaten abone
okumak için (?:giriş|abone|üye)
berlangganan (?:untuk|sekarang)|(?:masuk|login|daftar) untuk (?:membaca|melanjutkan)
khusus (?:untuk )?pelanggan|sudah berlangganan
(?:đăng ký|đăng nhập|mua gói)…để (?:đọc|xem|tiếp tục)
dành (?:riêng )?cho (?:thuê bao|hội viên|độc giả)
(?:会員|有料会員|購読者)(?:限定|登録|の方|専用)|この記事は(?:有料|会員)
(?:続き|全文|残り).{0,14}(?:有料|会員|登録|ログイン|購読|お読み)|ログインして
(?:구독|로그인|회원가입).{0,12}(?:계속|읽|보실|이용)|(?:구독자|유료 회원|회원) ?전용|이미 구독
(?:订阅|訂閱|登录|登入|开通会员|加入會員).{0,10}(?:继续|繼續|阅读|閱讀|全文|查看)
(?:会员|會員|订户|訂戶)(?:专享|專享|专属|專屬|限定)|已(?:是|经是|經是)(?:会员|會員|订户|訂戶)
(?:اشترك|سجل الدخول|سجّل)…(?:لقراءة|لمتابعة|للمتابعة)|(?:للمشتركين|خاص بالمشتركين)(?: فقط)?
(?:مشترک شوید|وارد شوید)…(?:ادامه|بخوانید)|ویژه مشترکان
(?:הירשמו|הרשמו|התחברו)…(?:כדי|להמשך|לקרוא)|למנויים בלבד|כבר מנוי
(?:पढ़ने|जारी रखने) के लिए.{0,30}(?:सब्सक्राइब|सदस्यता|लॉग ?इन)|केवल (?:सदस्यों|सब्सक्राइबर)
(?:สมัคร|เข้าสู่ระบบ).{0,14}(?:เพื่ออ่าน|อ่านต่อ)|(?:เฉพาะ|สำหรับ)(?:สมาชิก|ผู้สมัคร)
(?:μόνο )?για συνδρομητές|(?:εγγραφείτε|συνδεθείτε) για να|csak előfizetőknek|fizessen elő
(?:numai|doar|exclusiv) (?:pentru )?abonați|abonează-te
"""
"""Asks for money or a login."""

LABELS: Final = """
read (?:also|more|next|this|now|related)|also read|see also|more (?:on this|from|stories)
related
related (?:articles?|stories|posts?|news|topics)|recommended(?: stories| articles)?|don't miss
you (?:may|might) (?:also )?(?:like|enjoy)|what to read next|must read|editor's picks?
trending(?: now)?
lesen sie auch|lies auch|mehr (?:dazu|zum thema)|auch interessant|lesetipp|siehe auch|zum thema
lire aussi|à lire(?: aussi| également)?|voir aussi|sur le même sujet|à voir aussi
lea también|lee también|leer más|te puede interesar|ver también|más información
noticias? relacionadas?
leggi anche|vedi anche|per approfondire|potrebbe interessarti|leia (?:também|mais)|veja também
saiba mais
lees (?:ook|meer|verder)|zie ook|bekijk ook|läs (?:också|även|mer)|les (?:også|mer)
læs (?:også|mere)|se også
lue (?:myös|lisää)|katso myös|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)
przeczytaj także
čtěte (?:také|též|i)|přečtěte si(?: také)?|čítajte (?:aj|tiež)|prečítajte si(?: aj)?
pročitajte (?:i|još)
citește și|citiți și|vezi și|olvassa el|olvasta már|lásd még|прочетете (?:и|още)|вижте (?:и|още)
читайте (?:также|ещё|еще|по теме)|смотрите также|по теме|читайте також|дивіться також
чытайце таксама
διαβάστε (?:επίσης|ακόμη|ακόμα|περισσότερα)|δείτε επίσης|ayrıca (?:okuyun|bakınız)
ilgili haber(?:ler)?
bunu da okuyun|baca (?:juga|selengkapnya|artikel lainnya)|lihat juga|simak juga|artikel terkait
berita terkait
xem thêm|đọc thêm|tin liên quan|có thể bạn quan tâm|bài liên quan|soma (?:pia|zaidi)
basahin (?:din|rin)
関連記事|あわせて読みたい|こちらもおすすめ|おすすめ記事|관련 ?기사|관련 ?뉴스
함께 보면 좋은 기사|이 기사도
相关(?:阅读|新闻|报道|文章|链接)|相關(?:閱讀|新聞|報導|文章)|延伸(?:阅读|閱讀)|推荐阅读|推薦閱讀
更多(?:新聞|新闻|报道)
اقرأ (?:أيضا|أيضاً|أيضًا|المزيد)|إقرأ أيضا|شاهد أيضا|مواضيع ذات صلة|أخبار ذات صلة|بیشتر بخوانید
مطالب مرتبط
קראו (?:גם|עוד)|ראו גם|כתבות נוספות|यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|यह भी देखें|आणखी वाचा
อ่าน(?:เพิ่มเติม|ต่อ|ข่าว)|ข่าวที่เกี่ยวข้อง|আরও পড়ুন|மேலும் படிக்க|مزید پڑھیں|یہ بھی پڑھیں
"""
"""Announces links."""

ALONE: Final = """
advertisement|advertising|ad|story continues below(?: this)?(?: ad(?:vertisement)?)?
article continues (?:below|after)(?: (?:this |the )?ad(?:vertisement)?)?
article content|continue reading|skip advertisement|scroll to continue|recommended videos?
share(?: this)?(?: article| story)?
anzeige|werbung|publicité|la suite après (?:la|cette) publicité|publicidad|anuncio|pubblicità
publicidade
advertentie|annons|annonse|annonce|mainos|reklama|reklam|реклама|διαφήμιση|iklan|advertensi
scroll to continue with content
quảng cáo|広告|pr|광고|广告|廣告|إعلان|اعلان|تبلیغات|פרסומת|विज्ञापन|โฆษณา|hirdetés|publicitate
oglas
photo|image|video|embed|placeholder image(?:-\\d+)?|loading|player wird geladen|flecha|comments?
kommentare
© .*
(?:copyright|all rights reserved|alle rechte vorbehalten|tous droits réservés|
    todos los derechos reservados).*
.{0,4}riproduzione riservata|todos os direitos reservados|все права защищены|無断転載.*
무단.{0,4}전재.*|ⓒ.*|版权所有.*
"""
"""Says where an advertisement, a picture or the copyright stands, and nothing else."""

CALLS: Final = """
sign up (?:for|to) (?:our|the|get|receive|breaking|daily)|sign up to our emails
get the latest news|subscribe to (?:our|the) (?:newsletter|channel|podcast)
follow (?:us|\\w+) on (?:google news|facebook|twitter|instagram|whatsapp|telegram|x|youtube)
join (?:us|our) (?:on|whatsapp|telegram)|click here to (?:read|subscribe|join|follow)
like us on facebook|download (?:the|our) app|(?:please )?log ?out and then log ?in
you must (?:confirm|be logged in)
(?:this|the) (?:post|article|page) (?:may )?contains? affiliate links
(?:purchases?|buying)…(?:commission)|we may earn a commission
melden sie sich (?:für|zum)…newsletter|abonnieren sie (?:unseren|den)
folgen sie uns|hat ihnen dieser artikel gefallen|inscrivez-vous à (?:la|notre) newsletter
recevez (?:la|notre|chaque)…newsletter|suivez-nous
suscríbete a (?:nuestr|la )|síguenos en|sigue (?:toda )?la (?:información|actualidad)
tu suscripción se está usando|apúntate a
iscriviti alla newsletter|segui(?:ci| le notizie) su|inscreva-se (?:na|no)
siga(?:-nos)? (?:o|a|no)|receba (?:as|notícias)
schrijf je in voor|volg ons (?:op|via)|zapisz się (?:na|do)|obserwuj nas|подписывайтесь на
подписывайся на|подпишитесь на (?:наш|канал|рассылк)
підписуйтесь на|підпишіться на|bizi takip edin
(?:ikuti|dapatkan|gabung|simak)…(?:whatsapp|telegram|google news|update berita|berita terbaru)
theo dõi (?:chúng tôi|báo)|mời (?:bạn|độc giả)|【関連記事】|フォロー(?:する|して)|메일|저작권자
▶|👉|扫(?:描|码).{0,8}(?:关注|二维码)|关注.{0,12}(?:公众号|微信)
责任编辑|責任編輯|（?编辑[:：]|تابعونا (?:على|عبر)|ติดตาม(?:ข่าว|เรา)
"""
"""Calls on the reader to follow, sign up or share."""


def any_of(*lists: str) -> str:
    """Make one group of the alternatives of some lists."""
    lines = "\n".join(found.strip() for found in lists).replace("\n    ", "")
    return f"(?:{'|'.join(lines.splitlines())})".replace("…", ".{0,80}?")


def small(text: str) -> str:
    """Give a text in the small letters of these lists; the Turkish capital I keeps no dot."""
    return text.replace("\u0130", "i").lower()
