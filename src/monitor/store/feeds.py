"""Feeds: which are configured, which is due, what the last poll left behind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, bindparam, case, func, null, or_, select, true, update

from monitor.model.feed import Feed, FeedState
from monitor.store import leases
from monitor.store.bulk import run_many
from monitor.store.codec import names_to_json
from monitor.store.columns import UtcTime, Words, moment
from monitor.store.inserts import insert
from monitor.store.leases import Lease
from monitor.store.schema import feed

LONGEST_FLOOR = 86_400.0
SPREAD = 1.1  # what jitter may add to an interval
FirstPolls = Callable[[int], Sequence[datetime]]
STATE = tuple(item.name for item in fields(FeedState))
STATE_IN = itemgetter(*map(feed.c.keys().index, STATE))
_FAILED_SINCE = bindparam("failed_since", type_=UtcTime)
FINISH = (
    update(feed)
    .where(feed.c.id == bindparam("of_feed"), feed.c.lease_token == bindparam("by_token"))
    .values(
        {
            **{name: bindparam(name) for name in STATE},
            "lease_token": None,
            "lease_until": None,
            "trouble_since": case(
                (_FAILED_SINCE.is_(None), null()),
                else_=func.coalesce(feed.c.trouble_since, _FAILED_SINCE),
            ),
        }
    )
)

_TITLE = bindparam("own_title", type_=Words)
TITLE = (
    update(feed)
    .where(feed.c.id == bindparam("of_feed"), feed.c.own_title.is_distinct_from(_TITLE))
    .values(own_title=_TITLE)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedClaim:
    """The right to poll one feed, for the length of the lease."""

    feed: str
    token: str
    state: FeedState


def sync(
    rows: Connection,
    feeds: Sequence[Feed],
    now: datetime,
    first_polls: FirstPolls | None = None,
) -> None:
    """Make the configured feeds the active ones.

    New ones are due when `first_polls` says of so many, or at once. Those no longer configured
    stay, inactive, with all they brought. A changed address forgets the validators, is due at
    once, and ends a poll that is under way; a shorter `every` holds at once.
    """
    known = {row.id: row for row in rows.execute(select(feed))}
    new = [one for one in feeds if one.id not in known]
    _put_new(rows, new, first_polls(len(new)) if first_polls else [now] * len(new))
    for configured in feeds:
        if configured.id in known:
            _renew(rows, configured, known[configured.id], now)
    gone = known.keys() - {one.id for one in feeds}
    for id_ in gone:
        if known[id_].is_active:
            rows.execute(update(feed).where(feed.c.id == id_).values(is_active=False))


class Rhythmic(NamedTuple):
    """What a feed's schedule depends on; as in FeedState."""

    feed: str
    rhythm: str | None
    failures: int
    floor: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which feeds to take: at most `limit` that are due `now`, with `only` no others than these."""

    now: datetime
    limit: int
    only: Sequence[str] | None = None


def claim(rows: Connection, choice: Choice, *, lease: timedelta) -> tuple[FeedClaim, ...]:
    """Take due feeds, the longest due first.

    A claimed feed is nobody else's until the lease is over; the lease must be longer than a poll.
    """
    wanted = true() if choice.only is None else feed.c.id.in_(choice.only)
    is_due = feed.c.next_poll_at <= choice.now
    taken = leases.claim(
        rows,
        feed,
        Lease(now=choice.now, length=lease, limit=choice.limit),
        ready=and_(feed.c.is_active, feed.c.stopped_at.is_(None), is_due, wanted),
        order=feed.c.next_poll_at,
        changes={},
    )
    return tuple(
        FeedClaim(feed=row.id, token=row.lease_token, state=state_of(row)) for row in taken
    )


def hasten(rows: Connection, now: datetime) -> None:
    """Have the feeds that were never polled polled from `now` on, whenever it was to be."""
    waiting = and_(feed.c.polls == 0, feed.c.reason.is_(None), feed.c.next_poll_at > now)
    rows.execute(update(feed).where(waiting).values(next_poll_at=now))


def finish(rows: Connection, claim: FeedClaim, state: FeedState) -> bool:
    """Write down how the poll ended, and let the feed go.

    Returns:
        False, with nothing written, when the lease was lost: then nothing of the poll may be
        kept (`leases.must` raises).
    """
    return run_many(rows, FINISH, [_ended(claim, state)]) == 1


def finish_all(rows: Connection, ended: Sequence[tuple[FeedClaim, FeedState]]) -> None:
    """Write down how many polls ended that brought nothing, in one statement.

    Where the lease was lost nothing is written: there is nothing else that could be wrong.
    """
    run_many(rows, FINISH, [_ended(claim, state) for claim, state in ended])


def put_off(
    rows: Connection, claim: FeedClaim, at: datetime, reason: str | None, now: datetime
) -> bool:
    """Let a feed go without a poll until `at`; a reason says what is wrong with its host `now`."""
    changes: dict[str, object] = {"next_poll_at": at}
    if reason:
        since = func.coalesce(feed.c.trouble_since, moment(now))
        changes |= {"reason": reason, "detail": None, "trouble_since": since}
    return leases.release(rows, feed, key=claim.feed, token=claim.token, changes=changes)


def rhythms(rows: Connection) -> tuple[Rhythmic, ...]:
    """List what the schedule of each feed that is polled depends on."""
    columns = (feed.c.id.label("feed"), feed.c.rhythm, feed.c.failures, feed.c.floor)
    asked = and_(feed.c.is_active, feed.c.stopped_at.is_(None))
    return tuple(Rhythmic(*row) for row in rows.execute(select(*columns).where(asked)))


def retry(rows: Connection, feed_id: str, now: datetime) -> bool:
    """Have a feed polled from `now` on, also one that was stopped; False when there is none."""
    changes = {"next_poll_at": now, "stopped_at": None, "gone_since": None, "gone_polls": 0}
    known = and_(feed.c.id == feed_id, feed.c.is_active)
    return rows.execute(update(feed).where(known).values(changes)).rowcount == 1


def put_title(rows: Connection, feed_id: str, title: str) -> None:
    """Keep what the feed calls itself; a title from the configuration goes before it."""
    run_many(rows, TITLE, [{"of_feed": feed_id, "own_title": title}])


def next_due(rows: Connection, *, polled_before: datetime | None = None) -> datetime | None:
    """Say when the next feed can be claimed; None without active feeds.

    With `polled_before` only of those that were not polled since then.
    """
    at = leases.free_at(feed, feed.c.next_poll_at)
    asked = and_(feed.c.is_active, feed.c.stopped_at.is_(None))
    if polled_before is not None:
        unpolled = or_(feed.c.polled_at.is_(None), feed.c.polled_at < moment(polled_before))
        asked = and_(asked, unpolled)
    found: datetime | None = rows.execute(select(func.min(at)).where(asked)).scalar()
    return found


def _put_new(rows: Connection, feeds: Sequence[Feed], times: Sequence[datetime]) -> None:
    fresh = [
        {"id": one.id, "next_poll_at": at, "polls": 0, "failures": 0, **_configured(one)}
        for one, at in zip(feeds, times, strict=True)
    ]
    if fresh:
        rows.execute(insert(rows, feed).on_conflict_do_nothing(), fresh)


def _configured(one: Feed) -> Mapping[str, object]:
    return {
        "address": one.address,
        "title": one.title,
        "tags": names_to_json(one.tags),
        "is_active": True,
    }


def _renew(rows: Connection, configured: Feed, known: Row[Any], now: datetime) -> None:
    changes: dict[str, object] = {
        name: value
        for name, value in _configured(configured).items()
        if known._mapping[name] != value
    }
    if "address" in changes:
        changes |= _forget_answers(now)
    elif configured.every and not known.failures and not known.reason:
        floor = timedelta(seconds=min(known.floor or 0.0, LONGEST_FLOOR))
        latest = now + max(configured.every, floor) * SPREAD
        if known.next_poll_at > latest:
            changes["next_poll_at"] = latest
    if changes:
        rows.execute(update(feed).where(feed.c.id == configured.id).values(changes))


def _forget_answers(now: datetime) -> Mapping[str, object]:
    nothing = (
        "etag", "last_modified", "body_hash", "raws", "rhythm", "reason", "detail", "trouble_since",
        "adopted", "moved_to", "moved_since", "gone_since", "stopped_at", "ttl", "max_age", "floor",
        "charset", "silent_since", "lost_at", "lease_token", "lease_until",
    )  # fmt: skip
    zero = ("failures", "moved_polls", "gone_polls")
    return {**dict.fromkeys(nothing), **dict.fromkeys(zero, 0), "next_poll_at": now}


def _ended(claim: FeedClaim, state: FeedState) -> Mapping[str, object]:
    values = {name: getattr(state, name) for name in STATE}
    since = state.polled_at if state.reason else None
    return {**values, "of_feed": claim.feed, "by_token": claim.token, "failed_since": since}


def state_of(row: Row[Any]) -> FeedState:
    """Read the state of a feed from a row that begins with its columns."""
    return FeedState(**dict(zip(STATE, STATE_IN(row), strict=True)))
