"""From what an article shows to the rules that it may meet.

Every rule waits at one of its clauses: its atoms point at the rule. When an article makes a rule a
candidate and turns out to lack another clause, the rule goes to wait there. So rules gather at
what is rare in the articles that really come, whatever was expected when they were compiled. Any
clause will do: an article that meets a rule shows all of them.

Source: the watched literals of Moskewicz et al., "Chaff: Engineering an Efficient SAT Solver"
(2001), with clauses for literals.
"""

from collections.abc import Iterable
from itertools import chain

from monitor.match.book import Rows


class Anchors:
    """Where each rule waits."""

    def __init__(self, waiting: Rows, clauses: Rows, always: Iterable[int]) -> None:
        """Take the rules at each atom, the atoms of each rule, and the rules that never wait."""
        self._first_waiting, self._first_clauses = waiting, clauses
        self._waiting: dict[int, list[int]] = {}
        self._moved: dict[int, tuple[int, ...]] = {}
        self._always = frozenset(always)

    def candidates(self, atoms: Iterable[int]) -> set[int]:
        """Give the rules that an article with these atoms may meet."""
        return set(chain(self._always, chain.from_iterable(map(self._at, atoms))))

    def move(self, rule: int, clause: tuple[int, ...]) -> None:
        """Let a rule wait at a clause that an article lacked."""
        if rule in self._always:
            return
        for atom in self._moved.get(rule) or set(self._first_clauses[rule]):
            self._at(atom).remove(rule)
        self._moved[rule] = tuple(set(clause))
        for atom in self._moved[rule]:
            self._at(atom).append(rule)

    def _at(self, atom: int) -> list[int]:
        waiting = self._waiting.get(atom)
        if waiting is None:
            waiting = self._waiting[atom] = list(self._first_waiting[atom])
        return waiting
