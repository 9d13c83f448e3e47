"""Doubtful questions: those that can never be met, and those whose NOT says too much."""

from collections.abc import Iterator, Mapping

from monitor.model.canonical import canonical
from monitor.model.query import (
    And,
    EntryRef,
    Exact,
    Field,
    FieldName,
    Filter,
    Leaf,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Regex,
    Term,
)
from monitor.model.watch import LexiconEntry
from monitor.rules.lint_terms import Doubt, leaf_doubts
from monitor.rules.walk import nodes_of, parts_of
from monitor.text.normalise import fold_word

Lexicon = Mapping[str, LexiconEntry]
Forbidden = frozenset[tuple[FieldName | None, Query]]
LEAVES = (Term, Phrase, Prefix, Exact, Regex, EntryRef)
# An article has one site and comes from one feed; it may have several languages and tags.
SINGLE = ("site", "feed")


def query_doubts(query: Query, lexicon: Lexicon) -> Iterator[Doubt]:
    """Look at one watch's question."""
    for node in nodes_of(query):
        if isinstance(node, Term | Phrase | Prefix | Exact):
            yield from leaf_doubts(node)
    yield from _never(query)
    yield from _wide_nots(query, lexicon)


def _never(query: Query) -> Iterator[Doubt]:
    if _is_impossible(query, frozenset(), None):
        problem = "this can never match: what it asks for is also forbidden"
        yield Doubt(level="warning", problem=problem)


def _is_impossible(query: Query, forbidden: Forbidden, field: FieldName | None) -> bool:
    """Whether no article can meet a part, while what is `forbidden` stands in none."""
    if isinstance(query, And):
        below = forbidden | {
            pair for part in query.parts if isinstance(part, Not) for pair in _denied(part, field)
        }
        wanted = [part for part in query.parts if not isinstance(part, Not)]
        return _is_torn(query) or any(_is_impossible(part, below, field) for part in wanted)
    if isinstance(query, Or):
        return all(_is_impossible(part, forbidden, field) for part in query.parts)
    if isinstance(query, Field):
        return _is_impossible(query.part, forbidden, query.field)
    if isinstance(query, Near):
        return any(_is_impossible(part, forbidden, field) for part in query.parts)
    if isinstance(query, LEAVES):
        places = {None, field} | ({"body"} if field == "lead" else set())
        return any((place, query) in forbidden for place in places)
    return any(_is_impossible(part, forbidden, field) for part in parts_of(query)[:1])


def _denied(negation: Not, field: FieldName | None) -> Iterator[tuple[FieldName | None, Query]]:
    """List the words that a NOT forbids, each with the field it forbids them in."""
    part = negation.part
    if isinstance(part, Field):
        field, part = part.field, part.part
    for word in part.parts if isinstance(part, Or) else (part,):
        if isinstance(word, LEAVES):
            yield field, word


def _is_torn(query: And) -> bool:
    """Whether an AND asks for two sites, or for two feeds."""
    values: dict[str, set[str]] = {}
    for part in query.parts:
        if isinstance(part, Filter) and part.name in SINGLE:
            values.setdefault(part.name, set()).add(part.value)
    return any(len(found) > 1 for found in values.values())


def _wide_nots(query: Query, lexicon: Lexicon) -> Iterator[Doubt]:
    """Find forbidden phrases that hold a word which is asked for.

    `$kursk AND NOT "Battle of Kursk"` drops every article that mentions the battle in passing;
    `not_in: [Battle of Kursk]` drops that mention only. A NOT about the title is meant so.
    """
    wanted = {words for leaf in _wanted(query) for words in _words(leaf, lexicon)}
    for node in nodes_of(query):
        if not isinstance(node, Not) or isinstance(node.part, Field):
            continue
        for leaf in (below for below in nodes_of(node.part) if isinstance(below, LEAVES)):
            held = next((h for p in _words(leaf, lexicon) for h in wanted if _holds(p, h)), None)
            if held:
                problem = (
                    f"NOT {canonical(leaf)} drops whole articles, and holds {' '.join(held)!r} "
                    "which is asked for: write it as not_in: of that term"
                )
                yield Doubt(level="warning", problem=problem)


def _wanted(query: Query) -> Iterator[Leaf]:
    if isinstance(query, LEAVES):
        yield query
    elif not isinstance(query, Not):
        for part in parts_of(query):
            yield from _wanted(part)


def _words(leaf: Leaf, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """Give the folded words of a leaf, or of every term of an entry."""
    if isinstance(leaf, EntryRef):
        for term in lexicon[leaf.name].terms if leaf.name in lexicon else ():
            yield from _words(term.leaf, lexicon)
    elif not isinstance(leaf, Regex):
        yield tuple(fold_word(word) for word in leaf.text.split())


def _holds(phrase: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether a longer phrase holds these words side by side."""
    length = len(words)
    starts = range(len(phrase) - length + 1)
    return len(phrase) > length and any(phrase[s : s + length] == words for s in starts)
