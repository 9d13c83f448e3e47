"""Watches that ask the same, and watches of which one always has the other's hits.

Nothing is compared in pairs: each question has a key, and a question that holds another one is
found by taking one of its parts away.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from monitor.model.query import And, Or
from monitor.model.watch import Watch
from monitor.rules.lint_sift import several_key
from monitor.rules.lint_terms import Doubt

MOST_PARTS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A watch, the key of its question, and the keys of the question's parts."""

    watch: Watch
    key: int
    parts: tuple[int, ...]

    @property
    def full(self) -> Hashable:
        """The question together with the articles it is asked of."""
        return (self.key, *_scope(self.watch))


def twin_doubts(asked: Sequence[Asked]) -> Iterator[tuple[Watch, Doubt]]:
    """Name each watch whose hits another one has too."""
    first: dict[Hashable, Watch] = {}
    for one in asked:
        twin = first.setdefault(one.full, one.watch)
        if twin is not one.watch:
            yield one.watch, _same(twin)
    for one in asked:
        if first[one.full] is one.watch:
            yield from _held(one, first)


def _held(one: Asked, first: dict[Hashable, Watch]) -> Iterator[tuple[Watch, Doubt]]:
    """Find a watch that asks for one part less: with AND it has all hits of this one."""
    query, scope = one.watch.query, _scope(one.watch)
    keys, whole, count = one.parts, sum(one.parts), len(one.parts)
    if not isinstance(query, And | Or) or count > MOST_PARTS:
        return
    lesser = [several_key(type(query), whole - key, count - 1) for key in keys]
    for key in dict.fromkeys([*keys, *lesser]):
        other = first.get((key, *scope))
        if other is None or other is one.watch or _tells_apart(one.watch, other):
            continue
        wide, narrow = (other, one.watch) if isinstance(query, And) else (one.watch, other)
        yield narrow, _covered(narrow, wide)
        return


def _scope(watch: Watch) -> tuple[object, ...]:
    return (watch.languages, watch.feeds, watch.feed_tags)


def _tells_apart(one: Watch, other: Watch) -> bool:
    """Whether the narrower watch is told otherwise, so that it has a reason of its own."""
    return (one.severity, one.sources) != (other.severity, other.sources)


def _same(twin: Watch) -> Doubt:
    problem = f"asks the same as the watch {twin.id!r}: take one of both out"
    return Doubt(level="warning", problem=problem)


def _covered(narrow: Watch, wide: Watch) -> Doubt:
    problem = (
        f"every hit of the watch {narrow.id!r} is one of {wide.id!r} too, with the same severity: "
        "raise its severity, or take one of both out"
    )
    return Doubt(level="warning", problem=problem)
