"""One poll of a feed, and the state that it leaves behind."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from monitor.flow.newsroom import Newsroom
from monitor.intake import moves, rhythm
from monitor.intake.budget import Demand
from monitor.intake.fetch import FetchError, Fresh, Unchanged, fetch_feed
from monitor.intake.identity import distinct
from monitor.intake.parse.document import NotAFeed
from monitor.intake.rhythm import Rhythm
from monitor.intake.schedule import demand, due_at
from monitor.model.article import FeedDocument
from monitor.model.errors import ChildError
from monitor.model.feed import Feed, FeedState

PARSE_SECONDS = 5


# Eight bytes each; feeds put the newest first.
HASH_BYTES, MOST_HASHES = 8, 500
NOTHING_KNOWN: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A new document of a feed, read."""

    fresh: Fresh
    document: FeedDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One poll: the feed, its state before, the present, and the common budget's theta."""

    feed: Feed
    old: FeedState
    now: datetime
    theta: float


async def bring(
    feed: Feed, state: FeedState, room: Newsroom, now: datetime
) -> Brought | Unchanged | FetchError:
    """Get a feed once, and parse in a child what came."""
    fetched = await fetch_feed(room.doors.dialer, feed, state, room.limits, now)
    if not isinstance(fetched, Fresh):
        return fetched
    return await parsed(feed, fetched, room, hashes_of(state))


async def parsed(
    feed: Feed, fetched: Fresh, room: Newsroom, known: frozenset[bytes] = NOTHING_KNOWN
) -> Brought | FetchError:
    """Parse a document in a child; entries whose raw hash is `known` come without their words."""
    try:
        document = await room.doors.children.ask(
            "parse",
            seconds=PARSE_SECONDS,
            body=fetched.body,
            address=fetched.address,
            content_type=fetched.content_type,
            kind=feed.kind,
            known=known,
        )
    except ChildError as error:
        return FetchError(reason=error.reason, detail=error.detail)
    if isinstance(document, NotAFeed):
        return FetchError(reason=document.reason, detail=document.detail)
    if not isinstance(document, FeedDocument):
        return FetchError(reason="child_died", detail="its answer was none")
    return Brought(fresh=fetched, document=document)


class After(NamedTuple):
    """A feed's state after a poll, and what it asks of the common budget from now on."""

    state: FeedState
    asks: Demand


def hashes_of(state: FeedState) -> frozenset[bytes]:
    """Give the raw hashes of the last document's entries."""
    raws = state.raws or b""
    return frozenset(raws[at : at + HASH_BYTES] for at in range(0, len(raws), HASH_BYTES))


def unchanged(poll: Poll, answer: Unchanged) -> After:
    """Give the state after an answer without a new document."""
    learned = rhythm.heard_nothing(rhythm.from_line(poll.old.rhythm), poll.now)
    state = moves.after_move(poll.old, answer.moved_to, poll.now)
    return _answered(replace(poll, old=state), answer, learned)


def changed(poll: Poll, brought: Brought, known: Container[str], *, lost: bool) -> After:
    """Give the state after a new document.

    Args:
        poll: The poll.
        brought: What came.
        known: Identities of this feed that were stored before.
        lost: Whether entries may have come and gone unseen since the poll before.
    """
    document, fresh = brought.document, brought.fresh
    was = rhythm.from_line(poll.old.rhythm)
    learned = rhythm.heard(was, distinct(document.entries), known, poll.now)
    is_itself = was is None or any(entry.identity in known for entry in document.entries)
    state = moves.after_move(poll.old, fresh.moved_to if is_itself else None, poll.now)
    state = replace(
        state,
        body_hash=fresh.body_hash,
        changed_at=poll.now,
        raws=b"".join(entry.raw or b"" for entry in document.entries[:MOST_HASHES]),
        ttl=document.ttl,
        charset=document.charset,
        losses=state.losses + lost,
        lost_at=poll.now if lost else state.lost_at,
    )
    return _answered(replace(poll, old=state), fresh, learned)


def failed(poll: Poll, error: FetchError) -> After:
    """Give the state after a failure: old validators, and twice the wait of the one before."""
    old, feed, failures = poll.old, poll.feed, poll.old.failures + 1
    asks = demand(feed, rhythm.from_line(old.rhythm), failures=failures, floor=old.floor)
    due = due_at(feed.id, asks, poll.theta, poll.now, retry_after=error.retry_after)
    state = replace(
        old,
        next_poll_at=due,
        polls=old.polls + 1,
        failures=failures,
        polled_at=poll.now,
        reason=error.reason,
        detail=error.detail,
    )
    return After(moves.after_failure(state, error.reason, poll.now), asks)


def _answered(poll: Poll, answer: Fresh | Unchanged, learned: Rhythm | None) -> After:
    """Give the state after an answer; a server may renew its validators without a new body."""
    old, feed = poll.old, poll.feed
    said = old.max_age if answer.max_age is None else answer.max_age
    floor = max(said or 0.0, old.ttl or 0.0) or None
    asks = demand(feed, learned, floor=floor)
    state = replace(
        old,
        next_poll_at=due_at(feed.id, asks, poll.theta, poll.now),
        etag=answer.etag,
        last_modified=answer.last_modified,
        polls=old.polls + 1,
        failures=0,
        polled_at=poll.now,
        succeeded_at=poll.now,
        reason=None,
        detail=None,
        rhythm=rhythm.to_line(learned) if learned else None,
        max_age=said,
        floor=floor,
        # A file in a folder is silent until somebody writes it.
        silent_since=rhythm.silent_since(learned) if learned and not feed.is_local else None,
    )
    return After(moves.answered(state), asks)
