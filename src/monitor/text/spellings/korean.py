"""Korean names: which part is the surname, and every spelling of both parts."""

from collections.abc import Iterator
from typing import Final

from monitor.text.spellings.convention import Proposal, capital
from monitor.text.spellings.hangul import MCCUNE, NORTHERN, PRESS, REVISED, System, syllables_of
from monitor.text.spellings.kontsevich import given_name, press_word, surname, system_word

SURNAMES: Final = frozenset(
    "김이리박최정강조윤장임림한오서신권황안송전홍유류고문양량손배백허남심노로하곽성차주우구라민진지엄채원"
    "천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부태계"
)
# Syllables that Korean words hardly have, and words taken over from abroad do.
FOREIGN: Final = frozenset(
    "쇼슈샤셔쟈져죠쥬챠츄쿠르스크트프브드즈츠티디튀케게베페뉴튜퓨뷰듀푸투루라뮤네델젤렌"
)
ABROAD: Final = "Hangul may spell a foreign name here: look for its original spelling instead"
FEWEST, MOST = 2, 4
Spelled = tuple[str, str, str]


def korean(name: str) -> Iterator[Proposal]:
    """Propose spellings of a name in Hangul, in Latin and Cyrillic letters."""
    word = "".join(name.split())
    is_person = word[:1] in SURNAMES and FEWEST <= len(word) <= MOST
    doubt = ABROAD if FOREIGN & set(word) else ""
    spelled = _person(word[0], word[1:]) if is_person else _place(word)
    for language, text, convention in spelled:
        yield Proposal(language=language, text=text, convention=convention, doubt=doubt)


def _person(family: str, given: str) -> Iterator[Spelled]:
    yield "en", _hyphened(PRESS, family, given), "English press"
    yield "en", _hyphened(REVISED, family, given), "Revised Romanization"
    joined = MCCUNE.spell(syllables_of(given))
    yield "en", f"{_alone(MCCUNE, family)} {capital(joined)}", "McCune-Reischauer"
    apart = " ".join(_alone(NORTHERN, one) for one in given)
    yield "en", f"{_alone(NORTHERN, family)} {apart}", "as Pyongyang writes"
    yield "ru", _cyrillic(family, given, press=True), "Russian press"
    yield "ru", _cyrillic(family, given, press=False), "Kontsevich"
    together = capital("".join(given_name(given, press=False)))
    yield "ru", f"{capital(surname(family, press=False))} {together}", "Kontsevich, joined"


def _place(word: str) -> Iterator[Spelled]:
    syllables = syllables_of(word)
    systems = (
        (PRESS, "English press"),
        (REVISED, "Revised Romanization"),
        (MCCUNE, "McCune-Reischauer"),
        (NORTHERN, "as Pyongyang writes"),
    )
    for system, name in systems:
        yield "en", capital(system.spell(syllables)), name
    yield "ru", capital(press_word(word)), "Russian press"
    yield "ru", capital(system_word(word)), "Kontsevich"


def _hyphened(system: System, family: str, given: str) -> str:
    parts = [system.spell(syllables_of(one)) for one in given]
    return f"{_alone(system, family)} {capital('-'.join(parts))}"


def _alone(system: System, syllable: str) -> str:
    return capital(system.spell(syllables_of(syllable)))


def _cyrillic(family: str, given: str, *, press: bool) -> str:
    parts = [surname(family, press=press), *given_name(given, press=press)]
    return " ".join(map(capital, parts))
