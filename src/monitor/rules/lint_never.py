"""Questions that no article can meet, and the reason, in words for their author."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from monitor.model.canonical import canonical
from monitor.model.query import (
    And,
    AtLeast,
    Field,
    FieldName,
    Filter,
    Leaf,
    Near,
    Not,
    NotNear,
    Or,
    Query,
    Regex,
    Term,
)
from monitor.model.watch import Watch
from monitor.rules.lint_regex import unreachable
from monitor.rules.lint_words import Way, Ways, always_shows, folded, holds, is_leaf
from monitor.rules.walk import nodes_of
from monitor.text.scripts import UNSPACED, script_of

# An article has one site and comes from one feed; it may have several languages and tags.
SINGLE = frozenset({"site", "feed"})
MOST_COUNTED = 400  # the matcher looks at no more occurrences of one word
MOST_IN = {"title": 60, "lead": 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """A word that a NOT forbids, and the field it forbids it in."""

    leaf: Leaf
    field: FieldName | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the question asks around one of its parts.

    Attributes:
        ways: The spellings of every word.
        bans: Words that must not be there.
        no: Filters that must not pass.
        must: Filters that must pass.
        feeds: The feeds of the watch; empty for every feed.
        field: The field a part is asked about.
    """

    ways: Ways
    bans: tuple[Ban, ...] = ()
    no: tuple[Filter, ...] = ()
    must: tuple[Filter, ...] = ()
    feeds: tuple[str, ...] = ()
    field: FieldName | None = None


def never(watch: Watch, ways: Ways) -> str | None:
    """Say why no article can meet a watch; None when one may."""
    languages = watch.languages
    must = (Filter(name="lang", value=languages[0]),) if len(languages) == 1 else ()
    feeds = () if watch.feed_tags else watch.feeds
    return _of(watch.query, Around(ways=ways, must=must, feeds=feeds))


def dead_branches(nodes: list[Query], ways: Ways) -> Iterator[tuple[Query, str]]:
    """Give alternatives that can never be met by themselves, with the reason."""
    for node in nodes:
        if type(node) is Or:
            for part in node.parts:
                problem = None if is_leaf(part) else _of(part, Around(ways=ways))
                if problem:
                    yield part, problem


def _of(query: Query, around: Around) -> str | None:
    if is_leaf(query):
        return _of_leaf(query, around)  # type: ignore[arg-type]
    reader = READERS.get(type(query))
    return reader(query, around) if reader else None


def _of_and(query: And, around: Around) -> str | None:
    nots = [part for part in query.parts if type(part) is Not]
    wanted = [part for part in query.parts if type(part) is not Not]
    must = tuple(part for part in wanted if isinstance(part, Filter))
    if nots or must:
        bans = tuple(ban for one in nots for ban in _bans(one.part, around.field))
        around = Around(
            ways=around.ways,
            bans=around.bans + bans,
            no=around.no + tuple(_filters(nots)),
            must=around.must + must,
            feeds=around.feeds,
            field=around.field,
        )
    problem = next(filter(None, (_of(part, around) for part in wanted)), None)
    return problem or _of_filters(around) or _undone(wanted, nots, around)


def _of_or(query: Or, around: Around) -> str | None:
    problem = None
    for part in query.parts:
        problem = _of(part, around)
        if not problem:
            return None
    return problem


def _of_field(query: Field, around: Around) -> str | None:
    return _of(query.part, replace(around, field=query.field))


def _of_near(query: Near, around: Around) -> str | None:
    problem = next(filter(None, (_of(part, around) for part in query.parts)), None)
    return problem or _too_tight(query, around.ways)


def _of_not_near(query: NotNear, around: Around) -> str | None:
    return _of(query.part, around)


def _of_at_least(query: AtLeast, around: Around) -> str | None:
    most = MOST_IN.get(around.field or "", MOST_COUNTED)
    if query.n > most:
        where = f"a {around.field} has" if around.field in MOST_IN else "of one word count"
        return f"{canonical(query)} is out of reach: {where} {most} at most"
    return _of(query.part, around)


def _of_filter(query: Filter, around: Around) -> str | None:
    for other in around.must:
        if other.name == query.name and other.name in SINGLE and not _agree(query, other):
            return f"an article has one {query.name}: {canonical(query)}, or {canonical(other)}"
    if query.name == "feed" and around.feeds and query.value not in around.feeds:
        return f"{canonical(query)} is not among the feeds: of the watch"
    return next((_told(query, no) for no in around.no if _covers(no, query)), None)


def _of_filters(around: Around) -> str | None:
    """Compare what `languages:` of the watch asks with what a NOT forbids."""
    found = ((one, no) for one in around.must for no in around.no if _covers(no, one))
    return next((_told(one, no) for one, no in found), None)


