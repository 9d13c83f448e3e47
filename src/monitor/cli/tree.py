"""A condition tree drawn for people: what was met, by which words, and what is missing."""

from collections.abc import Iterator, Sequence

from monitor.model.hit import Condition, Span
from monitor.model.query import (
    And,
    AtLeast,
    Field,
    Near,
    Not,
    NotNear,
    Or,
    Query,
    Window,
)
from monitor.text.clean import clean_line

MOST_WORDS = 6
INDENT = "    "


def draw(query: Query, condition: Condition, depth: int = 0) -> Iterator[str]:
    """Yield one line for each condition, indented below the one it belongs to."""
    line = f"{INDENT * depth}{mark(condition.met)} {_label(query, condition)}"
    yield line + _words(query, condition) + (f"  ({_safe(condition.note)})" if condition.note else "")
    for part, below in zip(_parts(query), condition.parts, strict=True):
        yield from draw(part, below, depth + 1)


def mark(met: bool) -> str:
    """Give the sign of a condition."""
    return "✓" if met else "✗"


def place(span: Span) -> str:
    """Say which word, where, and why it counts."""
    term = f" = {_safe(span.term)}" if span.surface != span.term else ""
    return f"“{_safe(span.surface)}”{term} {span.field} {span.start}-{span.end} {span.why}"


def _words(query: Query, condition: Condition) -> str:
    """Name the words that met a leaf; those of a composed condition stand below it."""
    if _parts(query) or not condition.spans:
        return ""
    shown = "; ".join(place(span) for span in condition.spans[:MOST_WORDS])
    more = len(condition.spans) - MOST_WORDS
    return f"  {shown}" + (f"; and {more} more" if more > 0 else "")


def _parts(query: Query) -> Sequence[Query]:
    match query:
        case And(parts=parts) | Or(parts=parts) | Near(parts=parts):
            return parts
        case Not(part=part) | AtLeast(part=part) | Field(part=part):
            return (part,)
        case NotNear(part=part, other=other):
            return (part, other)
    return ()


def _label(query: Query, condition: Condition) -> str:
    match query:
        case And():
            return "all of"
        case Or():
            return "any of"
        case Not():
            return "none of"
        case Near(window=window, ordered=ordered):
            return f"{_within(window)}{', in this order' if ordered else ''}"
        case NotNear(window=window):
            return f"the first without the second {_within(window)}"
        case AtLeast(n=n):
            return f"at least {n}"
        case Field(field=field):
            return f"in the {field}"
    return _safe(condition.line)


def _within(window: Window) -> str:
    if window.unit == "paragraph":
        return "within one paragraph"
    unit = window.unit if window.n > 1 else window.unit.removesuffix("s")
    return f"within {window.n} {unit}"


def _safe(text: str) -> str:
    return clean_line(text, longest=200)
