"""Regular endings: the forms of names and of words that no dictionary knows.

A rule is "ending: replacements". The first rule that fits is used; C is any consonant and V any
vowel, which stay; a dash says that nothing changes. Rough on purpose: too many forms of a rare word
do no harm, a form that is another word does, so short words get none.
"""

from functools import cache
from typing import Final

_VOWELS: Final = frozenset(
    "aeiouyáéíóúýàèìòùâêîôûäëïöüãõåæøœąęėįųūāēīőűůěăıаеиоуыэюяіїєёαεηιουωάέήίόύώ"
)
_SHORTEST: Final = 5
"""Names of fewer letters and words that are not names stay as they are below this length."""

_SLAVIC_SOUTH: Final = (
    "ija: ije iji iju ijom ijo | a: e i u o om | o: a u om | ac: ca cu cem ci ce cima aca | C: a"
    " u om em e i ima"
)
_TURKIC: Final = (
    "C: da de ta te dan den tan ten i u a e in un lar ler larin lerin lari leri lara lere la le"
    " | V: da de dan den yi yu ya ye nin nun lar ler larin lerin lari leri lara lere yla yle"
)

CASES: Final = {
    "be": "a: ы е у ай | а: ы е у ай | ь: я ю ем і | C: а у ам е",
    "bs": _SLAVIC_SOUTH,
    "cs": "ká: ké kou | ký: kého kému kém kým | ec: ce ci cem ců cům cích | ie: ii ií | e: i í |"
        " ka: ky ce ku kou ko"
    " | a: y ě e u ou o | o: a u em | j: e i em | C: a u ovi em e ě i ů ům y",
    "da": "s: - | C: s | V: s",
    "de": "s: - | ß: - | z: - | x: - | C: s | V: s",
    "el": "ος: ου ο ε οι ους ων | ας: α | ης: η | ής: ή | α: ας ες ων | ά: άς | η: ης | ή: ής |"
        " ο: ου",
    "et": "C: i is ist isse il ile ilt iks iga i | V: s st sse l le lt ks ga d t",
    "fi": "C: in ia issa ista iin illa ilta ille ina iksi iä issä istä illä iltä"
    " | V: n a ä ssa ssä sta stä an ään en in on un yn öön lla llä lta ltä lle na nä ksi t",
    "hr": _SLAVIC_SOUTH,
    "hu": "a: á ában ából ába ának át án ára áról ához ától ával áig áért ái | e: é ében éből"
        " ébe ének ét én ére éről éhez étől ével éig éért"
    " | C: ban ben nak nek t ot et öt ba be ból ből hoz hez höz ra re ról ről tól től ig ért on"
    " en ön i ok ek ök"
    " | V: ban ben nak nek t ba be ból ből hoz hez höz ra re ról ről tól től val vel ig ért n i k",
    "hy": "C: ի ում ից ին ով ը | V: յի յում յից ն",
    "ka": "ი: ის ს მა ით ში ზე იდან ისთვის ად",
    "kk": "C: та те да де тан тен дан ден тың тің дың дің ға ге қа ке тар тер дар дер | V: да де"
        " дан ден ның нің ға ге лар лер",
    "lt": "as: o ui ą e u ai ų ams ais | is: io iui į iu yje iai ių | ys: io iui į iu yje | ė:"
        " ės ei ę ėje e | ja: jos jai ją joje"
    " | a: os ai ą oje | us: aus ui ų umi uje | C: o ui ą e u as",
    "lv": "ja: jas jai ju jā | a: as ai u ā | e: es ei i ē | is: a im i ī | s: a am u ā iem os"
        " us i | C: a am u ā as",
    "nl": "s: - | C: s | V: s",
    "no": "s: - | C: s | V: s",
    "pl": "ski: skiego skiemu skim ska skiej ską skie skich skimi | cki: ckiego ckiemu ckim |"
        " czyk: czyka czykowi czykiem czyku czycy czyków czykom czykami"
    " | ka: ki ce kę ką ko | ga: gi dze gę gą go | ra: ry rze rę rą | ja: ji ję ją jo | ia: ii"
    " ię ią io | ea: ei eę eą eo | na: ny nie nę ną nej"
    " | ta: ty cie tę tą | da: dy dzie dę dą | ła: ły le łę łą | a: y ie ę ą o | o: a u em"
    " | k: ka kowi kiem ku | g: ga gowi giem gu | C: a u owi em ie y ów om ami ach",
    "ro": "ea: eei eii ei | ia: iei ii | a: ei ăi | C: ul ului i ilor ii",
    "sk": "ec: ca covi com ci cov com cami | ia: ie ii iu iou | ka: ky ke ku kou | a: y e u ou i"
        " | o: a u om | C: a u ovi om e i y ov",
    "sl": _SLAVIC_SOUTH,
    "sr": _SLAVIC_SOUTH + " | ија: ије ији ију ијом ијо | а: е и у ом | C: а у ом ем е",
    "sv": "s: - | C: s | V: s",
    "tr": _TURKIC,
    "az": _TURKIC,
    "ru": "C: а у ом е | а: ы е у ой | я: и ю ей е | ь: я ю ем е",
    "uk": "C: а у ові ом і | а: и і у ою | я: ю ею ї і | ь: я ю ем і",
    "mk": "C: от ов",
    "bg": "C: а ът",
}  # fmt: skip
"""Case endings; for names and for other words."""

