"""What the operator may want to know later: events that are only ever added, and the health."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from monitor.store.bulk import put_many
from monitor.store.schema import delivery, event, feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to a subject (a feed, a delivery's key), with its reason word."""

    at: datetime
    kind: str
    subject: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Times (UTC) from which one sees whether polls and sends go well; None when there is none.

    `oldest_pending_at` is when the oldest delivery was made that is neither sent nor given up.
    """

    feeds: int
    last_poll_ok_at: datetime | None
    last_send_ok_at: datetime | None
    pending: int
    oldest_pending_at: datetime | None


def note(
    rows: Connection, kind: str, subject: str, reason: str, detail: str, now: datetime
) -> None:
    """Write an event down."""
    values = {"kind": kind, "subject": subject, "reason": reason, "detail": detail, "at": now}
    put_many(rows, event, [values])


def events(rows: Connection, *, since: datetime, limit: int) -> tuple[Event, ...]:
    """List the events at `since` or later, newest first."""
    statement = (
        select(event)
        .where(event.c.at >= since)
        .order_by(event.c.at.desc(), event.c.id.desc())
        .limit(limit)
    )
    return tuple(
        Event(at=row.at, kind=row.kind, subject=row.subject, reason=row.reason, detail=row.detail)
        for row in rows.execute(statement)
    )


def prune(rows: Connection, kinds: Collection[str], before: datetime, limit: int) -> int:
    """Delete at most `limit` events of these kinds before a time; give how many are gone."""
    old = select(event.c.id).where(event.c.at < before, event.c.kind.in_(kinds))
    ids = rows.execute(old.order_by(event.c.at).limit(limit)).scalars().all()
    return rows.execute(delete(event).where(event.c.id.in_(ids))).rowcount if ids else 0


def counts(rows: Connection, kind: str, *, since: datetime) -> Mapping[str, Mapping[str, int]]:
    """Count the events of a kind at `since` or later: by subject, and by reason."""
    asked = (
        select(event.c.subject, event.c.reason, func.count())
        .where(event.c.kind == kind, event.c.at >= since)
        .group_by(event.c.subject, event.c.reason)
    )
    found: dict[str, dict[str, int]] = {}
    for subject, reason, count in rows.execute(asked):
        found.setdefault(subject, {})[reason] = count
    return found


def health(rows: Connection) -> Health:
    """Say when polls and sends last succeeded, and what waits to be sent."""
    polls = select(func.count(), func.max(feed.c.succeeded_at)).where(feed.c.is_active)
    feeds, last_poll_ok_at = rows.execute(polls).one()
    sends = select(func.max(delivery.c.ended_at)).where(delivery.c.state == "sent")
    waits = delivery.c.state.in_(("pending", "sending"))
    pending, oldest = rows.execute(
        select(func.count(), func.min(delivery.c.made_at)).where(waits)
    ).one()
    return Health(
        feeds=feeds,
        last_poll_ok_at=last_poll_ok_at,
        last_send_ok_at=rows.execute(sends).scalar(),
        pending=pending,
        oldest_pending_at=oldest,
    )
