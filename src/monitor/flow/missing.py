"""What a watch would still need to be met: the fewest conditions that are missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.model.hit import Condition, Span
from monitor.model.query import (
    And,
    AtLeast,
    EntryRef,
    Field,
    FieldName,
    Filter,
    Near,
    Not,
    NotNear,
    Or,
    Query,
)
from monitor.rules.walk import nodes_of, parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One condition that keeps a watch from being met.

    Attributes:
        query: The condition; for a NOT, the NOT.
        condition: How it was judged.
        field: The field it is asked about; None for the whole article.
    """

    query: Query
    condition: Condition
    field: FieldName | None = None


def missing(
    query: Query, condition: Condition, field: FieldName | None = None
) -> tuple[Missing, ...]:
    """List the fewest conditions that would have to change for a query to be met.

    Of alternatives the one counts that misses least. An empty list means that it is met.
    """
    if condition.met:
        return ()
    if isinstance(query, And):
        return tuple(_of_parts(query.parts, condition.parts, field))
    if isinstance(query, Or) and any(parts_of(part) for part in query.parts):
        found = (
            missing(part, below, field)
            for part, below in zip(query.parts, condition.parts, strict=True)
        )
        return min(found, key=len)
    if isinstance(query, Field):
        return missing(query.part, condition.parts[0], query.field)
    if isinstance(query, Near | NotNear | AtLeast):
        below = tuple(_of_parts(_needed(query), condition.parts, field))
        return below or (Missing(query=query, condition=condition, field=field),)
    return (Missing(query=query, condition=condition, field=field),)


def _of_parts(
    parts: Sequence[Query], conditions: Sequence[Condition], field: FieldName | None
) -> Iterator[Missing]:
    """Yield what each part misses, the same condition once."""
    seen: set[str] = set()
    for part, below in zip(parts, conditions, strict=False):
        for one in missing(part, below, field):
            if one.condition.line not in seen:
                seen.add(one.condition.line)
                yield one


def _needed(query: Near | NotNear | AtLeast) -> Sequence[Query]:
    return query.parts if isinstance(query, Near) else (query.part,)


def entries_below(query: Query) -> tuple[str, ...]:
    """List the lexicon entries of a condition."""
    return tuple(dict.fromkeys(n.name for n in nodes_of(query) if isinstance(n, EntryRef)))


def forbidden_spans(one: Missing) -> tuple[Span, ...]:
    """Give the words that a NOT forbids and that are there."""
    return tuple(_spans(one.condition)) if isinstance(one.query, Not) else ()


def is_filter(one: Missing) -> bool:
    """Whether no word is missing, but a property of the article."""
    return isinstance(one.query, Filter)


def _spans(condition: Condition) -> Iterator[Span]:
    yield from condition.spans
    for part in condition.parts:
        yield from _spans(part)
