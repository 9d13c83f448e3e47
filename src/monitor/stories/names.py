"""Names that an article mentions, by their sound: what is left to compare without any lexicon."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from monitor.stories.name_endings import bare_name
from monitor.stories.things import word_thing
from monitor.text import sounds
from monitor.text.forms.arabic import arabic_keys
from monitor.text.hints import word_votes
from monitor.text.normalise import fold_word
from monitor.text.romanise import romanise
from monitor.text.soundalike import skeleton
from monitor.text.spellings.korean import FOREIGN, SURNAMES
from monitor.text.tokens import Token

CASED: Final = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
"""Scripts in which a name begins with a capital."""
CASELESS: Final = frozenset("Arab Hebr Deva Beng Gujr Guru Taml Telu Knda Mlym Geor".split())
_SHORTEST_SOUND: Final = 3
_SHORTEST_CASELESS: Final = 4
_FEWEST_CONSONANTS: Final = 2
_REMEMBERED: Final = 1 << 15
_PARTICLES: Final = (
    "에서는 에서도 에서의 에서 에게 으로 까지 부터 에는 에도 이라고 라고 이라며 라며 에 은 는 이"
    " 가 을 를 의 와 과 도 로 서 씨 주 시 군 행 산 발 측 인 어 섬 만"
)
_ARABIC_NOUNS: Final = ("ات", "يه", "ين", "ون", "وا")
"""How plurals and adjectives end, and names seldom do."""
_FEWEST_HAN: Final = 3


class Name(NamedTuple):
    """A name, by its sound and as it is written; `start` counts code points."""

    sound: str
    surface: str
    start: int


def names(text: str, tokens: Sequence[Token], language: str) -> Iterator[Name]:
    """Find what may be names; the same may come again.

    In scripts with capitals these are the words that begin with one and are no common words; in
    others, words that look foreign or are not among the common words that we know. So some are no
    names: whoever compares them weighs how rare they are.

    Args:
        text: Title or text.
        tokens: Its tokens.
        language: Primary subtag.
    """
    if language in ("zh", "ja"):
        yield from _runs(text, language)
    for token in tokens:
        surface = _name_in(token, language)
        sound = name_sound(surface, language) if surface else ""
        if len(sound) >= _SHORTEST_SOUND and len(skeleton(sound)) >= _FEWEST_CONSONANTS:
            yield Name(sound, surface, token.start)


@lru_cache(maxsize=_REMEMBERED)
def name_sound(surface: str, language: str) -> str:
    """Give the sound of a name without the ending of its case."""
    return romanise(bare_name(surface, language), language)


def _name_in(token: Token, language: str) -> str:
    """Give the part of a word that may be a name; empty if none."""
    word = token.surface
    if token.script in CASED:
        return word if _is_capital(word) and not _is_common(word, language) else ""
    if token.script == "Hang":
        return _korean(word)
    return _caseless(word, language) if token.script in CASELESS else ""


def _is_capital(word: str) -> bool:
    return len(word) > 2 and word[0].isupper()


@lru_cache(maxsize=_REMEMBERED)
def _is_common(word: str, language: str) -> bool:
    key = fold_word(word)
    return bool(word_votes((key,))) or word_thing(key, language) is not None


@lru_cache(maxsize=_REMEMBERED)
def _korean(word: str) -> str:
    """Give a word without its particles if it spells a foreign name, or may name a person."""
    bare = _particle().sub("", word) if len(word) > 2 else word
    bare = _particle().sub("", bare) if len(bare) > 4 else bare
    is_person = len(bare) == 3 and bare[0] in SURNAMES
    return bare if is_person or (len(bare) > 1 and not FOREIGN.isdisjoint(bare)) else ""


@cache
def _particle() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_PARTICLES.split())})$")


@lru_cache(maxsize=_REMEMBERED)
def _caseless(word: str, language: str) -> str:
    key = fold_word(word)
    bare = min((key, *arabic_keys(key)), key=len) if language == "ar" else key
    if len(bare) < _SHORTEST_CASELESS or _is_common(bare, language) or _is_common(key, language):
        return ""
    return "" if language == "ar" and _is_arabic_noun(key, bare) else bare


def _is_arabic_noun(key: str, bare: str) -> bool:
    return key.lstrip("وبلف").startswith("ال") or bare.endswith(_ARABIC_NOUNS)


def _runs(text: str, language: str) -> Iterator[Name]:
    """Find foreign names in Chinese, and words in katakana."""
    folded = fold_word(text, "zh") if language == "zh" else text
    for found in _run(language).finditer(folded):
        for start, surface in _readings(found, language):
            sound = romanise(surface, language)
            if len(skeleton(sound)) >= _FEWEST_CONSONANTS and word_thing(surface, language) is None:
                yield Name(sound, surface, start)


def _readings(found: re.Match[str], language: str) -> Iterator[tuple[int, str]]:
    """Give a run, and in Chinese also without its first or last sign: it may belong to a word."""
    run = found[0]
    yield found.start(), run
    if language == "zh" and len(run) > _FEWEST_HAN:
        yield found.start() + 1, run[1:]
        yield found.start(), run[:-1]


@cache
def _run(language: str) -> re.Pattern[str]:
    if language == "ja":
        return re.compile("[\u30a1-\u30fa\u30fc]{3,}")
    return re.compile(f"[{''.join(sounds.han())}]{{{_FEWEST_HAN},}}")
