"""feedparser as the reference: RSS 0.9x to 2.0, RDF, Atom, and whatever is nearly one of them.

feedparser never fetches here, and its own sanitiser and address pass are off: our cleaner does
that work once, for every parser.
"""

import calendar
import io
import time
from datetime import UTC, datetime
from typing import Any

import feedparser

from monitor.intake.parse.raw import MOST_ENTRIES, RawEntry, finish
from monitor.intake.urls import join
from monitor.model.article import FeedDocument
from monitor.text.clean import clean_line


def parse(body: bytes, address: str | None, content_type: str | None) -> FeedDocument | None:
    """Parse a feed document with feedparser.

    Args:
        body: The document's bytes.
        address: Where it was found, for relative links.
        content_type: The server's Content-Type, which may carry a charset.

    Returns:
        The document, or None when this is no feed.
    """
    headers = {"content-type": content_type} if content_type else {}
    if address:
        headers["content-location"] = address
    parsed = feedparser.parse(
        io.BytesIO(body),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries:
        return None
    feed = parsed.feed
    language = _language(feed.get("language"))
    raws = [_raw(entry, address, language) for entry in parsed.entries[:MOST_ENTRIES]]
    return FeedDocument(
        path="reference",
        title=clean_line(feed.get("title") or "") or None,
        link=join(address, feed.get("link") or "") if feed.get("link") else None,
        language=language,
        entries=finish(raws),
        skipped=max(0, len(parsed.entries) - MOST_ENTRIES),
    )


def _raw(entry: Any, address: str | None, language: str | None) -> RawEntry:  # noqa: ANN401
    text, is_html, text_language = _text(entry)
    title = entry.get("title_detail") or {}
    return RawEntry(
        guid=entry.get("id"),
        link=_link(entry, address),
        title=entry.get("title") or "",
        text=text,
        text_is_html=is_html,
        published=_date(entry.get("published_parsed")),
        updated=_date(entry.get("updated_parsed") if "updated" in entry else None),
        language=_language(text_language or title.get("language")) or language,
        authors=tuple(a["name"] for a in entry.get("authors", ()) if a.get("name")),
    )


def _text(entry: Any) -> tuple[str, bool, str | None]:  # noqa: ANN401
    """Give the longest content, else the summary, and whether it is HTML."""
    contents = [c for c in entry.get("content", ()) if c.get("value")]
    best = max(contents, key=lambda c: len(c["value"]), default=None)
    summary = entry.get("summary_detail") or {}
    if best is None or len(summary.get("value") or "") > len(best["value"]):
        best = summary
    kind = best.get("type") or "text/html"
    return best.get("value") or "", kind != "text/plain", best.get("language")


def _link(entry: Any, address: str | None) -> str | None:  # noqa: ANN401
    link = entry.get("link")
    return join(address, link) if link else None


def _date(parsed: time.struct_time | None) -> datetime | None:
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _language(value: str | None) -> str | None:
    """Keep the language alone: `id-ID` is `id`, `zh-Hant` keeps its script."""
    if not value or not value[:2].isalpha():
        return None
    parts = value.replace("_", "-").split("-")
    low = parts[0].lower()
    return f"{low}-{parts[1]}" if low == "zh" and len(parts) > 1 else low
