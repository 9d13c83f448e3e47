"""Query -> its one canonical line, which `rules/grammar.py` reads back to the same tree."""

import re
from typing import assert_never

from monitor.model.query import (
    And,
    AtLeast,
    EntryRef,
    Exact,
    Field,
    Filter,
    Leaf,
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

# Words that are operators in the query line, and quotation marks that are none there.
KEYWORDS = frozenset({"AND", "OR", "NOT", "NEAR", "PRE", "SAME", "ATLEAST"})
CURLY = frozenset("“”„‟«»「」『』＂")
# Words that mean themselves without quotation marks, in the query line and in YAML.
BARE = re.compile(r"[^\W_][\w\-.&'’ʼ·]*")
SLASH = re.compile(r"\\.|/", re.DOTALL)


def canonical(query: Query) -> str:
    """Print a query as one line of the query language.

    Guarantee: reading the line gives the same tree, and equal trees print the same line.
    """
    if isinstance(query, And):
        return " AND ".join(_in_brackets(part, Or) for part in query.parts)
    if isinstance(query, Or):
        return " OR ".join(_in_brackets(part, And) for part in query.parts)
    if isinstance(query, Not):
        return f"NOT {_in_brackets(query.part, And, Or)}"
    if isinstance(query, Field):
        return f"{query.field}:({canonical(query.part)})"
    return _windowed(query)


def _windowed(query: Near | NotNear | AtLeast | Filter | Leaf) -> str:
    if isinstance(query, Near):
        return _near(query)
    if isinstance(query, NotNear):
        left, right = _in_brackets(query.part, Or), _in_brackets(query.other, Or)
        return f"{left} NOT {_operator(query.window)} {right}"
    if isinstance(query, AtLeast):
        return f"ATLEAST/{query.n} {_in_brackets(query.part, Or)}"
    if isinstance(query, Filter):
        return f"{query.name}:{_value(query.value)}"
    return leaf(query)


def leaf(query: Leaf) -> str:
    """Print one leaf, in quotation marks where the text would mean something else without."""
    match query:
        case Term(text=text):
            return text if _is_bare(text) else _quoted(text)
        case Phrase(text=text):
            return _quoted(text)
        case Prefix(text=text):
            return f"{text}*"
        case Exact(text=text, case=case):
            return ("==" if case else "=") + (text if _is_bare(text) else _quoted(text))
        case Regex(pattern=pattern):
            return f"/{SLASH.sub(_escape, pattern)}/"
        case EntryRef(name=name):
            return f"${name}"
        case _:
            assert_never(query)


def _near(query: Near) -> str:
    operator = _operator(query.window, ordered=query.ordered)
    if len(query.parts) == 2:
        return f" {operator} ".join(_in_brackets(part, Or) for part in query.parts)
    space = " " if operator.startswith("SAME") else ""
    return f"{operator}{space}({', '.join(canonical(part) for part in query.parts)})"


def _operator(window: Window, *, ordered: bool = False) -> str:
    if window.unit == "words":
        return f"{'PRE' if ordered else 'NEAR'}/{window.n}"
    if window.unit == "paragraph":
        return "SAME paragraph"
    return "SAME sentence" if window.n == 1 else f"SAME {window.n} sentences"


def _in_brackets(part: Query, *kinds: type) -> str:
    line = canonical(part)
    return f"({line})" if isinstance(part, kinds) else line


def _is_bare(text: str) -> bool:
    return bool(BARE.fullmatch(text)) and text not in KEYWORDS and not CURLY & set(text)


def _escape(found: re.Match[str]) -> str:
    return r"\/" if found[0] == "/" else found[0]


def _value(text: str) -> str:
    return text if re.fullmatch(r'[^\s(),"#]+', text) else _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