PLURALS: Final = {
    "bg": "ия: ийски | C: ът а и ите ов | а: ата и ите | о: ото а ата",
    "ca": "a: es | C: s os a es | V: s",
    "da": "er: eren ere erne erens ers | C: en et er erne e s ens ernes | e: en r rne n s",
    "de": "e: en em er es n | er: ern ers in innen | in: innen | C: e en es s em er ern | V: s n",
    "en": "s: es | x: es | ch: es | sh: es | ay: ays | ey: eys | oy: oys | y: ies | C: s | V: s",
    "es": "ar: a an ado ada ados adas ando ó aron ará arán aba aban e en | er: e en ido ida idos"
        " idas iendo ió ieron erá erán ía ían a an | ir: e en ido ida idos idas iendo ió ieron irá"
        " irán ía ían a an | o: os a as | or: ores ora oras | z: ces | ón: ones | C: es | V: s",
    "fr": "er: e es ent é ée és ées era eront ait aient ant a èrent | s: e es"
        " | al: aux ale ales | en: ens enne ennes | eur: eurs euse euses | C: s e es |"
        " V: s",
    "gl": "o: os a as | or: ores ora oras | C: es | V: s",
    "it": "are: a ano ato ata ati ate ando ò arono erà eranno ava avano i ino | ere: e ono uto uta"
        " uti ute endo é erono erà eranno eva evano a ano | ire: e ono ito ita iti ite endo ì irono"
        " irà iranno iva ivano a ano isce iscono"
        " | co: ci chi ca che | ca: che | go: ghi ga ghe | o: i a e | e: i | a: e i",
    "nl": "aan: anen aanse aans | er: ers ere | C: en s e | e: n s | V: s",
    "no": "er: eren ere erne ers | C: en et er ene a e s | e: n r ne t s",
    "pt": "ar: a am ado ada ados adas ando ou aram ará arão ava avam e em | er: e em ido ida idos"
        " idas endo eu eram erá erão ia iam a am | ir: e em ido ida idos idas indo iu iram irá irão"
        " ia iam a am"
        " | ão: ões ãos ães | o: os a as | or: ores ora oras | m: ns | l: is | C: es | V: s",
    "sv": "are: aren arna ares arens arnas | a: an or orna ar ade at as ats ad"
        " | C: en et ar er arna erna na s ens"
        " et a | e: n r rna t",
    "sq": "C: i it e et in | V: s n t",
}  # fmt: skip
"""More endings of words that are not names."""

_DEMONYMS: Final = {
    "en": "ese: - | C: s",
    "fr": "éen: éens éenne éennes | ien: iens ienne iennes | ain: ains aine aines | ais: aise"
        " aises | ois: oise oises",
    "nl": "aan: anen aans aanse | er: ers",
    "sv": "an: anen aner anerna aners",
    "da": "aner: anere anerne aneren",
    "no": "aner: anere anerne aneren",
}  # fmt: skip
"""People's names of peoples are written with a capital: they have a plural all the same."""


def regular(word: str, language: str, *, name: bool) -> frozenset[str]:
    """Give the regular forms of a word.

    Args:
        word: As written in the rule.
        language: Two letters.
        name: Whether it is a name: then only cases (and the plural of peoples).

    Returns:
        Lower-case forms without the word itself; empty for short words and unknown languages.
    """
    low = word.replace("İ", "i").lower()
    if name and word.isupper():
        return frozenset()  # an acronym is not declined
    if len(low) < (2 if name and language in _CASED_SHORT else _SHORTEST):
        return frozenset()
    tables = (CASES, _DEMONYMS) if name else (CASES, PLURALS)
    forms = (form for table in tables for form in _apply(low, table.get(language, "")))
    return frozenset(forms) - {low}


_CASED_SHORT: Final = frozenset({"be", "pl", "ru", "sr", "uk"})
"""Where the shortest names (Kim, Un) are declined in print."""


def _apply(word: str, rules: str) -> frozenset[str]:
    for ending, replacements in _rules(rules):
        if ending in ("C", "V"):
            if (word[-1] in _VOWELS) == (ending == "V"):
                return frozenset(word + more for more in replacements)
        elif word.endswith(ending) and len(word) > len(ending):
            return frozenset(word[: -len(ending)] + new for new in replacements if new != "-")
    return frozenset()


@cache
def _rules(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    pairs = (rule.split(":") for rule in text.split("|") if rule.strip())
    return tuple((ending.strip(), tuple(new.split())) for ending, new in pairs)
