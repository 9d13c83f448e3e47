"""A look at feeds: each is fetched and parsed once, and nothing is written down."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.intake.fetch import FetchError, FetchLimits, Fresh, Unchanged, fetch_feed
from monitor.intake.parse.document import NotAFeed
from monitor.model.article import FeedDocument
from monitor.model.errors import ChildError
from monitor.model.feed import Feed, FeedState
from monitor.outside.child import Children
from monitor.outside.dial import Dialer

PARSE_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one feed gave; `reason` is a word of docs/reasons.md when it gave nothing.

    `moved_to` is where a permanent redirect leads: the address to write into the configuration.
    """

    feed: Feed
    document: FeedDocument | None = None
    reason: str | None = None
    detail: str = ""
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What looking needs: the doors, the limits, and how many feeds at the same time."""

    dialer: Dialer
    children: Children
    limits: FetchLimits
    at_once: int


async def look_at_all(feeds: Sequence[Feed], look: Look, now: datetime) -> tuple[Looked, ...]:
    """Look at every feed, several at the same time; the answers come in the order of the feeds."""
    gate = asyncio.Semaphore(look.at_once)

    async def one(feed: Feed) -> Looked:
        async with gate:
            return await look_at(feed, look, now)

    return tuple(await asyncio.gather(*(one(feed) for feed in feeds)))


async def look_at(feed: Feed, look: Look, now: datetime) -> Looked:
    """Fetch and parse one feed, as if it had never been polled."""
    fetched = await fetch_feed(look.dialer, feed, FeedState(next_poll_at=now), look.limits, now)
    if isinstance(fetched, FetchError):
        return Looked(feed=feed, reason=fetched.reason, detail=fetched.detail)
    # Without validators there is nothing that could be unchanged.
    assert not isinstance(fetched, Unchanged)
    return await _parsed(feed, fetched, look)


async def _parsed(feed: Feed, fetched: Fresh, look: Look) -> Looked:
    try:
        document = await look.children.ask(
            "parse",
            seconds=PARSE_SECONDS,
            body=fetched.body,
            address=fetched.address,
            content_type=fetched.content_type,
        )
    except ChildError as error:
        return Looked(feed=feed, reason=error.reason, detail=error.detail)
    if isinstance(document, NotAFeed):
        return Looked(feed=feed, reason=document.reason, detail=document.detail)
    assert isinstance(document, FeedDocument)
    return Looked(feed=feed, document=document, moved_to=fetched.moved_to)
