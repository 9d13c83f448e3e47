"""Follow redirects ourselves: every hop passes the guard, and secrets stay with their origin."""

from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from monitor.outside.dial import Answer, Dialer, NoAnswer, Request

REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)
MOST_HOPS = 5
PRIVATE_HEADERS = ("authorization", "cookie", "proxy-authorization")


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The last answer, and where a chain of permanent redirects alone has led (or None)."""

    answer: Answer
    moved_to: str | None


async def follow(dialer: Dialer, request: Request) -> Followed | NoAnswer:
    """Ask, and follow up to five redirects.

    A hop to anything but http(s) is refused; headers with secrets are dropped when scheme, host
    or port change. Source of the status codes: RFC 9110, section 15.4.
    """
    permanent = True
    for hop in range(MOST_HOPS + 1):
        answer = await dialer.ask(request)
        if isinstance(answer, NoAnswer):
            return answer
        if answer.status not in REDIRECTS or "location" not in answer.headers:
            moved = request.address if hop and permanent else None
            return Followed(answer=answer, moved_to=moved)
        permanent = permanent and answer.status in PERMANENT
        target = _target(request.address, answer.headers["location"])
        if target is None:
            return NoAnswer(reason="bad_redirect", detail=answer.headers["location"][:200])
        request = _next(request, target)
    return NoAnswer(reason="too_many_redirects", detail=f"more than {MOST_HOPS}")


def _target(address: str, location: str) -> str | None:
    try:
        target = urljoin(address, location.strip())
        fits = urlsplit(target).scheme.lower() in ("http", "https")
    except ValueError:
        return None
    return target if fits else None


def _next(request: Request, target: str) -> Request:
    if _origin(request.address) == _origin(target):
        return replace(request, address=target)
    kept = {k: v for k, v in request.headers.items() if k.lower() not in PRIVATE_HEADERS}
    return replace(request, address=target, headers=kept)


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme.lower(), parts.hostname, parts.port
