"""How feeds do, as their reader and the operator see it: states, trouble, and who answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from monitor.model.feed import FeedState
from monitor.model.message import FeedTrouble
from monitor.store.feeds import state_of
from monitor.store.schema import entry, feed

LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedStatus:
    """One feed as the operator sees it; `last_entry_at` is when its newest entry was first seen."""

    id: str
    address: str
    title: str | None
    is_active: bool
    state: FeedState
    entries: int
    last_entry_at: datetime | None


def listing(rows: Connection) -> tuple[FeedStatus, ...]:
    """List every feed by id, those no longer configured included."""
    seen = (
        select(
            entry.c.feed_id,
            func.count().label("entries"),
            func.max(entry.c.first_seen_at).label("last_entry_at"),
        )
        .group_by(entry.c.feed_id)
        .subquery()
    )
    statement = (
        select(feed, seen.c.entries, seen.c.last_entry_at)
        .outerjoin(seen, seen.c.feed_id == feed.c.id)
        .order_by(feed.c.id)
    )
    return tuple(_status(row) for row in rows.execute(statement))


def failing(rows: Connection) -> Mapping[str, datetime]:
    """Give the active feeds whose last poll failed, and since when."""
    asked = and_(feed.c.is_active, feed.c.reason.is_not(None))
    found = rows.execute(select(feed.c.id, feed.c.trouble_since, feed.c.next_poll_at).where(asked))
    return {row.id: row.trouble_since or row.next_poll_at for row in found}


def trouble(rows: Connection, now: datetime) -> tuple[FeedTrouble, ...]:
    """List the active feeds that need attention, by id, with the time it began.

    A feed whose last poll failed or that was stopped, one that is silent against its own rhythm,
    and one that may have lost entries in the last day.
    """
    lately = now - LATELY
    odd = or_(
        feed.c.reason.is_not(None),
        feed.c.stopped_at.is_not(None),
        feed.c.silent_since.is_not(None),
        feed.c.lost_at > lately,
    )
    found = rows.execute(select(feed).where(feed.c.is_active, odd).order_by(feed.c.id))
    return tuple(_trouble(row, lately) for row in found)


def _trouble(row: Row[Any], lately: datetime) -> FeedTrouble:
    reason, since = row.reason, row.trouble_since or row.next_poll_at
    if row.stopped_at:
        reason, since = "stopped", row.gone_since or row.stopped_at
    elif not reason and row.lost_at and row.lost_at > lately:
        reason, since = "possible_loss", row.lost_at
    elif not reason:
        reason, since = "silent", row.silent_since
    return FeedTrouble(
        feed=row.id,
        title=row.title or row.own_title or row.id,
        reason=reason,
        detail=row.detail or "",
        since=since,
    )


def answering(rows: Connection) -> tuple[int, int]:
    """Count the active feeds, and those of them whose last poll succeeded."""
    fine = and_(feed.c.polled_at.is_not(None), feed.c.reason.is_(None))
    statement = select(func.count(), func.count().filter(fine)).where(feed.c.is_active)
    every, answered = rows.execute(statement).one()
    return every, answered


def _status(row: Row[Any]) -> FeedStatus:
    return FeedStatus(
        id=row.id,
        address=row.address,
        title=row.title or row.own_title,
        is_active=row.is_active,
        state=state_of(row),
        entries=row.entries or 0,
        last_entry_at=row.last_entry_at,
    )
