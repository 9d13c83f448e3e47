"""Words beside a number that say what it is: units, months, currencies, names with numbers."""

from collections.abc import Mapping
from typing import Final, Literal

from monitor.text.number_words import fold_numbers

NumberKind = Literal[
    "figure", "date", "hour", "age", "money", "percent", "duration", "measure", "unit_name",
    "range", "score", "code",
]  # fmt: skip
"""`figure` counts things or people; `unit_name` is a place in a row or a part of a name."""

AFTER: Final = {
    "percent": "% ％ ‰ percent percents pct persen peratus prozent procent procenta procentów"
    " процент процента процентов процентів відсоток відсотка відсотків pourcent percento prosent"
    " prosenttia százalék yüzde 퍼센트 프로 パーセント ポイント بالمئة بالمائة درصد प्रतिशत phần"
    " points пунктов пункта",
    "money": "$ € £ ¥ ₽ ₩ ₹ ₴ ฿ ₫ ₺ usd eur dollar dollars dolar dolarów dolares dólar dólares"
    " dollari dollaria dolları доллар доллара долларов долл долари долара доларів euro euros"
    " euró евро євро рубль рубля рублей руб рублів гривень гривні грн тенге rupiah ringgit"
    " rupees rupee rp rm won wons yen yuan yuans pounds pound peso pesos lira lirası tl złotych"
    " zł zloty kronor kroner kr korun kč forint lei leva лева фунтов đồng 円 元 ドル ユーロ"
    " ウォン 美元 欧元 歐元 卢布 盧布 人民币 人民幣 韩元 韓元 日元 日圓 원 달러 유로 루블 위안"
    " 엔 دولار دولارا يورو روبل ریال تومان دلار रुपये डॉलर บาท ดอลลาร์ ευρώ δολάρια שקל דולר",
    "age": "летний летняя летнего летней річний річна jährige jähriger jähriges jährigen 岁 歲"
    " 歳 才 세 살 yaşında yaşındaki tuổi सालका ปีบริบูรณ์",
    "duration": "year years yr yrs month months week weeks day days hour hours hrs minute"
    " minutes mins second seconds decade decades century centuries tahun bulan minggu pekan hari"
    " jam menit minit detik dekade лет год года году годов годам месяц месяца месяцев недель"
    " недели неделю день дня дней дням сутки суток час часа часов минут минуты минуту секунд"
    " секунды років рік роки року місяць місяці місяців тижнів тижні днів дні доба діб годин"
    " години годину хвилин jahre jahren jahr monate monaten wochen tage tagen stunden stunde"
    " minuten sekunden jaar maanden weken dagen uur uren ans années année mois semaines jours"
    " jour heures heure secondes años año meses semanas días día horas hora minutos segundos"
    " anos ano dias anni anno mesi settimane giorni ore ora minuti lat lata rok roku miesięcy"
    " miesiące tygodni tygodnie dni dzień godzin godziny minut minuty let roků měsíců týdnů dnů"
    " hodin yıl yıldır yılda yıllık ay aydır hafta gün gündür günde saat dakika saniye năm tháng"
    " tuần ngày giờ phút giây år månader veckor dagar dager dage uger timmar timer minuter"
    " vuotta vuoden kuukautta viikkoa päivää tuntia minuuttia ani luni zile év éves hónap nap"
    " napos hét óra perc месеца дни година عاما عام سنة سنوات أعوام شهر أشهر شهرا يوم يوما أيام"
    " ساعة ساعات دقيقة دقائق أسبوع أسابيع سال ماه روز ساعت دقیقه هفته साल वर्ष महीने दिन घंटे"
    " मिनट ปี เดือน วัน ชั่วโมง นาที χρόνια ημέρες ώρες שנים ימים שעות か月 カ月 ヶ月 ヵ月 個月"
    " 个月 小时 小時 分钟 分鐘 秒 天 週 周 時間 日間 週間 年間 시간 분간 초 개월 주 주년 일간"
    " 년간 일째 周年 년째 жыл күн ай сағат",
    "date": "年 月 日 号 號 년 월 일 января февраля марта апреля мая июня июля августа сентября"
    " октября ноября декабря січня лютого березня квітня травня червня липня серпня вересня"
    " жовтня листопада грудня january february march april may june july august september"
    " october november december jan feb mar apr jun jul aug sept sep oct nov dec januari"
    " februari maret mac mei juni juli julai agustus ogos oktober desember disember januar"
    " februar märz mai dezember janvier février mars avril juin juillet août septembre octobre"
    " novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre"
    " noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro dezembro"
    " gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre stycznia lutego"
    " marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia ledna"
    " února března dubna května června července srpna září října prosince ocak şubat mart nisan"
    " mayıs haziran temmuz ağustos eylül ekim kasım aralık haziranda temmuzda يناير فبراير مارس"
    " أبريل إبريل مايو يونيو يونيه حزيران يوليو يوليه تموز أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
    " ژوئن ژوئیه خرداد تیر जून जुलाई มิถุนายน กรกฎาคม มิ.ย ก.ค ιουνίου ιουλίου ביוני ביולי"
    " maaliskuuta kesäkuuta heinäkuuta elokuuta syyskuuta juuni juuli",
    "hour": "am pm uhr wib wita wit gmt utc msk 時 时 点 點 시 h мск น.",
    "measure": "km kms km² m² m³ mm cm kg mg ml ha mw gw kwh mph kmh mhz gb mb tb kilometer"
    " kilometers kilometres kilometre kilometern meter meters metres metre miles mile feet foot"
    " ft inches inch acres acre hectares hectare hektar hektare hektarów ton tons tonnes tonne"
    " tonnen tony tonn barel barrels litres liters liter kilogram kilograms kilo kilos times"
    " kali kata км м мм см кг га тонн тонны тонна тоннами километров километра километре"
    " кілометрів кілометри метров метра метрів гектаров гектара гектарів баррелей раз рази разів"
    " раза mal keer fois veces vezes volte razy kez lần quilômetros quilómetros kilómetros"
    " kilomètres mètres chilometri metri metros hectáreas ettari toneladas tonnellate kilometrów"
    " metrów kilometrelik 킬로 킬로미터 미터 톤 배 도 헥타르 キロ メートル トン ヘクタール 倍 度"
    " 公里 千米 米 吨 噸 公顷 公頃 平方 كيلومترا كيلومتر كيلومترات متر مترا طن درجة کیلومتر تن"
    " किलोमीटर मीटर टन กิโลเมตร เมตร ตัน brigade brigades brigad brigada brigadas brigate"
    " brigaden brigády brigád brygady brygad brygada бригады бригад бригада бригади бригаду"
    " дивизии дивизий дивизия дивізії полка полков полк полки батальона батальонов батальон"
    " батальйони battalion battalions batalyon batalion bataillone bataillons batallones"
    " bataillon batalhões battaglioni regiment regiments regimenter regimentos regimientos"
    " reggimenti divisi divisions divisiones divisões divisioni divisionen division tugay tabur"
    " taburu alay tümen lữ trung tiểu sư لواءين لواءان ألوية كتائب فرق تیپ لشکر גדודים חטיבות"
    " ब्रिगेड กองพล หมู่",
    "unit_name": "st nd rd th ère ème eme º ª бис 线 線 位 次 回 回目 番 番目 路 旅 团 團 師 师"
    " 师团 旅団 連隊 師団 大隊 여단 연대 사단 군단 대대 차 호 위 번 번째 회 기 장 조 항 학년"
    " 度目 屆 届 期 й я го му ая ой ый ий ое ые ых ым ю х e a",
}  # fmt: skip
"""What a number is -> words that stand right after it, in all languages together."""

