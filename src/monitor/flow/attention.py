"""Watches that are louder than ever, and those that went quiet: looked at every minute."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from monitor.flow.digest import Desired, Made, Press, packed
from monitor.flow.judging import Desk
from monitor.flow.lexical import publisher_of
from monitor.flow.planning import NewHit, plan_development, tells
from monitor.flow.routing import takes
from monitor.flow.seams import Access
from monitor.flow.storying import put
from monitor.model.message import Message, Quietness
from monitor.model.story import Development
from monitor.model.watch import Watch
from monitor.store import developments, hits, listening, outbox, stories
from monitor.store.listening import Voice
from monitor.stories.quiet import went_quiet
from monitor.stories.unusual import DAYS, unusual

LOUD: Final = "unusual_volume"
REACH = timedelta(days=DAYS, hours=1)


async def listen(
    desk: Desk, press: Press, ways: Sequence[Desired], now: datetime, access: tuple[Access, Access]
) -> tuple[Made, ...]:
    """Notice what is unusual, and tell of watches that went quiet.

    Args:
        desk: The watches; those ask for it with `alert: on: [unusual_volume]` and `expect:`.
        press: What making a message needs.
        ways: Every route with each of its destinations.
        now: The present, UTC.
        access: Reads and writes.

    Returns:
        Messages about quiet watches that now lie in the outbox. What is loud is a development.
    """
    read, write = access
    loud = [watch for watch in desk.watches.values() if tells(watch, LOUD)]
    for watch in loud:
        heard = await read(partial(_heard, watch=watch, desk=desk, now=now))
        if heard is not None:
            await write(partial(_note, heard=heard, desk=desk, now=now))
    expecting = [watch for watch in desk.watches.values() if watch.expect]
    if not expecting:
        return ()
    quiet = await read(lambda rows: list(_quiet(rows, expecting, ways, now)))
    made = [packed(one.message, press, one.way) for one in quiet]
    return tuple([one for one in made if await write(partial(_close, made=one, now=now))])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """A watch that is loud, and the newest hit of it."""

    development: Development
    hit: NewHit


def _heard(rows: Connection, watch: Watch, desk: Desk, now: datetime) -> _Heard | None:
    """Say whether a watch is loud; two weeks are read for it, which no writer need wait for."""
    began = listening.began(rows, watch.id)
    found = listening.voices(rows, watch.id, now - REACH, now)
    newest = found[-1] if found else None
    if began is None or newest is None or newest.story is None:
        return None
    said = [(one.found_at, _publisher(one, desk)) for one in found]
    told_at = developments.last_of(rows, watch.id, LOUD)
    loud = unusual(said, now, since=began, told_at=told_at)
    if loud is None:
        return None
    development = Development(
        kind=LOUD,
        watch=watch.id,
        subject=f"{now:%Y-%m-%dT%H}",
        article=newest.article_id,
        before=(f"{loud.usual:.1f}",),
        after=str(loud.publishers),
    )
    hit = NewHit(
        hit_id=newest.hit_id,
        watch=watch,
        tags=newest.tags,
        ready_at=now,
        story=newest.story,
        sources=max(loud.publishers, watch.sources),  # so loud, it needs no other source
    )
    return _Heard(development=development, hit=hit)


def _note(rows: Connection, heard: _Heard, desk: Desk, now: datetime) -> None:
    """Write down that a watch is loud, beside its newest hit, unless that was taken back since."""
    article, hit = heard.development.article, heard.hit
    story = stories.stories_of(rows, [article]).get(article)
    if story is None or hits.met(rows, article).get(hit.watch.id) != hit.hit_id:
        return
    for one in put(rows, [heard.development], story, now):
        plan_development(rows, one, replace(hit, story=story), desk.routes, now)


def _publisher(voice: Voice, desk: Desk) -> str:
    return publisher_of(voice.site, desk.lexicon.publishers) or voice.feed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Notice:
    """One message about a quiet watch, and the way that it takes."""

    message: Message
    way: Desired


def _quiet(
    rows: Connection, watches: Sequence[Watch], ways: Sequence[Desired], now: datetime
) -> Iterator[_Notice]:
    """Give the messages about watches that went quiet: one to each reader in each `every`."""
    for watch in watches:
        began = listening.began(rows, watch.id)
        if watch.expect is None or began is None:
            continue
        every = watch.expect.every
        heard = listening.answering(rows, watch, now - every)
        found = went_quiet(
            watch,
            listening.count(rows, watch.id, now - every, now),
            answering=heard.answering,
            total=heard.total,
            since=began,
            now=now,
        )
        if found is None:
            continue
        since = began + (now - began) // every * every
        told: set[str] = set()
        for way in ways:
            name = _name(way, found, since, every)
            if way.destination in told or not takes(way.route, watch):
                continue
            told.add(way.destination)
            if not listening.is_made(rows, name):
                yield _Notice(message=_message(rows, name, way, found, heard, now), way=way)


def _name(way: Desired, found: Quietness, since: datetime, every: timedelta) -> str:
    """Name the message by its stretch of time, which no other `every` of the watch has, too."""
    state = "unsure" if found.cannot_tell else "quiet"
    stretch = f"{since:%Y%m%dT%H%M%S}+{every.total_seconds():.0f}"
    return f"silent/{way.route.id}/{way.destination}/{found.watch}/{stretch}/{state}"


def _message(
    rows: Connection,
    name: str,
    way: Desired,
    found: Quietness,
    heard: listening.Answering,
    now: datetime,
) -> Message:
    route, destination = way.route.id, way.destination
    return Message(
        id=name,
        kind="silent",
        route=route,
        number=outbox.count(rows, route, destination) + 1,
        made_at=now,
        since=found.since,
        slot=None,
        sections=(),
        feeds_polled=heard.total,
        feeds_answering=heard.answering,
        quiet=(found,),
    )


def _close(rows: Connection, made: Made, now: datetime) -> bool:
    return outbox.close(rows, made.message, made.parcel, now, made.subject)
