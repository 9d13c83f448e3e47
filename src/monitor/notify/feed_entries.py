"""What a message says of each watch, as entries for the feeds that we publish ourselves."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import quote

from monitor.model.message import HitRow, Message, Section
from monitor.notify.marks import cut, language_of, link_of, readable, shown
from monitor.notify.snippet import snippet

LONGEST_TITLE: Final = 500
Item = Mapping[str, Any]
_SINCE: Final = "2025"  # RFC 4151: a year in which the domain was ours; never to be changed


def feeds_of(message: Message, domain: str) -> list[dict[str, Any]]:
    """Give one feed for each watch of a message, with one item for each hit.

    Args:
        message: What is told.
        domain: The domain we send from; the ids of feeds and items are made of it.

    Returns:
        Feeds of JSON Feed 1.1, the newest item first. An item's id is the same in every message
        that tells the hit.
    """
    return [_feed(section, domain) for section in message.sections if section.cards]


def _feed(section: Section, domain: str) -> dict[str, Any]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": shown(section.title).strip() or shown(section.watch).strip() or "?",
        "_monitor": {"watch": readable(section.watch), "id": _tag(domain, "watch", section.watch)},
        "items": newest_first(_item(row, domain) for row in _rows(section)),
    }


def newest_first(items: Iterable[Item]) -> list[Item]:
    """Order items by time, and those of one time by id, so that the same items stand alike."""
    by_id = sorted(items, key=lambda item: str(item["id"]))
    return sorted(by_id, key=lambda item: str(item["date_modified"]), reverse=True)


def _rows(section: Section) -> Iterator[HitRow]:
    for card in section.cards:
        yield card.lead
        yield from card.others


def _item(row: HitRow, domain: str) -> dict[str, Any]:
    """Make an item of JSON Feed 1.1; what is not known stands not there."""
    address = link_of(row.address)
    outlet = shown(row.outlet).strip()
    item: dict[str, Any] = {
        "id": _tag(domain, "hit", str(row.hit_id)),
        "title": _one_line(row.title) or address or outlet,
        "content_text": _one_line(snippet(row.text, row.spans).text) or _one_line(row.title),
        "date_modified": _time(max(row.first_seen_at, row.fetched_at or row.first_seen_at)),
        "language": language_of(row.language) or "und",
        "authors": [{"name": outlet or "?"}],
    }
    if address:
        item["url"] = address
    if row.published_at is not None:
        item["date_published"] = _time(row.published_at)
    if row.entries:
        item["tags"] = [shown(entry).strip() for entry in row.entries]
    return item


def _one_line(title: str) -> str:
    return cut(shown(title).strip(), LONGEST_TITLE)


def _tag(domain: str, kind: str, name: str) -> str:
    """Make a tag URI (RFC 4151): an id for ever, which is no address."""
    return f"tag:{domain},{_SINCE}:{kind}/{quote(name.encode('utf-8', 'replace'))}"


def _time(at: datetime) -> str:
    """Write a moment so that its letters sort as the moments do (RFC 3339)."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
