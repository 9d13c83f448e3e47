"""One pass over a query: what it rests on, a key that is the same for equal questions, its words.

What a question rests on is the strongest word that every hit must show. Nothing at all, a word of
every text, or an expression that has to be tried on every article: each is worth a warning.
"""

from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import partial
from typing import Any, NamedTuple

from monitor.model.query import (
    And,
    AtLeast,
    Field,
    Filter,
    Leaf,
    Near,
    Not,
    NotNear,
    Or,
    Phrase,
    Query,
    Term,
)
from monitor.rules.lint_common import COMMON
from monitor.rules.lint_regex import is_commonplace
from monitor.rules.lint_words import Way, Ways

WORDS = frozenset({Term, Phrase})


class Rest(IntEnum):
    """How much a question rests on: the more, the fewer articles need a look."""

    NOTHING = 0
    COMMON = 1
    SCAN = 2
    WORD = 3


class Ground(NamedTuple):
    """What a part rests on, which word that is, the part's key, and the keys directly below."""

    rest: Rest
    leaf: Leaf | None
    key: int
    keys: tuple[int, ...] = ()


class Sieve:
    """Sifts queries one after the other; an entry is looked at once."""

    def __init__(self, ways: Ways) -> None:
        """Begin with nothing seen."""
        self._ways = ways
        self._rests: dict[Leaf, Rest] = {}
        self._readers: Mapping[type, Callable[[Any], Ground]] = {
            And: partial(self._several, strongest=True),
            Near: partial(self._several, strongest=True),
            Or: partial(self._several, strongest=False),
            Not: self._nothing,
            Filter: self._filter,
            Field: self._one,
            AtLeast: self._one,
            NotNear: self._one,
        }

    def sift(self, query: Query) -> Ground:
        """Look at a query, or a part of one."""
        reader = self._readers.get(type(query))
        if reader:
            return reader(query)
        rest = self._rests.get(query)  # type: ignore[arg-type]  # whatever else is a leaf
        if rest is None:
            rest = self._rests[query] = self._rest_of(query)  # type: ignore[index,arg-type]
        return Ground(rest, query, hash((type(query), query)))  # type: ignore[arg-type]

    def _several(self, query: And | Or | Near, *, strongest: bool) -> Ground:
        grounds = [self.sift(part) for part in query.parts]
        keys = tuple([ground.key for ground in grounds])
        own: tuple[object, ...] = (type(query),)
        if isinstance(query, Near):
            own = (Near, query.window, query.ordered, keys if query.ordered else None)
        key = hash((own, sum(keys), len(keys)))
        choose = max if strongest else min
        chosen = choose(grounds, key=_rest)
        return Ground(chosen.rest, chosen.leaf, key, keys)

    def _one(self, query: Field | AtLeast | NotNear) -> Ground:
        inner = self.sift(query.part)
        own = query.field if isinstance(query, Field) else _measure(query)
        return Ground(inner.rest, inner.leaf, hash((type(query), own, inner.key)))

    def _nothing(self, query: Not) -> Ground:
        return Ground(Rest.NOTHING, None, hash((Not, self.sift(query.part).key)))

    def _filter(self, query: Filter) -> Ground:
        return Ground(Rest.NOTHING, None, hash((Filter, query)))

    def _rest_of(self, leaf: Leaf) -> Rest:
        if type(leaf) in WORDS:  # nearly all, so at once
            words = leaf.text.lower().split()  # type: ignore[union-attr]
            return Rest.COMMON if COMMON.issuperset(words) else Rest.WORD
        return min((_rest_of_way(way) for way in self._ways.of(leaf)), default=Rest.WORD)


def several_key(kind: type, keys: int, count: int) -> int:
    """Make the key that an AND or OR of parts has whose keys sum up to `keys`."""
    return hash(((kind,), keys, count))


def _rest(ground: Ground) -> Rest:
    return ground.rest


def _measure(query: AtLeast | NotNear) -> object:
    return query.n if isinstance(query, AtLeast) else (query.other, query.window)


def _rest_of_way(way: Way) -> Rest:
    if way.kind == "regex":
        return Rest.COMMON if is_commonplace(way.text) else Rest.SCAN
    if way.free and way.kind in ("word", "exact") and way.words and COMMON.issuperset(way.words):
        return Rest.COMMON
    return Rest.WORD
