"""Leave to ask: a host's turn, and what a site allows; whoever has none comes back later."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.flow.newsroom import Newsroom
from monitor.intake.fetch import FetchError, Fresh, Unchanged
from monitor.intake.polite import host_of
from monitor.model.feed import Feed

TRIED_AGAIN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Not now, but at `at`; `reason` is a word of docs/reasons.md when something is wrong."""

    at: datetime
    reason: str | None = None


async def turn(address: str, room: Newsroom, now: datetime) -> Later | None:
    """Wait for a host's turn if it comes within two seconds; else say when it comes."""
    host = host_of(address)
    if not host:
        return None
    found = room.doors.paces.turn(host, now)
    if not found.may_ask:
        return Later(at=found.at, reason="host_resting" if found.rests else None)
    if found.at > now:
        await asyncio.sleep((found.at - now).total_seconds())
    return None


async def may_ask(
    address: str, feed: Feed | None, room: Newsroom, now: datetime
) -> Later | str | None:
    """Ask whether a page may be read now: None when it may, a reason word when it never may.

    The site's robots.txt takes a turn of its host like any other question.
    """
    if not host_of(address):
        return None
    robots, proxy = room.doors.robots, feed.proxy if feed else None
    if robots.must_ask(address, now, proxy):
        later = await turn(address, room, now)
        if later is not None:
            return later
    verdict = await robots.verdict(address, now, proxy)
    if verdict == "robots":
        return verdict
    if verdict == "robots_unreachable":
        return Later(at=now + TRIED_AGAIN, reason=verdict)
    return await turn(address, room, now)


def hear(
    address: str, answer: Fresh | Unchanged | FetchError, room: Newsroom, now: datetime
) -> None:
    """Take note of how a host does."""
    host = host_of(address)
    if isinstance(answer, FetchError):
        room.doors.paces.heard(host, answer.reason, now, answer.retry_after)
    else:
        room.doors.paces.heard(host, None, now)
