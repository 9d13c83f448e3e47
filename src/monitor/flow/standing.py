"""How every watch stands to an article: met, one condition short, or further away, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.flow.explain import Explanation
from monitor.flow.missing import Missing, missing
from monitor.flow.near_misses import Examiner, NearMiss
from monitor.flow.ruler import Ruler
from monitor.match.matcher import Explained
from monitor.model.hit import Condition, Span
from monitor.model.watch import WatchSet

Standing = Literal["met", "nearly", "missed"]
ORDER: tuple[Standing, ...] = ("met", "nearly", "missed")
MOST_EXAMINED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A condition that is missing, and what nearly met it."""

    missing: Missing
    near: tuple[NearMiss, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How one watch stands; `shortfalls` are the fewest conditions that it still needs."""

    explained: Explained
    shortfalls: tuple[Shortfall, ...]

    @property
    def standing(self) -> Standing:
        """Whether the watch is met, misses one condition only, or more."""
        if self.explained.met:
            return "met"
        lacks = len(self.shortfalls) + (not self.explained.applies)
        return "nearly" if lacks == 1 and self._has_something() else "missed"

    def _has_something(self) -> bool:
        """Whether any word of the watch, or one like it, is there at all."""
        near = any(shortfall.near for shortfall in self.shortfalls)
        return near or any(True for _ in met_spans(self.explained.condition))


def stands(explanation: Explanation, watches: WatchSet) -> tuple[Stand, ...]:
    """Say how each watch stands: those that are met first, then those that miss least.

    What nearly met a condition is looked for where one is missing, or where one watch is asked.
    """
    examiner = Examiner(Ruler(explanation.article), watches, explanation.languages)
    most = 1 if len(explanation.watches) > 1 else MOST_EXAMINED
    found = [stand(one, examiner, most) for one in explanation.watches]
    return tuple(sorted(found, key=_rank))


def _rank(one: Stand) -> tuple[int, int]:
    return ORDER.index(one.standing), len(one.shortfalls)


def met_spans(condition: Condition) -> Iterator[Span]:
    """Yield the words of every part that is met, also where the whole is not."""
    if condition.met:
        yield from condition.spans
    for part in condition.parts:
        yield from met_spans(part)


def stand(explained: Explained, examiner: Examiner, most: int = MOST_EXAMINED) -> Stand:
    """Say how one watch stands; near misses are looked for when it misses `most` or fewer."""
    lacks = missing(explained.watch.query, explained.condition)
    shortfalls = tuple(
        Shortfall(
            missing=one,
            near=examiner.near_misses(one) if len(lacks) <= most else (),
        )
        for one in lacks
    )
    return Stand(explained=explained, shortfalls=shortfalls)