BEFORE: Final = {
    "money": "$ € £ ¥ ₽ ₩ ₹ ₴ ฿ ₫ ₺ rp rm usd us$ eur gbp jpy cny idr myr s$ a$ hk$ nt$ r$ chf",
    "percent": "yüzde",
    "age": "aged age usia berusia berumur umur возрасте віці wieku mayores alter leeftijd umri",
    "hour": "pukul jam klokken klo kl klokka klockan lúc saat ساعت الساعة",
    "date": "tarikh tanggal ngày tháng สิงหาคม january february march april may june july"
    " august september october november december jan feb aug sept oct nov dec января июня июля"
    " juin juillet junio julio juni juli",
    "unit_name": "nr nro núm num nomor nombor номер пункт pasal article artikel art resolution"
    " resolusi resolución résolution резолюция резолюции резолюцию regiment resimen rejimen"
    " brigade brigad batalyon batalion battalion division divisi unit route highway flight page"
    " chapter section room polk полк полка полку бригада бригады бригади pułk pułku brygada alay"
    " tugay tabur tiểu trung đoàn lữ ke اللواء لواء الفوج فوج رقم المادة القرار window windows"
    " formula group channel channels kanal kênh model level сектор квартал участок ukaz указ"
    " закон закону law sektor sector zone район nº n° № # 第 제 số điều هنگ تیپ גדוד חטיבה"
    " regimiento regimento reggimento régiment бригаду дивизия дивизии bataillon ब्रिगेड",
    "year": "tahun năm rok roku jahr jahre année año ano anno yılı god year عام سنة سال since"
    " sejak seit depuis desde dal od літа พ.ศ ปี वर्ष in на у в во з pada tại vom ab",
}  # fmt: skip
"""What a number is -> words that stand right before it; `year`: a date if it may be a year."""


def by_word(table: Mapping[str, str]) -> Mapping[str, str]:
    """Turn one of these tables round: each word, folded, and what it says."""
    return {fold_numbers(word): kind for kind, words in table.items() for word in words.split()}
