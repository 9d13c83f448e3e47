"""From what an article shows to the rules that it may meet.

Every rule waits at two of its clauses, at those that the fewest articles are expected to meet: at
each pair of an atom of the one and an atom of the other. An article that shows one atom of a pair
and not the other costs a look into a set and no word of Python, however many rules wait there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import TypeAlias, TypeVar

from monitor.match.book import Kept, Rows

T = TypeVar("T")
Partners: TypeAlias = dict[int, tuple[T, ...]]
"""What waits for a number together with another one, by the other one."""


def paired(pairs: Iterable[tuple[int, T]]) -> Partners[T]:
    """Sort by their other number what waits at one."""
    there: dict[int, list[T]] = defaultdict(list)
    for other, waiting in pairs:
        there[other].append(waiting)
    return {other: tuple(waiting) for other, waiting in there.items()}


def met(shown: Set[int], partners: Mapping[int, Partners[T]]) -> list[T]:
    """Give what waits at any two numbers that are both shown; a number is its own partner, too.

    What waits at several pairs is given for each of them.
    """
    return [
        waiting
        for there in map(partners.__getitem__, shown)
        if there
        for other in shown & there.keys()
        for waiting in there[other]
    ]


class Anchors:
    """Where each rule waits."""

    def __init__(self, waiting: Rows, partners: Rows, always: Iterable[int]) -> None:
        """Take the rules at each atom, the partners of each rule, and the rules that never wait.

        A rule without a partner waits for its atom alone.
        """

        def at(atom: int) -> Partners[int]:
            return paired(
                (other, rule) for rule in waiting[atom] for other in partners[rule] or (atom,)
            )

        self._partners = Kept[Partners[int]](at)
        self._always = frozenset(always)

    def candidates(self, atoms: Set[int]) -> frozenset[int]:
        """Give the rules that an article with these atoms may meet."""
        return self._always.union(met(atoms, self._partners))
