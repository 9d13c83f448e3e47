"""The tables of `number_words`: counting words of each language, and words for one."""

from typing import Final

TABLES: Final = {
    "en": "2 two; 3 three; 4 four; 5 five; 6 six; 7 seven; 8 eight; 9 nine; 10 ten; 11 eleven;"
    " 12 twelve; 13 thirteen; 14 fourteen; 15 fifteen; 16 sixteen; 17 seventeen; 18 eighteen;"
    " 19 nineteen; 20 twenty; 30 thirty; 40 forty; 50 fifty; 60 sixty; 70 seventy; 80 eighty;"
    " 90 ninety; x100! hundred; x1000! thousand; x1e6! million; x1e9! billion; x1e12! trillion;"
    " x12! dozen; x1000+ k; x1e6+ mn mln; x1e9+ bn; x1e5+ lakh; x1e7+ crore",
    "id": "2 dua; 3 tiga; 4 empat; 5 lima; 6 enam; 7 tujuh; 8 delapan lapan; 9 sembilan; 10"
    " sepuluh; 11 sebelas; 10& belas; x10 puluh; 100 seratus; x100 ratus; 1000 seribu; x1000"
    " ribu; x1000+ k rb; 1e6 sejuta; x1e6 juta; x1e6+ jt; x1e9 miliar milyar bilion; x1e12"
    " triliun trilion",
    "ru": "2 два две двух двум двумя; 3 три трёх трём тремя; 4 четыре четырёх четырьмя четырём;"
    " 5 пять пяти пятью; 6 шесть шести шестью; 7 семь семи семью; 8 восемь восьми восемью; 9"
    " девять девяти девятью; 10 десять десяти десятью; 11 одиннадцать одиннадцати; 12"
    " двенадцать двенадцати; 13 тринадцать тринадцати; 14 четырнадцать четырнадцати; 15"
    " пятнадцать пятнадцати; 16 шестнадцать шестнадцати; 17 семнадцать семнадцати; 18"
    " восемнадцать восемнадцати; 19 девятнадцать девятнадцати; 20 двадцать двадцати; 30"
    " тридцать тридцати; 40 сорок сорока; 50 пятьдесят пятидесяти; 60 шестьдесят шестидесяти;"
    " 70 семьдесят семидесяти; 80 восемьдесят восьмидесяти; 90 девяносто девяноста; 100 сто"
    " ста; 200 двести двухсот; 300 триста трёхсот; 400 четыреста четырёхсот; 500 пятьсот"
    " пятисот полтысячи; 600 шестьсот шестисот; 700 семьсот семисот; 800 восемьсот восьмисот;"
    " 900 девятьсот девятисот; 1.5 полтора полторы полутора; x1000! тысяча тысячу тысячей"
    " тысячью; x1000 тысячи тысяч тысячам тысячами тысячах; x1000+ тыс; x1e6! миллион миллиону;"
    " x1e6 миллиона миллионов; x1e6+ млн; x1e9 миллиард миллиарда миллиардов; x1e9+ млрд",
    "uk": "2 два дві двох двом двома; 3 три трьох трьом трьома; 4 чотири чотирьох чотирьом; 5"
    " п'ять п’ять пʼять п'яти п’яти пʼяти; 6 шість шести; 7 сім семи; 8 вісім восьми; 9 дев'ять"
    " дев’ять девʼять; 10 десять десяти; 11 одинадцять; 12 дванадцять; 13 тринадцять; 14"
    " чотирнадцять; 15 п'ятнадцять п’ятнадцять пʼятнадцять; 16 шістнадцять; 17 сімнадцять; 18"
    " вісімнадцять; 19 дев'ятнадцять дев’ятнадцять; 20 двадцять двадцяти; 30 тридцять тридцяти;"
    " 40 сорок сорока; 50 п'ятдесят п’ятдесят пʼятдесят; 60 шістдесят; 70 сімдесят; 80"
    " вісімдесят; 90 дев'яносто дев’яносто; 100 сто ста; 200 двісті двохсот; 300 триста"
    " трьохсот; 400 чотириста; 500 п'ятсот п’ятсот пʼятсот; 600 шістсот; 700 сімсот; 800"
    " вісімсот; 900 дев'ятсот дев’ятсот; 1.5 півтора півтори; x1000! тисяча тисячу тисячею;"
    " x1000 тисячі тисяч тисячам тисячами; x1000+ тис; x1e6! мільйон; x1e6 мільйона мільйонів"
    " мільйони; x1e6+ млн; x1e9 мільярд мільярда мільярдів; x1e9+ млрд",
    "be": "2 два дзве двух; 3 тры трох; 4 чатыры; 5 пяць пяці; 6 шэсць; 7 сем; 8 восем; 10"
    " дзесяць; 20 дваццаць; 100 сто; 500 пяцьсот; x1000! тысяча тысячу; x1000 тысячы тысяч;"
    " x1000+ тыс; x1e6 мільён мільёна мільёнаў; x1e6+ млн",
    "de": "2 zwei; 3 drei; 4 vier; 5 fünf; 6 sechs; 7 sieben; 8 acht; 9 neun; 10 zehn; 11 elf;"
    " 12 zwölf; 13 dreizehn; 14 vierzehn; 15 fünfzehn; 16 sechzehn; 17 siebzehn; 18 achtzehn;"
    " 19 neunzehn; 20 zwanzig; 30 dreißig; 40 vierzig; 50 fünfzig; 60 sechzig; 70 siebzig; 80"
    " achtzig; 90 neunzig; x100! hundert einhundert; x1000! tausend eintausend; x1e6 million"
    " millionen; x1e9 milliarde milliarden; 1.5 anderthalb eineinhalb; x1000+ tsd; x1e6+ mio;"
    " x1e9+ mrd",
    "nl": "2 twee; 3 drie; 4 vier; 5 vijf; 6 zes; 7 zeven; 8 acht; 9 negen; 10 tien; 11 elf; 12"
    " twaalf; 13 dertien; 14 veertien; 15 vijftien; 16 zestien; 17 zeventien; 18 achttien; 19"
    " negentien; 20 twintig; 30 dertig; 40 veertig; 50 vijftig; 60 zestig; 70 zeventig; 80"
    " tachtig; 90 negentig; x100! honderd; x1000! duizend; x1e6 miljoen; x1e9 miljard; 1.5"
    " anderhalf; 1500 anderhalfduizend; x1e6+ mln; x1e9+ mrd",
    "fr": "2 deux; 3 trois; 4 quatre; 5 cinq; 6 six; 7 sept; 8 huit; 9< neuf; 10 dix; 11 onze;"
    " 12 douze; 13 treize; 14 quatorze; 15 quinze; 16 seize; 20 vingt; 30 trente; 40 quarante;"
    " 50 cinquante; 60 soixante; x100! cent; x100 cents; x1000! mille; x1000+ k; x1e6 million"
    " millions; x1e9 milliard milliards; x10 dizaines; 10 dizaine; 12 douzaine; 15 quinzaine;"
    " 20 vingtaine; 30 trentaine; 40 quarantaine; 50 cinquantaine; 100 centaine; 1000 millier",
    "es": "2 dos; 3 tres; 4 cuatro; 5 cinco; 6 seis; 7 siete; 8 ocho; 9 nueve; 10 diez; 11"
    " once; 12 doce; 13 trece; 14 catorce; 15 quince; 16 dieciséis; 17 diecisiete; 18"
    " dieciocho; 19 diecinueve; 20 veinte; 21 veintiún veintiuno; 22 veintidós; 25 veinticinco;"
    " 30 treinta; 40 cuarenta; 50 cincuenta; 60 sesenta; 70 setenta; 80 ochenta; 90 noventa;"
    " 100 cien ciento; 200 doscientos doscientas; 300 trescientos trescientas; 400"
    " cuatrocientos cuatrocientas; 500 quinientos quinientas; 600 seiscientos seiscientas; 700"
    " setecientos setecientas; 800 ochocientos ochocientas; 900 novecientos novecientas; x1000!"
    " mil; 1000 millar; x1e6 millón millones; x12 docenas; 12 docena",
    "pt": "2 dois duas; 3 três; 4 quatro; 5 cinco; 6 seis; 7 sete; 8 oito; 9 nove; 10 dez; 11"
    " onze; 12 doze; 13 treze; 14 catorze quatorze; 15 quinze; 16 dezesseis dezasseis; 17"
    " dezessete dezassete; 18 dezoito; 19 dezenove dezanove; 20 vinte; 30 trinta; 40 quarenta;"
    " 50 cinquenta; 60 sessenta; 70 setenta; 80 oitenta; 90 noventa; 100 cem cento; 200"
    " duzentos duzentas; 300 trezentos trezentas; 400 quatrocentos quatrocentas; 500 quinhentos"
    " quinhentas; 600 seiscentos seiscentas; 700 setecentos setecentas; 800 oitocentos"
    " oitocentas; 900 novecentos novecentas; x1000! mil; x1e6 milhão milhões; x1e9 bilhão"
    " bilhões; 12 dúzia",
    "it": "2 due; 3 tre; 4 quattro; 5 cinque; 6 sei; 7 sette; 8 otto; 9 nove; 10 dieci; 11"
    " undici; 12 dodici; 13 tredici; 14 quattordici; 15 quindici; 16 sedici; 17 diciassette; 18"
    " diciotto; 19 diciannove; 20 venti; 30 trenta; 40 quaranta; 50 cinquanta; 60 sessanta; 70"
    " settanta; 80 ottanta; 90 novanta; 100 cento; 200 duecento; 300 trecento; 400"
    " quattrocento; 500 cinquecento; 600 seicento; 700 settecento; 800 ottocento; 900"
    " novecento; 1000 mille migliaio; x1000 mila; x1e6 milione milioni; x1e9 miliardo miliardi;"
    " 10 decina; 12 dozzina; 20 ventina; 30 trentina; 50 cinquantina; 100 centinaio",
    "pl": "2 dwa dwie dwóch dwu dwaj; 3 trzy trzech trzej; 4 cztery czterech; 5 pięć pięciu; 6"
    " sześć sześciu; 7 siedem siedmiu; 8 osiem ośmiu; 9 dziewięć dziewięciu; 10 dziesięć"
    " dziesięciu; 11 jedenaście jedenastu; 12 dwanaście dwunastu; 13 trzynaście trzynastu; 14"
    " czternaście czternastu; 15 piętnaście piętnastu; 16 szesnaście szesnastu; 17 siedemnaście"
    " siedemnastu; 18 osiemnaście osiemnastu; 19 dziewiętnaście dziewiętnastu; 20 dwadzieścia"
    " dwudziestu; 30 trzydzieści trzydziestu; 40 czterdzieści czterdziestu; 50 pięćdziesiąt"
    " pięćdziesięciu; 60 sześćdziesiąt sześćdziesięciu; 70 siedemdziesiąt; 80 osiemdziesiąt; 90"
    " dziewięćdziesiąt; 100 sto stu; 200 dwieście dwustu; 300 trzysta trzystu; 400 czterysta"
    " czterystu; 500 pięćset pięciuset; 600 sześćset sześciuset; 700 siedemset; 800 osiemset;"
    " 900 dziewięćset; 1.5 półtora półtorej; x1000! tysiąc tysiącem tysiącu; x1000 tysiące"
    " tysięcy tysiąca tysiącami; x1000+ tys; x1e6 milion miliona milionów miliony; x1e6+ mln;"
    " x1e9 miliard miliarda miliardów; x1e9+ mld",
    "cs": "2 dva dvě dvou; 3 tři tří; 4 čtyři čtyř štyri; 5 pět pěti päť; 6 šest šesti šesť; 7"
    " sedm sedmi sedem; 8 osm osmi osem; 9 devět deväť; 10 deset desať; 11 jedenáct; 12"
    " dvanáct; 15 patnáct; 20 dvacet dvadsať; 30 třicet tridsať; 40 čtyřicet; 50 padesát"
    " päťdesiat; 60 šedesát; 70 sedmdesát; 80 osmdesát; 90 devadesát; 100 sto; x100 sta stě"
    " set; x1000! tisíc; x1000 tisíce tisíců; x1000+ tis; x1e6 milion milionů miliony milión"
    " miliónov; x1e6+ mil mln; x1e9 miliarda miliard miliardy; x1e9+ mld",
    "tr": "2 iki; 3 üç; 4 dört; 5 beş; 6< altı; 7 yedi; 8 sekiz; 9 dokuz; 10 on; 20 yirmi; 30"
    " otuz; 40 kırk; 50 elli; 60 altmış; 70 yetmiş; 80 seksen; 90 doksan; x100! yüz; x1000!"
    " bin; x1e6! milyon; x1e9! milyar; x12 düzine",
    "az": "2 iki; 3 üç; 4 dörd; 5 beş; 6< altı; 7 yeddi; 8 səkkiz; 9 doqquz; 10 on; 20 iyirmi;"
    " 30 otuz; 40 qırx; 50 əlli; x100! yüz; x1000! min; x1e6! milyon; x1e9! milyard",
    "uz": "2 ikki; 3 uch; 5 besh; 6 olti; 10 oʻn; x100! yuz; x1000! ming; x1e6! million",
    "kk": "2 екі; 3 үш; 4 төрт; 5 бес; 6 алты; 7 жеті; 8 сегіз; 9 тоғыз; 10 он; 20 жиырма; 30"
    " отыз; 50 елу; x100! жүз; x1000! мың; x1e6! миллион; x1e6+ млн; x1e9+ млрд",
    "mn": "x100 зуун; x1000! мянга мянган; x1e6 сая; x1e9 тэрбум",
    "vi": "2 hai; 3 ba; 4 bốn tư; 5< năm; 5 lăm; 6 sáu; 7 bảy bẩy; 8 tám; 9 chín; 10 mười; x10"
    " mươi; x100 trăm; x1000! nghìn ngàn; x1e6 triệu; x1e9 tỷ tỉ",
    "sv": "2 två; 3 tre; 4 fyra; 5 fem; 6 sex; 7 sju; 8 åtta; 9 nio; 10 tio; 11 elva; 12 tolv;"
    " 13 tretton; 14 fjorton; 15 femton; 16 sexton; 17 sjutton; 18 arton; 19 nitton; 20 tjugo;"
    " 30 trettio; 40 fyrtio; 50 femtio; 60 sextio; 70 sjuttio; 80 åttio; 90 nittio; x100!"
    " hundra; x1000! tusen ettusen; x1e6 miljon miljoner; x1e9 miljard miljarder",
    "da": "2< to; 3 tre; 4 fire; 5 fem; 6 seks; 7 syv; 8 otte; 9 ni; 10 ti; 11 elleve; 12 tolv;"
    " 20 tyve; 30 tredive; 40 fyrre; 50 halvtreds; 60 tres; x100! hundrede; x1000! tusind"
    " tusinde; x1e6 million millioner; x1e9 milliard milliarder",
    "no": "2< to; 3 tre; 4 fire; 5 fem; 6 seks; 7 sju syv; 8 åtte; 9 ni; 10 ti; 11 elleve; 12"
    " tolv; 20 tjue; 30 tretti; 40 førti; 50 femti; 60 seksti; x100! hundre; x1000! tusen; x1e6"
    " million millioner; x1e9 milliard milliarder",
    "fi": "2 kaksi kahden; 3 kolme kolmen; 4 neljä neljän; 5 viisi viiden; 6 kuusi kuuden; 7"
    " seitsemän; 8 kahdeksan; 9 yhdeksän; 10 kymmenen; x100! sata sadan; x100 sataa; 1000 tuhat"
    " tuhannen; x1000 tuhatta; x1e6 miljoona miljoonaa; x1e9 miljardi miljardia; x1e6+ milj;"
    " x1e9+ mrd; 1.5 puolitoista",
    "et": "2 kaks; 3 kolm; 5 viis; 6 kuus; 10 kümme; x100 sada sadat; x1000! tuhat; x1000"
    " tuhande tuhandet; x1e6 miljon miljonit",
    "lt": "2 du dvi; 3 trys tris; 5 penki penkis; 6 šeši; 10 dešimt; x100 šimtas šimtai šimtų;"
    " x1000! tūkstantis tūkstantį; x1000 tūkstančiai tūkstančių tūkstančius; x1000+ tūkst;"
    " x1e6+ mln; x1e9+ mlrd",
    "lv": "2 divi divus; 3 trīs; 5 pieci piecus; 6 seši sešus; 10 desmit; x100 simts simti"
    " simtus; x1000! tūkstotis tūkstoti; x1000 tūkstoši tūkstošu tūkstošus; x1000+ tūkst; x1e6"
    " miljoni miljoniem miljonu",
    "ro": "2 doi două; 3 trei; 4 patru; 5 cinci; 6 șase şase; 7 șapte şapte; 8 opt; 9 nouă; 10"
    " zece; 20 douăzeci; 30 treizeci; 50 cincizeci; 100 sută; x100 sute; 1000 mie; x1000 mii;"
    " x1e6 milion milioane; x1e9 miliard miliarde; x1e6+ mil mln",
    "hu": "2 kettő két; 3 három; 4 négy; 5 öt; 6 hat; 7< hét; 8 nyolc; 9 kilenc; 10 tíz; 20"
    " húsz; 30 harminc; 50 ötven; x100! száz; x1000! ezer; x1e6 millió; x1e9 milliárd",
    "sr": "2 dva dvije dve два две; 3 tri три; 4 četiri четири; 5 pet пет; 6 šest шест; 7 sedam"
    " седам; 8 osam осам; 9 devet девет; 10 deset десет; 20 dvadeset двадесет; 30 trideset"
    " тридесет; 50 pedeset педесет; 100 sto сто; 500 petsto петсто; x1000! tisuću hiljadu"
    " хиљаду tisuća hiljada хиљада; x1000 tisuće hiljade хиљаде; x1000+ tis; x1e6 milijun"
    " milijuna milion miliona милион милиона; x1e9 milijarda milijardi милијарда милијарди",
    "sl": "2 dva dve; 3 tri; 4 štiri; 5 pet; 6 šest; 10 deset; 100 sto; x1000! tisoč; x1e6"
    " milijon milijona milijonov; x1e6+ mio",
    "bg": "2 два две двама; 3 три трима; 4 четири; 5 пет; 6 шест; 7 седем; 8 осем; 9 девет; 10"
    " десет; 20 двадесет; 30 тридесет; 50 петдесет; 100 сто; 200 двеста; 300 триста; 500"
    " петстотин; 1000 хиляда; x1000 хиляди; x1000+ хил; x1e6 милион милиона; x1e6+ млн; x1e9"
    " милиард милиарда; x1e9+ млрд",
    "mk": "2 два две; 3 три; 5 пет; 6 шест; 10 десет; 100 сто; 1000 илјада; x1000 илјади; x1e6"
    " милион милиони",
    "el": "2 δύο δυο; 3 τρεις τρία; 4 τέσσερις τέσσερα; 5 πέντε; 6 έξι; 7 επτά εφτά; 8 οκτώ"
    " οχτώ; 9 εννέα; 10 δέκα; 20 είκοσι; 30 τριάντα; 50 πενήντα; 100 εκατό; 500 πεντακόσιοι"
    " πεντακόσιους; 1000 χίλιοι χίλιους χίλια χίλιες; x1000 χιλιάδες; x1000+ χιλ; x1e6"
    " εκατομμύριο εκατομμύρια; x1e6+ εκατ; x1e9 δισεκατομμύριο δισεκατομμύρια; x1e9+ δισ",
    "ar": "2 اثنان اثنين اثنا اثني; 3 ثلاثة ثلاث; 4 أربعة أربع; 5 خمسة خمس; 6 ستة ست; 7 سبعة"
    " سبع; 8 ثمانية ثماني ثمان; 9 تسعة تسع; 10 عشرة; 10& عشر; 20 عشرون عشرين; 30 ثلاثون ثلاثين;"
    " 40 أربعون أربعين; 50 خمسون خمسين; 60 ستون ستين; 70 سبعون سبعين; 80 ثمانون ثمانين; 90"
    " تسعون تسعين; 100 مئة مائة; 200 مئتين مئتا مئتي مائتين; 300 ثلاثمئة ثلاثمائة; 400 أربعمئة"
    " أربعمائة; 500 خمسمئة خمسمائة; 600 ستمئة ستمائة; 700 سبعمئة سبعمائة; 800 ثمانمئة ثمانمائة;"
    " 900 تسعمئة تسعمائة; x1000! ألف ألفا ألفاً بألف وألف لألف الألف; x1000 آلاف الاف; 2000"
    " ألفان ألفين ألفي; x1e6! مليون مليونا; x1e6 ملايين; 2e6 مليوني مليونين; x1e9 مليار مليارات",
    "fa": "2 دو; 3 سه; 4 چهار; 5 پنج; 6 شش; 7 هفت; 8 هشت; 9< نه; 10 ده; 11 یازده; 12 دوازده; 13"
    " سیزده; 14 چهارده; 15 پانزده; 16 شانزده; 17 هفده; 18 هجده; 19 نوزده; 20 بیست; 30 سی; 40"
    " چهل; 50 پنجاه; 60 شصت; 70 هفتاد; 80 هشتاد; 90 نود; x100! صد; 200 دویست; 300 سیصد; 400"
    " چهارصد; 500 پانصد; 600 ششصد; 700 هفتصد; 800 هشتصد; 900 نهصد; x1000! هزار; x1e6 میلیون;"
    " x1e9 میلیارد",
    "ur": "2 دو; 3 تین; 4 چار; 5 پانچ; 6 چھ; 7 سات; 8 آٹھ; 10 دس; x100 سو; x1000! ہزار; x1e5"
    " لاکھ; x1e7 کروڑ; x1e6 ملین; x1e9 ارب",
    "he": "2 שני שתי שניים; 3 שלושה שלוש שלושת; 4 ארבעה ארבע ארבעת; 5 חמישה חמש חמשת; 6 שישה שש"
    " ששת; 7 שבעת שבעה; 8 שמונה שמונת; 9 תשעה תשעת; 10 עשרה עשר עשרת; 100 מאה; x100 מאות; 200"
    " מאתיים; x1000! אלף כאלף; x1000 אלפי אלפים; 2000 אלפיים; x1e6 מיליון מיליוני; x1e9 מיליארד",
    "hi": "2 दो; 3 तीन; 4 चार; 5 पांच पाँच; 6 छह छः; 7 सात; 8 आठ; 9 नौ; 10 दस; 20 बीस; 50 पचास;"
    " x100 सौ; x1000! हजार हज़ार; x1e5 लाख; x1e7 करोड़ करोड; 1.5 डेढ़; x1e6 मिलियन",
    "mr": "x1000! हजार; x1e5 लाख; x1e7 कोटी",
    "ne": "x1000! हजार; x1e5 लाख; x1e7 करोड",
    "bn": "2 দুই; 3 তিন; 5 পাঁচ; 6 ছয়; 10 দশ; x1000! হাজার; x1e5 লাখ; x1e7 কোটি",
    "ta": "1000 ஆயிரம்; x1e5 லட்சம்",
    "tl": "2 dalawang; 3 tatlong; 5 limang; 6 anim; 1000 sanlibong; x1000 libo libong; x1e6"
    " milyon milyong",
    "sw": "x1e6 milioni",
    "ca": "2 dos dues; 3 tres; 5 cinc; 6 sis; 10 deu; 100 cent; x1000! mil; x1e6 milió milions",
    "ka": "x1000! ათასი; x1e6 მილიონი",
    "hy": "2 երկու; 5 հինգ; 6 վեց; x100 հարյուր; x1000! հազար; x1e6 միլիոն",
}
"""Language -> its counting words."""

