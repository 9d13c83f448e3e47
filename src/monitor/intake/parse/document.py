"""Any feed document: bytes in, entries out, or one word why not."""

from dataclasses import dataclass

from monitor.intake.parse import jsonfeed, reference
from monitor.model.article import FeedDocument

START = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAFeed:
    """The bytes are no feed: `reason` is a word of docs/reasons.md."""

    reason: str
    detail: str


def parse_document(
    body: bytes, address: str | None = None, content_type: str | None = None
) -> FeedDocument | NotAFeed:
    """Parse a feed of any kind.

    Returns:
        The document; or NotAFeed for an empty body, an HTML page, or anything else that holds no
        feed. A feed without entries is a feed.
    """
    start = body[:START].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").lower()
    if not start:
        return NotAFeed(reason="empty", detail="the answer has no content")
    if start.startswith((b"{", b"[")):
        return jsonfeed.parse(body, address) or NotAFeed(reason="not_a_feed", detail="JSON, no feed")
    if start.startswith((b"<!doctype html", b"<html")):
        return NotAFeed(reason="not_a_feed", detail="an HTML page")
    document = reference.parse(body, address, content_type)
    return document or NotAFeed(reason="not_a_feed", detail="neither RSS, Atom nor JSON Feed")
