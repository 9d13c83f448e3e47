"""A look at feeds: each is fetched and parsed once, and nothing is written down."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.intake.fetch import FetchError, FetchLimits, Fresh, Unchanged, fetch_feed
from monitor.intake.parse.document import NotAFeed
from monitor.intake.polite import host_of
from monitor.model.article import FeedDocument
from monitor.model.errors import ChildError
from monitor.model.feed import Feed, FeedState
from monitor.outside.child import Children
from monitor.outside.dial import Dialer
from monitor.text.language import base_language, candidates

PARSE_SECONDS = 5
AT_ONE_HOST = 2
# Entries whose language is asked for, how many must know it, and what share must agree.
READ, FEWEST, AGREE = 20, 3, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one feed gave; `reason` is a word of docs/reasons.md when it gave nothing.

    `moved_to` is where a permanent redirect leads: the address to write into the configuration.
    `reads_like` is the language that the entries are in, as far as it can be told.
    """

    feed: Feed
    document: FeedDocument | None = None
    reason: str | None = None
    detail: str = ""
    moved_to: str | None = None
    reads_like: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What looking needs: the doors, the limits, and how many feeds at the same time."""

    dialer: Dialer
    children: Children
    limits: FetchLimits
    at_once: int


async def look_at_each(
    feeds: Sequence[Feed], look: Look, now: datetime
) -> AsyncIterator[tuple[int, Looked]]:
    """Look at every feed, several at the same time but not more than two at one host.

    Yields:
        The number of the feed in `feeds` and what it gave, as the answers come.
    """
    gate = asyncio.Semaphore(look.at_once)
    hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(AT_ONE_HOST))

    async def one(number: int, feed: Feed) -> tuple[int, Looked]:
        # The host first: who waits for a busy host must not keep others from theirs.
        async with hosts[host_of(feed.address)], gate:
            return number, await look_at(feed, look, now)

    tasks = [asyncio.create_task(one(*numbered)) for numbered in enumerate(feeds)]
    try:
        for done in asyncio.as_completed(tasks):
            yield await done
    finally:
        for task in tasks:
            task.cancel()


async def look_at_all(feeds: Sequence[Feed], look: Look, now: datetime) -> tuple[Looked, ...]:
    """Look at every feed as `look_at_each`; the answers come in the order of the feeds."""
    found = {number: looked async for number, looked in look_at_each(feeds, look, now)}
    return tuple(found[number] for number in sorted(found))


async def look_at(feed: Feed, look: Look, now: datetime) -> Looked:
    """Fetch and parse one feed, as if it had never been polled."""
    fetched = await fetch_feed(look.dialer, feed, FeedState(next_poll_at=now), look.limits, now)
    if isinstance(fetched, FetchError):
        return Looked(feed=feed, reason=fetched.reason, detail=fetched.detail)
    # Without validators there is nothing that could be unchanged.
    assert not isinstance(fetched, Unchanged)
    return await _parsed(feed, fetched, look)


def newest(document: FeedDocument) -> datetime | None:
    """Give the time of the newest entry, if any has one."""
    times = (entry.published or entry.updated for entry in document.entries)
    return max((time for time in times if time), default=None)


def language_read(document: FeedDocument) -> str | None:
    """Say which language the first entries are in, whatever the feed declares.

    Returns:
        Two or three letters; None when too few entries can be told, or they disagree.
    """
    found = (candidates(entry.title, entry.text).best for entry in document.entries[:READ])
    votes = Counter(name for name in found if name != "und")
    if votes.total() < FEWEST:
        return None
    (name, count), *_ = votes.most_common(1)
    return name if count >= AGREE * votes.total() else None


def doubts(looked: Looked) -> tuple[str, ...]:
    """Say what is doubtful about a feed that gave something, one sentence each."""
    document = looked.document
    if document is None:
        return ()
    found = []
    if looked.moved_to:
        found.append(f"has moved to {looked.moved_to}")
    if not document.entries:
        found.append("no entries")
    if document.charset:
        found.append(f"is written in {document.charset}, and says otherwise")
    configured = base_language(looked.feed.language)
    seen = {"says": base_language(document.language), "reads like": looked.reads_like}
    other = {verb: name for verb, name in seen.items() if name and configured not in (name, None)}
    if other:
        words = ", ".join(f"{verb} {name}" for verb, name in other.items())
        found.append(f"{words}, configured {configured}")
    return tuple(found)


async def _parsed(feed: Feed, fetched: Fresh, look: Look) -> Looked:
    try:
        document = await look.children.ask(
            "parse",
            seconds=PARSE_SECONDS,
            body=fetched.body,
            address=fetched.address,
            content_type=fetched.content_type,
            kind=feed.kind,
        )
    except ChildError as error:
        return Looked(feed=feed, reason=error.reason, detail=error.detail)
    if isinstance(document, NotAFeed):
        return Looked(feed=feed, reason=document.reason, detail=document.detail)
    assert isinstance(document, FeedDocument)
    return Looked(
        feed=feed,
        document=document,
        moved_to=fetched.moved_to,
        reads_like=language_read(document),
    )
