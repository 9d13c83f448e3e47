"""What polling works with, and the state that a poll leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.flow.judging import Desk
from monitor.intake.fetch import FetchError, FetchLimits, Fresh, Unchanged, fetch_feed
from monitor.intake.parse.document import NotAFeed
from monitor.intake.schedule import next_poll
from monitor.model.article import FeedDocument
from monitor.model.errors import ChildError
from monitor.model.feed import Feed, FeedState
from monitor.outside.child import Children
from monitor.outside.dial import Dialer

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
class Brought:
    """A new document of a feed, read."""

    fresh: Fresh
    document: FeedDocument


async def bring(
    feed: Feed, state: FeedState, room: Newsroom, now: datetime
) -> Brought | Unchanged | FetchError:
    """Get a feed once, and parse in a child what came."""
    fetched = await fetch_feed(room.dialer, feed, state, room.limits, now)
    if not isinstance(fetched, Fresh):
        return fetched
    try:
        document = await room.children.ask(
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
    return Brought(fresh=fetched, document=document)


def succeeded(
    old: FeedState, feed: Feed, answer: Fresh | Unchanged, now: datetime, every: timedelta
) -> FeedState:
    """Give the state after an answer; a server may renew its validators without a new body."""
    state = replace(
        old,
        next_poll_at=next_poll(feed, 0, now, every=every),
        etag=answer.etag,
        last_modified=answer.last_modified,
        polls=old.polls + 1,
        failures=0,
        polled_at=now,
        succeeded_at=now,
        reason=None,
        detail=None,
    )
    if isinstance(answer, Unchanged):
        return state
    return replace(state, body_hash=answer.body_hash, changed_at=now)


def failed(
    old: FeedState, feed: Feed, error: FetchError, now: datetime, every: timedelta
) -> FeedState:
    """Give the state after a failure: old validators, and twice the wait of the one before."""
    failures = old.failures + 1
    due = next_poll(feed, failures, now, every=every, floor=error.retry_after)
    return replace(
        old,
        next_poll_at=due,
        polls=old.polls + 1,
        failures=failures,
        polled_at=now,
        reason=error.reason,
        detail=error.detail,
    )
