"""Templates of the reader's own: they print, choose and repeat, and can do nothing else.

Jinja's sandbox keeps a template from the program, but not from the machine: one line of it can ask
for all the memory there is. So only harmless parts of the language are let in, and the work that
loops may do is counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Final

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from monitor.notify.diff import Change
from monitor.notify.head import LONGEST_SUBJECT
from monitor.notify.marks import Piece, cut, shown
from monitor.notify.page import Page
from monitor.notify.template_words import check_words
from monitor.notify.templating import compared, edited, marks, starred
from monitor.notify.words.table import words_for

PARTS: Final = ("subject", "text", "html")
MOST_SOURCE: Final = 50_000
MOST_OUTPUT: Final = 98_000
MOST_WORK: Final = 500_000
LONGEST_SEPARATOR: Final = 20
LONGEST_PROBLEM: Final = 200
_HARMLESS: Final = (
    nodes.And, nodes.Compare, nodes.Concat, nodes.CondExpr, nodes.Const, nodes.Filter, nodes.For,
    nodes.Getattr, nodes.Getitem, nodes.If, nodes.Keyword, nodes.Name, nodes.Not, nodes.Operand,
    nodes.Or, nodes.Output, nodes.Template, nodes.TemplateData, nodes.Test,
)  # fmt: skip
_BUILT_IN: Final = (
    "capitalize", "count", "default", "e", "escape", "first", "last", "length", "lower", "trim",
    "upper",
)  # fmt: skip
_OURS: Final = ("cut", "join", "marked")
_WORK: Final = "_work"  # no template can name it
_FAULTS: Final = (
    TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, SyntaxError,
    TypeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What the reader's own templates made; None for what they did not, with notes that say why."""

    subject: str | None = None
    text: str | None = None
    html: str | None = None
    notes: tuple[str, ...] = ()


def used(templates: Mapping[str, str], page: Page) -> Used:
    """Render the reader's own templates over a page, which is all they see.

    A template that fails, asks for what is not allowed, or writes more than 98 kB is not used.
    """
    made: dict[str, str] = {}
    notes = []
    for part in PARTS:
        if part in templates:
            try:
                made[part] = _rendered(part, templates[part], page)
            except _FAULTS as fault:
                words = words_for(page.language)
                notes.append(words.template_failed.format(name=part, problem=_said(fault)))
    return Used(**made, notes=tuple(notes))


def problem_of(part: str, source: str) -> str | None:
    """Say what is wrong with a template before anybody gets it; None when it can be used."""
    try:
        _compiled(part, source)
        check_words(_sandbox(is_html=False).parse(source))
    except _FAULTS as fault:
        return _said(fault)
    return None


class _Work:
    """Counts what loops do; a list may be walked only through it."""

    def __init__(self) -> None:
        self._left = MOST_WORK

    def __call__(self, items: object, cost: int) -> Iterator[object]:
        if not isinstance(items, tuple):
            raise SecurityError("only lists can be walked")
        for item in items:
            self._left -= cost
            if self._left < 0:
                raise SecurityError("its loops take too long")
            yield item


class Marked(str):
    """A text that knows which of its words met the rule."""

    pieces: tuple[Piece, ...]


class Compared(str):
    """A text that knows what was changed in it; as it reads now."""

    changes: tuple[Change, ...]


def _rendered(part: str, source: str, page: Page) -> str:
    template = _compiled(part, source)
    room, made = MOST_OUTPUT, []
    for piece in template.generate({"page": _plain_value(page), _WORK: _Work()}):
        room -= len(piece.encode("utf-8", "replace"))
        if room < 0:
            raise SecurityError(f"it writes more than {MOST_OUTPUT} bytes")
        made.append(piece)
    text = "".join(made)
    if part == "subject":
        return cut(shown(text).strip(), LONGEST_SUBJECT)
    return text


