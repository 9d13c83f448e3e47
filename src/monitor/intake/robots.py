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
OK, SERVER_ERROR = 200, 500
SECONDS = 15.0

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
        self._sites: OrderedDict[str, _Site] = OrderedDict()
        self._asked: dict[str, asyncio.Future[_Site]] = {}

    async def verdict(self, address: str, now: datetime) -> Verdict:
        """Say whether a page may be read.

        A site without a robots.txt (4xx) allows all; one that cannot be reached, or is in
        trouble itself (5xx), allows nothing for the time being (RFC 9309, section 2.3.1).
        """
        parts = urlsplit(address)
        site = await self._site(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}", now)
        if not site.is_reachable:
            return "robots_unreachable"
        if site.text is None or await self._ask(site.text, address):
            return "may"
        return "robots"

    async def _site(self, origin: str, now: datetime) -> _Site:
        known = self._sites.get(origin)
        if known is not None and now < known.until:
            self._sites.move_to_end(origin)
            return known
        asked = self._asked.get(origin)
        if asked is None:
            asked = asyncio.ensure_future(self._fetched(origin, now))
            self._asked[origin] = asked
            asked.add_done_callback(lambda _: self._asked.pop(origin, None))
        return await asyncio.shield(asked)

    async def _fetched(self, origin: str, now: datetime) -> _Site:
        request = Request(
            address=f"{origin}/robots.txt",
            headers={"Accept": "text/plain, */*;q=0.1"},
            most_bytes=MOST_BYTES,
            deadline=SECONDS,
        )
        followed = await follow(self._dialer, request)
        if isinstance(followed, NoAnswer):
            # Too long a text forbids nothing that we could read; no way there forbids all.
            reachable = followed.reason == "too_large"
            site = _Site(text=None, is_reachable=reachable, until=now + TRIED_AGAIN)
        elif followed.answer.status >= SERVER_ERROR:
            site = _Site(text=None, is_reachable=False, until=now + TRIED_AGAIN)
        else:
            text = followed.answer.body if followed.answer.status == OK else None
            site = _Site(text=text, is_reachable=True, until=now + KEPT)
        self._keep(origin, site)
        return site

    def _keep(self, origin: str, site: _Site) -> None:
        self._sites[origin] = site
        while len(self._sites) > MOST_SITES:
            self._sites.popitem(last=False)