ATTACHED: Final = {
    "de": (
        "2 zwei 3 drei 4 vier 5 fünf 6 sechs 7 sieben 8 acht 9 neun 10 zehn 11 elf 12 zwölf"
        " 13 dreizehn 14 vierzehn 15 fünfzehn 16 sechzehn 17 siebzehn 18 achtzehn 19 neunzehn",
        "20 zwanzig 30 dreißig 40 vierzig 50 fünfzig 60 sechzig 70 siebzig 80 achtzig 90 neunzig"
        " 1.5 anderthalb",
        "100 hundert 1000 tausend",
    ),
    "nl": (
        "2 twee 3 drie 4 vier 5 vijf 6 zes 7 zeven 8 acht 9 negen 10 tien 11 elf 12 twaalf"
        " 15 vijftien",
        "20 twintig 30 dertig 40 veertig 50 vijftig",
        "100 honderd 1000 duizend",
    ),
    "sv": (
        "2 två 3 tre 4 fyra 5 fem 6 sex 7 sju 8 åtta 9 nio 10 tio 11 elva 12 tolv 15 femton",
        "20 tjugo 30 trettio 40 fyrtio 50 femtio",
        "100 hundra 1000 tusen",
    ),
    "it": (
        "2 due 3 tre 4 quattro 5 cinque 6 sei 7 sette 8 otto 9 nove 10 dieci 11 undici 12 dodici"
        " 15 quindici",
        "20 venti 30 trenta 40 quaranta 50 cinquanta 100 cento 200 duecento 300 trecento",
        "1000 mila",
    ),
    "fi": (
        "2 kaksi 3 kolme 4 neljä 5 viisi 6 kuusi 7 seitsemän 8 kahdeksan 9 yhdeksän 10 kymmenen",
        "15 viisitoista 20 kaksikymmentä 30 kolmekymmentä 1.5 puolitoista",
        "100 sataa 1000 tuhatta",
    ),
    "hu": (
        "2 két 3 három 4 négy 5 öt 6 hat 7 hét 8 nyolc 9 kilenc 10 tíz 15 tizenöt",
        "20 húsz 30 harminc 50 ötven 1.5 másfél",
        "100 száz 1000 ezer",
    ),
}
"""Language -> units, tens, and scales that are written as one word: fünftausend."""

