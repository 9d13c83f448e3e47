"""Things that news speaks of, in many languages: countries, kinds of events, what was done.

The table `things.txt` is ours. A line is `name weight: language terms | language terms ...`; a
term ends in `*` where any ending may follow, and `_` stands for a space. Names that begin with
`@` are places. What a term means is the same in every language, so an article in Korean and one
in Polish can be compared without any model, and without a lexicon of the operator's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from monitor.stories.territories import territories
from monitor.text.forms.keys import extra_keys
from monitor.text.normalise import ACCENTS_FOLD, fold_word, without_accents
from monitor.text.tokens import Token

UNSPACED: Final = frozenset({"ja", "ko", "th", "zh"})
"""Languages whose terms are looked for anywhere in the text, not only where a word begins."""
_LONGEST: Final = 16
_REMEMBERED: Final = 1 << 15
_SAME: Final = {"ms": "id", "bg": "ru", "be": "ru", "sk": "cs", "no": "sv", "nb": "sv", "da": "sv"}
"""Who reads the terms of a sister language where the table has none of its own."""


class Thing(NamedTuple):
    """One thing, and how much it tells: an earthquake 1.3, a minister 0.3."""

    name: str
    weight: float


class Met(NamedTuple):
    """A thing met in a text at code point `start`."""

    thing: Thing
    start: int


Phrase = tuple[tuple[str, ...], Thing]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """The terms of one language, folded.

    Attributes:
        words: What stands alone; in scripts without spaces, what stands anywhere.
        stems: How words begin.
        phrases: First word (or its beginning) -> all words of the phrase, the longest first.
    """

    words: dict[str, Thing]
    stems: dict[str, Thing]
    phrases: dict[str, tuple[Phrase, ...]]


@cache
def tongue(language: str) -> Tongue:
    """Give the terms of a language: of our table, and what CLDR calls countries and cities."""
    words: dict[str, Thing] = {}
    stems: dict[str, Thing] = {}
    phrases: dict[str, list[Phrase]] = {}
    ours = _table().get(language) or _table().get(_SAME.get(language, ""), [])
    for term, thing in (*ours, *((term, Thing(*thing)) for term, thing in territories(language))):
        parts = tuple(fold(part, language) for part in term.split("_") if part)
        if language in UNSPACED:
            words.setdefault("".join(parts), thing)
        elif len(parts) > 1:
            phrases.setdefault(parts[0].rstrip("*"), []).append((parts, thing))
        elif term.endswith("*"):
            stems.setdefault(parts[0][:-1], thing)
        else:
            words.setdefault(parts[0], thing)
    longest_first = {one: tuple(sorted(all_, key=_shortness)) for one, all_ in phrases.items()}
    return Tongue(words=words, stems=stems, phrases=longest_first)


def _shortness(phrase: Phrase) -> int:
    return -len(phrase[0])


def things(text: str, tokens: Sequence[Token], language: str) -> Iterator[Met]:
    """Find the things that a text speaks of, in reading order; one may come again.

    Args:
        text: The text.
        tokens: Its tokens.
        language: Primary subtag.
    """
    if language in UNSPACED:
        return _anywhere(fold_word(text, language), tongue(language))
    return _by_words(tokens, language)


def _anywhere(folded: str, known: Tongue) -> Iterator[Met]:
    """Look at every place for the longest term; folding hardly changes where it stands."""
    at, words = 0, known.words
    while at < len(folded):
        for length in range(min(_LONGEST, len(folded) - at), 0, -1):
            thing = words.get(folded[at : at + length])
            if thing is not None:
                yield Met(thing, at)
                at += length - 1
                break
        at += 1


def _by_words(tokens: Sequence[Token], language: str) -> Iterator[Met]:
    keys = [fold(token.surface, language) for token in tokens]
    known, at = tongue(language), 0
    while at < len(keys):
        thing, length = _phrase(keys, at, known, language) or (word_thing(keys[at], language), 1)
        if thing is not None:
            yield Met(thing, tokens[at].start)
        at += length


def _phrase(keys: Sequence[str], at: int, known: Tongue, language: str) -> tuple[Thing, int] | None:
    for first in _beginnings(keys[at], language):
        for parts, thing in known.phrases.get(first, ()):
            if len(parts) <= len(keys) - at and all(map(_fits, parts, keys[at : at + len(parts)])):
                return thing, len(parts)
    return None


def _fits(part: str, key: str) -> bool:
    return key.startswith(part[:-1]) if part.endswith("*") else key == part


@lru_cache(maxsize=_REMEMBERED)
def _beginnings(key: str, language: str) -> tuple[str, ...]:
    """Give the first words of phrases that a word may be."""
    phrases = tongue(language).phrases
    ends = range(len(key), 1, -1)
    return tuple(key[:end] for end in ends if key[:end] in phrases)


@lru_cache(maxsize=_REMEMBERED)
def word_thing(key: str, language: str) -> Thing | None:
    """Give the thing that a folded word means, if it is in the table."""
    known = tongue(language)
    for form in (key, *extra_keys(key, (language,))):
        if form in known.words:
            return known.words[form]
        for end in range(min(len(form), _LONGEST), 1, -1):
            if form[:end] in known.stems:
                return known.stems[form[:end]]
    return None


@lru_cache(maxsize=_REMEMBERED)
def fold(word: str, language: str) -> str:
    """Fold a word, or a term of the table, as both are compared."""
    key = fold_word(word, language)
    return without_accents(key) if language in ACCENTS_FOLD else key


@cache
def _table() -> dict[str, list[tuple[str, Thing]]]:
    found: dict[str, list[tuple[str, Thing]]] = {}
    for line in files("monitor.stories").joinpath("things.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            head, _, rest = line.partition(":")
            name, _, weight = head.partition(" ")
            for group in rest.split("|"):
                language, *terms = group.split()
                thing = Thing(name, float(weight))
                found.setdefault(language, []).extend((term, thing) for term in terms)
    return found
