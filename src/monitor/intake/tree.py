"""The page's tree: parsed once, and made fit for extractors that trust what they are given."""

import re
from typing import Any

import lxml.etree
import lxml.html

from monitor.intake.parse.prune import without_forbidden
from monitor.text.clean import clean_text
from monitor.text.markup import unescaped

Tree = Any  # lxml ships no types
MOST_ATTRIBUTES = 200
MOST_ELEMENTS = 40_000
DEEPEST = 250
MUTE = tuple(
    "script style template noscript svg canvas iframe object embed applet video audio picture img"
    " source map area nav footer aside menu dialog button select option optgroup datalist input"
    " textarea label legend fieldset output progress link noindex rp rt rtc".split()
)
"""Elements that never hold an article's words: every extractor would first take them out."""

CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
FORBIDDEN = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|5[5-7]\d{3}|6553[45]|[1-9]\d{6,})(?!\d)|[xX]0*(?:"
    rb"[0-8bBcCeEfF]|1[0-9a-fA-F]|[dD][89a-fA-F]..|[fF]{3}[eEfF]|[1-9a-fA-F][0-9a-fA-F]{5,})"
    rb"(?![0-9a-fA-F]))"  # HTML takes a reference without its semicolon
)
NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
LONG_TAG = re.compile(rb"<([A-Za-z][\w:-]*)([^<>]{20000,})")
SUSPECT = 4 * MOST_ATTRIBUTES
"""Bytes of a tag that may hold too many attributes: each has a letter, `=`, a digit, a blank."""

FLOODED = lxml.etree.XPath(f"//*[count(@*) > {MOST_ATTRIBUTES}]")
TOO_DEEP = lxml.etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")
ELEMENTS = lxml.etree.XPath("count(//*)")
SILENT = "script style template noscript nav footer select textarea head".split()
SILENT_START = re.compile(rf"<({'|'.join(SILENT)})\b", re.IGNORECASE)
SILENT_END = {name: re.compile(rf"</{name}\s*+>", re.IGNORECASE) for name in SILENT}
TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
LONGEST = 2_000_000


def tree_of(text: str) -> Tree | None:
    """Parse a page, deep trees included: a nesting of 256 must not lose the article.

    Control characters are taken out, since trafilatura gives a whole page up for one. What the
    page says about its charset is taken out, since trafilatura writes parts of the tree
    out and reads them again; so is a flood of attributes, over which it works for minutes, and
    the parser too if they are many thousands.
    """
    parser = lxml.html.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    # One class for every element spares a call of Python for each of them.
    parser.set_element_class_lookup(
        lxml.etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)
    )
    page = _without_controls(text)
    is_suspect = any(map(_is_suspect, page.split(b">")))
    if is_suspect:
        page = LONG_TAG.sub(_unless_flooded, page)
    try:
        tree = lxml.html.document_fromstring(page, parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return None
    for meta in list(tree.iter("meta")):
        if meta.get("charset") or "charset=" in (meta.get("content") or "").lower():
            meta.drop_tree()
    for element in FLOODED(tree) if is_suspect else ():
        element.attrib.clear()
    return tree


def _without_controls(text: str) -> bytes:
    page = text.encode("utf-8", "replace").translate(None, CONTROLS)
    if FORBIDDEN.search(page) or any(one in page for one in NONCHARACTERS):
        return without_forbidden(page.decode()).encode("utf-8", "replace")
    return page


def _is_suspect(piece: bytes) -> bool:
    """Tell whether a piece of a page up to the next `>` may hold a tag of many attributes."""
    tags = piece.split(b"<")[1:] if len(piece) > SUSPECT else []
    return any(tag.count(b"=") + len(tag.split()) > MOST_ATTRIBUTES for tag in tags)


def _unless_flooded(tag: re.Match[bytes]) -> bytes:
    """Keep a tag with a long address in it, but not the thousands of attributes of another."""
    return tag.group() if len(tag[2].split()) <= MOST_ATTRIBUTES else b"<" + tag[1]


def mute(tree: Tree) -> None:
    """Take out what says nothing; the text after such an element stays."""
    lxml.etree.strip_elements(tree, *MUTE, with_tail=False)


def is_monstrous(tree: Tree) -> bool:
    """Tell whether a page is too large or too deep for an extractor to find its way in time."""
    return bool(ELEMENTS(tree) > MOST_ELEMENTS or TOO_DEEP(tree))


def bare_words(text: str) -> str:
    """Give the words of a page by taking its tags out, where no parser gets to the bottom."""
    return clean_text(unescaped(TAG.sub("\n", _without_silent(text[:LONGEST]))))


def _without_silent(text: str) -> str:
    """Take elements out that say nothing; one that never ends is only a tag.

    Where one has no end, no later one of its name has: searching again for each would take
    quadratic time.
    """
    kept, at, endless = [], 0, set()
    for start in SILENT_START.finditer(text):
        name = start[1].lower()
        if start.start() < at or name in endless:
            continue
        end = SILENT_END[name].search(text, start.end())
        if end is None:
            endless.add(name)
        else:
            kept.append(text[at : start.start()])
            at = end.end()
    return " ".join([*kept, text[at:]])
