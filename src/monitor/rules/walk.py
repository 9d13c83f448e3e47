"""Walking a query tree, whatever its nodes are."""

from collections.abc import Iterator

from monitor.model.query import (
    And,
    AtLeast,
    EntryRef,
    Field,
    Near,
    Not,
    NotNear,
    Or,
    Query,
)


def parts_of(query: Query) -> tuple[Query, ...]:
    """List what stands directly below a node, in the order it was written."""
    if isinstance(query, And | Or | Near):
        return query.parts
    if isinstance(query, Not | Field | AtLeast):
        return (query.part,)
    return (query.part, query.other) if isinstance(query, NotNear) else ()


def nodes_of(query: Query) -> Iterator[Query]:
    """Give a node and everything below it."""
    yield query
    for part in parts_of(query):
        yield from nodes_of(part)


def entries_of(query: Query) -> tuple[str, ...]:
    """List the lexicon entries that a query names, each once, in the order it names them."""
    names = (node.name for node in nodes_of(query) if isinstance(node, EntryRef))
    return tuple(dict.fromkeys(names))
