"""Texts and addresses of elements, repaired in the places where feedparser repairs them.

Source: feedparser 6.0, `mixin.py` (`pop`, `push_content`, `looks_like_html`) and `urls.py`.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from feedparser.api import StrictFeedParser
from lxml import etree

from monitor.intake.parse.names import HANDLED, Unsure, name_of

TEXT, HTML, XHTML = "text/plain", "text/html", "application/xhtml+xml"
KINDS = {
    "text": TEXT, "plain": TEXT, TEXT: TEXT, "html": HTML, HTML: HTML, "xhtml": XHTML, XHTML: XHTML,
}  # fmt: skip
FOREIGN = frozenset({"svg", "math"})
FALSE_ENTITY = re.compile(r"&([A-Za-z0-9_]+);")


class Said(NamedTuple):
    """A text construct: its value, its media type, and the language that holds where it stands."""

    value: str
    kind: str
    language: str | None


def text_of(element: etree._Element) -> str:
    """Give the text of an element without children.

    Raises:
        Unsure: It has children.
    """
    if len(element):
        raise Unsure(element.tag)
    return repaired((element.text or "").strip())


def repaired(text: str) -> str:
    """Read UTF-8 that somebody took for Latin-1 and wrote as UTF-8 again."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def said(
    element: etree._Element, attributes: Mapping[str, str], kind: str, version: str
) -> tuple[str, str]:
    """Give the value of a text construct and its media type.

    Args:
        element: The element.
        attributes: Its attributes, see `attributes_of`.
        kind: The media type where the element states none.
        version: feedparser's name of the format; in Atom plain text is never HTML.

    Raises:
        Unsure: It holds elements although it is no XHTML, or something that must be unpacked.
    """
    stated = attributes.get("type")
    kind = kind if stated is None else KINDS.get(stated, "")
    if not kind or attributes.get("mode") == "base64":
        raise Unsure(element.tag)
    if len(element):
        if kind != XHTML:
            raise Unsure(element.tag)
        value = _markup(element, version).strip()
    else:
        value = (element.text or "").strip()
        value = escape(value) if kind == XHTML else value
    if kind == TEXT and ("<" in value or "&" in value) and not version.startswith("atom"):
        kind = HTML if StrictFeedParser.looks_like_html(value) else TEXT
    return repaired(value), kind


def _markup(element: etree._Element, version: str) -> str:
    """Write XHTML as text, without attributes, which say nothing to a reader of text."""
    whole = element
    if version == "atom10" and len(element) == 1 and _is_wrapped(element):
        whole = element[0]
    pieces: list[str] = []
    _check(element[0]) if whole is not element else None
    _write_inside(whole, pieces)
    return "".join(pieces)


def _is_wrapped(element: etree._Element) -> bool:
    """Whether all stands in one `div`, which Atom says is no part of the text."""
    only = element[0]
    around = (element.text or "") + (only.tail or "")
    return not around.strip() and only.tag.rpartition("}")[2].lower() == "div"


def _write_inside(element: etree._Element, pieces: list[str]) -> None:
    pieces.append(escape(element.text or ""))
    for child in element:
        local = _check(child)
        if local == "br" and not len(child) and not child.text:  # HTML knows no end of it
            pieces.append("<br/>")
        else:
            pieces.append(f"<{local}>")
            _write_inside(child, pieces)
            pieces.append(f"</{local}>")
        pieces.append(escape(child.tail or ""))


def _check(element: etree._Element) -> str:
    """Give the local name, unless feedparser would take the element for one of the feed's own."""
    name, local = name_of(element), element.tag.rpartition("}")[2].lower()
    if name in HANDLED or local in FOREIGN:
        raise Unsure(element.tag)
    return str(local)


def without_false_entities(link: str) -> str:
    """Take away the semicolon that was put behind a parameter, as in `?a=1&copy;=2`."""
    if "&" not in link:
        return link
    return FALSE_ENTITY.sub(r"&\1", link.replace("&amp;", "&"))
