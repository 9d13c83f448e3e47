"""Entries that came and went between two polls: looked for where a feed keeps its older ones."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from monitor.flow.manners import turn
from monitor.flow.newsroom import Newsroom
from monitor.flow.polling import Brought, Poll, bring
from monitor.flow.seams import Access
from monitor.intake.rhythm import from_line, may_have_lost
from monitor.model.article import Entry
from monitor.model.feed import FeedState
from monitor.store import articles
from monitor.store.articles import KnownEntry

MOST_PAGES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Older entries that were found, and how; `lost` says that some may still be missing."""

    entries: tuple[Entry, ...] = ()
    by: str = ""
    lost: bool = False


async def missed(
    poll: Poll, brought: Brought, known: Mapping[str, KnownEntry], room: Newsroom, read: Access
) -> Missed:
    """Look for what this document does not show any more.

    When none of its entries was there at the poll before, others may have come and gone. The
    feed's own archive (RFC 5005, `prev-archive` or `next`) is read back, or a WordPress feed's
    further pages (`?paged=2`), until an entry is known: five documents at most. A loss that is
    made good is none.
    """
    document = brought.document
    if not may_have_lost(from_line(poll.old.rhythm), document.entries, known):
        return Missed()
    found: list[Entry] = []
    address, by = _older(brought, 2)
    for page in range(2, MOST_PAGES + 2):
        if address is None:
            break
        older = await _look(poll, address, room)
        if older is None or not older.document.entries:
            break
        entries = older.document.entries
        there = await _known(poll, entries, read)
        found += (entry for entry in entries if entry.identity not in there)
        if there:
            return Missed(entries=tuple(found), by=by)
        address, by = _older(older, page + 1)
    return Missed(entries=tuple(found), by=by, lost=True)


async def _known(poll: Poll, entries: tuple[Entry, ...], read: Access) -> Mapping[str, KnownEntry]:
    identities = [entry.identity for entry in entries]
    return await read(lambda rows: articles.known(rows, poll.feed.id, identities))


async def _look(poll: Poll, address: str, room: Newsroom) -> Brought | None:
    """Fetch and parse one older document; None when there is none."""
    if await turn(address, room, poll.now) is not None:
        return None
    feed, nothing = replace(poll.feed, address=address), FeedState(next_poll_at=poll.now)
    answer = await bring(feed, nothing, room, poll.now)
    return answer if isinstance(answer, Brought) else None


def _older(brought: Brought, page: int) -> tuple[str | None, str]:
    """Give the address of the document before this one, and by what it is known."""
    if brought.document.older:
        return brought.document.older, "archive"
    parts = urlsplit(brought.fresh.address)
    if not parts.path.rstrip("/").endswith("/feed"):
        return None, ""
    query = [pair for pair in parse_qsl(parts.query) if pair[0] != "paged"]
    query.append(("paged", str(page)))
    return urlunsplit(parts._replace(query=urlencode(query))), "paged"
