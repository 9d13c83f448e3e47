"""What one route has to tell one destination now, and what a reader should know beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from monitor.flow.akin import thread_of_akin
from monitor.flow.alerting import SPACING, Alerts, Group, Lot, Pending, alerts
from monitor.flow.carding import Known, cards_of
from monitor.flow.routing import takes
from monitor.flow.silencing import SILENCED, lasting, silence_over
from monitor.flow.storyfacts import known_of
from monitor.model.message import NEW, FeedTrouble, HitRow, Slot
from monitor.model.story import Development
from monitor.model.watch import Destination, Route, Watch
from monitor.notify import slots
from monitor.notify.compose import Issue, Ready
from monitor.notify.unsubscribe import NO_WAY_OUT, WayOut
from monitor.store import developments, due, feedwatch, hits, meta, outbox, threads, trouble
from monitor.store.duerows import Due, development_of, development_word
from monitor.store.threads import Thread

MOST_HITS: Final = 500
NEXT_DIGEST: Final = "next_digest"
URGENT: Final = "high"
REFUSED_FILES: Final = "refused_files"
# To whom a story is new, everything in it is; these are told all the same.
ALWAYS_TOLD: Final = ("correction", "withdrawn", "unusual_volume")
HELD_BACK: Final = (SILENCED, "over_limit", "old")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What making a message needs: who reads, the watches, the names of things, the sender.

    `way_out` is how readers of mail unsubscribe; `rule_hashes` change with each watch's rule.
    """

    destinations: Mapping[str, Destination]
    watches: Mapping[str, Watch]
    names: Mapping[str, Mapping[str, str]]
    sender: str
    way_out: WayOut = NO_WAY_OUT
    rule_hashes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desired:
    """One route to one destination; `at_once` does not wait for more (a single run, a preview)."""

    route: Route
    destination: str
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One message before it is composed.

    Attributes:
        rows: What it tells.
        group: What these have in common; it makes the ids of alerts of one moment differ.
        story: The one story that an alert is about; `first` is the first message of its thread.
        is_akin: Whether that is the thread of another story, which is perhaps the same.
        known_trouble: Feeds in trouble that the reader was told of before.
        held_back: Hits by the reason that kept them from the reader.
    """

    issue: Issue
    ready: Ready
    rows: tuple[Due, ...]
    group: Group = ()
    story: int | None = None
    first: Thread | None = None
    is_akin: bool = False
    known_trouble: int = 0
    held_back: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Messages to be made, and rows that are not told after all: their ids, by reason.

    `empty` is a slot that passes with nothing to tell: what comes later waits for the next one.
    """

    drafts: tuple[Draft, ...] = ()
    dropped: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    empty: Slot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """One look at one route and destination."""

    rows: Connection
    wish: Desired
    now: datetime
    press: Press

    @property
    def way(self) -> tuple[str, str]:
        """The ids of route and destination."""
        return self.wish.route.id, self.wish.destination


def gather(rows: Connection, wish: Desired, now: datetime, press: Press) -> Gathered:
    """Collect what is due; nothing when nothing is, or when it is not yet time."""
    it = _Round(rows=rows, wish=wish, now=now, press=press)
    if _sleeps(wish, now):
        return Gathered()
    oldest = due.oldest(rows, *it.way, now)
    slot = _slot(it, oldest)
    if oldest is None:
        return Gathered(empty=slot)
    lots, dropped = list[Lot](), dict[str, tuple[int, ...]]()
    if wish.route.wait is not None:
        found = _alerts(it)
        lots, dropped = list(found.now), dict(found.dropped)
    elif slot or wish.at_once:
        lots = _all_that_waits(it)
    heard, silenced = _unsilenced(it, lots)
    if silenced:
        dropped[SILENCED] = silenced
    if not heard:
        return Gathered(dropped=dropped, empty=slot)
    return Gathered(drafts=_drafts(it, heard, slot), dropped=dropped)


def _sleeps(wish: Desired, now: datetime) -> bool:
    """Whether alerts are held now: all that waits through a night is not asked for each second."""
    is_held = wish.route.wait is not None and slots.held_until(wish.route.quiet, now) > now
    return is_held and not wish.at_once


def _slot(it: _Round, oldest: datetime | None) -> Slot | None:
    """Say which slot of the calendar is open: any that has begun since one was closed last.

    So a slot that was missed while we were down is closed at the start, once. Before the first,
    it is one that has begun since the oldest hit was ready.
    """
    last = outbox.last_slot(it.rows, *it.way, it.now) if it.wish.route.at else None
    since = oldest or last
    return None if since is None else slots.slot_due(it.wish.route, last, since, it.now)


def _all_that_waits(it: _Round) -> list[Lot]:
    return [Lot(group=(), rows=due.ready(it.rows, *it.way, it.now, MOST_HITS))]


def _alerts(it: _Round) -> Alerts:
    route, destination = it.wish.route, it.wish.destination
    waiting = _waiting(it)
    told = threads.told_by_alerts(
        it.rows,
        destination,
        since=it.now - max(route.then_every or SPACING, SPACING),
        stories={row.story for row in waiting if row.story is not None},
    )
    pending = Pending(
        route=route,
        waiting=waiting,
        told=told,
        kinds={word: one.kind for word, one in _developments(it, (*waiting, *told)).items()},
        elsewhere=due.waiting_elsewhere(it.rows, waiting),
        room=_room(it),
        at_once=it.wish.at_once,
    )
    return alerts(pending, it.now)


