"""One conditional GET of a feed or of a page: what came, or why nothing did.

Validators are opaque and sent back byte for byte (RFC 9110, section 13); they are only worth
storing in the transaction that stores the entries, which is the caller's.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from monitor.intake.folder import path_of, read_at_most
from monitor.intake.freshness import max_age, retry_after
from monitor.intake.redirects import Followed, follow, origin_of
from monitor.intake.sniff import looks_binary
from monitor.model.feed import Feed, FeedState
from monitor.outside.dial import Answer, Dialer, NoAnswer, Request

ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.8, application/json;q=0.8, */*;q=0.1"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5"
PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
LONGEST_VALIDATOR = 1024
OK, NOT_MODIFIED, GONE = 200, 304, 410
SLOW_DOWN = (429, 503)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """Limits of one fetch: seconds in all, bytes after decompression."""

    seconds: float = 30.0
    feed_bytes: int = 10 * 1024 * 1024
    page_bytes: int = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What an earlier answer left, to ask whether anything has changed since."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None

    @property
    def can_ask(self) -> bool:
        """Whether a server could answer 304 to it."""
        return bool(self.etag or self.last_modified)

    def headers(self) -> dict[str, str]:
        """Give the conditions of a request."""
        conditions = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in conditions.items() if value}


NEVER_READ = Validators()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A body to read; `address` is where it was found, for resolving links.

    `moved_to` is where permanent redirects alone led; `max_age` is for how many seconds the
    server says that nothing will change.
    """

    body: bytes
    address: str
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str = ""
    moved_to: str | None = None
    max_age: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The feed is as it was: the server said so, or the body is the same byte for byte.

    `etag` and `last_modified` are what the next poll should send: a server may renew them
    without a new body.
    """

    by: str
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    max_age: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchError:
    """Nothing usable: `reason` is a word of docs/reasons.md, `retry_after` seconds to wait."""

    reason: str
    detail: str
    retry_after: float | None = None


async def fetch_feed(
    dialer: Dialer, feed: Feed, state: FeedState, limits: FetchLimits, now: datetime
) -> Fresh | Unchanged | FetchError:
    """Get a feed once, conditionally when there is a validator from an earlier poll."""
    known = Validators(
        etag=state.etag, last_modified=state.last_modified, body_hash=state.body_hash
    )
    if feed.is_local:
        return _same_or_fresh(_read_file(feed.address, feed.root, limits.feed_bytes), known)
    address = state.adopted or feed.address
    request = Request(
        address=address,
        headers={"Accept": ACCEPT_FEED, **known.headers(), **_own_headers(feed, address)},
        most_bytes=limits.feed_bytes,
        deadline=limits.seconds,
        proxy=feed.proxy,
    )
    return await _asked(dialer, request, known, now)


async def fetch_page(
    dialer: Dialer,
    address: str,
    feed: Feed | None,
    limits: FetchLimits,
    now: datetime,
    known: Validators = NEVER_READ,
) -> Fresh | Unchanged | FetchError:
    """Get an article's page; a `file:` address is read only below its feed's folder.

    Args:
        dialer: The door.
        address: The page's.
        feed: The feed that brought the article, with what its origin may be told; None when it
            is no longer configured.
        limits: As for feeds.
        now: The present, UTC.
        known: What the last reading left.
    """
    if address.startswith("file:"):
        root = feed.root if feed else None
        return _page(_same_or_fresh(_read_file(address, root, limits.page_bytes), known))
    request = Request(
        address=address,
        headers={"Accept": ACCEPT_PAGE, **known.headers(), **_own_headers(feed, address)},
        most_bytes=limits.page_bytes,
        deadline=limits.seconds,
        proxy=feed.proxy if feed else None,
    )
    return _page(await _asked(dialer, request, known, now))


def _own_headers(feed: Feed | None, address: str) -> dict[str, str]:
    """Give a feed's own headers and cookies, which only its own origin may see."""
    if feed is None or feed.is_local or origin_of(feed.address) != origin_of(address):
        return {}
    cookies = "; ".join(f"{name}={value}" for name, value in feed.cookies.items())
    return {**feed.headers, **({"Cookie": cookies} if cookies else {})}


