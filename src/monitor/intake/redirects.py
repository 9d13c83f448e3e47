"""Follow redirects ourselves: every hop passes the guard, and secrets stay with their origin."""

import asyncio
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from monitor.outside.address import masked
from monitor.outside.dial import Answer, Dialer, NoAnswer, Request

REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)
MOST_HOPS = 5
# A feed's own headers may hold a token under any name, so it is said what may go to another
# origin, and not what may not.
HARMLESS_HEADERS = ("accept", "accept-language", "if-none-match", "if-modified-since")


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The last answer, and where a chain of permanent redirects alone has led (or None)."""

    answer: Answer
    moved_to: str | None


async def follow(dialer: Dialer, request: Request) -> Followed | NoAnswer:
    """Ask, and follow up to five redirects; the request's deadline covers them all.

    A hop to anything but http(s) is refused; only harmless headers go on when scheme, host or
    port change. Source of the status codes: RFC 9110, section 15.4.
    """
    end = _clock() + request.deadline
    permanent = True
    for hop in range(MOST_HOPS + 1):
        answer = await dialer.ask(replace(request, deadline=max(end - _clock(), 0.0)))
        if isinstance(answer, NoAnswer):
            return answer
        location = answer.headers.get("location")
        if answer.status not in REDIRECTS or location is None:
            return Followed(answer=answer, moved_to=request.address if hop and permanent else None)
        permanent = permanent and answer.status in PERMANENT
        target = _target(request.address, location)
        if target is None:
            return NoAnswer(reason="bad_redirect", detail=masked(location)[:200])
        request = _next(request, target)
    return NoAnswer(reason="too_many_redirects", detail=f"more than {MOST_HOPS}")


def _clock() -> float:
    """Give the event loop's monotonic seconds: good for measuring, not for telling the time."""
    return asyncio.get_running_loop().time()


def _target(address: str, location: str) -> str | None:
    try:
        target = urljoin(address, location.strip())
        parts = urlsplit(target)
        fits = parts.scheme.lower() in ("http", "https") and parts.port != 0
    except ValueError:
        return None
    return target if fits else None


def _next(request: Request, target: str) -> Request:
    if origin_of(request.address) == origin_of(target):
        return replace(request, address=target)
    kept = {k: v for k, v in request.headers.items() if k.lower() in HARMLESS_HEADERS}
    return replace(request, address=target, headers=kept)


def origin_of(address: str) -> tuple[str, str | None, int | None, str | None]:
    """Give scheme, host, port and user of an address: what is told to one, the others never see.

    An address that is none (`http://[::127.1]/`, a port of words) is nobody's but its own.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme.lower())
    except ValueError:
        return "", address, None, None
    return parts.scheme.lower(), parts.hostname, port, parts.username
