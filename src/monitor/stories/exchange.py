"""What stands in one text where another has something else: forms told apart from rewording.

An editor leaves things out, puts others in and says things in other words; the numbers and names
that stay stand where they stood. Whoever fills in a form again puts other numbers in the place of
numbers, and other names in the place of names, and the words around them stay as they are.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from typing import Final, NamedTuple

from monitor.text.fingerprint import shingles

FEWEST_NAMES: Final = 3
"""So many names in the place of others are a form; editors exchange one or two."""
MANY_SLOTS: Final = 0.5
"""In a form this share of the places that differ has other names and numbers and nothing else."""

MUCH_MORE: Final = 3
FEW: Final = 6
"""Something stands for something when it is at most so many times as long, and so many words."""
ROUND: Final = 2
"""So many zeros at its end make a number a round one."""


class Words(NamedTuple):
    """The words of a text.

    Attributes:
        folded: As they are compared.
        written: As they are written.
        spelled: The numbers that it writes as words, in digits.
    """

    folded: Sequence[str]
    written: Sequence[str]
    spelled: Set[str] = frozenset()


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
        if _is_exchange(last - first, end - start)
    ]
    slots = [gap for gap in gaps if _plain(gap.mine) == _plain(gap.theirs)]
    names = sum(_swapped(gap, short, long) for gap in slots)
    return Exchange(
        numbers=_swapped_numbers(gaps, short, long),
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


def _is_exchange(mine: int, theirs: int) -> bool:
    """Whether something stands for something; one word does not stand for a paragraph."""
    return min(mine, theirs) > 0 and max(mine, theirs) <= MUCH_MORE * min(mine, theirs) + FEW


def _part(words: Words, first: int, last: int) -> Words:
    return Words(words.folded[first:last], words.written[first:last])


def _plain(words: Words) -> list[str]:
    """Give the words that are neither names nor numbers."""
    pairs = zip(words.folded, words.written, strict=True)
    return [folded for folded, written in pairs if not _is_filling(written)]


def _is_filling(written: str) -> bool:
    return written[0].isupper() or written[0].isdigit()


def _swapped_numbers(gaps: Sequence[Gap], short: Words, long: Words) -> int:
    """Count the numbers that others stand for; in the gaps beside, too: clauses may change places.

    A number that the other text rounds or writes as a word was not exchanged.
    """
    mine = [digit_runs(gap.mine.folded) - long.spelled for gap in gaps]
    theirs = [digit_runs(gap.theirs.folded) - short.spelled for gap in gaps]
    swapped = 0
    for at in range(len(gaps)):
        left, right = mine[at] - _near(theirs, at), theirs[at] - _near(mine, at)
        rounded = {one for one in left if any(_is_rounded(one, other) for other in right)}
        swapped += min(len(left - rounded), len(right))
    return swapped


def digit_runs(folded: Sequence[str]) -> frozenset[str]:
    """Give the numbers of some words; those that stand together are one: a date, a score, a draw.

    Args:
        folded: The words.
    """
    runs = groupby(folded, key=lambda word: word[0].isdigit())
    return frozenset(" ".join(run) for is_number, run in runs if is_number)


def _is_rounded(one: str, other: str) -> bool:
    """Whether one number is the other in round hundreds, thousands or more."""
    if " " in one or " " in other:
        return False
    exact, rough = sorted((int(one), int(other)), key=_zeros)
    return _zeros(rough) >= ROUND and round(exact, -_zeros(rough)) == rough


def _zeros(number: int) -> int:
    return len(str(number)) - len(str(number).rstrip("0"))


def _near(sides: Sequence[frozenset[str]], at: int) -> frozenset[str]:
    return frozenset().union(*sides[max(0, at - 1) : at + 2])


def _swapped(gap: Gap, short: Words, long: Words) -> int:
    """Count the names of a gap that stand nowhere in the other text."""
    mine = {one for one in gap.mine.folded if not one[0].isdigit()}.difference(long.folded)
    theirs = {one for one in gap.theirs.folded if not one[0].isdigit()}.difference(short.folded)
    return min(len(mine), len(theirs))
