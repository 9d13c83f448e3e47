"""The page's tree: parsed once, and made fit for an extractor that trusts what it is given."""

import html
import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html

from monitor.intake.parse.prune import without_forbidden
from monitor.text.clean import clean_text

Tree = Any  # lxml ships no types
MOST_ATTRIBUTES = 200
MOST_ELEMENTS = 40_000
DEEPEST = 250
SILENT = re.compile(
    r"<(script|style|template|noscript|nav|footer|select|textarea|head)\b.*?</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
LONGEST = 2_000_000


def tree_of(text: str) -> Tree | None:
    """Parse a page, deep trees included: a nesting of 256 must not lose the article.

    Control characters are taken out, since trafilatura gives a whole page up for one. What the
    page says about its charset is taken out, since trafilatura writes parts of the tree
    out and reads them again; so is a flood of attributes, over which it works for minutes.
    """
    parser = lxml.html.HTMLParser(
        huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        clean = without_forbidden(text).encode("utf-8", "replace")
        tree = lxml.html.document_fromstring(clean, parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return None
    for element in list(_charset_claims(tree)):
        element.drop_tree()
    for element in tree.iter(lxml.etree.Element):
        if len(element.attrib) > MOST_ATTRIBUTES:
            element.attrib.clear()
    return tree


def _charset_claims(tree: Tree) -> Iterator[Tree]:
    for meta in tree.iter("meta"):
        if meta.get("charset") or "charset=" in (meta.get("content") or "").lower():
            yield meta


def is_monstrous(tree: Tree) -> bool:
    """Tell whether a page is too large or too deep for an extractor to find its way in time."""
    depth = deepest = count = 0
    for event, _ in lxml.etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        deepest = max(deepest, depth)
    return deepest > DEEPEST or count > MOST_ELEMENTS


def bare_words(text: str) -> str:
    """Give the words of a page by taking its tags out, where no parser gets to the bottom."""
    return clean_text(html.unescape(TAG.sub("\n", SILENT.sub(" ", text[:LONGEST]))))
