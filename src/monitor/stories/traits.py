"""What an article speaks of: entries, figures, days, names, places, ideas, rare words."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from monitor.model.story import Telling
from monitor.stories.dates import days, months, weekdays
from monitor.stories.names import names
from monitor.stories.things import things
from monitor.stories.trait import BODY, LEAD, TITLE, Trait, TraitKind
from monitor.text.normalise import fold_word, without_accents
from monitor.text.numbers import Number, numbers
from monitor.text.soundalike import skeleton
from monitor.text.tokens import Token, tokenize

LEAD_ENDS: Final = 450
"""The first sentences: so many characters of a text, a third of them where words are signs."""
READ: Final = 1800
"""What comes later in a text seldom says which story it is."""
_DENSE: Final = frozenset({"ja", "zh", "ko"})
_COUNTED: Final = frozenset({"figure", "money", "percent", "measure", "score", "duration", "range"})
_MOST: Final = {"name": 28, "figure": 12, "day": 4, "place": 8, "idea": 24, "entry": 40, "word": 24}
_ENTRY_RARITY: Final = 1.0
_WORD_RARITY: Final = 0.4
_DAY_RARITY: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A piece of an article that is read at once; what begins after `lead` weighs less."""

    text: str
    tokens: Sequence[Token]
    numbers: Sequence[Number]
    title: bool
    lead: int

    def weight(self, start: int) -> int:
        if self.title:
            return TITLE
        return LEAD if start < self.lead else BODY


def traits(telling: Telling, own: str) -> tuple[Trait, ...]:
    """Find what an article speaks of.

    Args:
        telling: The article.
        own: Its text without the furniture of its site.

    Returns:
        Each thing once, with the heaviest place it stands in; the heaviest first.
    """
    language = telling.language
    shrink = 3 if language in _DENSE else 1
    parts = [
        _part(telling.title, language, lead=0, title=True),
        _part(own[: READ // shrink], language, lead=LEAD_ENDS // shrink, title=False),
    ]
    found: dict[tuple[str, str], Trait] = {}
    for trait in (*_entries(telling, LEAD_ENDS // shrink), *_of_parts(parts, telling)):
        known = found.get((trait.kind, trait.mark))
        if known is None or trait.weight > known.weight:
            found[trait.kind, trait.mark] = trait
    return tuple(_bounded(found.values()))


def _part(text: str, language: str, *, lead: int, title: bool) -> _Part:
    return _Part(
        text=text,
        tokens=tokenize(text),
        numbers=numbers(text, language),
        title=title,
        lead=lead,
    )


def _bounded(found: Iterable[Trait]) -> Iterator[Trait]:
    left = dict(_MOST)
    for trait in sorted(found, key=lambda one: -one.weight * one.rarity):
        left[trait.kind] -= 1
        if left[trait.kind] >= 0:
            yield trait


def _entries(telling: Telling, lead: int) -> Iterator[Trait]:
    for entry, spans in telling.entries.items():
        weight = max(
            (
                TITLE if span.field == "title" else LEAD if span.start < lead else BODY
                for span in spans
            ),
            default=BODY,
        )
        yield Trait("entry", entry, entry, weight, _ENTRY_RARITY)


def _of_parts(parts: Sequence[_Part], telling: Telling) -> Iterator[Trait]:
    language, told = telling.language, telling.at.date()
    for part in parts:
        yield from _figures(part)
        for start, day in days(part.text, part.tokens, part.numbers, language, told):
            yield Trait("day", day.isoformat(), day.isoformat(), part.weight(start), _DAY_RARITY)
        for met in things(part.text, part.tokens, language):
            kind: TraitKind = "place" if met.thing.name[0] in "@+" else "idea"
            yield Trait(
                kind,
                met.thing.name,
                met.thing.name.lstrip("@+"),
                part.weight(met.start),
                met.thing.weight,
            )
        yield from _names(part, language)
        yield from _words(part, language)


def _figures(part: _Part) -> Iterator[Trait]:
    for number in part.numbers:
        if number.kind in _COUNTED and number.value > 1:
            mark = f"{number.value:.10g}"
            yield Trait(
                "figure", mark, mark, part.weight(number.start), _figure_rarity(number.value)
            )


def _figure_rarity(value: float) -> float:
    """Give 2 hardly any weight, and 2,397 a lot: by its size and the digits that are no zeros."""
    digits = len(f"{value:.10g}".replace(".", "").strip("0"))
    size = min(math.log10(max(value, 1)), 4) / 4
    return 0.05 + 0.25 * size + 0.3 * (digits - 1) * (1 if value > 31 or value % 1 else 0.4)


def _names(part: _Part, language: str) -> Iterator[Trait]:
    calendar = weekdays(language).keys() | months(language)
    for name in names(part.text, part.tokens, language):
        if fold_word(name.surface) not in calendar:
            consonants = len(skeleton(name.sound).lstrip("A"))
            rarity = (0.0, 0.15, 0.35, 0.75, 1.0)[min(consonants, 4)]
            yield Trait("name", name.sound, name.surface, part.weight(name.start), rarity)


_HAN: Final = frozenset({"ja", "zh"})


def _words(part: _Part, language: str) -> Iterator[Trait]:
    """Give words by their beginnings, for articles of one language and its sisters.

    Chinese and Japanese share pairs of characters.
    """
    if language in _HAN:
        folded = fold_word(part.text, "zh")
        for at in range(len(folded) - 1):
            pair = folded[at : at + 2]
            if all("\u4e00" <= one <= "\u9fff" for one in pair) and part.weight(at) >= LEAD:
                yield Trait("word", pair, pair, part.weight(at), _WORD_RARITY)
        return
    for token in part.tokens:
        weight = part.weight(token.start)
        if weight >= LEAD and len(token.surface) > (2 if token.script == "Hang" else 4):
            stem = _word_stem(token.surface, token.script)
            if stem:
                yield Trait("word", stem, stem, weight, _WORD_RARITY)


@lru_cache(maxsize=1 << 15)
def _word_stem(word: str, script: str) -> str:
    """Give the beginning of a word, which endings leave alone; nothing for a number."""
    key = without_accents(fold_word(word))
    long = 2 if script == "Hang" else min(7, max(4, len(key) - 3))
    return "" if key[:1].isdigit() else key[:long]
