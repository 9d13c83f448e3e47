"""Four ways to read one page; which of them to believe is for `rescue` to say."""

import copy
from typing import Any, Literal

import lxml.etree
import lxml.html
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from trafilatura.readability_lxml import Document as Readability
from trafilatura.settings import Document, Extractor

from monitor.intake.home import leads_elsewhere
from monitor.text.clean import plain

Focus = Literal["precision", "balanced", "recall"]
Tree = Any  # lxml ships no types
BROKEN = (ValueError, TypeError, AttributeError, RecursionError, lxml.etree.LxmlError)
SHORTEST_PARAGRAPH = 20
OPTIONS = {
    focus: Extractor(
        output_format="python",
        fast=True,
        precision=focus == "precision",
        recall=focus == "recall",
        comments=False,
    )
    for focus in ("precision", "balanced", "recall")
}
"""Made once: making them anew for each page takes a tenth of trafilatura's time."""

PARAGRAPHS = lxml.etree.XPath(
    "//p[not(ancestor::header or ancestor::form or ancestor::figure)]"
)  # fmt: skip


def by_trafilatura(tree: Tree, focus: Focus) -> str:
    """Give trafilatura's text, without the second opinions it asks for: we have our own."""
    try:
        found = trafilatura.bare_extraction(tree, options=OPTIONS[focus])
    except BROKEN:
        return ""
    return (found.text if isinstance(found, Document) else None) or ""


def by_readability(tree: Tree) -> str:
    """Give the text of the part that scores best by its paragraphs and commas.

    Arc90's algorithm, in the copy that trafilatura keeps: it is asked for a second opinion only,
    and readability-lxml takes six times as long and wants three more packages.
    """
    try:
        return plain(Readability(copy.deepcopy(tree), min_text_length=25).summary())
    except BROKEN:
        return ""


def by_resiliparse(tree: Tree) -> str:
    """Give the text of what looks like no navigation, by the rules of a crawler in C."""
    try:
        html = lxml.html.tostring(tree, encoding="unicode")
        return str(
            extract_plain_text(
                html,
                preserve_formatting=True,
                main_content=True,
                list_bullets=False,
                alt_texts=False,
                comments=False,
            )
        )
    except BROKEN:
        return ""


def by_paragraphs(tree: Tree) -> str:
    """Give the plain paragraphs outside of forms, figures and the page's header.

    Those that are mostly links are left out.
    """
    found = ((p, " ".join(p.text_content().split())) for p in PARAGRAPHS(tree))
    return "\n".join(
        text
        for p, text in found
        if len(text) >= SHORTEST_PARAGRAPH and not leads_elsewhere(p, len(text))
    )
