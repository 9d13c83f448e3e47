"""Walking a query tree, whatever its nodes are."""

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

# By exact type: a hundred thousand queries are walked at one `monitor check`.
_SEVERAL = frozenset({And, Or, Near})
_ONE = frozenset({Not, Field, AtLeast})


def parts_of(query: Query) -> tuple[Query, ...]:
    """List what stands directly below a node, in the order it was written."""
    kind = type(query)
    if kind in _SEVERAL:
        return query.parts  # type: ignore[union-attr]  # the three kinds that have them
    if kind in _ONE:
        return (query.part,)  # type: ignore[union-attr]
    return (query.part, query.other) if kind is NotNear else ()  # type: ignore[union-attr]


def nodes_of(query: Query) -> list[Query]:
    """List a node and everything below it, in the order it was written."""
    found: list[Query] = []
    waiting = [query]
    while waiting:
        node = waiting.pop()
        found.append(node)
        below = parts_of(node)
        if below:
            waiting.extend(below[::-1])
    return found


def entries_of(query: Query) -> tuple[str, ...]:
    """List the lexicon entries that a query names, each once, in the order it names them."""
    names = (node.name for node in nodes_of(query) if type(node) is EntryRef)
    return tuple(dict.fromkeys(names))
