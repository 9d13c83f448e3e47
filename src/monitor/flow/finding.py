"""The walk from what a person typed to feeds: each is fetched and parsed before it is believed."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from monitor.flow.feedcheck import PARSE_SECONDS, Look
from monitor.intake.discover import (
    By,
    Link,
    WebPage,
    discover,
    home,
    speaks_of_comments,
    spellings,
    usual,
)
from monitor.intake.fetch import FetchError, Unchanged, fetch_feed
from monitor.intake.parse.document import NotAFeed
from monitor.intake.urls import canonical
from monitor.model.article import FeedDocument
from monitor.model.errors import ChildError
from monitor.model.feed import Feed, FeedState

MOST_REQUESTS = 12
PAUSE_SECONDS = 0.1
# The name is wrong, or nobody answers there: other paths of the same host would fail alike.
NO_WAY = ("bad_address", "no_such_host", "no_connection", "private_address", "timeout", "tls")
SLOW_DOWN = "slow_down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed: `address` is the one to write down, `title` what the page called it."""

    address: str
    by: By
    document: FeedDocument
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An address that is no feed to add; `reason` is a word of docs/reasons.md, or empty."""

    address: str
    by: By
    reason: str
    detail: str


@dataclass(slots=True)
class Search:
    """What a search found and tried, in order, and what it left untried.

    `page` is the page that was named, as far as it is one: it can be watched without a feed.
    """

    found: list[Found] = field(default_factory=list)
    tried: list[Tried] = field(default_factory=list)
    untried: list[Link] = field(default_factory=list)
    page: str | None = None


async def find_feeds(
    written: str, look: Look, now: datetime, pause: float = PAUSE_SECONDS
) -> Search:
    """Find the feeds of a site.

    What stands at the address comes first; then what the page announces, what it links, the same
    of the site's first page, and the usual addresses. The first of these kinds that gives a feed
    ends the search. Feeds of comments are only looked at when there is nothing else.

    Args:
        written: An address of a feed or a page, also without https://.
        look: The doors; its children must know the job `discover`.
        now: The present, UTC.
        pause: Seconds between two requests, of which there are 12 at most, one at a time.
    """
    walk = _Walk(look, now, pause)
    page = await walk.first(spellings(written))
    if page is None:
        return walk.search
    site = home(walk.last)
    for by in ("announced", "linked"):
        await walk.try_all(link for link in page.links if link.by == by)
    comments = [link for link in page.links if link.by == "comments"]
    if not walk.is_done() and canonical(site) != canonical(walk.last):
        page = await walk.open(Link(address=site, by="usual"))
        links = page.links if page else ()
        await walk.try_all(link for link in links if link.by != "comments")
    await walk.try_all(usual(walk.search.page or site))
    await walk.try_all(link for link in comments if not walk.search.found)
    return walk.search


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What stands at an address: `address` is where it was in the end."""

    address: str
    moved_to: str | None
    what: FeedDocument | WebPage


class _Walk:
    """One search: what was asked already, and what may still be asked."""

    def __init__(self, look: Look, now: datetime, pause: float) -> None:
        self.search = Search()
        self.last = ""
        self._look, self._now, self._pause = look, now, pause
        self._asked: set[str | None] = set()
        self._closed = False

    def is_done(self) -> bool:
        """Whether a feed was found that is not one of comments."""
        return any(found.by != "comments" for found in self.search.found)

    async def first(self, addresses: Iterable[str]) -> WebPage | None:
        """Open what was named: the first spelling of it that answers.

        Returns:
            The page, an empty one for an address at which nothing stands; None when the search is
            over, with a feed or because nobody is there.
        """
        for address in addresses:
            self.last = address
            page = await self.open(Link(address=address, by="given"))
            if page:
                self.search.page = self.last
                return page
            if self.search.found:
                return None
            if self.search.tried[-1].reason not in NO_WAY:
                return WebPage()
        return None

    async def try_all(self, links: Iterable[Link]) -> None:
        """Ask for links, unless a feed was found before; of the usual ones the first will do."""
        if self.is_done():
            return
        for link in links:
            if canonical(link.address) not in self._asked:
                await self.open(link)
            if link.by == "usual" and self.is_done():
                return

    async def open(self, link: Link) -> WebPage | None:
        """Ask for one address and note what it is.

        Returns:
            The page, if it is one.
        """
        if self._closed or len(self._asked) >= MOST_REQUESTS:
            self.search.untried.append(link)
            return None
        if self._asked:
            await asyncio.sleep(self._pause)
        self._asked.add(canonical(link.address))
        answer = await _ask(link, self._look, self._now)
        if isinstance(answer, Tried):
            self.search.tried.append(answer)
            self._closed = answer.reason == SLOW_DOWN or (
                link.by == "usual" and answer.reason in NO_WAY
            )
            return None
        if isinstance(answer.what, WebPage):
            self.last = answer.address
            self.search.tried.append(_tried(link, "not_a_feed", "a web page"))
            return answer.what
        self._take(link, answer.moved_to or link.address, answer.what)
        return None

    def _take(self, link: Link, address: str, document: FeedDocument) -> None:
        for other in self.search.found:
            if canonical(other.address) == canonical(address) or _same(other.document, document):
                detail = f"the same entries as {other.address}"
                self.search.tried.append(_tried(link, "", detail))
                return
        by: By = "comments" if speaks_of_comments(document.title or "") else link.by
        found = Found(address=address, by=by, document=document, title=link.title)
        self.search.found.append(found)


async def _ask(link: Link, look: Look, now: datetime) -> _Answer | Tried:
    feed, state = Feed(id="", address=link.address), FeedState(next_poll_at=now)
    fetched = await fetch_feed(look.dialer, feed, state, look.limits, now)
    if isinstance(fetched, FetchError):
        return _tried(link, fetched.reason, fetched.detail)
    # Without validators there is nothing that could be unchanged.
    assert not isinstance(fetched, Unchanged)
    try:
        what = await look.children.ask(
            discover.__name__,
            seconds=PARSE_SECONDS,
            body=fetched.body,
            address=fetched.address,
            content_type=fetched.content_type,
        )
    except ChildError as error:
        return _tried(link, error.reason, error.detail)
    if isinstance(what, NotAFeed):
        return _tried(link, what.reason, what.detail)
    return _Answer(address=fetched.address, moved_to=fetched.moved_to, what=what)


def _tried(link: Link, reason: str, detail: str) -> Tried:
    return Tried(address=link.address, by=link.by, reason=reason, detail=detail)


def _same(one: FeedDocument, other: FeedDocument) -> bool:
    """Whether two documents are one feed in two formats."""
    links = {entry.link for entry in one.entries}
    return bool(links) and links == {entry.link for entry in other.entries}
