"""A message becomes what one reader gets: subject, text, HTML and data."""

import textwrap
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined

from monitor.model.message import Message, Rendered
from monitor.model.watch import Destination, Route
from monitor.notify.body import body_of
from monitor.notify.marks import Piece, isolated
from monitor.notify.page import Page, Room, page_of

# Mail services clip a message at about 102 kB.
MOST_HTML_BYTES: Final = 98_000
_FEWER: Final = 0.6
_WIDTH: Final = 74


def render(message: Message, reader: Destination, route: Route | None = None) -> Rendered:
    """Say a message in the words of one reader.

    Args:
        message: What is told.
        reader: Whose language and zone it is told in.
        route: The route that brings it, for the foot; without it the foot names no times.

    Returns:
        A subject of at most 70 characters, text and HTML with the same facts, the HTML below
        100 kB (stories that find no room are counted), and data. The same arguments give the
        same result; no title, however hostile, makes it fail.
    """
    room = Room()
    page = page_of(message, reader, route, room)
    html = _html(page)
    while len(html.encode()) > MOST_HTML_BYTES and room.cards + room.briefs > 1:
        room = Room(cards=int(room.cards * _FEWER), briefs=max(1, int(room.briefs * _FEWER)))
        page = page_of(message, reader, route, room)
        html = _html(page)
    return Rendered(subject=page.subject, text=_text(page), html=html, data=body_of(message))


def _html(page: Page) -> str:
    bare = _templates().get_template("digest.html.j2").render(page=page)
    return _inliner().inline(bare)


def _text(page: Page) -> str:
    return _templates().get_template("digest.txt.j2").render(page=page).strip("\n") + "\n"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("monitor.notify", "templates"),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"plain": _plain, "starred": _starred, "isolated": isolated}
    templates.filters["wrapped"] = _wrapped
    return templates


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


def _plain(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _starred(pieces: Iterable[Piece]) -> str:
    """Put asterisks around what met the rule."""
    return "".join(f"*{piece.text}*" if piece.marked else piece.text for piece in pieces)


def _wrapped(text: str, indent: int) -> str:
    margin = " " * indent
    return textwrap.fill(
        text,
        width=_WIDTH,
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
