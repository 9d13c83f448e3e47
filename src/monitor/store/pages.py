"""Pages: which article's page is to be read next, and what became of reading it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, func, select

from monitor.store import leases
from monitor.store.inserts import put_new
from monitor.store.leases import Lease
from monitor.store.schema import article, page

PageState = Literal["waiting", "read", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageClaim:
    """The right to read one article's page, for the length of the lease.

    `feed` is the feed that brought the article. `attempts` counts those begun before this one
    since the page was last read, whether they ended or died with their process.
    """

    article_id: int
    address: str
    feed: str
    token: str
    attempts: int


def plan(rows: Connection, article_id: int, address: str, now: datetime) -> None:
    """Have the page read from `now` on; an article whose page is known already stays as it is."""
    values = {
        "article_id": article_id,
        "address": address,
        "next_read_at": now,
        "attempts": 0,
        "state": "waiting",
        "planned_at": now,
    }
    put_new(rows, page, values)


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
        )
        for row in taken
    )


def finish(
    rows: Connection,
    claim: PageClaim,
    *,
    state: PageState,
    reason: str | None,
    next_read_at: datetime | None,
) -> bool:
    """Write down what became of the page, and when to read it again; None for never.

    Returns:
        False, with nothing written, when the lease was lost: then nothing of the page may be
        kept (`leases.must` raises).
    """
    changes: dict[str, object] = {"state": state, "reason": reason, "next_read_at": next_read_at}
    if state == "read":
        changes["attempts"] = 0
    return leases.release(rows, page, key=claim.article_id, token=claim.token, changes=changes)


def next_due(rows: Connection) -> datetime | None:
    """Say when the next page can be claimed; None when none is to be read."""
    at = leases.free_at(page, page.c.next_read_at)
    waiting = page.c.next_read_at.is_not(None)
    found: datetime | None = rows.execute(select(func.min(at)).where(waiting)).scalar()
    return found
