"""The query tree: what a watch asks for, one value per form of the query language.

Both spellings (the `match:` lists of YAML and the one-line `query:`) become this tree, and
`canonical` in `model/canonical.py` prints it back as one line.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

FieldName = Literal["title", "lead", "body"]
FilterName = Literal["lang", "site", "feed", "tag"]
Unit = Literal["words", "sentences", "paragraph"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How close: `n` words apart, within `n` consecutive sentences, or in one paragraph.

    For words, the distance is the difference of word positions at the nearest edges
    (one word = two ideographs = four Thai code points).
    """

    unit: Unit
    n: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word in any inflected form, any case."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Several words in this order, each inflectable."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefix:
    """Words that begin so (`text` without the asterisk)."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """Exactly this form (one word or several); with `case`, in exactly this case."""

    text: str
    case: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Regex:
    """An RE2 expression, searched in title and text."""

    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRef:
    """A lexicon entry by its name (without the dollar sign)."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class And:
    """All of these; a `Not` among them forbids."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Or:
    """Any of these."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """None of this in the whole article (inside a field: in that field)."""

    part: "Query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """One window that holds one of each, in any order, at different words.

    With `ordered` (PRE) in the order given. Covers NEAR, PRE and SAME.
    """

    parts: tuple["Query", ...]
    window: Window
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNear:
    """At least one occurrence of `part` has no occurrence of `other` within the window."""

    part: "Query"
    other: "Query"
    window: Window


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLeast:
    """`n` or more occurrences, not overlapping, over all alternatives of `part`."""

    n: int
    part: "Query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Only there: the title, the lead (first 100 words of the text), or the body (the text)."""

    field: FieldName
    part: "Query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A property of the article: its language, site, feed or tag."""

    name: FilterName
    value: str


Leaf: TypeAlias = Term | Phrase | Prefix | Exact | Regex | EntryRef
Query: TypeAlias = Leaf | And | Or | Not | Near | NotNear | AtLeast | Field | Filter
