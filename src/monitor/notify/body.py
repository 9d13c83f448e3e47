"""A message as data: what webhooks carry, and what lies beside a digest in a folder."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from monitor.model.hit import Span
from monitor.model.message import HitRow, Message, Section, StoryCard
from monitor.notify.marks import readable
from monitor.notify.snippet import snippet
from monitor.notify.view import direction, link_of, rows_of, title_of

SCHEMA: Final = "monitor.event/1"
LONGEST_TITLE: Final = 500
MOST_SPANS: Final = 100
_TYPES: Final = {"test": "test", "trouble": "feed.trouble"}
Body = dict[str, object]


def body_of(message: Message) -> Body:
    """Say a message as the body of a Standard Webhooks event.

    An alert of one story is a `story.new`, everything else of stories a `digest`. Times are UTC
    with offset. Offsets of spans are code points of the article's own title and text.

    Returns:
        `{type, timestamp, data}`, of JSON's types only.
    """
    cards = [(section, card) for section in message.sections for card in section.cards]
    alone = message.kind == "alert" and len(cards) == 1
    data = _story_event(message, *cards[0]) if alone else _digest_event(message)
    kind = "story.new" if alone else _TYPES.get(message.kind, "digest")
    return {"type": kind, "timestamp": _time(message.made_at), "data": data}


def _digest_event(message: Message) -> Body:
    return {
        "schema": SCHEMA,
        "dedup_key": readable(f"{message.route}:{message.id}"),
        "action": "trigger",
        "message": _message(message),
        "sections": [
            {
                "watch": _watch(section),
                "severity": section.severity,
                "stories": [_story(section, card) for card in section.cards],
            }
            for section in message.sections
        ],
        "trouble": [
            {
                "feed": readable(feed.feed),
                "title": readable(feed.title),
                "reason": feed.reason,
                "detail": readable(feed.detail),
                "since": _time(feed.since),
            }
            for feed in message.trouble
        ],
    }


def _story_event(message: Message, section: Section, card: StoryCard) -> Body:
    story = _story(section, card)
    return {
        "schema": SCHEMA,
        "dedup_key": f"{section.watch}:{story['id']}",
        "action": "trigger",
        "sequence": message.number,
        "severity": section.severity,
        "message": _message(message),
        "watch": _watch(section),
        "story": {name: value for name, value in story.items() if name != "articles"}
        | {"articles": len(rows_of(card))},
        "articles": story["articles"],
    }


def _message(message: Message) -> Body:
    return {
        "id": readable(message.id),
        "kind": message.kind,
        "route": readable(message.route),
        "number": message.number,
        "made_at": _time(message.made_at),
        "since": _time(message.since),
        "slot": _time(message.slot.starts_at) if message.slot else None,
        "silent_watches": message.silent_watches,
        "feeds": {"polled": message.feeds_polled, "answering": message.feeds_answering},
        "refused_files": [readable(path) for path in message.refused_files],
    }


def _watch(section: Section) -> Body:
    return {"id": readable(section.watch), "title": readable(section.title)}


def _story(section: Section, card: StoryCard) -> Body:
    rows = rows_of(card)
    first = min(rows, key=lambda row: (row.first_seen_at, row.article_id))
    return {
        "id": f"{section.watch}-{first.article_id}",
        "title": readable(title_of(card.lead)),
        "title_lang": card.lead.language,
        "first_seen": _time(first.first_seen_at),
        "first_source": readable(first.outlet),
        "languages": sorted({row.language for row in rows}),
        "publishers": len({row.site or row.outlet for row in rows}),
        "copies": sum(row.copy_of is not None for row in rows),
        "entries": list(dict.fromkeys(entry for row in rows for entry in row.entries)),
        "also_watches": [readable(title) for title in card.also_watches],
        "articles": [_article(row) for row in rows],
    }


def _article(row: HitRow) -> Body:
    found = snippet(row.text, row.spans)
    return {
        "id": str(row.article_id),
        "url": link_of(row.address),
        "title": readable(row.title[:LONGEST_TITLE]),
        "lang": row.language,
        "lang_by": row.lang_by,
        "dir": direction(row.language),
        "outlet": {"name": readable(row.outlet), "site": row.site, "tags": list(row.tags)},
        "published_at": _time(row.published_at),
        "first_seen_at": _time(row.first_seen_at),
        "sha256": row.text_hash,
        "copy_of": row.copy_of,
        "late": row.late,
        "rank": row.rank,
        "excerpt": readable(found.text),
        "spans": [_span(span) for span in row.spans[:MOST_SPANS]],
    }


def _span(span: Span) -> Mapping[str, object]:
    return {
        "field": span.field,
        "start": span.start,
        "end": span.end,
        "unit": "codepoint",
        "surface": readable(span.surface),
        "term": readable(span.term),
        "entry": span.entry,
        "why": span.why,
    }


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None
