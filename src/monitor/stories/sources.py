"""Names of news agencies in many scripts, and the words by which articles cite them."""

from typing import Final

AGENCIES: Final = (
    "TASS, Itar-Tass, ITAR-TASS, ТАСС, ИТАР-ТАСС, タス通信, イタルタス通信, 塔斯社,"
    " 俄塔社, 타스통신, 타스 통신, 타스, تاس; RIA Novosti, RIA Nowosti, RIA, РИА Новости, РИА"
    " «Новости», РИА, РІА Новости, リア・ノーボスチ, ノーボスチ通信, 俄新社, 리아노보스티, 리아"
    " 노보스티, 노보스티, نوفوستي, ريا نوفوستي; Interfax, Интерфакс, Інтерфакс-Україна,"
    " Інтерфакс, インタファクス通信, インタファクス, 国际文传电讯社, 國際文傳電訊社,"
    " 인테르팍스, 인테르팍스통신, إنترفاكس; Sputnik, Спутник, スプートニク, 卫星通讯社,"
    " 衛星通訊社, 스푸트니크, سبوتنيك; Reuters, Reuter, Рейтер, Рейтерс,"
    " ロイター通信, ロイター, 路透社, 路透, 로이터통신, 로이터 통신, 로이터, رويترز, روتيرز,"
    " رویترز, รอยเตอร์, רויטרס, Ρόιτερς; Associated Press, The Associated Press, AP,"
    " Ассошиэйтед Пресс, АП, AP通信, 美联社, 美聯社, AP통신, AP 통신, أسوشيتد برس, آسوشیتدپرس,"
    " เอพี; AFP, Agence France-Presse, Франс Пресс, АФП, AFP通信, 法新社, AFP통신, AFP 통신,"
    " فرانس برس, وكالة الصحافة الفرنسية, เอเอฟพี; dpa, DPA, ДПА, 德新社, DPA通信, DPA통신, د ب"
    " أ; Yonhap, Yonhap News, Ёнхап, Рёнхап, Йонхап, 連合ニュース, 聯合ニュース, 聯合通信,"
    " 韩联社, 韓聯社, 연합뉴스, يونهاب, یونهاپ, ยอนฮัป; KCNA, ЦТАК, 朝鮮中央通信, 朝中社,"
    " 朝鲜中央通讯社, 朝鮮中央通訊社, 조선중앙통신, 중앙통신, وكالة الأنباء المركزية الكورية,"
    " ACNC, ZAKN; Rodong Sinmun, Нодон Синмун, 労働新聞, 劳动新闻, 勞動新聞, 로동신문,"
    " 노동신문; Kyodo, Kyodo News, Киодо, Кіодо, 共同通信, 共同社, 교도통신, 교도 통신, كيودو;"
    " NHK, ＮＨＫ, 日本放送協会; Jiji Press, Jiji, 時事通信, 时事社, 지지통신; Xinhua, Синьхуа,"
    " Сіньхуа, 新华社, 新華社, 新华网, 신화통신, 신화 통신, شينخوا, Tân Hoa Xã, ซินหัว; CCTV,"
    " 中国中央電視台, 央视, 央視; Global Times, 环球时报, 環球時報; Antara, Antaranews, Антара;"
    " Bernama, Бернама; Detik, Detikcom; Kompas; Ukrinform, Укринформ, Укрінформ,"
    " ウクルインフォルム, 乌克兰国家通讯社; UNIAN, УНИАН, УНІАН; RBC, РБК; RBC-Ukraine,"
    " РБК-Україна, РБК-Украина; Ukrainska Pravda, Українська правда, Украинская правда; Kyiv"
    " Independent, The Kyiv Independent; Kommersant, Коммерсант, Коммерсантъ; Izvestia,"
    " Известия; Meduza, Медуза; BBC, Би-би-си, Бі-бі-сі, ＢＢＣ, بي بي سي; CNN, Си-эн-эн, سي إن"
    " إن; NK News, НК Ньюс; Daily NK, 데일리NK, デイリーNK; New York Times, The New York Times,"
    " 纽约时报, 紐約時報, 뉴욕타임스, ニューヨーク・タイムズ; Wall Street Journal, The Wall"
    " Street Journal, 华尔街日报, 월스트리트저널; Washington Post, The Washington Post,"
    " 华盛顿邮报, 워싱턴포스트; Financial Times; Bloomberg, Блумберг, Bloomberg News, 彭博社,"
    " 彭博, 블룸버그, ブルームバーグ, بلومبرغ; Newsis, 뉴시스; News1, 뉴스1; KBS; Chosun Ilbo,"
    " 조선일보, 朝鮮日報, 朝鲜日报; JoongAng Ilbo, 중앙일보, 中央日報; Dong-A Ilbo, 동아일보,"
    " 東亜日報; Asahi Shimbun, Asahi, 朝日新聞, 아사히신문, 朝日新闻; Yomiuri Shimbun, Yomiuri,"
    " 読売新聞, 요미우리신문, 读卖新闻; Mainichi Shimbun, Mainichi, 毎日新聞; Nikkei,"
    " 日本経済新聞, 日经新闻; Anadolu, Anadolu Ajansı, Anadolu Agency, AA, الأناضول, Анадолу;"
    " DHA; İHA; ANSA; EFE; PAP, ПАП; ČTK; MTI; Belga; ANP; APA; ATS, Keystone-SDA; NTB;"
    " TT; Ritzau; STT; BelTA, БелТА, БЕЛТА; Deutsche Welle, DW; Al Jazeera, Аль-Джазира,"
    " الجزيرة; Al Arabiya, العربية; IRNA, ایرنا, إرنا; Fars, فارس; Tasnim, تسنیم; PTI; ANI;"
    " VNA, TTXVN; VnExpress; Thanh Niên; Lusa; Agência Brasil; Press Association, PA Media;"
    " UPI; Voice of America, VOA, Голос Америки, 미국의소리, 美国之音, 美國之音; Radio Free"
    " Asia, RFA, 자유아시아방송, 自由亚洲电台, 自由亞洲電台; Radio Svoboda, Радио Свобода,"
    " Радіо Свобода; Central News Agency, 中央社"
)
"""Its key, then its other spellings, for each agency; between two agencies stands a semicolon."""

