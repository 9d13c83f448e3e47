"""Doubtful questions: those never met, those met by everything, those whose NOT says too much."""

from collections.abc import Iterator

from monitor.model.canonical import canonical
from monitor.model.query import (
    And,
    AtLeast,
    EntryRef,
    Field,
    Filter,
    Leaf,
    Near,
    Not,
    NotNear,
    Or,
    Query,
    Regex,
)
from monitor.model.watch import Watch
from monitor.rules.codes import ANY
from monitor.rules.lint_never import dead_branches, never
from monitor.rules.lint_terms import Doubt, leaf_doubts
from monitor.rules.lint_words import LEAVES, Way, Ways, holds, is_leaf
from monitor.rules.walk import nodes_of, parts_of

# Only these can make a question impossible, or say more than they should.
CAREFUL = frozenset({Not, Filter, Near, AtLeast, Regex})


def query_doubts(watch: Watch, nodes: list[Query], ways: Ways) -> Iterator[Doubt]:
    """Look at one watch's question; `nodes` are all of its parts."""
    query = watch.query
    for node in nodes:
        if type(node) in LEAVES:
            yield from leaf_doubts(node)  # type: ignore[arg-type]
    kinds = frozenset(map(type, nodes))
    if not kinds.isdisjoint(CAREFUL) or watch.feeds:
        yield from _never(watch, nodes, ways)
    if Near in kinds:
        yield from _repeats(nodes)
    if Not in kinds:
        yield from _wide_nots(query, nodes, ways)
    if watch.languages or Filter in kinds:
        yield from _unheard(watch, ways)


def _never(watch: Watch, nodes: list[Query], ways: Ways) -> Iterator[Doubt]:
    problem = never(watch, ways)
    if problem:
        yield _doubt(f"can never match: {problem}; take one of both out")
        return
    for part, why in dead_branches(nodes, ways):
        yield _doubt(f"can never match by {canonical(part)}: {why}; mend or drop that part")


def _repeats(nodes: list[Query]) -> Iterator[Doubt]:
    """Find windows that ask for one word twice: it is a count in disguise."""
    for node in nodes:
        if isinstance(node, Near) and len(set(node.parts)) == 1:
            shown, n = canonical(node.parts[0]), len(node.parts)
            yield _doubt(
                f"{canonical(node)} asks for the same word {n} times: write the other word, or "
                f"ATLEAST/{n} {shown}"
            )


def _unheard(watch: Watch, ways: Ways) -> Iterator[Doubt]:
    """Find needed entries whose every term is in a language that the watch leaves out."""
    asked = set(watch.languages) or _languages(watch.query)
    if not asked:
        return
    entry = _mute(watch.query, asked, ways)
    if entry:
        own = _own_languages(entry, ways)
        yield _doubt(
            f"can hardly ever match: it needs {canonical(entry)}, which has words in "
            f"{', '.join(sorted(own))} only, of articles in {', '.join(sorted(asked))}; "
            "add terms in these languages, or widen languages:"
        )


def _mute(query: Query, asked: set[str], ways: Ways) -> EntryRef | None:
    """Find an entry that a part needs and that says nothing in the languages asked for."""
    if isinstance(query, EntryRef):
        own = _own_languages(query, ways)
        return query if own and not own & asked else None
    if isinstance(query, Not):
        return None
    parts = (query.part,) if isinstance(query, NotNear) else parts_of(query)
    found = [_mute(part, asked, ways) for part in parts]
    if isinstance(query, Or) and not all(found):
        return None
    return next(filter(None, found), None)


def _languages(query: Query) -> set[str]:
    parts = query.parts if isinstance(query, And) else (query,)
    return {part.value for part in parts if isinstance(part, Filter) and part.name == "lang"}


def _own_languages(entry: EntryRef, ways: Ways) -> set[str]:
    """Say in which languages alone an entry is looked for; empty for every article."""
    languages = {way.language for way in ways.of(entry)}
    return set() if ANY in languages else languages


def _wide_nots(query: Query, nodes: list[Query], ways: Ways) -> Iterator[Doubt]:
    """Find forbidden phrases that hold a word which is asked for.

    `$kursk AND NOT "Battle of Kursk"` drops every article that mentions the battle in passing;
    `not_in: [Battle of Kursk]` drops that mention only. A NOT about the title is meant so.
    """
    banned = [
        leaf
        for node in nodes
        if isinstance(node, Not) and not isinstance(node.part, Field)
        for leaf in nodes_of(node.part)
        if is_leaf(leaf)
    ]
    phrases = [(leaf, way) for leaf in banned for way in ways.of(leaf) if len(way.words) > 1]  # type: ignore[arg-type]
    if not phrases:
        return
    wanted = {way.words for leaf in _wanted(query) for way in ways.of(leaf) if way.words}
    for leaf in dict.fromkeys(leaf for leaf, _ in phrases):
        held = next((h for one, way in phrases if one == leaf for h in _held(way, wanted)), None)
        if held:
            yield _doubt(
                f"NOT {canonical(leaf)} drops whole articles, and holds {' '.join(held)!r} "
                "which is asked for: write it as not_in: of that term"
            )


def _held(way: Way, wanted: set[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Give the wanted words that a longer phrase holds side by side."""
    words, length = way.words, len(way.words)
    for size in range(1, length):
        for at in range(length - size + 1):
            if words[at : at + size] in wanted and holds(words, words[at : at + size]):
                yield words[at : at + size]


def _wanted(query: Query) -> Iterator[Leaf]:
    if is_leaf(query):
        yield query  # type: ignore[misc]
    elif not isinstance(query, Not):
        for part in parts_of(query):
            yield from _wanted(part)


def _doubt(problem: str) -> Doubt:
    return Doubt(level="warning", problem=problem)
