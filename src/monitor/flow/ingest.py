"""A feed's walk: fetched, parsed, matched on the feed's own words, recorded in one transaction.

What a poll found is one transaction: validators, entries, articles, hits, what is due, and the
pages still to read. Killed before it, the poll never was; killed after it, nothing is missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from monitor.flow.judging import Desk, Sighting, sight
from monitor.flow.recording import Found, record_sightings
from monitor.flow.seams import Access
from monitor.intake.fetch import FetchError, FetchLimits, Fresh, Unchanged, fetch_feed
from monitor.intake.identity import content_hash
from monitor.intake.parse.document import NotAFeed
from monitor.intake.schedule import next_poll
from monitor.model.article import Entry, FeedDocument
from monitor.model.errors import ChildError
from monitor.model.feed import Feed, FeedState
from monitor.outside.child import Children
from monitor.outside.dial import Dialer
from monitor.store import articles, feeds, leases
from monitor.store.articles import KnownEntry
from monitor.store.feeds import FeedClaim

PARSE_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """What polling needs: the doors, the limits, the feeds, and the desk that judges."""

    dialer: Dialer
    children: Children
    limits: FetchLimits
    feeds: Mapping[str, Feed]
    desk: Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What became of one poll; `reason` is a word of docs/reasons.md when it failed."""

    feed: str
    new: int = 0
    hits: int = 0
    unchanged: bool = False
    reason: str | None = None
    detail: str = ""
    next_poll_at: datetime


async def ingest(
    claim: FeedClaim, now: datetime, room: Newsroom, read: Access, write: Access
) -> Polled:
    """Poll one feed and write down what was found; may be killed anywhere and run again."""
    feed = room.feeds[claim.feed]
    fetched = await fetch_feed(room.dialer, feed, claim.state, room.limits, now)
    if isinstance(fetched, Unchanged):
        state = _succeeded(claim, feed, now, room)
        await write(lambda rows: feeds.finish(rows, claim, state))
        return Polled(feed=feed.id, unchanged=True, next_poll_at=state.next_poll_at)
    document = await _parsed(fetched, room.children) if isinstance(fetched, Fresh) else fetched
    if isinstance(document, FetchError):
        return await _fail(claim, feed, document, now, room, write)
    assert isinstance(fetched, Fresh)
    entries = await read(lambda rows: _unseen(rows, feed.id, document.entries))
    sightings = await sight(feed, document, entries, room.desk, now)
    state = _succeeded(claim, feed, now, room, fetched)
    first = claim.state.succeeded_at is None
    found = await write(
        lambda rows: _record(rows, claim, state, sightings, room.desk, now, first=first)
    )
    return Polled(feed=feed.id, new=found.new, hits=found.hits, next_poll_at=state.next_poll_at)


async def _parsed(fetched: Fresh, children: Children) -> FeedDocument | FetchError:
    try:
        document = await children.ask(
            "parse",
            seconds=PARSE_SECONDS,
            body=fetched.body,
            address=fetched.address,
            content_type=fetched.content_type,
        )
    except ChildError as error:
        return FetchError(reason=error.reason, detail=error.detail)
    if isinstance(document, NotAFeed):
        return FetchError(reason=document.reason, detail=document.detail)
    assert isinstance(document, FeedDocument)
    return document


def _unseen(rows: Connection, feed: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Keep the entries that are new, or whose words have changed."""
    known: Mapping[str, KnownEntry] = articles.known(rows, feed, [e.identity for e in entries])
    return tuple(
        entry
        for entry in entries
        if entry.identity not in known
        or known[entry.identity].content_hash != content_hash(entry.title, entry.text)
    )


def _record(  # noqa: PLR0913  one transaction, everything a poll leaves
    rows: Connection,
    claim: FeedClaim,
    state: FeedState,
    sightings: Sequence[Sighting],
    desk: Desk,
    now: datetime,
    *,
    first: bool,
) -> Found:
    leases.must(feeds.finish(rows, claim, state))
    return record_sightings(rows, sightings, desk, now, first_poll=first)


def _succeeded(
    claim: FeedClaim, feed: Feed, now: datetime, room: Newsroom, fresh: Fresh | None = None
) -> FeedState:
    old = claim.state
    return FeedState(
        next_poll_at=next_poll(feed, 0, now, every=room.desk.every),
        etag=fresh.etag if fresh else old.etag,
        last_modified=fresh.last_modified if fresh else old.last_modified,
        body_hash=fresh.body_hash if fresh else old.body_hash,
        polls=old.polls + 1,
        polled_at=now,
        succeeded_at=now,
        changed_at=now if fresh else old.changed_at,
    )


async def _fail(  # noqa: PLR0913
    claim: FeedClaim,
    feed: Feed,
    error: FetchError,
    now: datetime,
    room: Newsroom,
    write: Access,
) -> Polled:
    """Keep the old validators and try again later."""
    old = claim.state
    due = next_poll(feed, old.failures + 1, now, every=room.desk.every, floor=error.retry_after)
    state = FeedState(
        next_poll_at=due,
        etag=old.etag,
        last_modified=old.last_modified,
        body_hash=old.body_hash,
        polls=old.polls + 1,
        failures=old.failures + 1,
        polled_at=now,
        succeeded_at=old.succeeded_at,
        changed_at=old.changed_at,
        reason=error.reason,
        detail=error.detail,
    )
    await write(lambda rows: feeds.finish(rows, claim, state))
    return Polled(feed=feed.id, reason=error.reason, detail=error.detail, next_poll_at=due)
