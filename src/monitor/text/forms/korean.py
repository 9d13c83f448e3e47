"""Korean: a term is found at the beginning of a word if only a closed class of endings follows."""

import re
from functools import lru_cache
from typing import Final

_NOUNS: Final = "(?:들|군|측|주|시|산|발|행|인|형|식|계|대|대원|부대|당국|정부|작업){0,2}"
"""What joins a noun and leaves it what it is: the army, side, province, town, make, source,
unit, work."""

_CASE: Final = (
    "에서는 에서도 에서의 에서만 에서부터 에서 에게서 에게는 에게도 에게 에는 에도 에의 에만 에"
    " 께서 께 한테서 한테 으로부터 으로서 으로써 으로도 으로는 으로의 으로"
    " 로부터 로서 로써 로도 로는 로의 로 와의 와는 와도 와 과의 과는 과도 과 이랑 랑 하고"
    " 까지는 까지도 까지의 까지 부터는 부터의 부터 만이 만을 만의 만은 만 조차 마저 밖에"
    " 보다는 보다 처럼 같이 마다 이나 나 이라도 라도 은 는 이 가 을 를 의 도 서 이여 여"
)
_COPULA: Final = (
    "이라고 라고 이라는 라는 이란 란 이라며 라며 이라 라 이며 며 이자 자 이고 고 이다 다"
    " 이었다 였다 이던 이지만 지만 이면 면 인데 인 입니다 이에요 예요 이어서 여서 이므로"
    " 므로 이든 든 이기 이냐 냐 임"
)
_LIGHT_VERB: Final = (
    "(?:하|한|할|함|합|했|해|되|된|될|됨|됩|됐|돼|시키|시킨|시킬|시켰|시켜|당하|당한|당했"
    "|받은|받는|받아|중인|중이)[가-힣]{0,5}"
)
_AFTER_CONSONANT: Final = "은 이 을 과 으로 인 일 입니다 임"
_AFTER_VOWEL: Final = "는 가 를 와 로 다 며 고 라 자 여 예요 나 란 였 지만 면 든 냐"
_NEEDS_CONSONANT: Final = tuple(_AFTER_CONSONANT.split())
_NEEDS_VOWEL: Final = tuple(_AFTER_VOWEL.split())


def korean_prefix(word: str, term: str) -> bool:
    """Say whether a word is a term with particles.

    Args:
        word: A word of the text, as written.
        term: A term without spaces.

    Returns:
        True for 북한군이 and 쿠르스크주에서 (북한, 쿠르스크); False for 북부 (북).
    """
    if not word.startswith(term):
        return False
    tail = word[len(term) :]
    if not tail:
        return True
    return (_closed(tail) and _fits(term[-1], tail)) or (len(term) > 1 and _verb(tail))


@lru_cache(maxsize=4096)
def _closed(tail: str) -> bool:
    return _tail().fullmatch(tail) is not None


@lru_cache(maxsize=1)
def _tail() -> re.Pattern[str]:
    case, copula = "|".join(_CASE.split()), "|".join(_COPULA.split())
    return re.compile(f"{_NOUNS}(?:{case})?(?:{copula})?(?:는|도|만|의|은)?")


@lru_cache(maxsize=4096)
def _verb(tail: str) -> bool:
    """Nouns of action become verbs with 하다 and its kin: 파병했다, 재건하는."""
    return re.fullmatch(_LIGHT_VERB, tail) is not None


def _fits(last: str, tail: str) -> bool:
    """Check the particle's shape against the last syllable: 공병은 but 러시아는."""
    if not "가" <= last <= "힣":
        return True
    coda = (ord(last) - ord("가")) % 28
    if coda and tail.startswith(_NEEDS_VOWEL):
        return tail.startswith("로") and coda == 8  # 서울로
    return (
        bool(coda) or not tail.startswith(_NEEDS_CONSONANT) or tail.startswith(("인", "일", "이"))
    )