SAYING: Final = {
    "en": "said; says; say; saying; reported; reports; report; reporting; according to; citing;"
    " cited; cites; quoted; quoting; quotes; told; announced; announces; confirmed; confirms;"
    " via; wrote; writes; stated",
    "id": "kata; mengatakan; dikutip; mengutip; menurut; lapor; melaporkan; dilaporkan;"
    " dilansir; melansir; ujar; ucap; sebut; menyebut; tulis; menulis; mengabarkan; dikutip"
    " dari; dilansir dari; memberitakan; warta; mewartakan; seperti dikutip; kutip; petik;"
    " memetik; dipetik; memaklumkan",
    "ru": "сообщает; сообщил; сообщила; сообщило; сообщили; сообщают; сообщению; сообщениям;"
    " передаёт; передает; передали; передало; передала; со ссылкой на; ссылаясь на; ссылкой; по"
    " данным; пишет; пишут; заявил; заявила; заявили; цитирует; цитируют; информирует; сказал;"
    " сказала; рассказал; по словам; подтвердил; подтвердило; уточнил; отметил; рассказали",
    "uk": "повідомляє; повідомив; повідомила; повідомило; повідомили; повідомляють; за даними;"
    " з посиланням на; посилаючись на; посиланням; передає; пише; пишуть; заявив; заявила;"
    " заявили; цитує; інформує; за словами; сказав; розповів; підтвердив",
    "be": "паведамляе; паведаміў; паведаміла; са спасылкай на; піша; перадае",
    "bg": "съобщава; съобщи; съобщиха; предава; предаде; според; цитира; цитирана; цитиран;"
    " позовавайки се на; заяви; каза; информира",
    "sr": "javlja; javila; prenosi; prenela; prenijela; navodi; prema; piše; rekao; izvestila;"
    " izvijestila; kaže; јавља; преноси; наводи; према; пише; рекао",
    "mk": "јавува; пренесува; според; соопшти",
    "de": "laut; berichtet; berichtete; berichten; berichteten; zufolge; meldet; meldete;"
    " melden; meldeten; unter berufung auf; berufung; nach angaben; angaben; sagte; sagt;"
    " erklärte; zitiert; zitierte; teilte; schreibt; bestätigte; bestätigt; mitgeteilt",
    "nl": "volgens; meldt; meldde; melden; zegt; zei; bericht; berichtte; aldus; citeert;"
    " schrijft; bevestigt",
    "fr": "selon; rapporte; rapporté; rapportent; annonce; annoncé; citant; cité; cite;"
    " d'après; d’après; indique; indiqué; affirme; déclaré; déclare; dit; précise; écrit;"
    " relaie; confirmé; confirme",
    "es": "según; informa; informó; informaron; citando; cita; citado; citada; dijo; dice;"
    " reporta; reportó; afirma; afirmó; anunció; asegura; aseguró; señaló; recoge; confirmó;"
    " confirma; de acuerdo con",
    "pt": "segundo; informou; informa; citando; citado; citada; disse; diz; afirma; afirmou;"
    " anunciou; noticiou; noticia; relata; relatou; de acordo com; conforme; confirmou",
    "it": "secondo; riferisce; riferito; riporta; riportato; citando; cita; citato; ha detto;"
    " dice; annuncia; annunciato; scrive; afferma; conferma; confermato",
    "ca": "segons; informa; ha informat; cita; diu",
    "ro": "potrivit; relatează; anunță; transmite; citând; citează; citat; citată; conform;"
    " scrie; a spus; a declarat; informează",
    "pl": "podaje; podała; podał; podało; według; informuje; poinformowała; poinformował;"
    " przekazała; przekazał; cytuje; cytowana; powołując się na; donosi; doniosła; pisze;"
    " powiedział; przekazuje; potwierdziła",
    "cs": "uvedla; uvádí; podle; informuje; informovala; píše; řekl; oznámila; s odkazem na;"
    " cituje; hlásí; sdělila",
    "sk": "uviedla; uvádza; podľa; informuje; informovala; píše; povedal; oznámila; s odvolaním"
    " sa na; cituje",
    "sl": "poroča; po navedbah; navaja; sporoča; po poročanju",
    "hu": "szerint; közölte; jelentette; írja; idézi; számolt be; jelenti; mondta; hivatkozva",
    "tr": "göre; bildirdi; duyurdu; aktardı; aktaran; haberine; dayandırarak; dayandırdı;"
    " söyledi; açıkladı; yazdı; belirtti; dedi; geçti; doğruladı",
    "az": "görə; bildirir; xəbər verir; istinadən; yazır; bildirib; məlumatına",
    "sv": "enligt; rapporterar; skriver; uppger; säger; sade; meddelar; citerar; bekräftar",
    "no": "ifølge; melder; skriver; opplyser; sier; sa; rapporterer; siterer",
    "da": "ifølge; melder; skriver; oplyser; siger; sagde; rapporterer; citerer",
    "fi": "mukaan; kertoo; kertoi; raportoi; uutisoi; sanoo; sanoi; siteeraa; ilmoitti",
    "et": "teatas; vahendab; andmetel; ütles; kirjutab",
    "lv": "ziņo; vēsta; paziņoja; saskaņā ar; atsaucoties uz",
    "lt": "praneša; pranešė; skelbia; pasak; remiantis; cituoja",
    "el": "σύμφωνα με; μεταδίδει; μετέδωσε; αναφέρει; ανέφερε; επικαλούμενο; επικαλούμενη;"
    " δήλωσε; είπε; γράφει",
    "vi": "theo; dẫn lời; dẫn; đưa tin; cho biết; trích dẫn; trích; nói; tuyên bố; thông báo;"
    " loan tin",
    "kk": "хабарлайды; хабарлады; мәліметінше; деп жазады; сілтеме жасап; хабарлауынша",
    "tl": "ayon sa; ayon kay; iniulat; sinabi; ulat; ulat ng",
    "sw": "kwa mujibu wa; iliripoti; limeripoti; alisema",
    "ar": "نقلا عن; نقلاً عن; نقلت; نقل; ذكرت; ذكر; وذكرت; قالت; قال; وقالت; وقال; بحسب; وفق;"
    " وفقا; وفقا ل; أفادت; أفاد; وأفادت; أعلنت; أعلن; أوردت; حسب; حسبما; عن وكالة; أكدت; ونقلت",
    "fa": "به گزارش; به نقل از; گزارش داد; گزارش; اعلام کرد; گفت; نوشت; نقل; بنا بر; خبر داد",
    "ur": "کے مطابق; مطابق; رپورٹ; بتایا; کہا; حوالے سے",
    "he": "דיווחה; דיווח; לפי; על פי; מסרה; מסר; אמר; מצטטת; הודיעה",
    "hi": "के अनुसार; अनुसार; मुताबिक; बताया; कहा; रिपोर्ट; हवाले से; खबर दी",
}
"""Language -> words of saying, whole words, with semicolons between them."""

PIECES: Final = {
    "ko": "에 따르면|에"
    " 의하면|보도했|보도하|보도에|보도를|전했|전하|인용|밝혔|밝힌|발표했|말했|통해|타전",
    "ja": "によると|によれば|報じ|伝え|引用|明らかにし|発表し|が報道|と報道|述べ|と語っ|を引",
    "zh": "报道|報道|報導|报导|援引|引述|引用|据|據|表示|称|稱|指出|宣布|宣佈|消息|证实|證實",
    "th": "รายงาน|ระบุ|กล่าว|อ้าง|ตามที่|เปิดเผย",
    "hi": "के अनुसार|के मुताबिक|के हवाले",
}
"""Language -> pieces of saying words, found anywhere, as a regular expression."""