async def _asked(
    dialer: Dialer, request: Request, known: Validators, now: datetime
) -> Fresh | Unchanged | FetchError:
    followed = await follow(dialer, request)
    if isinstance(followed, NoAnswer):
        return FetchError(reason=followed.reason, detail=followed.detail)
    return _same_or_fresh(_judge(followed, known, now), known)


def _page(found: Fresh | Unchanged | FetchError) -> Fresh | Unchanged | FetchError:
    """Let only what can be a page through: a server may call a picture text/html."""
    if not isinstance(found, Fresh):
        return found
    kind = (found.content_type or "text/html").partition(";")[0].strip().lower()
    if kind not in PAGE_TYPES or looks_binary(found.body):
        return FetchError(reason="not_a_page", detail=kind[:100])
    return found


def _judge(followed: Followed, known: Validators, now: datetime) -> Fresh | Unchanged | FetchError:
    answer = followed.answer
    if answer.status == NOT_MODIFIED:
        return _not_modified(followed, known)
    if answer.status == OK:
        return _fresh(answer, followed.moved_to)
    wait = retry_after(answer.headers, now) if answer.status in SLOW_DOWN else None
    word = status_word(answer.status)
    return FetchError(reason=word, detail=f"HTTP {answer.status}", retry_after=wait)


def _not_modified(followed: Followed, known: Validators) -> Unchanged | FetchError:
    if not known.can_ask:
        return FetchError(reason="broken_answer", detail="304 to a question without a validator")
    headers = followed.answer.headers
    return Unchanged(
        by="status 304",
        etag=_validator(headers.get("etag")) or known.etag,
        last_modified=_validator(headers.get("last-modified")) or known.last_modified,
        moved_to=followed.moved_to,
        max_age=max_age(headers),
    )


def status_word(status: int) -> str:
    """Give the reason word for a status that is not success."""
    words = {401: "http_401", 403: "http_403", 404: "http_404", GONE: "gone", 429: "slow_down"}
    return words.get(status, f"http_{status // 100}xx")


def _fresh(answer: Answer, moved_to: str | None) -> Fresh:
    return Fresh(
        body=answer.body,
        address=answer.address,
        content_type=answer.headers.get("content-type"),
        etag=_validator(answer.headers.get("etag")),
        last_modified=_validator(answer.headers.get("last-modified")),
        body_hash=hash_of(answer.body),
        moved_to=moved_to,
        max_age=max_age(answer.headers),
    )


def _same_or_fresh(
    result: Fresh | Unchanged | FetchError, known: Validators
) -> Fresh | Unchanged | FetchError:
    if isinstance(result, Fresh) and result.body_hash == known.body_hash:
        return Unchanged(
            by="same body",
            etag=result.etag,
            last_modified=result.last_modified,
            moved_to=result.moved_to,
            max_age=result.max_age,
        )
    return result


def _validator(value: str | None) -> str | None:
    """Keep a validator only if it can be sent back: printable, and not absurdly long."""
    if value and len(value) <= LONGEST_VALIDATOR and value.isprintable():
        return value
    return None


def hash_of(body: bytes) -> str:
    """Give the hash by which two bodies are held to be the same."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def _read_file(address: str, root: str | None, most_bytes: int) -> Fresh | FetchError:
    """Read a file of a configured folder; links and `..` cannot lead out of it."""
    path = path_of(address, root) if root is not None else None
    if path is None:
        return FetchError(reason="private_address", detail="not a file of the feed's folder")
    try:
        body = read_at_most(path, most_bytes)
    except OSError as error:
        return FetchError(reason="no_such_file", detail=error.strerror or "cannot be read")
    if body is None:
        return FetchError(reason="no_such_file", detail="not a regular file")
    if len(body) > most_bytes:
        return FetchError(reason="too_large", detail=f"over {most_bytes} bytes")
    return Fresh(body=body, address=path.as_uri(), body_hash=hash_of(body))
