"""Times that were written while the clock was ahead: they are brought back to the present.

When it has been set right, a feed, a page or a delivery would else wait as long as it was ahead: a
year. What was told stays told, and what is said of the past stays as it is.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, and_, case, or_, select, update

from monitor.model.standing import Standing
from monitor.store import audit, standings
from monitor.store.columns import moment
from monitor.store.schema import delivery, due, feed, hit, page

# Clocks of several machines differ, and what lies no further ahead comes soon by itself.
SLACK = timedelta(hours=1)
DAY = timedelta(days=1)
Ways = Collection[tuple[str, str]]  # route and destination of all that may be due


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How far ahead of the present a right clock may write.

    Attributes:
        poll: The next poll of a feed.
        page: The next reading of a page.
        send: The next attempt of a delivery, and the end of a receiver's rest.
        due: When something is to be told.
        lease: The end of any lease.
    """

    poll: timedelta = 2 * DAY
    page: timedelta = 4 * DAY
    send: timedelta = 2 * DAY
    due: timedelta = 2 * DAY
    lease: timedelta = timedelta(minutes=10)


class _Late(NamedTuple):
    """Rows of one table that lie too far ahead, and what they are to say instead."""

    table: Table
    which: ColumnElement[bool]
    values: Mapping[str, Any]


def is_any(rows: Connection, ways: Ways, bounds: Bounds, now: datetime) -> bool:
    """Whether a clock that was ahead wrote anything that waits: a look, for which nobody waits."""
    for table, which, _ in _late(ways, bounds, now):
        if rows.execute(select(table.primary_key.columns[0]).where(which).limit(1)).first():
            return True
    return bool(_lanes(rows, bounds, now))


def bring_back(rows: Connection, ways: Ways, bounds: Bounds, now: datetime) -> Mapping[str, int]:
    """Have everything at once that a clock which was ahead put off; an event says of each what.

    Args:
        rows: A writing transaction.
        ways: Route and destination of all that may be due.
        bounds: What a right clock may write.
        now: The present, UTC.

    Returns:
        How many rows were brought back, by table; what was right is not among them.
    """
    counts = dict[str, int]()
    for table, which, values in _late(ways, bounds, now):
        changed = rows.execute(update(table).where(which).values(values)).rowcount
        counts[table.name] = counts.get(table.name, 0) + changed
    lanes = _lanes(rows, bounds, now)
    for before, after in lanes:
        standings.keep(rows, before, after, now)
    found = {name: count for name, count in {**counts, "lane": len(lanes)}.items() if count}
    for name, count in found.items():
        audit.note(rows, "clock", name, "clock_ahead", str(count), now)
    return found


def _late(ways: Ways, bounds: Bounds, now: datetime) -> Iterator[_Late]:
    """Look for what lies beyond a bound, or waits and was itself written in the future."""
    return chain(
        _polls(bounds, now),
        _pages(bounds, now),
        _sends(bounds, now),
        _dues(ways, bounds, now),
    )


def _polls(bounds: Bounds, now: datetime) -> Iterator[_Late]:
    far = and_(feed.c.is_active, feed.c.next_poll_at > now + bounds.poll)
    ahead = and_(feed.c.polled_at > now + SLACK, feed.c.next_poll_at > now)
    yield _Late(feed, or_(far, ahead), {"next_poll_at": now})
    said = ("polled_at", "succeeded_at")
    past = {name: _by(feed.c[name], now) for name in said}
    yield _Late(feed, or_(*(feed.c[name] > now + SLACK for name in said)), past)
    yield _Late(feed, feed.c.lease_until > now + bounds.lease, {"lease_until": now})


def _pages(bounds: Bounds, now: datetime) -> Iterator[_Late]:
    far = or_(page.c.next_read_at > now + bounds.page, page.c.planned_at > now + SLACK)
    then = {name: _by(page.c[name], now) for name in ("planned_at", "first_read_at")}
    yield _Late(page, and_(page.c.next_read_at > now, far), {"next_read_at": now, **then})
    held = and_(page.c.next_read_at <= now, page.c.lease_until > now + bounds.lease)
    yield _Late(page, held, {"lease_until": now})


def _sends(bounds: Bounds, now: datetime) -> Iterator[_Late]:
    far = or_(delivery.c.next_try_at > now + bounds.send, delivery.c.made_at > now + SLACK)
    waits = and_(delivery.c.state == "pending", delivery.c.next_try_at > now, far)
    first = _by(delivery.c.first_try_at, now)
    yield _Late(delivery, waits, {"next_try_at": now, "first_try_at": first})
    held = and_(delivery.c.state == "sending", delivery.c.lease_until > now + bounds.lease)
    yield _Late(delivery, held, {"lease_until": now, "first_try_at": first})


def _dues(ways: Ways, bounds: Bounds, now: datetime) -> Iterator[_Late]:
    waits = and_(due.c.state == "waiting", due.c.ready_at > now)
    found = select(hit.c.id).where(hit.c.found_at > now + SLACK)
    yield _Late(due, and_(waits, due.c.hit_id.in_(found)), {"ready_at": now})
    for route, to in ways:
        far = and_(waits, due.c.ready_at > now + bounds.due)
        mine = and_(due.c.route == route, due.c.destination == to)
        yield _Late(due, and_(mine, far), {"ready_at": now})


def _lanes(rows: Connection, bounds: Bounds, now: datetime) -> list[tuple[Standing, Standing]]:
    """Give the receivers that would rest until then, as they are and as they are to be."""
    found = ((one, _right(one, bounds, now)) for one in standings.unwell(rows))
    return [(before, after) for before, after in found if before != after]


def _right(one: Standing, bounds: Bounds, now: datetime) -> Standing:
    rests, since = one.rests_until, one.failing_since
    return replace(
        one,
        rests_until=None if rests and rests > now + bounds.send else rests,
        failing_since=now if since and since > now + SLACK else since,
    )


def _by(column: ColumnElement[Any], now: datetime) -> ColumnElement[Any]:
    """Say a time of the past, at the latest the present."""
    return case((column > now, moment(now)), else_=column)
