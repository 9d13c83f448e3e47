"""The gate before the fast reader: which documents are plain enough for it.

What passes is well-formed XML, without a document type, with nothing that feedparser repairs by
rules of its own. Everything else goes to feedparser: a recovering parser would be as fast as the
fast reader, and would lose words in silence.
"""

import re
from functools import cache

from lxml import etree

from monitor.intake.parse.base import Base
from monitor.intake.parse.names import PREFIXES, STANDARD_PREFIXES, XML, Unsure

DECLARATION = re.compile(r"<\?xml[^>]*>")
HEAD_BYTES = 4096
BASE = re.compile(rb"base\s*=")
# feedparser reads these as windows-1252, and a reader of XML as controls.
CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
# The same as references; and, inside of CDATA, references to what `prune.py` takes out.
SUSPECT_REFERENCE = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|1(?:2[89]|[345][0-9])|5[5-7][0-9]{3}|6553[45]|[0-9]{7,})"
    rb"|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[89][0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2}"
    rb"|[fF]{3}[eEfF]|[0-9a-fA-F]{6,}));"
)


def admit(text: str) -> tuple[etree._Element, Base]:
    """Parse a document strictly.

    Args:
        text: The document, decoded, without spaces around it.

    Returns:
        Its root, and the address base that the root states.

    Raises:
        Unsure: The document is none for the fast reader.
    """
    declaration = DECLARATION.match(text)
    body = (text[declaration.end() :] if declaration else text).encode("utf-8", "replace")
    if b"<!DOCTYPE" in body[:HEAD_BYTES]:
        raise Unsure("a document type")
    if CONTROL.search(body) or SUSPECT_REFERENCE.search(body):
        raise Unsure("controls")
    try:
        root = etree.fromstring(body.lstrip(), _parser())
    except etree.XMLSyntaxError as error:
        raise Unsure("not well-formed") from error
    if root.getroottree().docinfo.internalDTD is not None or _has_confused_prefixes(root):
        raise Unsure("a document type, or prefixes that stand for something else")
    return root, _base(root, body)


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _has_confused_prefixes(root: etree._Element) -> bool:
    """Whether a prefix that feedparser gives a meaning of its own is declared with another one."""
    for prefix, uri in root.nsmap.items():
        meant = PREFIXES.get(uri.lower(), prefix)
        if prefix in STANDARD_PREFIXES and meant != prefix:
            return True
    return False


def _base(root: etree._Element, body: bytes) -> Base:
    base = Base(unseen=len(BASE.findall(body)))
    stated = root.get(XML + "base")
    if stated:
        base.enter(stated)
    return base
