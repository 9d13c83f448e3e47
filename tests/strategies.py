"""Hypothesis strategies for our nouns: queries of every shape that the language allows.

The public ones are composites, because Hypothesis prints a strategy with all that it is made of.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

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
from monitor.rules import leaves

# Words of many scripts, and words that would be signs of the language if they stood bare.
WORDS = (
    "Kursk", "sapper", "o'clock", "Kim", "сапёр", "Курск", "КНДР", "공병", "北", "庫斯克",
    "クルスク", "كورسك", "mìn", "Türkiye", "i", "ranjau-ranjau", "ทหารช่าง", "रूस",
    "1943", "U.S.", "AT&T",
)  # fmt: skip
SIGNS = (
    "AND", "OR", "NOT", "NEAR/5", "SAME", "$x", "=x", "==x", "x*", "/x/", "title:x", "lang:ru",
    "(x)", 'a"b', "a\\b", "14:00", "a,b", "#x", "“x”", "a#b", "x:", "NEAR", "ATLEAST/2", "a\\",
)  # fmt: skip
BEGINNINGS = ("sap", "Kursk", "сап", "зам", "北", "공", "공병", "Minenräum", "a'bc", "x.yz")
PATTERNS = (
    r"\p{L}+ск",
    "a/b",
    r"a\\/b",
    "[0-9]{3}",
    "x y",
    "(?i)курск",
    r"sapp?er\.",
    r"\$x",
    '"x"',
)
NAMES = ("north_korea", "kursk", "a", "b2", "army-builders")
LANGUAGES = ("ru", "id", "ko", "zh", "en")
SITES = ("tass.ru", "kcna.kp", "xn--e1afmkfd.xn--p1ai")
TAGS = ("asia", "East Asia", "ваше", "seeds/a", 'q"t', "a#b")
DEEPEST = 3


Draw = Callable[[st.SearchStrategy[Any]], Any]


@st.composite
def terms(draw: Draw) -> Term:
    """Draw single words, bare and odd ones."""
    return draw(st.builds(Term, text=_words()))


@st.composite
def phrases(draw: Draw) -> Phrase:
    """Draw phrases of two or three words."""
    return draw(st.builds(Phrase, text=_several_words()))


@st.composite
def all_leaves(draw: Draw) -> Leaf:
    """Draw leaves of every kind."""
    return draw(_leaves())


@st.composite
def queries(
    draw: Draw,
    leaf: st.SearchStrategy[Leaf] | None = None,
    criteria: st.SearchStrategy[Filter] | None = None,
) -> Query:
    """Draw whole queries that obey the laws of `rules/shape.py`.

    Args:
        draw: Given by Hypothesis.
        leaf: What to draw leaves from, for instance from the words of an article.
        criteria: What to draw filters from.
    """
    leaf = all_leaves() if leaf is None else leaf
    criteria = filters() if criteria is None else criteria
    return _Tree(draw, leaf, criteria).positive(DEEPEST)


@cache
def _words() -> st.SearchStrategy[str]:
    """Draw words that stay one word and may be looked for."""
    return st.sampled_from((*WORDS, *(sign for sign in SIGNS if any(map(str.isalnum, sign)))))


@cache
def _several_words() -> st.SearchStrategy[str]:
    return st.lists(_words(), min_size=2, max_size=3).map(" ".join)


@cache
def _leaves() -> st.SearchStrategy[Leaf]:
    return st.one_of(
        terms(),
        phrases(),
        st.builds(Prefix, text=st.sampled_from(BEGINNINGS)),
        st.builds(Exact, text=_words() | _several_words(), case=st.booleans()),
        st.sampled_from(PATTERNS).map(leaves.regex),
        st.builds(EntryRef, name=st.sampled_from(NAMES)),
    )


@cache
def filters() -> st.SearchStrategy[Filter]:
    """Draw filters of every kind."""
    return st.one_of(
        st.builds(Filter, name=st.just("lang"), value=st.sampled_from(LANGUAGES)),
        st.builds(Filter, name=st.just("site"), value=st.sampled_from(SITES)),
        st.builds(Filter, name=st.sampled_from(("feed", "tag")), value=st.sampled_from(TAGS)),
    )


class _Tree:
    """Draws one tree from its top; a way down is `DEEPEST` branches long at most."""

    def __init__(
        self, draw: Draw, leaf: st.SearchStrategy[Leaf], criteria: st.SearchStrategy[Filter]
    ) -> None:
        self.draw = draw
        self.leaf = leaf
        self.criteria = criteria

    def one_of(self, *kinds: str) -> str:
        return str(self.draw(st.sampled_from(kinds)))

    def count(self, least: int, most: int) -> range:
        return range(int(self.draw(st.integers(least, most))))

    def positive(self, depth: int, *, inside: bool = False) -> Query:
        """Draw a part that asks for something; `inside` a field, no other field, no filter."""
        kinds = ("tight", "and", "or", "tight" if inside else "field")
        return self.of_kind(self.one_of(*kinds) if depth else "tight", depth, inside=inside)

    def of_kind(self, kind: str, depth: int, *, inside: bool) -> Query:
        if kind == "field":
            field = self.draw(st.sampled_from(("title", "lead", "body")))
            return Field(field=field, part=self.positive(depth - 1, inside=True))
        if kind == "or":
            kinds = [self.one_of("tight", "and") for _ in self.count(2, 3)]
            below = depth - 1
            parts = [self.of_kind(k if below else "tight", below, inside=inside) for k in kinds]
            return Or(parts=tuple(parts))
        return self.conjunction(depth, inside=inside) if kind == "and" else self.tight()

    def conjunction(self, depth: int, *, inside: bool) -> And:
        below = depth - 1
        wanted = self.of_kind(
            self.one_of("tight", "or") if below else "tight", below, inside=inside
        )
        parts = [wanted, *(self.beside(below, inside=inside) for _ in self.count(1, 2))]
        return And(parts=tuple(self.draw(st.permutations(parts))))

    def beside(self, depth: int, *, inside: bool) -> Query:
        kinds = ("not", "tight") if inside else ("not", "tight", "filter", "not filter")
        kind = self.one_of(*kinds)
        if kind == "not":
            return Not(part=self.positive(depth, inside=inside))
        if kind == "tight":
            return self.tight()
        found: Filter = self.draw(self.criteria)
        return Not(part=found) if kind == "not filter" else found

    def tight(self) -> Query:
        kind = self.one_of("leaf", "near", "pre", "not near", "at least")
        if kind == "leaf":
            return self.a_leaf()
        if kind == "at least":
            return AtLeast(n=self.draw(st.integers(1, 9)), part=self.operand())
        if kind == "not near":
            return NotNear(part=self.operand(), other=self.operand(), window=self.window())
        parts = tuple(self.operand() for _ in self.count(2, 4))
        if kind == "near":
            return Near(parts=parts, window=self.window())
        window = Window(unit="words", n=self.draw(st.integers(1, 50)))
        return Near(parts=parts, window=window, ordered=True)

    def operand(self) -> Query:
        if self.one_of("leaf", "or") == "leaf":
            return self.a_leaf()
        return Or(parts=tuple(self.a_leaf() for _ in self.count(2, 3)))

    def a_leaf(self) -> Leaf:
        found: Leaf = self.draw(self.leaf)
        return found

    def window(self) -> Window:
        unit = self.draw(st.sampled_from(("words", "sentences", "paragraph")))
        return Window(unit=unit, n=1 if unit == "paragraph" else self.draw(st.integers(1, 50)))


def as_lists(query: Query) -> Any:
    """Spell a query as the lists of `match:`."""
    match query:
        case Term(text=text) | Phrase(text=text):
            return {"term": text}
        case Exact(text=text, case=case):
            return {"case" if case else "exact": text}
        case Prefix(text=text):
            return f"{text}*"
        case Regex(pattern=pattern):
            return f"/{pattern}/"
        case EntryRef(name=name):
            return f"${name}"
        case Filter(name=name, value=value):
            return {name: value}
    return _as_mapping(query)


def _as_mapping(query: Query) -> Any:
    match query:
        case And(parts=parts):
            return {"all": [as_lists(part) for part in parts]}
        case Or(parts=parts):
            return {"any": [as_lists(part) for part in parts]}
        case Not(part=part):
            return {"none": [as_lists(part)]}
        case Field(field=field, part=part):
            return {field: as_lists(part)}
        case AtLeast(n=n, part=part):
            return {"at_least": {"n": n, "of": as_lists(part)}}
        case Near(parts=parts, window=window, ordered=ordered):
            of = [as_lists(part) for part in parts]
            return {"pre" if ordered else "near": {"of": of, "within": _within(window)}}
        case NotNear(part=part, other=other, window=window):
            of = [as_lists(part), as_lists(other)]
            return {"not_near": {"of": of, "within": _within(window)}}
    raise AssertionError(query)


def _within(window: Window) -> str:
    if window.unit == "paragraph":
        return "paragraph"
    if window.unit == "sentences":
        return "sentence" if window.n == 1 else f"{window.n} sentences"
    return f"{window.n} words"
