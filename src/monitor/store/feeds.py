"""Feeds: which are configured, which is due, what the last poll left behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, func, null, select, true, update

from monitor.model.feed import Feed, FeedState
from monitor.model.message import FeedTrouble
from monitor.store import leases
from monitor.store.codec import names_to_json
from monitor.store.columns import moment
from monitor.store.inserts import put_new
from monitor.store.leases import Lease
from monitor.store.schema import entry, feed

STATE = tuple(item.name for item in fields(FeedState))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedClaim:
    """The right to poll one feed, for the length of the lease."""

    feed: str
    token: str
    state: FeedState


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


def sync(rows: Connection, feeds: Sequence[Feed], now: datetime) -> None:
    """Make the configured feeds the active ones.

    New ones are due at once. Those no longer configured stay, inactive, with all they brought.
    A changed address forgets the validators, is due at once, and ends a poll that is under way.
    """
    known = {row.id: row for row in rows.execute(select(feed))}
    for configured in feeds:
        _put(rows, configured, known.get(configured.id), now)
    gone = [id_ for id_, row in known.items() if row.is_active and id_ not in {f.id for f in feeds}]
    for id_ in gone:
        rows.execute(update(feed).where(feed.c.id == id_).values(is_active=False))


def claim(
    rows: Connection,
    now: datetime,
    *,
    limit: int,
    lease: timedelta,
    only: Sequence[str] | None = None,
) -> tuple[FeedClaim, ...]:
    """Take due feeds, the longest due first, with `only` no others than these.

    A claimed feed is nobody else's until the lease is over; the lease must be longer than a poll.
    """
    wanted = true() if only is None else feed.c.id.in_(only)
    taken = leases.claim(
        rows,
        feed,
        Lease(now=now, length=lease, limit=limit),
        ready=and_(feed.c.is_active, feed.c.next_poll_at <= now, wanted),
        order=feed.c.next_poll_at,
        changes={},
    )
    return tuple(FeedClaim(feed=row.id, token=row.lease_token, state=_state(row)) for row in taken)


def finish(rows: Connection, claim: FeedClaim, state: FeedState) -> bool:
    """Write down how the poll ended, and let the feed go.

    Returns:
        False, with nothing written, when the lease was lost: then nothing of the poll may be
        kept (`leases.must` raises).
    """
    since = func.coalesce(feed.c.trouble_since, moment(state.polled_at)) if state.reason else null()
    changes = {name: getattr(state, name) for name in STATE}
    return leases.release(
        rows, feed, key=claim.feed, token=claim.token, changes={**changes, "trouble_since": since}
    )


def put_title(rows: Connection, feed_id: str, title: str) -> None:
    """Keep what the feed calls itself; a title from the configuration goes before it."""
    changed = and_(feed.c.id == feed_id, feed.c.own_title.is_distinct_from(title))
    rows.execute(update(feed).where(changed).values(own_title=title))


def next_due(rows: Connection) -> datetime | None:
    """Say when the next feed can be claimed; None without active feeds."""
    at = leases.free_at(feed, feed.c.next_poll_at)
    found: datetime | None = rows.execute(select(func.min(at)).where(feed.c.is_active)).scalar()
    return found


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


def trouble(rows: Connection) -> tuple[FeedTrouble, ...]:
    """List the active feeds whose last poll failed, by id, with the time it began."""
    failing = and_(feed.c.is_active, feed.c.reason.is_not(None))
    return tuple(
        FeedTrouble(
            feed=row.id,
            title=row.title or row.own_title or row.id,
            reason=row.reason,
            detail=row.detail or "",
            since=row.trouble_since or row.next_poll_at,
        )
        for row in rows.execute(select(feed).where(failing).order_by(feed.c.id))
    )


def answering(rows: Connection) -> tuple[int, int]:
    """Count the active feeds, and those of them whose last poll succeeded."""
    fine = and_(feed.c.polled_at.is_not(None), feed.c.reason.is_(None))
    statement = select(func.count(), func.count().filter(fine)).where(feed.c.is_active)
    every, answered = rows.execute(statement).one()
    return every, answered


def _put(rows: Connection, configured: Feed, known: Row[Any] | None, now: datetime) -> None:
    values = {
        "address": configured.address,
        "title": configured.title,
        "tags": names_to_json(configured.tags),
        "is_active": True,
    }
    if known is None:
        fresh = {"id": configured.id, "next_poll_at": now, "polls": 0, "failures": 0}
        put_new(rows, feed, {**fresh, **values})
        return
    changes: dict[str, object] = {
        name: value for name, value in values.items() if known._mapping[name] != value
    }
    if "address" in changes:
        changes |= _forget_answers(now)
    if changes:
        rows.execute(update(feed).where(feed.c.id == configured.id).values(changes))


def _forget_answers(now: datetime) -> Mapping[str, object]:
    nothing = ("etag", "last_modified", "body_hash", "reason", "detail", "trouble_since")
    lease = ("lease_token", "lease_until")
    return {**dict.fromkeys(nothing + lease), "failures": 0, "next_poll_at": now}


def _state(row: Row[Any]) -> FeedState:
    return FeedState(**{name: row._mapping[name] for name in STATE})


def _status(row: Row[Any]) -> FeedStatus:
    return FeedStatus(
        id=row.id,
        address=row.address,
        title=row.title or row.own_title,
        is_active=row.is_active,
        state=_state(row),
        entries=row.entries or 0,
        last_entry_at=row.last_entry_at,
    )
