"""A feed's walk: fetched, parsed, matched on the feed's own words, recorded in one transaction.

What a poll found is one transaction: validators, entries, articles, hits, what is due, and the
pages still to read. Killed before it, the poll never was; killed after it, nothing is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from monitor.flow.judging import Issue, sight
from monitor.flow.polling import Brought, Newsroom, bring, failed, succeeded
from monitor.flow.recording import NOTHING, Found, record_sightings
from monitor.flow.seams import Access
from monitor.intake.fetch import FetchError, Unchanged
from monitor.intake.identity import content_hash, distinct
from monitor.model.article import Entry
from monitor.model.feed import Feed, FeedState
from monitor.store import articles, feeds, leases
from monitor.store.feeds import FeedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What became of one poll: the feed's new state, and what was found."""

    feed: str
    state: FeedState
    found: Found = NOTHING
    unchanged: bool = False


async def ingest(
    claim: FeedClaim, now: datetime, room: Newsroom, read: Access, write: Access
) -> Polled:
    """Poll one feed and write down what was found; may be killed anywhere and run again."""
    feed = room.feeds[claim.feed]
    match await bring(feed, claim.state, room, now):
        case FetchError() as error:
            state = failed(claim.state, feed, error, now, room.desk.every)
        case Unchanged() as answer:
            state = succeeded(claim.state, feed, answer, now, room.desk.every)
        case Brought() as brought:
            return await _take(claim, brought, now, room, (read, write))
    await write(lambda rows: feeds.finish(rows, claim, state))
    return Polled(feed=feed.id, state=state, unchanged=state.reason is None)


async def _take(
    claim: FeedClaim,
    brought: Brought,
    now: datetime,
    room: Newsroom,
    access: tuple[Access, Access],
) -> Polled:
    """Judge what is new in a document, and record the poll whole."""
    read, write = access
    feed, document = room.feeds[claim.feed], brought.document
    entries = await read(lambda rows: _unseen(rows, feed, distinct(document.entries)))
    issue = Issue(feed=feed, document=document, first=claim.state.succeeded_at is None)
    sightings = await sight(issue, entries, room.desk, now)
    state = succeeded(claim.state, feed, brought.fresh, now, room.desk.every)

    def record(rows: Connection) -> Found:
        leases.must(feeds.finish(rows, claim, state))
        if document.title:
            feeds.put_title(rows, feed.id, document.title)
        return record_sightings(rows, sightings, room.desk, now)

    return Polled(feed=feed.id, state=state, found=await write(record))


def _unseen(rows: Connection, feed: Feed, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Keep the entries that are new, or whose words have changed."""
    known = articles.known(rows, feed.id, [entry.identity for entry in entries])
    return tuple(
        entry
        for entry in entries
        if entry.identity not in known
        or known[entry.identity].content_hash != content_hash(entry.title, entry.text)
    )
