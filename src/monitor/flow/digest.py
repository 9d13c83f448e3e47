"""What is due becomes a message in the outbox: for one route and one destination at a time.

Closing is one transaction: the slot, the message, who was told what, and the frozen bytes to send.
Killed before it, the hits are still waiting; killed after it, the outbox holds everything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from monitor.flow.seams import Access
from monitor.model.message import HitRow, Message, Parcel, Slot
from monitor.model.watch import Destination, Route, Watch
from monitor.notify import slots
from monitor.notify.compose import Issue, Ready, compose
from monitor.notify.parcel import pack
from monitor.notify.render import render
from monitor.store import due, feedwatch, hits, meta, outbox
from monitor.stories.together import cards

MOST_HITS = 500
REFUSED_FILES = "refused_files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What making a message needs: who reads, the watches, the names of things, the sender."""

    destinations: Mapping[str, Destination]
    watches: Mapping[str, Watch]
    names: Mapping[str, Mapping[str, str]]
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A message that lies in the outbox."""

    message: Message
    parcel: Parcel
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desired:
    """One route to one destination; `at_once` does not wait for more (a single run, a preview)."""

    route: Route
    destination: str
    at_once: bool = False


async def digest(
    wish: Desired, now: datetime, press: Press, read: Access, write: Access
) -> Made | None:
    """Close what is due on one route for one destination, if anything is.

    Returns:
        The message now in the outbox; None when nothing is due, nothing waits, or another
        process was faster.
    """
    gathered = await read(lambda rows: gather(rows, wish, now, press))
    if gathered is None:
        return None
    made = make(gathered, press, wish)
    closed = await write(lambda rows: outbox.close(rows, made.message, made.parcel, now))
    return made if closed else None


def make(waiting: tuple[Issue, Ready], press: Press, wish: Desired) -> Made:
    """Compose, render and pack one message."""
    reader = press.destinations[wish.destination]
    message = compose(*waiting)
    rendered = render(message, reader, wish.route)
    parcel = pack(message, rendered, reader, press.sender)
    return Made(message=message, parcel=parcel, subject=rendered.subject)


def gather(
    rows: Connection, wish: Desired, now: datetime, press: Press
) -> tuple[Issue, Ready] | None:
    """Collect what waits, and what a reader should know beside it; None when nothing is due."""
    route, destination = wish.route, wish.destination
    oldest = due.oldest(rows, route.id, destination, now)
    if oldest is None:
        return None
    slot = _slot(rows, wish, oldest, now)
    if not (wish.at_once or slot or _is_alert_due(rows, wish, oldest, now)):
        return None
    waiting = due.waiting(rows, route.id, destination, now, MOST_HITS)
    issue = Issue(
        route=route.id,
        destination=destination,
        number=outbox.count(rows, route.id, destination) + 1,
        made_at=now,
        kind="digest" if route.at else "alert",
        since=outbox.last_made(rows, route.id, destination),
        slot=slot,
    )
    return issue, _ready(rows, wish, waiting, now, press)


def _slot(rows: Connection, wish: Desired, oldest: datetime, now: datetime) -> Slot | None:
    """Say which slot of the calendar is open: any that has begun since the oldest hit was ready.

    So a slot that was missed while we were down is closed at the start, once.
    """
    if not wish.route.at:
        return None
    last = outbox.last_slot(rows, wish.route.id, wish.destination)
    return slots.slot_due(wish.route, last, oldest, now)


def _is_alert_due(rows: Connection, wish: Desired, oldest: datetime, now: datetime) -> bool:
    """Whether the route's wait is over, nobody sleeps, and the hour has room for one more."""
    route, destination = wish.route, wish.destination
    last = outbox.last_made(rows, route.id, destination)
    if route.at or not slots.alert_due(route, oldest, last, now):
        return False
    made = outbox.made_since(rows, route.id, destination, now - slots.HOUR)
    return slots.free_at(route, made, now) <= now


def _ready(
    rows: Connection, wish: Desired, waiting: Sequence[HitRow], now: datetime, press: Press
) -> Ready:
    reader = press.destinations[wish.destination]
    by_watch: dict[str, list[HitRow]] = {}
    for row in waiting:
        by_watch.setdefault(row.watch, []).append(row)
    every, answered = feedwatch.answering(rows)
    return Ready(
        cards={watch: cards(found, reader.language) for watch, found in by_watch.items()},
        watches=tuple(press.watches),
        volumes={
            watch: hits.volume(rows, watch, now, tz=ZoneInfo(reader.tz)) for watch in by_watch
        },
        trouble=feedwatch.trouble(rows, now),
        feeds_polled=every,
        feeds_answering=answered,
        refused_files=_refused(rows),
        names=press.names,
    )


def _refused(rows: Connection) -> tuple[str, ...]:
    told = meta.get(rows, REFUSED_FILES)
    return tuple(told.splitlines()) if told else ()
