"""Beginnings, endings and groups of letters that tell languages."""

from typing import Final

PIECES: Final = {
    "en": "_th tion_ tions_ ing_ ed_ ly_ ment_ gh wh ck ee oo sh ers_ ess_ y_ ow ould",
    "de": "sch ung_ ungen_ keit_ heit_ lich isch ei ie cht ck tz _ge _ver pf ß ä ü zu_ er_ en_"
    " äu eu",
    "nl": "ij aa oo ee uu sch_ ing_ heid_ lijk _ge _ver en_ oe ui eeu tje_ cht gg zz",
    "fr": "eau eux tion_ ment_ aux_ oi ou ai eur_ eurs_ ette_ ée ées_ que_ _l'_ ère_ qu ienne_"
    " ois_",
    "es": "ción_ ciones_ ado_ ada_ ados_ ll ñ ue ie dad_ ero_ iento_ os_ as_ an_ aron_ ó_",
    "pt": "ção_ ções_ ão_ ões_ lh nh ado_ ada_ dade_ eiro_ eira_ os_ as_ ou_ am_ ç em_ im_",
    "it": "zione_ zioni_ ato_ ata_ ati_ gli tt zz cc cch ch gn i_ o_ tà_ ano_ iamo_ ggi ssi",
    "ca": "ció_ tat_ l·l ny ix _l _d aç ans_",
    "ro": "ului_ ilor_ ul_ ului ție_ ții_ ți_ ește_ are_ ii_ ile_ ele_ oa ea_ ț ș ă_ esc ndu"
    " rea_ te_ uri_",
    "sv": "ning_ ningen_ arna_ orna_ erna_ ar_ ade_ het_ skap_ ä ö ck ll_ ksk anska_ igt_ fl"
    " ra_ els",
    "da": "else_ erne_ hed_ ede_ ej øj æ ø gt ige_ ske_ eri_ dt_ tt sk ds _af ige ld nd_ uge hv",
    "no": "else_ ene_ het_ ei øy kj skj sj ø å ske_ dt_ rt_ lig_ kk kke hv gj ll sk nsk _av",
    "fi": "aa ää ii uu yö uo ssa_ ssä_ lla_ llä_ sta_ stä_ ksi_ nen_ iin_ een_ an_ än_ kk tt"
    " lle_ si_ oi_ vat_ mme_ ien_",
    "et": "aa ää õ ud_ st_ le_ ga_ si_ nud_ mine_ ks_ ee oo",
    "is": "ð þ ur_ ar_ inn_ um_ á í",
    "pl": "sz cz rz ów_ ego_ owi_ ski_ ach_ ie_ dz ł ść ię prz _w_ ch_ ej_ nia_ ów ęż ął kie_ wy",
    "cs": "ř ě ů ou_ ého_ ích_ ství_ ou ají_ ní_ ové_ ový_ ech_ ch_ il_ ila_ ě_ je_ vy ště ým_"
    " em_ cí_",
    "sk": "ľ ô ĺ ŕ ého_ ých_ ov_ och_ ami_ ia_ iu_ ť_ ie ej_ vy ovi_ ého om_ ím_ ili_ ľov ä ia"
    " ií_ ovať ci_ ť dz",
    "sl": "ega_ ih_ ov_ ju_ anje_ ški_ lj nj ec_ jo_ eno_ ni_ č š",
    "hr": "ije lj nj nje_ ima_ ima ovi_ ski_ ske_ ca_ io_ ila_ je_ ju_ č ć dž ija_ nja_",
    "bs": "ije lj nj nje_ ima_ ovi_ ski_ ske_ io_ ila_ je_ č ć dž ija_",
    "sr": "lj nj nje_ ima_ ovi_ ski_ ske_ ca_ io_ ila_ je_ ju_ č ć dž ija_ nja_ eo_ ela_",
    "hu": "sz gy ly ny cs zs ban_ ben_ nak_ nek_ ság ség ett_ ott_ tt_ ok_ ek_ ak_ t_ el_ ö ő ű"
    " gz on_ ás_ és_ ként",
    "lt": "as_ is_ us_ os_ ų_ io_ ą_ ė ai_ ti_ uo ie oje_",
    "lv": "as_ is_ s_ ā ē ī ķ ļ ņ iem_ ās_ šu ie",
    "sq": "ë_ it_ sh xh gj nj ës_ ar_ imi_ ur_",
    "tr": "lar_ ler_ ı ş ğ ın_ in_ dan_ den_ yor_ dı_ di_ ti_ tı_ da_ de_ ya_ ye_ ü lik_ lı_"
    " si_ sı_ ları leri nı_ ıyor ecek_ acak_",
    "az": "ə lar_ lər_ ın_ in_ dan_ dən_ ir_ ib_ ub_ də_ nı_ nin_ q_ x _q lı_ ş ğ ə_",
    "id": "_meng _ber _di _ter _pe _me kan_ nya_ an_ ng ah_ si_ _mem i_ at_ uk_ as_ pa er",
    "ms": "_meng _ber _di _ter _pe _me kan_ nya_ an_ ng ah_ si_ _mem al_ er_ is_ uh_ if_ ks ph kua",
    "tl": "ng_ ang _na _ma _pag _ka an_ ong_ in_",
    "sw": "_wa _ku _ya ia_ wa_ mba nya _m",
    "vi": "ng_ nh_ _ng _tr _th ôn ươ ệ ả",
    "ru": "ый_ ого_ ния_ ние_ ов_ ся_ ой_ ы ть_ ют_ ил_ ия_ ых_ ой ии_ ей_ ом_ ет_ ла_ ли_ ую_"
    " ским_ ции_ сь_ ет",
    "uk": "ий_ ого_ ння_ ів_ ся_ ськ ти_ ють_ ив_ ія_ их_ ії_ ою_ ці_ ла_ ли_ ть_ ції_ чи уват"
    " лось_ йн",
    "bg": "ият_ ът_ та_ ите_ то_ ия_ ски_ ха_ ва_ ват_ ъ ция_ щ ят_ на_ не_ ова_ ен_ ане_ ни_"
    " жд ст_",
    "mk": "от_ та_ ите_ то_ ија_ ски_ аат_ ува_ уваат_ ја_ ње_ ќ",
    "sr-cyrl": "ије ије_ ја_ је_ ћ ђ ље ња_ ње_ ски_ ом_ има_ ио_ ила_ ака_ ни_ ке_ ну_ ова_ ају_"
    " ју_ њ љ у_ џ ао_",
    "be": "ў ць цц аў_ скі_ ння_ ых_ дз",
    "kk": "ның_ дың_ ды_ ді_ ты_ ті_ лар_ лер_ да_ де_ ған_ ген_ қ ғ ң ұ і",
    "ky": "нын_ дын_ ды_ лар_ лер_ да_ де_ ган_ ген_ ө ү уу_",
    "eu": "ak_ ko_ ren_ tz tx z_ en_ rik_",
    "gl": "ción_ eiro_ nh x _o_ os_ ón_",
    "af": "ie_ _ge aa ee oe uu sk",
    "so": "aa ka_ da_ ay_ ii dh",
    "uz": "lar_ ʻ ning_ da_ gan_ di_ sh",
}
"""Language -> pieces that are frequent in it; "_" is where a word begins or ends."""
