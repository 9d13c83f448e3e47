"""A condition tree drawn for people: what was met, by which words, and what is missing."""

from collections.abc import Iterator, Sequence

from monitor.model.hit import Condition, Span
from monitor.model.query import And, AtLeast, Field, Near, Not, NotNear, Or, Query, Window
from monitor.rules.walk import parts_of
from monitor.text.clean import clean_line

MOST_WORDS = 6
INDENT = "    "
# Brackets that no article has, so that a marked word is never in doubt.
OPENING, CLOSING = "⟦", "⟧"


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


def draw_met(query: Query, condition: Condition, depth: int = 0) -> Iterator[str]:
    """Yield what met a query: of alternatives the first that is met, and how many more are."""
    if not isinstance(query, Or) or _is_flat(query):
        if not isinstance(query, And):
            yield from draw(query, condition, depth)
            return
        for part, below in zip(query.parts, condition.parts, strict=True):
            yield from draw_met(part, below, depth)
        return
    pairs = zip(query.parts, condition.parts, strict=True)
    met = [(part, below) for part, below in pairs if below.met]
    yield from draw_met(*met[0], depth)
    if len(met) > 1:
        more = f"{len(met) - 1} other alternative{'s are' if len(met) > 2 else ' is'} met too"
        yield f"{INDENT * depth}  ({more})"


def marked(text: str, spans: Sequence[Span], around: int) -> Iterator[str]:
    """Yield pieces of a text with the words of spans marked, `around` characters on each side."""
    places = sorted({(span.start, span.end) for span in spans}, key=lambda p: (p[0], -p[1]))
    while places:
        piece = [places.pop(0)]
        while places and places[0][0] - piece[-1][1] <= 2 * around:
            piece.append(places.pop(0))
        begin, end = max(0, piece[0][0] - around), min(len(text), piece[-1][1] + around)
        yield _piece(text, begin, end, piece)


def _piece(text: str, begin: int, end: int, places: Sequence[tuple[int, int]]) -> str:
    written, at = "…" if begin else "", begin
    for first, last in places:
        if first < at:  # a word of a phrase that is marked already
            continue
        written += f"{text[at:first]}{OPENING}{text[first:last]}{CLOSING}"
        at = last
    return clean_line(f"{written}{text[at:end]}{'…' if end < len(text) else ''}", longest=1000)


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
