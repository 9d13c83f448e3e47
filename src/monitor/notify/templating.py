"""The built-in templates: a page becomes HTML with its styles inlined, and plain text."""

import re
import textwrap
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from monitor.notify.diff import Change
from monitor.notify.marks import Piece, is_wide, isolated
from monitor.notify.page import Page

WIDTH: Final = 74
_RULE: Final = re.compile(r"^\.([a-z]+)\{(.*)\}$", re.MULTILINE)
_EDITS: Final = {"same": "{}", "deleted": "[-{}-]", "added": "{{+{}+}}"}


def html_of(page: Page) -> str:
    """Write a page as HTML; every mail program keeps styles that stand in the element itself."""
    return _templates().get_template("digest.html.j2").render(page=page)


def text_of(page: Page) -> str:
    """Write a page as plain text of about `WIDTH` columns."""
    return _templates().get_template("digest.txt.j2").render(page=page).strip("\n") + "\n"


def plain(pieces: Iterable[Piece]) -> str:
    """Join pieces without marks."""
    return "".join(piece.text for piece in pieces)


def starred(pieces: Iterable[Piece]) -> str:
    """Put asterisks around what met the rule."""
    return "".join(f"*{piece.text}*" if piece.marked else piece.text for piece in pieces)


def marks(pieces: Iterable[Piece]) -> Markup:
    """Put `<mark>` around what met the rule."""
    frame = Markup("<mark{}>{}</mark>")
    told = (
        frame.format(_css("m"), piece.text) if piece.marked else escape(piece.text)
        for piece in pieces
    )
    return Markup("").join(told)


def compared(changes: Iterable[Change]) -> Markup:
    """Put `<del>` around what went and `<ins>` around what came."""
    return Markup("").join(_compared(change) for change in changes)


def edited(changes: Iterable[Change]) -> str:
    """Show what went and what came as plain text: `[-1,000-]{+1,500+} sappers`."""
    return "".join(_edit(change) for change in changes)


def wrapped(text: str, indent: int) -> str:
    """Break a line at words, each new line `indent` columns from the margin.

    Scripts that put no spaces between words are left to the reader's program.
    """
    margin = " " * indent
    if is_wide(text):
        return margin + " ".join(text.split())
    return textwrap.fill(
        text,
        width=WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )


@lru_cache(maxsize=1)
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("monitor.notify", "templates"),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "compared": compared,
        "edited": edited,
        "isolated": isolated,
        "marks": marks,
        "plain": plain,
        "starred": starred,
        "wrapped": wrapped,
    }
    templates.globals["css"] = _css
    return templates


@lru_cache(maxsize=512)
def _css(names: str, more: str = "") -> Markup:
    """Name the classes of an element and repeat their styles in it.

    Many mail programs read no style sheet; those that do need the classes for the dark scheme.
    """
    known = _styles()
    style = ";".join([*(known[name] for name in names.split() if name in known), more]).strip(";")
    attribute = f' style="{style}"' if style else ""
    return Markup(f' class="{names}"{attribute}')


@lru_cache(maxsize=1)
def _styles() -> dict[str, str]:
    sheet = resources.files("monitor.notify").joinpath("templates/inlined.css")
    return dict(_RULE.findall(sheet.read_text("utf-8")))


def _compared(change: Change) -> Markup:
    """Keep the blank behind a word outside of its tag, as `_edit` does."""
    tag = {"deleted": "del", "added": "ins"}.get(change.kind)
    if tag is None:
        return escape(change.text)
    word = change.text.rstrip()
    frame = Markup("<{0}{1}>{2}</{0}>{3}")
    return frame.format(Markup(tag), _css(tag), word, change.text[len(word) :])


def _edit(change: Change) -> str:
    """Keep the blank behind a word outside of its brackets."""
    word = change.text.rstrip()
    return _EDITS[change.kind].format(word) + change.text[len(word) :]
