"""JSON Feed 1.0 and 1.1. Source: https://www.jsonfeed.org/version/1.1/."""

import json
from datetime import UTC, datetime
from typing import Any

from monitor.intake.parse.raw import MOST_ENTRIES, NOTHING, RawEntry, Words, finish
from monitor.intake.tag import language_of_tag
from monitor.intake.urls import join
from monitor.model.article import FeedDocument
from monitor.text.clean import clean_line

VERSION = "jsonfeed.org/version/"


def parse(text: str, address: str | None, known: frozenset[bytes] = NOTHING) -> FeedDocument | None:
    """Parse a JSON Feed, or return None when the document is none.

    Entries whose hash is in `known` are not cleaned, see `raw.finish`.

    A document that forgets its version line is read too, if its items look like entries: an
    error message in JSON must not pass for a feed that has become empty.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        return None
    items = [item for item in document["items"] if isinstance(item, dict)]
    if VERSION not in str(document.get("version")) and not any(_is_entry(item) for item in items):
        return None
    language = language_of_tag(document.get("language"))
    home = _string(document.get("home_page_url"))
    older = _string(document.get("next_url"))
    return FeedDocument(
        path="jsonfeed",
        title=clean_line(_string(document.get("title")) or "") or None,
        link=join(address, home) if home else None,
        language=language,
        entries=finish([_raw(item, address, language) for item in items[:MOST_ENTRIES]], known),
        skipped=max(0, len(items) - MOST_ENTRIES),
        older=join(address, older) if older else None,
    )


def _is_entry(item: dict[str, Any]) -> bool:
    return not item.keys().isdisjoint(("id", "url", "content_html", "content_text"))


def _raw(item: dict[str, Any], address: str | None, language: str | None) -> RawEntry:
    html, words = _string(item.get("content_html")), _string(item.get("content_text"))
    summary = _string(item.get("summary"))
    link = _string(item.get("url")) or _string(item.get("external_url"))
    return RawEntry(
        guid=_string(item.get("id")),
        link=join(address, link) if link else None,
        title=Words(value=_string(item.get("title")) or "", is_html=False),
        summary=Words(value=summary, is_html=False) if summary else None,
        content=Words(value=html or words or "", is_html=html is not None),
        published=_date(item.get("date_published")),
        updated=_date(item.get("date_modified")),
        language=language_of_tag(item.get("language")) or language,
        authors=tuple(_authors(item)),
    )


def _authors(item: dict[str, Any]) -> list[str]:
    """Read version 1.1's list, or version 1.0's single author."""
    listed = item.get("authors")
    authors = listed if isinstance(listed, list) else [item.get("author")]
    named = [author.get("name") for author in authors if isinstance(author, dict)]
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
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
