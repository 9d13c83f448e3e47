"""Any feed document: bytes in, entries out, or one word why not."""

import re
from dataclasses import dataclass, replace

from monitor.intake.charset import decode
from monitor.intake.parse import fast, jsonfeed, reference, section, sitemap
from monitor.intake.parse.prune import without_floods, without_forbidden
from monitor.intake.parse.raw import NOTHING
from monitor.model.article import FeedDocument
from monitor.text.clean import clean_line

START = 4096
LONGEST_DETAIL = 300
PROLOGUE = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
PAGE = "page"
FEEDS = sitemap.ROOTS | {"rss", "feed", "rdf"}
ROOT = re.compile(r"<([A-Za-z][\w.-]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAFeed:
    """The bytes are no feed: `reason` is a word of docs/reasons.md."""

    reason: str
    detail: str


def parse_document(
    body: bytes,
    address: str | None = None,
    content_type: str | None = None,
    kind: str | None = None,
    known: frozenset[bytes] = NOTHING,
) -> FeedDocument | NotAFeed:
    """Parse a feed of any kind.

    Args:
        body: The document's bytes.
        address: Where it was found, for relative links.
        content_type: The server's Content-Type; its charset is believed if the bytes agree.
        kind: "page" where a page of links stands for a feed; `address` must be known then.
        known: `Entry.raw` of entries that need not come again: those of the feed's last document.
            They come with `is_known` set, under the identity that they had, without their words.

    Returns:
        The document; or NotAFeed for an empty body, an HTML page that is not asked for, or
        anything else that holds no feed. A feed without entries is a feed.
    """
    decoded = decode(body, content_type)
    text = without_floods(decoded.text.strip())
    found = fast.parse(text, address, known) or _slowly(
        without_forbidden(text).strip(), address, kind, known
    )
    if isinstance(found, NotAFeed) or decoded.charset is None:
        return found
    return replace(found, charset=decoded.charset)


def _slowly(
    text: str, address: str | None, kind: str | None, known: frozenset[bytes]
) -> FeedDocument | NotAFeed:
    if not text:
        return NotAFeed(reason="empty", detail="the answer has no content")
    if text.startswith(("{", "[")):
        return jsonfeed.parse(text, address, known) or _no_feed("JSON, but no JSON Feed")
    root = _root(text)
    if root == "html" or (kind == PAGE and root not in FEEDS):
        return _page(text, address, kind, known)
    if root in sitemap.ROOTS:
        found = sitemap.parse(text, address, known)
        return _no_feed(found) if isinstance(found, str) else found
    return reference.parse(text, address, known) or _no_feed("neither RSS, Atom nor JSON Feed")


def _page(
    text: str, address: str | None, kind: str | None, known: frozenset[bytes]
) -> FeedDocument | NotAFeed:
    if kind != PAGE or address is None:
        return _no_feed("an HTML page")
    return section.parse(text, address, known) or _no_feed("a page without links to articles")


def _no_feed(detail: str) -> NotAFeed:
    return NotAFeed(reason="not_a_feed", detail=clean_line(detail, LONGEST_DETAIL))


def _root(text: str) -> str | None:
    """Give the name of the first element, in lower case."""
    start = text[:START]
    prologue = PROLOGUE.match(start)
    root = ROOT.match(start, prologue.end() if prologue else 0)
    return root.group(1).lower() if root else None
