"""What stands in one text where another has something else: forms told apart from rewording.

An editor leaves things out, puts others in and says things in other words; the numbers and names
that stay stand where they stood. Whoever fills in a form again puts other numbers in the place of
numbers, and other names in the place of names, and the words around them stay as they are.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from monitor.text.fingerprint import shingles

FEWEST_NAMES: Final = 3
"""So many names in the place of others are a form; editors exchange one or two."""
MANY_SLOTS: Final = 0.5
"""In a form this share of the places that differ has other names and numbers and nothing else."""


class Words(NamedTuple):
    """The words of a text, as they are compared and as they are written."""

    folded: Sequence[str]
    written: Sequence[str]


class Gap(NamedTuple):
    """A place between two runs that both texts have, or before the first: the words of each."""

    mine: Words
    theirs: Words


class Exchange(NamedTuple):
    """What two texts exchange.

    Attributes:
        numbers: So many numbers stand in the place of others.
        is_form: Whether names do, and the words around them are the same.
    """

    numbers: int
    is_form: bool


def exchange(short: Words, long: Words, wide: int) -> Exchange:
    """Lay two texts side by side; the time it takes grows with their length only.

    Args:
        short: The shorter text.
        long: The longer.
        wide: So many words make a run.
    """
    gaps = [
        Gap(mine=_part(short, first, last), theirs=_part(long, start, end))
        for first, last, start, end in _places(short.folded, long.folded, wide)
        if first < last and start < end
    ]
    slots = [gap for gap in gaps if _plain(gap.mine) == _plain(gap.theirs)]
    names = sum(_swapped(gap, short, long) for gap in slots)
    return Exchange(
        numbers=sum(map(_swapped_numbers, gaps)),
        is_form=names >= FEWEST_NAMES and len(slots) >= MANY_SLOTS * len(gaps),
    )


def _places(
    short: Sequence[str], long: Sequence[str], wide: int
) -> Iterator[tuple[int, int, int, int]]:
    """Give the gaps as first and last word in the shorter and in the longer text.

    After a run that stands further up in the longer text (paragraphs were exchanged) there is no
    gap to speak of.
    """
    where: defaultdict[str, list[int]] = defaultdict(list)
    for at, run in enumerate(shingles(long, wide)):
        where[run].append(at)
    mine = theirs = until = 0
    for at, run in enumerate(shingles(short, wide)):
        if at < until or run not in where:
            continue
        to = next((one for one in where[run] if one >= theirs), where[run][0])
        if to >= theirs:
            yield mine, at, theirs, to
        size = wide
        while short[at + size : at + size + 1] == long[to + size : to + size + 1] != []:
            size += 1
        mine, theirs, until = at + size, to + size, at + size


def _part(words: Words, first: int, last: int) -> Words:
    return Words(words.folded[first:last], words.written[first:last])


def _plain(words: Words) -> list[str]:
    """Give the words that are neither names nor numbers."""
    pairs = zip(words.folded, words.written, strict=True)
    return [folded for folded, written in pairs if not _is_filling(written)]


def _is_filling(written: str) -> bool:
    return written[0].isupper() or written[0].isdigit()


def _swapped_numbers(gap: Gap) -> int:
    mine, theirs = ({one for one in part.folded if one[0].isdigit()} for part in gap)
    return min(len(mine - theirs), len(theirs - mine))


def _swapped(gap: Gap, short: Words, long: Words) -> int:
    """Count the names of a gap that stand nowhere in the other text."""
    mine = {one for one in gap.mine.folded if not one[0].isdigit()}.difference(long.folded)
    theirs = {one for one in gap.theirs.folded if not one[0].isdigit()}.difference(short.folded)
    return min(len(mine), len(theirs))
