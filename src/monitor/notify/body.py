"""A message as data: what webhooks carry, and what lies beside a digest in a folder."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from pydantic import TypeAdapter

from monitor.model.message import Message, Section, StoryCard
from monitor.model.watch import Destination
from monitor.notify import event as out
from monitor.notify.event_story import (
    articles_out,
    developments_out,
    known_time_of,
    links_out,
    story_out,
    time_of,
)
from monitor.notify.marks import readable

SEVERITIES: Final = ("high", "normal", "low")
_TYPES: Final[Mapping[str, out.DigestEventType]] = {
    "test": "test",
    "trouble": "feed.trouble",
    "silent": "watch.silent",
}
Body = Mapping[str, Any]


def body_of(message: Message, reader: Destination) -> Body:
    """Say a message as the body of a Standard Webhooks event.

    An alert of one story is `story.new`, `story.developed` or `article.corrected`, everything
    else of stories a `digest`. Times are UTC with offset. Offsets of spans are code points of the
    article's own title and text.

    Returns:
        `{type, timestamp, data}`, of JSON's types only, as `schema/event.schema.json` says.
    """
    cards = [(section, card) for section in message.sections for card in section.cards]
    is_alone = message.kind == "alert" and len(cards) == 1
    event = _story_event(message, reader, *cards[0]) if is_alone else _digest(message, reader)
    body: Body = _adapter().dump_python(event)
    return body


def event_schema() -> dict[str, Any]:
    """Make the JSON Schema (draft 2020-12) of every event, from the nouns in `event.py`."""
    title = {"title": f"Events of News Monitor, {out.SCHEMA}"}
    return title | _adapter().json_schema(mode="serialization")


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[out.Event]:
    return TypeAdapter(out.Event)


def _story_event(
    message: Message, reader: Destination, section: Section, card: StoryCard
) -> out.StoryEvent:
    developments = developments_out(card)
    kinds = {development.kind for development in developments}
    story, articles = story_out(card, reader), articles_out(card)
    goes_on = bool(developments) or bool(card.so_far and card.so_far.told_before)
    told: out.StoryEventType = "story.developed" if goes_on else "story.new"
    data = out.StoryData(
        schema=out.SCHEMA,
        dedup_key=readable(f"{section.watch}:{story.id}"),
        action="resolve" if "withdrawn" in kinds else "update" if goes_on else "trigger",
        sequence=message.number,
        severity=section.severity,
        labels={},
        message=_message(message),
        watch=_watch(section),
        development=developments[0] if developments else None,
        developments=developments,
        story=story,
        also_watches=[readable(title) for title in card.also_watches],
        articles=articles,
        truncated=_whole(len(articles)),
        links=links_out(card, reader),
    )
    return out.StoryEvent(
        type="article.corrected" if "correction" in kinds else told,
        timestamp=time_of(message.made_at),
        data=data,
    )


def _digest(message: Message, reader: Destination) -> out.DigestEvent:
    sections = [_section(section, reader) for section in message.sections]
    severities = [section.severity for section in sections]
    articles = sum(len(story.articles) for section in sections for story in section.stories)
    data = out.DigestData(
        schema=out.SCHEMA,
        dedup_key=_digest_key(message),
        action="trigger",
        sequence=message.number,
        severity=min(severities, key=_weight) if severities else None,
        labels={},
        message=_message(message),
        sections=sections,
        trouble=_trouble(message),
        quiet=_quiet(message),
        truncated=_whole(articles),
    )
    return out.DigestEvent(
        type=_TYPES.get(message.kind, "digest"),
        timestamp=time_of(message.made_at),
        data=data,
    )


def _digest_key(message: Message) -> str:
    """A watch that is quiet is one incident; every other message is one of its own."""
    if len(message.quiet) == 1:
        return readable(f"{message.quiet[0].watch}:silent")
    return readable(f"{message.route}:{message.id}")


def _section(section: Section, reader: Destination) -> out.SectionOut:
    return out.SectionOut(
        watch=_watch(section),
        severity=section.severity,
        stories=[
            out.ToldStoryOut(
                story=story_out(card, reader),
                developments=developments_out(card),
                also_watches=[readable(title) for title in card.also_watches],
                articles=articles_out(card),
                links=links_out(card, reader),
            )
            for card in section.cards
        ],
    )


def _message(message: Message) -> out.MessageOut:
    return out.MessageOut(
        id=readable(message.id),
        kind=message.kind,
        route=readable(message.route),
        number=message.number,
        made_at=time_of(message.made_at),
        since=known_time_of(message.since),
        slot=time_of(message.slot.starts_at) if message.slot else None,
        silent_watches=message.silent_watches,
        feeds=out.FeedsOut(polled=message.feeds_polled, answering=message.feeds_answering),
        known_trouble=message.known_trouble,
        held_back={readable(reason): count for reason, count in message.held_back.items()},
        refused_files=[readable(path) for path in message.refused_files],
    )


def _trouble(message: Message) -> list[out.TroubleOut]:
    return [
        out.TroubleOut(
            feed=readable(feed.feed),
            title=readable(feed.title),
            reason=readable(feed.reason),
            detail=readable(feed.detail),
            since=time_of(feed.since),
        )
        for feed in message.trouble
    ]


def _quiet(message: Message) -> list[out.QuietOut]:
    return [
        out.QuietOut(
            watch=readable(one.watch),
            title=readable(one.title),
            since=time_of(one.since),
            hits=one.hits,
            expected=one.expected,
            cannot_tell=one.cannot_tell,
        )
        for one in message.quiet
    ]


def _watch(section: Section) -> out.WatchOut:
    watch, title = readable(section.watch), readable(section.title)
    return out.WatchOut(id=watch, title=title, rule_hash=section.rule_hash)


def _whole(articles: int) -> out.TruncatedOut:
    return out.TruncatedOut(articles=out.CountOut(sent=articles, total=articles))


def _weight(severity: str) -> int:
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)
