"""The `match:` lists of a watch -> the same tree that a query line gives.

A mapping asks for all of its keys: `all:` each of these, `any:` one of these, `none:` not one of
these, `near:`, `pre:` and `not_near:` with `of:` and `within:`, `at_least:` with `n:` and `of:`,
and the fields `title:`, `lead:`, `body:`, whose list means any of these.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from monitor.model.query import EntryRef, Query, Window
from monitor.rules import leaves, shape
from monitor.rules.grammar_tokens import FIELDS, words_apart
from monitor.rules.shape import Piece
from monitor.rules.slip import Path, Slip, did_you_mean, made

WITHIN = re.compile(r"(\d{1,6}) words?|(?:(\d{1,6}) sentences|(?:1 )?sentence)|paragraph")
KEYS = (
    "all", "any", "none", "near", "pre", "not_near", "at_least", *FIELDS,
    *leaves.FILTERS, "term", "exact", "case",
)  # fmt: skip
OTHERS = {
    "not": "none", "and": "all", "or": "any", "must": "all", "should": "any", "must_not": "none",
    "same": "near", "atleast": "at_least", "text": "body", "headline": "title", "regex": "/.../",
    "phrase": "term", "prefix": "word*",
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Reading:
    """What one `match:` or `query:` says: its tree, or everything that is wrong with it.

    `references` are the lexicon entries it names, each with its path.
    """

    query: Query | None = None
    slips: list[Slip] = field(default_factory=list)
    references: list[tuple[Path, str]] = field(default_factory=list)


def read_lists(value: object, at: Path) -> Reading:
    """Read the value of `match:`.

    Args:
        value: Plain values: text, lists and mappings.
        at: The path of the value, which slips and references continue.
    """
    lists = _Lists()
    piece = lists.piece(value, at)
    reading = Reading(slips=lists.slips, references=lists.references)
    if piece is not None and not lists.slips:
        try:
            reading.query = shape.whole(piece)
        except Slip as slip:
            reading.slips.append(slip)
    return reading


def window_of(written: object, at: Path) -> Window:
    """Read `within:`: `N words`, `sentence`, `N sentences` or `paragraph`.

    Raises:
        Slip: For anything else; a bare number would leave open what it counts.
    """
    if isinstance(written, int) and not isinstance(written, bool):
        raise Slip(f"{written} what? Write '{written} words' or '{written} sentences'", at)
    found = WITHIN.fullmatch(written.strip()) if isinstance(written, str) else None
    if not found:
        raise Slip("write '40 words', 'sentence', '2 sentences' or 'paragraph'", at)
    if found[1]:
        return words_apart(int(found[1]))
    if found[0] == "paragraph":
        return Window(unit="paragraph")
    return Window(unit="sentences", n=int(found[2] or 1))


class _Lists:
    """Reads values from the outside in, and keeps on behind a slip to find the next one."""

    def __init__(self) -> None:
        self.slips: list[Slip] = []
        self.references: list[tuple[Path, str]] = []

    def piece(self, value: object, at: Path) -> Piece | None:
        """Read one value; None when something in it is wrong, which is then among the slips."""
        try:
            if isinstance(value, str):
                return self.text(value, at)
            if isinstance(value, Mapping):
                return self.mapping(value, at)
        except Slip as slip:
            self.slips.append(slip)
            return None
        self.slips.append(Slip(_unfit(value), at))
        return None

    def text(self, value: str, at: Path) -> Piece:
        leaf = made(leaves.from_list, value, at)
        if isinstance(leaf, EntryRef):
            self.references.append((at, leaf.name))
        return Piece(query=leaf, at=at)

    def mapping(self, value: Mapping[str, object], at: Path) -> Piece | None:
        if not value:
            raise Slip(f"nothing stands here: write one of {', '.join(KEYS[:3])}", at)
        before = len(self.slips)
        pieces = [piece for key in _in_order(value) for piece in self.keyed(key, value[key], at)]
        if len(self.slips) > before:
            return None
        return shape.all_of(pieces, at)

    def keyed(self, key: str, value: object, at: Path) -> Iterator[Piece]:
        """Read what one key asks for; slips are kept."""
        here = (*at, key)
        try:
            if key in ("all", "none"):
                pieces = self.items(value, here)
                yield from (shape.negation(p, p.at) for p in pieces) if key == "none" else pieces
            elif key in leaves.FILTERS:
                yield self.filter(key, value, here)
            else:
                piece = self.single(key, value, here)
                if piece:
                    yield piece
        except Slip as slip:
            self.slips.append(slip)

    def single(self, key: str, value: object, at: Path) -> Piece | None:
        named = next((name for name in FIELDS if name == key), None)
        if named:
            inner = self.alternatives(value, at)
            return shape.in_field(named, inner, at) if inner else None
        if key == "any":
            pieces = self.items(value, at)
            return shape.any_of(pieces, at) if pieces else None
        if key in ("near", "pre", "not_near"):
            return self.near(key, value, at)
        if key == "at_least":
            return self.at_least(value, at)
        return Piece(query=_literal(key, value, at), at=at)

    def near(self, key: str, value: object, at: Path) -> Piece | None:
        settings = _settings(value, at, ("of", "within"))
        pieces = self.items(settings["of"], (*at, "of"))
        window = window_of(settings["within"], (*at, "within"))
        if len(pieces) != len(_listed(settings["of"])):
            return None
        if key != "not_near":
            return shape.near(pieces, window, at, ordered=key == "pre")
        if len(pieces) != 2:
            raise Slip("not_near takes two: one to find, and one that must not stand near it", at)
        return shape.not_near(pieces[0], pieces[1], window, at)

    def at_least(self, value: object, at: Path) -> Piece | None:
        settings = _settings(value, at, ("n", "of"))
        n = settings["n"]
        if not isinstance(n, int) or isinstance(n, bool):
            raise Slip("n is a number: how often at least", (*at, "n"))
        inner = self.alternatives(settings["of"], (*at, "of"))
        return shape.at_least(n, inner, at) if inner else None

    def alternatives(self, value: object, at: Path) -> Piece | None:
        """Read one value, or a list whose items are alternatives."""
        if not isinstance(value, list):
            return self.piece(value, at)
        pieces = self.items(value, at)
        return shape.any_of(pieces, at) if pieces and len(pieces) == len(value) else None

    def items(self, value: object, at: Path) -> list[Piece]:
        """Read each item of a list; one value alone stands for a list of one."""
        if not isinstance(value, list):
            piece = self.piece(value, at)
            return [piece] if piece else []
        if not value:
            raise Slip("the list is empty", at)
        found = (self.piece(item, (*at, number)) for number, item in enumerate(value))
        return [piece for piece in found if piece]

    def filter(self, key: str, value: object, at: Path) -> Piece:
        if not isinstance(value, str):
            problem = f"{key}: takes one value; for several: `languages:` or `feeds:` at the watch"
            raise Slip(problem, at)
        return Piece(query=made(lambda text: leaves.criterion(key, text), value, at), at=at)


def _in_order(value: Mapping[str, object]) -> list[str]:
    """Give the keys in the order of the language, so that one tree has one spelling."""
    return sorted(value, key=lambda key: KEYS.index(key) if key in KEYS else -1)


def _literal(key: str, value: object, at: Path) -> Query:
    makers: dict[str, Callable[[str], Query]] = {
        "term": leaves.literal,
        "exact": leaves.exact,
        "case": leaves.exact_case,
    }
    if key not in makers:
        offer = f"; did you mean {OTHERS[key]!r}?" if key in OTHERS else did_you_mean(key, KEYS)
        raise Slip(f"unknown key '{key}'{offer}", at, key=True)
    if not isinstance(value, str):
        raise Slip(_unfit(value), at)
    return made(makers[key], value, at)


def _settings(value: object, at: Path, names: tuple[str, str]) -> Mapping[str, object]:
    """Demand a mapping of exactly these keys."""
    example = {"within": "{of: [a, b], within: 40 words}", "of": "{n: 3, of: [a, b]}"}[names[1]]
    if not isinstance(value, Mapping):
        raise Slip(f"write {example}", at)
    for key in value:
        if key not in names:
            raise Slip(f"unknown key '{key}'{did_you_mean(key, names)}", (*at, key), key=True)
    for name in names:
        if name not in value:
            raise Slip(f"'{name}:' is missing: write {example}", at)
    return value


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _unfit(value: object) -> str:
    if value is None:
        return "nothing stands here"
    if isinstance(value, list):
        return "a list alone leaves open what it means: write all: [...] or any: [...]"
    if isinstance(value, bool | int | float):
        return f"put it in quotes to look for it as text: '{value}'"
    return "a word, or a mapping such as {any: [...]}, is expected here"
