"""Small words and foreign letters: they move the model's guess where a headline is too short."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

_WORD_FACTOR: Final = 1.7
_NATIVE_FACTOR: Final = 1.5
_FOREIGN_FACTOR: Final = 0.45
_MOST: Final = 6

SMALL_WORDS: Final = {
    "en": "the of to and in for on with after says said is are at by from as his who will it be"
    " that into",
    "de": "der die das und ist von nicht für mit ein eine den dem des auf nach im gegen wird"
    " sind zu aus bei wie"
    " will vor laut",
    "nl": "de het een van en naar niet voor met zijn door bij wordt tegen uit op aan dat om over"
    " maar volgens",
    "af": "die het nie van en vir met na deur wat sy is op uit oor hulle",
    "fr": "le la les des du et en une un pour dans sur au aux est avec par qui selon après ses d l",
    "es": "el los las y del una en con por para que se su más al tras según como la es sin",
    "pt": "o os as e do da dos das em no na um uma com por para que não ao mais após diz segundo"
    " à pela",
    "it": "il di che e la in per un una del della con sono alla dal nel gli al dei dopo più i le"
    " ai da",
    "ca": "el els les i del una amb per que al dels va ha més",
    "gl": "o os as e do da dos das en no na unha con por para que non ao máis",
    "ro": "în și la cu de pe din pentru a al ale care nu mai după spune lui un o",
    "sv": "och att är för inte på ett från till med har som av vid om efter enligt mot säger en"
    " nya",
    "da": "og at er ikke på af til den har fra med hvad efter siger mod blev bliver også ud nu"
    " et som",
    "no": "og å er ikke på av til som etter sier fra hva mot ble blir med også ut nå ei et den",
    "fi": "ja on ei että oli kun mukaan sanoo myös sekä hän ovat",
    "et": "ja on ei et oli kui ka ning aga oma",
    "is": "og að er í á til með fyrir ekki um sem við af",
    "pl": "w na z do się i że po o od za nie jest dla przez ze przy jak są wraz",
    "cs": "v na se z do že a je pro po o ve s k za podle od už jsou",
    "sk": "v na sa z do že a je pre po o vo s k za podľa od už sú",
    "sl": "v na se z do da in je za po o pri so od ki",
    "hr": "u na se s i je za od da su o iz do nakon kod prema",
    "bs": "u na se s i je za od da su o iz do nakon kod prema",
    "sr": "u na se sa i je za od da su o iz do nakon kod prema",
    "hu": "a az és hogy nem egy is meg szerint után van volt el",
    "lt": "ir į iš su kad yra apie po nuo dėl bei pasak",
    "lv": "un uz ar no ir par kas pie pēc arī lai",
    "sq": "në të e dhe për me nga një që i së është",
    "tr": "ve bir bu ile için da de olarak dedi göre oldu daha ki sonra",
    "az": "və bir bu ilə üçün da də olaraq edib görə olub sonra",
    "id": "yang tidak karena dengan untuk adalah dan di ke dari pada ini itu akan bisa kata saat"
    " mereka korut korsel"
    " as tewas usai warga soal jadi juga bantu kirim oleh telah",
    "ms": "yang tidak kerana dengan untuk ialah dan di ke dari pada ini itu akan boleh bahawa"
    " beliau manakala dakwa"
    " iaitu askar polis mangsa sebanyak daripada oleh telah hantar",
    "vi": "của và là các cho trong ở với được đến tại từ người",
    "tl": "ang ng sa mga na ay at ni si",
    "sw": "na ya wa kwa ni za la katika",
    "ru": "в и на с из к по не что для о от за у будет после до как",
    "uk": "в і на з із до по не що для про від за у буде після як та й",
    "bg": "в и на с от за се да не че по ще са е след до във със към",
    "mk": "во и на со од за се да не дека по ќе е до",
    "sr-cyrl": "у и на са од за се да не је по ће су о из до",
    "ar": "في من على إلى عن أن التي الذي مع بعد",
    "fa": "در به از که این با را برای است و",
    "ur": "کے میں کی کا سے کو ہے نے اور",
    "hi": "के में की का से को है ने और पर",
    "mr": "च्या आणि आहे या ने ला मध्ये",
    "ne": "को मा ले र छ गरेको लाई",
}

LETTERS: Final = {
    "az": "əğıöşüç",
    "bs": "čćđšž",
    "ca": "àçèéíïòóúü",
    "cs": "áčďéěíňóřšťúůýž",
    "cy": "âêîôŵŷ",
    "da": "æøå",
    "de": "äöüß",
    "es": "áéíñóúü¿¡",
    "et": "äõöüšž",
    "fi": "äö",
    "fr": "àâçèéêëîïôùûœ",
    "ga": "áéíóú",
    "gl": "áéíñóú",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "is": "áðéíóúýþæö",
    "it": "àèéìòù",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "mt": "ċġħż",
    "nl": "ëéï",
    "no": "æøå",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõú",
    "ro": "ăâîșşțţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sq": "çë",
    "sr": "čćđšž",
    "sv": "åäö",
    "tk": "äçöşüňýž",
    "tr": "çğıöşüâî",
}


def weights(sample: str, names: Iterable[str]) -> dict[str, float]:
    """Say how much small words and letters speak for each language.

    Args:
        sample: Some of the text.
        names: The languages to weigh.

    Returns:
        A factor per language: 1 where nothing is known, bounded so that it moves only an unsure
        guess.
    """
    low = sample.replace("İ", "i").lower()
    words = frozenset(re.findall(r"[^\W\d_]+", low))
    letters = frozenset(_foreign_letters().findall(low))
    return {name: _word_weight(words, name) * _letter_weight(letters, name) for name in names}


def _word_weight(words: frozenset[str], name: str) -> float:
    own = _small_words()
    found = max(
        len(words & own.get(name, frozenset())), len(words & own.get(f"{name}-cyrl", frozenset()))
    )
    return _WORD_FACTOR ** min(found, _MOST)


def _letter_weight(letters: frozenset[str], name: str) -> float:
    own = LETTERS.get(name, "")
    native = sum(letter in own for letter in letters)
    foreign = len(letters) - native
    return float(_NATIVE_FACTOR ** min(native, 3) * _FOREIGN_FACTOR ** min(foreign, 4))


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in SMALL_WORDS.items()}


@cache
def _foreign_letters() -> re.Pattern[str]:
    return re.compile("[" + "".join(sorted(set("".join(LETTERS.values())))) + "]")
