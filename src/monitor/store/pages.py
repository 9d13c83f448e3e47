"""Pages: which article's page is to be read next, and what became of reading it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, and_, func, select, update

from monitor.store import leases
from monitor.store.inserts import insert
from monitor.store.leases import Lease
from monitor.store.schema import article, page

PageState = Literal["waiting", "read", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReading:
    """What the last reading of a page left: validators, and how many readings there were.

    Validators are opaque; `first_at` is when the page was first read, UTC.
    """

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    readings: int = 0
    first_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageClaim:
    """The right to read one article's page, for the length of the lease.

    `feed` is the feed that brought the article. `attempts` counts those begun before this one
    since the page was last read, whether they ended or died with their process. `last` is what
    the last reading left; `reason` says why the last look at it brought nothing.
    """

    article_id: int
    address: str
    feed: str
    token: str
    attempts: int
    planned_at: datetime
    last: LastReading = LastReading()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a page: `next_read_at` is None when it is not to be read again.

    `last` replaces what the reading before left; None keeps it.
    """

    state: PageState
    reason: str | None = None
    next_read_at: datetime | None = None
    last: LastReading | None = None


def plan(rows: Connection, addresses: Mapping[int, str], now: datetime) -> None:
    """Have pages read from `now` on, by article; one whose page is known already stays as it is."""
    values = [
        {
            "article_id": article_id,
            "address": address,
            "next_read_at": now,
            "attempts": 0,
            "state": "waiting",
            "planned_at": now,
        }
        for article_id, address in addresses.items()
    ]
    if values:
        rows.execute(insert(rows, page).on_conflict_do_nothing(), values)


def claim(
    rows: Connection, now: datetime, *, limit: int, lease: timedelta
) -> tuple[PageClaim, ...]:
    """Take pages that are to be read by now, the longest due first."""
    taken = leases.claim(
        rows,
        page,
        Lease(now=now, length=lease, limit=limit),
        ready=page.c.next_read_at <= now,
        order=page.c.next_read_at,
        changes={"attempts": page.c.attempts + 1},
    )
    ids = [row.article_id for row in taken]
    owners = select(article.c.id, article.c.feed_id).where(article.c.id.in_(ids))
    feeds = {row.id: row.feed_id for row in rows.execute(owners)}
    return tuple(
        PageClaim(
            article_id=row.article_id,
            address=row.address,
            feed=feeds[row.article_id],
            token=row.lease_token,
            attempts=row.attempts - 1,
            planned_at=row.planned_at,
            last=_last(row),
            reason=row.reason,
        )
        for row in taken
    )


def finish(rows: Connection, claim: PageClaim, outcome: Outcome) -> bool:
    """Write down what became of the page, and when to read it again.

    Returns:
        False, with nothing written, when the lease was lost: then nothing of the page may be
        kept (`leases.must` raises).
    """
    changes: dict[str, object] = {
        "state": outcome.state,
        "reason": outcome.reason,
        "next_read_at": outcome.next_read_at,
    }
    if outcome.state == "read":
        changes["attempts"] = 0
    if outcome.last is not None:
        changes |= {
            "etag": outcome.last.etag,
            "last_modified": outcome.last.last_modified,
            "body_hash": outcome.last.body_hash,
            "readings": outcome.last.readings,
            "first_read_at": outcome.last.first_at,
        }
    return leases.release(rows, page, key=claim.article_id, token=claim.token, changes=changes)


def put_off(rows: Connection, claim: PageClaim, at: datetime, reason: str | None) -> bool:
    """Let a page go unread until `at`: its host's turn has not come; that counts as no attempt."""
    changes = {"next_read_at": at, "attempts": claim.attempts, "reason": reason}
    return leases.release(rows, page, key=claim.article_id, token=claim.token, changes=changes)


def read_again(rows: Connection, article_id: int, at: datetime) -> None:
    """Have a page that was read, and is not to be read any more, read again from `at` on."""
    done = and_(
        page.c.article_id == article_id, page.c.state == "read", page.c.next_read_at.is_(None)
    )
    rows.execute(update(page).where(done).values(next_read_at=at))


def next_due(rows: Connection) -> datetime | None:
    """Say when the next page can be claimed; None when none is to be read."""
    at = leases.free_at(page, page.c.next_read_at)
    waiting = page.c.next_read_at.is_not(None)
    found: datetime | None = rows.execute(select(func.min(at)).where(waiting)).scalar()
    return found


def _last(row: Row[Any]) -> LastReading:
    return LastReading(
        etag=row.etag,
        last_modified=row.last_modified,
        body_hash=row.body_hash,
        readings=row.readings,
        first_at=row.first_read_at,
    )
