"""robots.txt: which pages of a site a program may read. Source: RFC 9309.

Feeds are made for programs and need no permission; pages do. What a site says is kept for a day,
its text as it came: it is read in a child, since strangers wrote it.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from monitor.intake.redirects import follow
from monitor.outside.dial import Dialer, NoAnswer, Request

KEPT = timedelta(hours=24)
TRIED_AGAIN = timedelta(minutes=30)
MOST_BYTES = 512 * 1024  # RFC 9309, section 2.5: at least 500 KiB are read
MOST_SITES = 5_000
MOST_KEPT = 64 * 1024 * 1024  # bytes of all texts
OK, SERVER_ERROR = 200, 500
SECONDS = 15.0

# No robots.txt rather than none in reach: the page itself will say what is wrong.
NO_ROBOTS = frozenset(
    {"too_many_redirects", "bad_redirect", "bad_encoding", "private_address", "bad_address"}
)

Way = tuple[str, str | None]  # a site's origin, and the proxy it is asked by
Verdict = Literal["may", "robots", "robots_unreachable"]
Ask = Callable[[bytes, str], Awaitable[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """What a site says: a text, nothing (all may be read), or no answer at all."""

    text: bytes | None
    is_reachable: bool
    until: datetime


class Robots:
    """What sites allow; one question to a site at a time, in one event loop."""

    def __init__(self, dialer: Dialer, ask: Ask) -> None:
        """Keep the door, and who reads a text: `ask(text, address)` says whether we may."""
        self._dialer = dialer
        self._ask = ask
        self._sites: OrderedDict[Way, _Site] = OrderedDict()
        self._bytes = 0
        self._asked: dict[Way, asyncio.Future[_Site]] = {}

    async def verdict(self, address: str, now: datetime, proxy: str | None = None) -> Verdict:
        """Say whether a page may be read.

        A site without a robots.txt (4xx) allows all; one that cannot be reached, or is in
        trouble itself (5xx), allows nothing for the time being (RFC 9309, section 2.3.1).

        Args:
            address: The page's.
            now: The present, UTC.
            proxy: The proxy by which the page is asked for; the site is asked the same way.
        """
        site = await self._site((_origin(address), proxy), now)
        if not site.is_reachable:
            return "robots_unreachable"
        if site.text is None or await self._ask(site.text, address):
            return "may"
        return "robots"

    async def text(self, address: str, now: datetime, proxy: str | None = None) -> bytes | None:
        """Give what the site of an address says, as it came; None when it says nothing."""
        return (await self._site((_origin(address), proxy), now)).text

    def must_ask(self, address: str, now: datetime, proxy: str | None = None) -> bool:
        """Whether a verdict would ask the site, and nobody does so already."""
        way = (_origin(address), proxy)
        return self._known(way, now) is None and way not in self._asked

    def _known(self, way: Way, now: datetime) -> _Site | None:
        known = self._sites.get(way)
        return known if known is not None and now < known.until <= now + 2 * KEPT else None

    async def _site(self, way: Way, now: datetime) -> _Site:
        known = self._known(way, now)
        if known is not None:
            self._sites.move_to_end(way)
            return known
        asked = self._asked.get(way)
        if asked is None:
            asked = asyncio.ensure_future(self._fetched(way, now))
            self._asked[way] = asked
            asked.add_done_callback(lambda _: self._asked.pop(way, None))
        return await asyncio.shield(asked)

    async def _fetched(self, way: Way, now: datetime) -> _Site:
        origin, proxy = way
        request = Request(
            address=f"{origin}/robots.txt",
            headers={"Accept": "text/plain, */*;q=0.1"},
            most_bytes=MOST_BYTES,
            deadline=SECONDS,
            may_cut=True,
            proxy=proxy,
        )
        followed = await follow(self._dialer, request)
        if isinstance(followed, NoAnswer):
            reachable = followed.reason in NO_ROBOTS
            site = _Site(text=None, is_reachable=reachable, until=now + TRIED_AGAIN)
        elif followed.answer.status >= SERVER_ERROR:
            site = _Site(text=None, is_reachable=False, until=now + TRIED_AGAIN)
        else:
            text = followed.answer.body if followed.answer.status == OK else None
            site = _Site(text=text, is_reachable=True, until=now + KEPT)
        self._keep(way, site)
        return site

    def _keep(self, way: Way, site: _Site) -> None:
        old = self._sites.pop(way, None)
        self._sites[way] = site
        self._bytes += _size(site) - _size(old)
        while len(self._sites) > MOST_SITES or self._bytes > MOST_KEPT:
            _, gone = self._sites.popitem(last=False)
            self._bytes -= _size(gone)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _size(site: _Site | None) -> int:
    return len(site.text or b"") if site else 0