def _of_leaf(leaf: Leaf, around: Around) -> str | None:
    if type(leaf) is Regex:
        problem = unreachable(leaf.pattern)
        if problem:
            return problem
    if not any(_may_bite(ban.leaf, leaf) for ban in around.bans):
        return None
    culprit = None
    for way in around.ways.of(leaf):
        culprit = next((ban for ban in around.bans if _bites(ban, way, leaf, around)), None)
        if culprit is None:
            return None
    return f"NOT {_shown(culprit)} forbids {canonical(leaf)}, which it needs" if culprit else None


def _may_bite(banned: Leaf, leaf: Leaf) -> bool:
    """Tell at little cost that two words have nothing in common, as most have."""
    if type(banned) is Term and type(leaf) is Term:
        sought, shown = folded(banned.text), folded(leaf.text)
        return sought == shown or (len(shown) > 1 and holds(shown, sought))
    return True


def _bites(ban: Ban, way: Way, leaf: Leaf, around: Around) -> bool:
    field = around.field or way.field
    if ban.field not in (None, field) and not (ban.field == "body" and field == "lead"):
        return False
    if ban.leaf == leaf:
        return True
    sought = around.ways.of(ban.leaf)
    return any(one.field in (None, field) and always_shows(one, way) for one in sought)


def _undone(wanted: list[Query], nots: list[Not], around: Around) -> str | None:
    """Find a NOT of several conditions that the rest of the question always meets."""
    for one in nots:
        if not is_leaf(one.part) and type(one.part) in (And, Near, AtLeast, Field):
            holding = [node for part in wanted for node in _certain(part)]
            if _follows(one.part, holding):
                return f"{canonical(one)} forbids what the rest of it needs"
    return None


def _certain(query: Query) -> Iterator[Query]:
    """List what holds wherever a part is met."""
    yield query
    if isinstance(query, And | Near):
        for part in query.parts:
            yield from _certain(part)
    elif isinstance(query, AtLeast | NotNear):
        yield from _certain(query.part)
    elif isinstance(query, Field):
        for node in _certain(query.part):
            yield node
            yield Field(field=query.field, part=node)


def _follows(query: Query, holding: list[Query]) -> bool:
    if query in holding:
        return True
    if isinstance(query, And | Or):
        test: Callable[[Iterator[bool]], bool] = all if isinstance(query, And) else any
        return test(_follows(part, holding) for part in query.parts)
    if isinstance(query, Near):
        return any(isinstance(one, Near) and _tighter(one, query) for one in holding)
    return isinstance(query, AtLeast) and any(
        isinstance(one, AtLeast) and one.part == query.part and one.n >= query.n for one in holding
    )


def _tighter(one: Near, other: Near) -> bool:
    same = one.window.unit == other.window.unit and (one.ordered or not other.ordered)
    parts = one.parts == other.parts if other.ordered else set(one.parts) == set(other.parts)
    return same and parts and one.window.n <= other.window.n


def _too_tight(query: Near, ways: Ways) -> str | None:
    """Find a window of words with less room than it has parts; ideographs count as half a word."""
    least = len(query.parts) - 1
    if query.window.unit != "words" or query.window.n >= least:
        return None
    spellings = (way for part in query.parts for leaf in _leaves(part) for way in ways.of(leaf))
    if any(way.kind == "regex" or script_of(way.text[0]) in UNSPACED for way in spellings):
        return None
    return f"{len(query.parts)} words do not fit into {query.window.n}: at least {least} are needed"


def _leaves(query: Query) -> Iterator[Leaf]:
    return (node for node in nodes_of(query) if is_leaf(node))  # type: ignore[misc]


def _bans(part: Query, field: FieldName | None) -> Iterator[Ban]:
    """List the words that a NOT forbids."""
    if isinstance(part, Field):
        yield from _bans(part.part, part.field)
    elif isinstance(part, Or):
        for one in part.parts:
            yield from _bans(one, field)
    elif is_leaf(part):
        yield Ban(leaf=part, field=field)  # type: ignore[arg-type]


def _filters(nots: list[Not]) -> Iterator[Filter]:
    for one in nots:
        for part in one.part.parts if isinstance(one.part, Or) else (one.part,):
            if isinstance(part, Filter):
                yield part


def _agree(one: Filter, other: Filter) -> bool:
    return _covers(one, other) or _covers(other, one)


def _covers(wide: Filter, narrow: Filter) -> bool:
    """Whether a filter passes wherever the narrow one does."""
    if wide.name != narrow.name:
        return False
    below = wide.name == "site" and narrow.value.endswith(f".{wide.value}")
    return below or wide.value == narrow.value


def _told(query: Filter, no: Filter) -> str:
    return f"NOT {canonical(no)} forbids {canonical(query)}, which it needs"


def _shown(ban: Ban) -> str:
    line = canonical(ban.leaf)
    return f"{ban.field}:({line})" if ban.field else line


READERS: Mapping[type, Callable[[Any, Around], str | None]] = {
    And: _of_and,
    Or: _of_or,
    Field: _of_field,
    Near: _of_near,
    NotNear: _of_not_near,
    AtLeast: _of_at_least,
    Filter: _of_filter,
}
