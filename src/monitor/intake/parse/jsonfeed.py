"""JSON Feed 1.0 and 1.1. Source: https://www.jsonfeed.org/version/1.1/."""

import json
from datetime import UTC, datetime
from typing import Any

from monitor.intake.parse.raw import MOST_ENTRIES, RawEntry, finish
from monitor.intake.urls import join
from monitor.model.article import FeedDocument
from monitor.text.clean import clean_line


def parse(body: bytes, address: str | None) -> FeedDocument | None:
    """Parse a JSON Feed, or return None when the document is none.

    The version line is not insisted on: an object with a list of `items` will do.
    """
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return None
    items = [item for item in document["items"] if isinstance(item, dict)]
    language = _string(document.get("language"))
    return FeedDocument(
        path="json",
        title=clean_line(_string(document.get("title")) or "") or None,
        link=_string(document.get("home_page_url")),
        language=language,
        entries=finish([_raw(item, address, language) for item in items[:MOST_ENTRIES]]),
        skipped=max(0, len(items) - MOST_ENTRIES),
    )


def _raw(item: dict[str, Any], address: str | None, language: str | None) -> RawEntry:
    html = _string(item.get("content_html"))
    text = html or _string(item.get("content_text")) or _string(item.get("summary")) or ""
    link = _string(item.get("url")) or _string(item.get("external_url"))
    return RawEntry(
        guid=_string(item.get("id")),
        link=join(address, link) if link else None,
        title=_string(item.get("title")) or "",
        text=text,
        text_is_html=bool(html),
        published=_date(item.get("date_published")),
        updated=_date(item.get("date_modified")),
        language=_string(item.get("language")) or language,
        authors=tuple(_authors(item)),
    )


def _authors(item: dict[str, Any]) -> list[str]:
    authors = item.get("authors") or [item.get("author")]
    named = [a.get("name") for a in authors if isinstance(a, dict)]
    return [name for name in named if isinstance(name, str)]


def _string(value: object) -> str | None:
    """Read a string, or a number where a publisher forgot the quotes."""
    if isinstance(value, bool) or value is None:
        return None
    return str(value) if isinstance(value, str | int | float) else None


def _date(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
