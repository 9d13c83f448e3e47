"""Words that count: from two to a million million, in the languages that news comes in.

A table has a value, then every form of its word, and `;` between two values. `x` before a value
says that the word multiplies what stands before it; `!` that it may also stand alone (тысяча, but
not the vague тысячи); `+` that it counts only after digits (K, тыс); `<` that it counts only before
a scale (năm is five, and more often year); `&` that it may follow units (belas). Words for one
stand apart: they count only after tens.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from monitor.text.number_tables import ATTACHED, JOINTS, ONES, TABLES, VAGUE


class Counting(NamedTuple):
    """What a word counts.

    Attributes:
        value: Its value; what stands before it is multiplied by it when it `multiplies`.
        multiplies: thousand, тысяч.
        alone: It may stand alone.
        after_digits: It counts only right after digits.
        joins: It may follow units, as tens do in Arabic: five-and-twenty.
    """

    value: float
    multiplies: bool = False
    alone: bool = True
    after_digits: bool = False
    joins: bool = False


_LARGEST_TEN: Final = 90
_ALIASES: Final = {
    "ms": "id",
    "nb": "no",
    "nn": "no",
    "hr": "sr",
    "bs": "sr",
    "sk": "cs",
    "gl": "pt",
}
_FOLDS: Final = (
    ("ё", "е"), ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ى", "ي"), ("ی", "ي"), ("ک", "ك"), ("ة", "ه"),
    ("ı", "i"), ("ў", "у"),
)  # fmt: skip


def fold_numbers(text: str) -> str:
    """Fold a text for the lookup of counting words; every character keeps its place."""
    low = text.replace("İ", "i").lower()
    if not low.isascii():
        for old, new in _FOLDS:
            low = low.replace(old, new)
    return low


def table_of(language: str) -> str:
    """Name the table that a language uses."""
    return _ALIASES.get(language, language)


@cache
def counting_words(table: str) -> Mapping[str, Counting]:
    """Give the counting words of a language, folded; empty for one that we do not know."""
    found = dict(_read(TABLES.get(table, "")))
    found.update(_attached(table))
    if table == "ar":
        found.update({f"و{word}": _behind_and(one) for word, one in found.items()})
    return found


def _behind_and(one: Counting) -> Counting:
    """Arabic writes `and` and the next word as one: خمسة وعشرون is twenty-five."""
    return one._replace(joins=one.value <= _LARGEST_TEN and not one.multiplies)


def _attached(table: str) -> Iterator[tuple[str, Counting]]:
    """Make the words that are written as one: fünfundzwanzigtausend."""
    units, tens, scales = (_plain(part) for part in ATTACHED.get(table, ("", "", "")))
    small = {word: value for word, value in units.items() if value < _LARGEST_TEN / 9}
    for ten, value in tens.items():
        for unit, more in small.items():
            joint = f"{unit}{JOINTS[table]}{ten}" if table in JOINTS else ten + unit
            units[joint] = value + more
    units.update(tens)
    for word, value in units.items():
        yield word, Counting(value)
        yield from ((word + scale, Counting(value * size)) for scale, size in scales.items())


@cache
def one_words(table: str) -> frozenset[str]:
    """Give the words for one, which count only after tens: twenty-one."""
    return frozenset(map(fold_numbers, ONES.get(table, "").split()))


@cache
def vague_words() -> frozenset[str]:
    """Give words that make a scale vague: several thousand."""
    return frozenset(map(fold_numbers, VAGUE.split()))


def _read(table: str) -> Iterator[tuple[str, Counting]]:
    for line in filter(None, map(str.strip, table.split(";"))):
        head, *words = line.split()
        counting = Counting(
            float(head.strip("x!+<&")),
            multiplies="x" in head,
            alone="!" in head or not {"x", "<", "&"}.intersection(head),
            after_digits="+" in head,
            joins="&" in head,
        )
        for word in words:
            yield fold_numbers(word), counting


def _plain(part: str) -> dict[str, float]:
    words = part.split()
    return {
        fold_numbers(word): float(value)
        for value, word in zip(words[::2], words[1::2], strict=True)
    }
