"""Any feed document: bytes in, entries out, or one word why not."""

import re
from dataclasses import dataclass, replace

from monitor.intake.charset import decode
from monitor.intake.parse import jsonfeed, reference
from monitor.intake.parse.prune import without_forbidden
from monitor.model.article import FeedDocument

START = 4096
PROLOGUE = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
ROOT = re.compile(r"<([A-Za-z][\w.-]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAFeed:
    """The bytes are no feed: `reason` is a word of docs/reasons.md."""

    reason: str
    detail: str


def parse_document(
    body: bytes, address: str | None = None, content_type: str | None = None
) -> FeedDocument | NotAFeed:
    """Parse a feed of any kind.

    Args:
        body: The document's bytes.
        address: Where it was found, for relative links.
        content_type: The server's Content-Type; its charset is believed if the bytes agree.

    Returns:
        The document; or NotAFeed for an empty body, an HTML page, or anything else that holds no
        feed. A feed without entries is a feed.
    """
    decoded = decode(body, content_type)
    text = without_forbidden(decoded.text).strip()
    if not text:
        return NotAFeed(reason="empty", detail="the answer has no content")
    found = _read(text, address)
    return found if isinstance(found, NotAFeed) else replace(found, charset=decoded.charset)


def _read(text: str, address: str | None) -> FeedDocument | NotAFeed:
    if text.startswith(("{", "[")):
        found = jsonfeed.parse(text, address)
        return found or NotAFeed(reason="not_a_feed", detail="JSON, but no JSON Feed")
    if _root(text) == "html":
        return NotAFeed(reason="not_a_feed", detail="an HTML page")
    found = reference.parse(text, address)
    return found or NotAFeed(reason="not_a_feed", detail="neither RSS, Atom nor JSON Feed")


def _root(text: str) -> str | None:
    """Give the name of the first element, in lower case."""
    start = text[:START]
    prologue = PROLOGUE.match(start)
    root = ROOT.match(start, prologue.end() if prologue else 0)
    return root.group(1).lower() if root else None