def _waiting(it: _Round) -> tuple[Due, ...]:
    """Look at what waited longest; what is urgent is seen however much waits before it."""
    oldest = due.ready(it.rows, *it.way, it.now, MOST_HITS)
    if len(oldest) < MOST_HITS:
        return oldest
    urgent = due.ready(it.rows, *it.way, it.now, MOST_HITS, URGENT)
    return tuple({row.id: row for row in (*oldest, *urgent)}.values())


def _room(it: _Round) -> int | None:
    """Say how many more alerts the hour has room for; None when there is no limit."""
    most = it.wish.route.per_hour
    if most is None:
        return None
    return max(0, most - len(outbox.made_since(it.rows, *it.way, it.now - slots.HOUR, it.now)))


def _unsilenced(it: _Round, lots: Sequence[Lot]) -> tuple[list[Lot], tuple[int, ...]]:
    """Take out what a silence covers, and give the ids of those rows."""
    silences = lasting(it.rows, it.now) if lots else ()
    if not silences:
        return list(lots), ()
    words = due.words_of(it.rows, [row for lot in lots for row in lot.rows])
    covered = {row.hit_id for row in words if silence_over(row, silences)}
    heard = [
        Lot(group=lot.group, rows=tuple(row for row in lot.rows if row.hit_id not in covered))
        for lot in lots
    ]
    gone = tuple(row.id for lot in lots for row in lot.rows if row.hit_id in covered)
    return [lot for lot in heard if lot.rows], gone


def _drafts(it: _Round, lots: Sequence[Lot], slot: Slot | None) -> tuple[Draft, ...]:
    """Make drafts; what a reader should know beside the news stands in the first."""
    since = outbox.last_made(it.rows, *it.way, it.now)
    count = outbox.count(it.rows, *it.way)
    troubles = feedwatch.trouble(it.rows, it.now)
    untold = trouble.untold(it.rows, it.wish.destination, troubles)
    held = {**due.held_back(it.rows, *it.way, HELD_BACK, since, it.now), **_left(it)}
    drafts = []
    for place, lot in enumerate(lots):
        issue = Issue(
            route=it.wish.route.id,
            destination=it.wish.destination,
            number=count + 1 + place,
            made_at=it.now,
            kind="digest" if it.wish.route.at else "alert",
            since=since,
            slot=slot,
        )
        told = untold if place == 0 else ()
        story = None if it.wish.route.at else lot.story
        first, akin = _threads(it, lot, story)
        drafts.append(
            Draft(
                issue=issue,
                ready=_ready(it, lot, told),
                rows=lot.rows,
                group=lot.group,
                story=story,
                first=first or akin,
                is_akin=akin is not None,
                known_trouble=len(troubles) - len(told),
                held_back=held if place == 0 else {},
            )
        )
    return tuple(drafts)


def _left(it: _Round) -> Mapping[str, int]:
    """Count what waits and has no room in this digest; the next one tells it."""
    if not it.wish.route.at:
        return {}
    left = due.count_ready(it.rows, *it.way, it.now) - MOST_HITS
    return {NEXT_DIGEST: left} if left > 0 else {}


def _threads(it: _Round, lot: Lot, story: int | None) -> tuple[Thread | None, Thread | None]:
    """Find the thread of a story, or else that of one which is perhaps the same."""
    if story is None:
        return None, None
    reader = it.wish.destination
    first = threads.first_of(it.rows, story, reader)
    if first is not None:
        return first, None
    watches = {row.watch for row in lot.rows}
    return None, thread_of_akin(it.rows, story, watches, reader, it.now)


def _ready(it: _Round, lot: Lot, troubles: tuple[FeedTrouble, ...]) -> Ready:
    reader = it.press.destinations[it.wish.destination]
    by_watch: dict[str, list[HitRow]] = {}
    for row in due.words_of(it.rows, lot.rows):
        by_watch.setdefault(row.watch, []).append(row)
    every, answered = feedwatch.answering(it.rows)
    known = _known(it, lot)
    zone = ZoneInfo(reader.tz)
    return Ready(
        cards={watch: cards_of(found, known, reader.language) for watch, found in by_watch.items()},
        watches=tuple(
            name for name, watch in it.press.watches.items() if takes(it.wish.route, watch)
        ),
        volumes={watch: hits.volume(it.rows, watch, it.now, tz=zone) for watch in by_watch},
        trouble=troubles,
        feeds_polled=every,
        feeds_answering=answered,
        refused_files=_refused(it.rows),
        names=it.press.names,
        rule_hashes=it.press.rule_hashes,
    )


def _known(it: _Round, lot: Lot) -> Known:
    """Look up what is known of the stories of a message, and what developed in them."""
    ids = {row.story for row in lot.rows if row.story is not None}
    stories = known_of(it.rows, ids, it.wish.destination) if ids else {}
    told_as_new = {row.story for row in lot.rows if row.kind == NEW}
    begun = {one for one, known in stories.items() if one in told_as_new and not known.told_before}
    found: dict[int, list[Development]] = {}
    developed = _developments(it, lot.rows)
    for row in lot.rows:
        one = developed.get(row.kind)
        if one is not None and not (row.story in begun and one.kind not in ALWAYS_TOLD):
            found.setdefault(row.hit_id, []).append(one)
    return Known(stories=stories, developments=found)


def _developments(it: _Round, rows: Sequence[Due]) -> Mapping[str, Development]:
    """Look developments up by the words they are due under."""
    ids = {number for row in rows if (number := development_of(row.kind)) is not None}
    found = developments.get(it.rows, ids) if ids else {}
    return {development_word(number): one for number, one in found.items()}


def _refused(rows: Connection) -> tuple[str, ...]:
    told = meta.get(rows, REFUSED_FILES)
    return tuple(told.splitlines()) if told else ()
