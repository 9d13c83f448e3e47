"""The shape of a query tree: which part may stand in which, said once for both spellings.

Trees made here obey these laws, and `canonical` relies on them: `And` and `Or` have two parts or
more and never stand directly in their like; a `Not` stands in an `And`; a filter stands in an
`And` or below a `Not`; operands of `Near`, `NotNear` and `AtLeast` are leaves or an `Or` of
leaves; a field never stands in a field, and no filter stands in one.
"""

from collections.abc import Sequence
from typing import NamedTuple

from monitor.model.query import (
    And,
    AtLeast,
    EntryRef,
    Exact,
    Field,
    FieldName,
    Filter,
    Near,
    Not,
    NotNear,
    Or,
    Phrase,
    Prefix,
    Query,
    Regex,
    Term,
    Window,
)
from monitor.rules.slip import Slip, Where

LEAVES = (Term, Phrase, Prefix, Exact, Regex, EntryRef)
WIDEST = 1_000
FILTERS_IN_OR = (
    "a filter cannot stand in OR: write (a AND lang:ru) OR (a AND lang:uk), "
    "or `languages:` at the watch"
)
NOT_ALONE = "NOT needs something positive beside it in the same AND, as in a AND NOT b"
FILTER_ALONE = "a filter alone would match every article of its kind: add a word with AND"


class Piece(NamedTuple):
    """A part of the tree that is being built, and where it was written."""

    query: Query
    at: Where


def all_of(pieces: Sequence[Piece], at: Where) -> Piece:
    """Join with AND; an AND inside an AND becomes part of it."""
    for piece in pieces:
        if isinstance(piece.query, Or) and _only_filters(piece.query):
            raise Slip(FILTERS_IN_OR, piece.at)
    parts = [
        part
        for piece in pieces
        for part in (piece.query.parts if isinstance(piece.query, And) else (piece.query,))
    ]
    return Piece(query=parts[0] if len(parts) == 1 else And(parts=tuple(parts)), at=at)


def any_of(pieces: Sequence[Piece], at: Where) -> Piece:
    """Join with OR; an OR inside an OR becomes part of it.

    Raises:
        Slip: If a part is a NOT, or a filter beside something else.
    """
    if len(pieces) == 1:
        return pieces[0]
    filters = all(_only_filters(piece.query) for piece in pieces)
    for piece in pieces:
        if not filters:
            _demand_positive(piece, "NOT cannot stand in OR: write a OR (b AND NOT c)")
    parts = [
        part
        for piece in pieces
        for part in (piece.query.parts if isinstance(piece.query, Or) else (piece.query,))
    ]
    return Piece(query=Or(parts=tuple(parts)), at=at)


def negation(piece: Piece, at: Where) -> Piece:
    """Forbid a part; the AND around it is checked when it is used."""
    if not _only_filters(piece.query):
        _demand_positive(piece, "NOT of a NOT: leave both out")
    return Piece(query=Not(part=piece.query), at=at)


def near(pieces: Sequence[Piece], window: Window, at: Where, *, ordered: bool = False) -> Piece:
    """Ask for one of each in one window."""
    _demand_window(window, at)
    if ordered and window.unit != "words":
        raise Slip("an order can only be asked for within a number of words", at)
    if len(pieces) < 2:
        raise Slip("two parts at least are needed to be near each other", at)
    for piece in pieces:
        _demand_operand(piece)
    parts = tuple(piece.query for piece in pieces)
    return Piece(query=Near(parts=parts, window=window, ordered=ordered), at=at)


def not_near(piece: Piece, other: Piece, window: Window, at: Where) -> Piece:
    """Ask for one that has none of the other in its window."""
    _demand_window(window, at)
    _demand_operand(piece)
    _demand_operand(other)
    return Piece(query=NotNear(part=piece.query, other=other.query, window=window), at=at)


def at_least(n: int, piece: Piece, at: Where) -> Piece:
    """Ask for several occurrences."""
    if not 1 <= n <= WIDEST:
        raise Slip(f"ATLEAST counts from 1 to {WIDEST:,}", at)
    _demand_operand(piece, "ATLEAST")
    return Piece(query=AtLeast(n=n, part=piece.query), at=at)


def in_field(field: FieldName, piece: Piece, at: Where) -> Piece:
    """Look only in the title, the lead or the body."""
    _demand_positive(piece, NOT_ALONE)
    _demand_no_field(piece, piece.query, field)
    return Piece(query=Field(field=field, part=piece.query), at=at)


def whole(piece: Piece) -> Query:
    """Give the finished tree.

    Raises:
        Slip: If it asks for nothing positive, and so would match nearly everything.
    """
    _demand_positive(piece, NOT_ALONE)
    return piece.query


def _only_filters(query: Query) -> bool:
    if isinstance(query, And | Or):
        return all(_only_filters(part) for part in query.parts)
    return isinstance(query, Filter)


def _is_positive(query: Query) -> bool:
    if isinstance(query, And):
        return any(_is_positive(part) for part in query.parts)
    if isinstance(query, Or):
        return all(_is_positive(part) for part in query.parts)
    return not isinstance(query, Not | Filter)


def _demand_positive(piece: Piece, problem: str) -> None:
    if _is_positive(piece.query):
        return
    if isinstance(piece.query, Filter):
        raise Slip(FILTER_ALONE, piece.at)
    if isinstance(piece.query, Or):
        raise Slip(FILTERS_IN_OR, piece.at)
    has_not = isinstance(piece.query, Not) or any(
        isinstance(part, Not) for part in getattr(piece.query, "parts", ())
    )
    raise Slip(problem if has_not else FILTER_ALONE, piece.at)


def _demand_operand(piece: Piece, kin: str = "NEAR and its kin") -> None:
    query = piece.query
    parts = query.parts if isinstance(query, Or) else (query,)
    if not all(isinstance(part, LEAVES) for part in parts):
        raise Slip(f"{kin} can only hold a word, a phrase, a $entry, or an OR of these", piece.at)


def _demand_window(window: Window, at: Where) -> None:
    if not 1 <= window.n <= WIDEST:
        raise Slip(f"a distance is a number from 1 to {WIDEST:,}", at)


def _demand_no_field(piece: Piece, query: Query, field: FieldName) -> None:
    if isinstance(query, Field):
        raise Slip(f"a field inside a field: {query.field}: cannot stand in {field}:", piece.at)
    if isinstance(query, Filter):
        raise Slip(f"{query.name}: is about the whole article: put it outside {field}:", piece.at)
    below = query.parts if isinstance(query, And | Or) else ()
    for part in (*below, *((query.part,) if isinstance(query, Not) else ())):
        _demand_no_field(piece, part, field)