JOINTS: Final = {"de": "und", "nl": "en"}
"""Languages that put units before tens, and what stands between them."""

ONES: Final = {
    "en": "one",
    "id": "satu",
    "ru": "один одна одно одного одной одну",
    "uk": "один одна одного одну",
    "es": "un una uno",
    "pt": "um uma",
    "pl": "jeden",
    "cs": "jeden jedna jedna",
    "tr": "bir",
    "vi": "một mốt",
    "fr": "un une",
}
"""Language -> words for one, which count after tens: twenty-one."""

VAGUE: Final = (
    "several few many some couple beberapa banyak несколько нескольких кілька кількох декілька"
    " einige mehrere viele wenige plusieurs quelques varios varias algunos unos vários várias"
    " alguns alcune alcuni parecchie kilka kilkanaście parę několik pár birkaç birçok vài mấy"
    " nhiều hàng flera några muutama muutaman useita مئات عشرات عدة بضعة بضع چند enkele paar"
    " câteva néhány nekoliko няколко λίγες μερικές כמה kaç kilku kilkuset tens dozens hundreds"
    " puluhan ratusan belasan десятки десятков сотни сотен десятків сотні dizaines centaines"
    " decenas cientos dezenas centenas decine centinaia chục dziesiątki dziesiątek setki onlarca"
    " yüzlerce tientallen honderden hunderte zehntausende وعشرات ومئات ده‌ها"
)
"""Words of all languages that make a scale vague: several thousand is no figure."""