@lru_cache(maxsize=64)
def _compiled(part: str, source: str) -> Template:
    if part not in PARTS:
        raise SecurityError(f"a template is called {', '.join(PARTS)}")
    if len(source) > MOST_SOURCE:
        raise SecurityError(f"it is longer than {MOST_SOURCE} letters")
    sandbox = _sandbox(is_html=part == "html")
    tree = sandbox.parse(source)
    _check(tree)
    for loop in list(tree.find_all(nodes.For)):
        cost = nodes.Const(1 + sum(1 for _ in loop.find_all(nodes.Node)))
        args = [nodes.Name(_WORK, "load"), cost]
        loop.iter = nodes.Filter(loop.iter, "walked", args, [], None, None)
    tree.set_environment(sandbox)
    return Template.from_code(sandbox, sandbox.compile(tree), sandbox.make_globals(None))


def _check(tree: nodes.Template) -> None:
    """Let in what prints, chooses and repeats.

    Raises:
        SecurityError: Anything else is in it.
    """
    for node in tree.find_all(nodes.Node):
        recurses = isinstance(node, nodes.For) and node.recursive
        if type(node) not in _HARMLESS or recurses:
            raise SecurityError(f"line {node.lineno}: {type(node).__name__} is not allowed")
        if isinstance(node, nodes.Filter) and node.name not in (*_BUILT_IN, *_OURS):
            raise SecurityError(f"line {node.lineno}: no filter {node.name}")
        if _name_of(node).startswith("_"):
            raise SecurityError(f"line {node.lineno}: {_name_of(node)} is not allowed")


def _name_of(node: nodes.Node) -> str:
    """Give the name that a node asks for; what begins with _ is Python's, or ours."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return node.attr
    key = node.arg if isinstance(node, nodes.Getitem) else None
    return str(key.value) if isinstance(key, nodes.Const) else ""


def _sandbox(*, is_html: bool) -> ImmutableSandboxedEnvironment:
    sandbox = ImmutableSandboxedEnvironment(
        autoescape=is_html,
        undefined=StrictUndefined,
        finalize=_nothing_for_none,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sandbox.globals.clear()
    sandbox.filters = {name: sandbox.filters[name] for name in _BUILT_IN}
    sandbox.filters |= {"cut": _cut, "join": _join, "walked": _walked}
    sandbox.filters["marked"] = _marked_html if is_html else _marked_text
    return sandbox


def _nothing_for_none(value: object) -> object:
    return "" if value is None else value


def _walked(items: object, work: _Work, cost: int) -> Iterator[object]:
    return work(items, cost)


def _cut(text: str, length: int) -> str:
    return cut(str(text), max(1, min(int(length), MOST_OUTPUT)))


def _join(items: object, separator: str = "") -> str:
    if not isinstance(items, tuple) or len(separator) > LONGEST_SEPARATOR:
        raise SecurityError("join takes a list and a short separator")
    return separator.join(str(item) for item in items)


def _marked_html(text: str) -> Markup | str:
    if isinstance(text, Compared):
        return compared(text.changes)
    return marks(text.pieces) if isinstance(text, Marked) else text


def _marked_text(text: str) -> str:
    if isinstance(text, Compared):
        return edited(text.changes)
    return starred(text.pieces) if isinstance(text, Marked) else text


def _plain_value(value: object) -> object:
    """Turn views into plain mappings, lists and texts: nothing with a method worth calling."""
    if is_dataclass(value):
        return {field.name: _plain_value(getattr(value, field.name)) for field in fields(value)}
    if not isinstance(value, tuple):
        return value
    if value and isinstance(value[0], Piece):
        told = Marked("".join(piece.text for piece in value))
        told.pieces = value
        return told
    if value and isinstance(value[0], Change):
        now = Compared("".join(one.text for one in value if one.kind != "deleted"))
        now.changes = value
        return now
    return tuple(map(_plain_value, value))


def _said(fault: BaseException) -> str:
    line = getattr(fault, "lineno", None)
    said = cut(shown(str(fault)).strip() or type(fault).__name__, LONGEST_PROBLEM).rstrip(".")
    return f"line {line}: {said}" if line and "line " not in said else said
