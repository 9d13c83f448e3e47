"""A feed's walk: fetched, parsed, matched on the feed's own words, recorded in one transaction.

What a poll found is one transaction: validators, entries, articles, hits, what is due, and the
pages still to read. Killed before it, the poll never was; killed after it, nothing is missing.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from monitor.flow.catchup import Missed, missed
from monitor.flow.judging import Issue, sight
from monitor.flow.knowing import known_of, said_again, unseen
from monitor.flow.manners import Later, hear, turn
from monitor.flow.newsroom import Newsroom
from monitor.flow.noticing import Notice, note, notices
from monitor.flow.polling import After, Brought, Poll, bring, changed, failed, parsed, unchanged
from monitor.flow.recording import NOTHING, Found, record_sightings
from monitor.flow.seams import Access
from monitor.intake.fetch import FetchError, Unchanged
from monitor.intake.identity import distinct
from monitor.intake.replay import replayed
from monitor.model.article import FeedDocument
from monitor.model.feed import FeedState
from monitor.store import feeds, leases
from monitor.store.feeds import FeedClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What became of one poll: the feed's new state, what was found, what is to be noticed.

    `later` is set when the host had no time for us: then nothing was asked.
    """

    feed: str
    state: FeedState
    found: Found = NOTHING
    unchanged: bool = False
    notices: tuple[Notice, ...] = ()
    later: datetime | None = None


async def ingest(
    claim: FeedClaim, now: datetime, room: Newsroom, read: Access, write: Access
) -> Polled:
    """Poll one feed and write down what was found; may be killed anywhere and run again."""
    feed, state = room.feeds[claim.feed], claim.state
    address = state.adopted or feed.address
    later = await turn(address, room, now)
    if later is not None:
        return await _put_off(claim, later, now, write)
    answer = await bring(feed, state, room, now)
    hear(address, answer.fresh if isinstance(answer, Brought) else answer, room, now)
    poll = Poll(feed=feed, old=state, now=now, theta=room.doors.budget.theta)
    match answer:
        case FetchError() as error:
            return await _finish(claim, poll, failed(poll, error), room, write)
        case Unchanged() as same:
            return await _finish(claim, poll, unchanged(poll, same), room, write)
        case Brought() as brought:
            return await _take(claim, poll, brought, room, (read, write))


async def _put_off(claim: FeedClaim, later: Later, now: datetime, write: Access) -> Polled:
    await write(lambda rows: feeds.put_off(rows, claim, later.at, later.reason, now))
    return Polled(feed=claim.feed, state=claim.state, later=later.at)


async def _finish(
    claim: FeedClaim, poll: Poll, after: After, room: Newsroom, write: Access
) -> Polled:
    """Write down a poll that brought nothing new."""
    state, asks = after
    room.doors.budget.demands.put(claim.feed, asks)
    found = notices(poll.old, state)

    def record(rows: Connection) -> None:
        if feeds.finish(rows, claim, state):
            note(rows, claim.feed, found, poll.now)

    if found:
        await write(record)
    else:
        await room.doors.ledger.put((claim, state), write)
    return Polled(feed=claim.feed, state=state, unchanged=state.reason is None, notices=found)


async def _take(
    claim: FeedClaim, poll: Poll, brought: Brought, room: Newsroom, access: tuple[Access, Access]
) -> Polled:
    """Judge what is new in a document, and record the poll whole."""
    read, write = access
    feed, document, now = poll.feed, brought.document, poll.now
    entries = distinct(document.entries)
    known = await known_of(claim, entries, read)
    if any(entry.is_known and entry.identity not in known for entry in entries):
        return await _take_whole(claim, poll, brought, room, access)
    behind = await missed(claim, poll, brought, known, room, read)
    state, asks = changed(poll, brought, known, lost=behind.lost)
    room.doors.budget.demands.put(feed.id, asks)
    entries = distinct((*entries, *behind.entries))
    rebuilt = replayed(entries, known, poll.old.succeeded_at)
    issue = Issue(
        feed=feed,
        document=document,
        first=poll.old.succeeded_at is None,
        replayed=rebuilt | await said_again(claim, entries, known, now, read),
    )
    sightings = await sight(issue, unseen(entries, known), room.desk, now)
    found = (*notices(poll.old, state), *_more(behind, rebuilt, document))

    def record(rows: Connection) -> Found:
        leases.must(feeds.finish(rows, claim, state))
        note(rows, feed.id, found, now)
        if document.title:
            feeds.put_title(rows, feed.id, document.title)
        return record_sightings(rows, sightings, room.desk, now)

    return Polled(feed=feed.id, state=state, found=await write(record), notices=found)


async def _take_whole(
    claim: FeedClaim, poll: Poll, brought: Brought, room: Newsroom, access: tuple[Access, Access]
) -> Polled:
    """Parse a document once more, with all its words: an entry has changed its name meanwhile."""
    whole = await parsed(poll.feed, brought.fresh, room)
    if isinstance(whole, FetchError):
        return await _finish(claim, poll, failed(poll, whole), room, access[1])
    return await _take(claim, poll, whole, room, access)


def _more(behind: Missed, rebuilt: frozenset[str], document: FeedDocument) -> tuple[Notice, ...]:
    """Say what only the document shows."""
    found = []
    if behind.entries:
        detail = f"{len(behind.entries)} older entries by {behind.by}"
        found.append(Notice(reason="caught_up", detail=detail))
    if rebuilt:
        detail = f"{len(rebuilt)} old entries under new identities"
        found.append(Notice(reason="replay", detail=detail))
    if document.skipped:
        detail = f"{document.skipped} entries beyond the limit"
        found.append(Notice(reason="skipped", detail=detail))
    return tuple(found)
