"""Entries that came and went between two polls: looked for where a feed keeps its older ones."""

import asyncio
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from itertools import chain, takewhile
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from monitor.flow.knowing import Known, known_of
from monitor.flow.manners import turn
from monitor.flow.newsroom import Newsroom, news_sitemaps_of
from monitor.flow.polling import Brought, Poll, bring
from monitor.flow.seams import Access
from monitor.intake.rhythm import from_line, may_have_lost
from monitor.intake.urls import canonical
from monitor.model.article import Entry
from monitor.model.feed import Feed, FeedState
from monitor.store.feeds import FeedClaim

MOST_PAGES = 5
LATE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Older entries that were found, and how; `lost` says that some may still be missing."""

    entries: tuple[Entry, ...] = ()
    by: str = ""
    lost: bool = False


async def missed(
    claim: FeedClaim, poll: Poll, brought: Brought, known: Known, room: Newsroom, read: Access
) -> Missed:
    """Look for what this document does not show any more.

    When none of its entries was there at the poll before, others may have come and gone. The
    feed's own archive (RFC 5005, `prev-archive` or `next`) is read back, or a WordPress feed's
    further pages (`?paged=2`), until an entry is known: five documents at most. Where there is
    neither, the news sitemaps of the site are looked at. A loss that is made good is none.
    """
    document = brought.document
    rhythm = from_line(poll.old.rhythm)
    if not may_have_lost(rhythm, document.entries, known):
        return Missed()
    found: list[Entry] = []
    address, by = _older(poll.feed, brought, 2)
    if address is None:
        return await _by_sitemap(claim, poll, brought, room, read)
    clock = asyncio.get_running_loop().time
    begun = clock()
    for page in range(2, MOST_PAGES + 2):
        if address is None:
            break
        # The host's gap is kept, so time goes on meanwhile.
        then = poll.now + timedelta(seconds=clock() - begun)
        older = await _look(replace(poll, now=then), address, room)
        if older is None or not older.document.entries:
            break
        entries = older.document.entries
        there = await known_of(claim, entries, read)
        # What stands behind a known entry is older than what was seen before.
        found += takewhile(partial(_is_new, there), entries)
        if there:
            return Missed(entries=_news(found, poll), by=by)
        address, by = _older(poll.feed, older, page + 1)
    return Missed(entries=_news(found, poll), by=by, lost=True)


async def _by_sitemap(
    claim: FeedClaim, poll: Poll, brought: Brought, room: Newsroom, read: Access
) -> Missed:
    """Look into the sitemaps of news that the feed's site names; they hold two days.

    One that reaches back to what was known before shows all that lies between.
    """
    feed = poll.feed
    if feed.is_local:
        return Missed(lost=True)
    homes = dict.fromkeys(filter(None, (brought.fresh.address, brought.document.link)))
    named = [await news_sitemaps_of(home, feed, room, poll.now) for home in homes]
    for address in chain.from_iterable(named):
        older = await _look(poll, address, room)
        if older is None or older.document.path != "sitemap":
            continue
        entries = older.document.entries
        there = await known_of(claim, entries, read)
        told = {canonical(entry.link or "") for entry in brought.document.entries}
        found = [
            entry
            for entry in entries
            if entry.published and _is_new(there, entry) and canonical(entry.link or "") not in told
        ]
        return Missed(entries=_news(found, poll), by="sitemap", lost=not there)
    return Missed(lost=True)


def _is_new(there: Container[str], entry: Entry) -> bool:
    return entry.identity not in there


def _news(found: Sequence[Entry], poll: Poll) -> tuple[Entry, ...]:
    """Leave out what is dated long before the last answer: an archive goes back for years."""
    since = (poll.old.succeeded_at or poll.now) - LATE
    return tuple(entry for entry in found if entry.published is None or entry.published >= since)


async def _look(poll: Poll, address: str, room: Newsroom) -> Brought | None:
    """Fetch and parse one older document; None when there is none."""
    if await turn(address, room, poll.now) is not None:
        return None
    # The feed stays what it is, so that its headers and cookies go to its own origin alone.
    elsewhere = FeedState(next_poll_at=poll.now, adopted=address)
    answer = await bring(poll.feed, elsewhere, room, poll.now)
    return answer if isinstance(answer, Brought) else None


def _older(feed: Feed, brought: Brought, page: int) -> tuple[str | None, str]:
    """Give the address of the document before this one, and by what it is known."""
    if feed.is_local:
        return None, ""
    if brought.document.older:
        return brought.document.older, "archive"
    parts = urlsplit(brought.fresh.address)
    if not parts.path.rstrip("/").endswith("/feed"):
        return None, ""
    query = [pair for pair in parse_qsl(parts.query) if pair[0] != "paged"]
    query.append(("paged", str(page)))
    return urlunsplit(parts._replace(query=urlencode(query))), "paged"
