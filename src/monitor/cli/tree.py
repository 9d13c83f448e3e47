"""A condition tree drawn for people: what was met, by which words, and what is missing."""

from collections.abc import Iterator

from monitor.model.hit import Condition, Span
from monitor.model.query import And, AtLeast, Field, Near, Not, NotNear, Or, Query, Window
from monitor.rules.walk import parts_of
from monitor.text.clean import clean_line

MOST_WORDS = 6
INDENT = "    "


def draw(query: Query, condition: Condition, depth: int = 0) -> Iterator[str]:
    """Yield a line for each condition, indented below the one it belongs to.

    Alternatives that are plain words stand on one line, as in the query language.
    """
    sign = f"{INDENT * depth}{mark(condition.met)}"
    if _is_flat(query):
        yield f"{sign} {_safe(condition.line)}{_words(condition)}{_note(condition)}"
        return
    note = f"  ({_safe(condition.note)})" if condition.note else ""
    yield f"{sign} {_label(query)}{note}"
    for part, below in zip(parts_of(query), condition.parts, strict=True):
        yield from draw(part, below, depth + 1)


def mark(met: bool) -> str:
    """Give the sign of a condition."""
    return "✓" if met else "✗"


def place(span: Span) -> str:
    """Say which word, where, and why it counts."""
    term = f" = {_safe(span.term)}" if span.surface != span.term else ""
    return f"“{_safe(span.surface)}”{term} {span.field} {span.start}-{span.end} {span.why}"


def _is_flat(query: Query) -> bool:
    """Whether a query is a word, alternatives of words, or these in one field."""
    if isinstance(query, Field):
        return _is_flat(query.part)
    parts = parts_of(query)
    return not parts or (isinstance(query, Or) and not any(parts_of(part) for part in parts))


def _words(condition: Condition) -> str:
    """Name the words that met a condition."""
    if not condition.spans:
        return ""
    shown = "; ".join(place(span) for span in condition.spans[:MOST_WORDS])
    more = len(condition.spans) - MOST_WORDS
    return f"  {shown}" + (f"; and {more} more" if more > 0 else "")


def _note(condition: Condition) -> str:
    """Say what is missing: of this condition, or of the alternatives on its line."""
    if condition.met:
        return ""
    notes = dict.fromkeys(filter(None, _notes(condition)))
    return f"  ({_safe('; '.join(notes))})" if notes else ""


def _notes(condition: Condition) -> Iterator[str]:
    yield condition.note
    for part in condition.parts:
        yield from _notes(part)


def _label(query: Query) -> str:
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
            return f"at least {n} of"
        case Field(field=field):
            return f"in the {field}"
    raise AssertionError("a word has no parts, and so no label")


def _within(window: Window) -> str:
    if window.unit == "paragraph":
        return "within one paragraph"
    unit = window.unit if window.n > 1 else window.unit.removesuffix("s")
    return f"within {window.n} {unit}"


def _safe(text: str) -> str:
    return clean_line(text, longest=200)
