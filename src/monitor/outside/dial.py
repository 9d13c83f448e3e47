"""The guarded HTTP session: the only door through which this program speaks HTTP.

The address really dialled is checked when its socket is made, so literals, odd spellings
(`0x7f000001`) and names that change their mind between two look-ups are all seen. Read timeouts
never fire on a server that drips, so one deadline stands around everything.
"""

import asyncio
import socket
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp.abc import AbstractResolver
from multidict import CIMultiDict
from yarl import URL

from monitor.model.seam import Point, pass_by
from monitor.outside.address import wire_form
from monitor.outside.guard import Allowlist, may_dial, number_of
from monitor.outside.unpack import CODINGS, KNOWN_CODINGS, Body, TooLarge

CONNECTIONS = 64
CONNECTIONS_PER_HOST = 2
KIB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said: header names in lower case, the body decompressed.

    `address` is the address that answered, without a user's name and password.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """No usable answer: `reason` is a word of docs/reasons.md.

    `sent` says that the request may have reached the server: it was on its way when the
    link failed.
    """

    reason: str
    detail: str
    sent: bool = False


class RefusedAddress(OSError):
    """The guard refused the number behind a name."""


class BrokenBody(Exception):
    """The body is not packed as it says, or not whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request: `most_bytes` caps the decompressed body, `deadline` is in seconds, in all.

    `may_cut` says that the beginning of a longer body will do. `body_seconds` says that the status
    alone will do: of the body as much is taken as comes in this time, be it broken or too long.

    `proxy` is the address of a proxy that the operator named; it looks the name up, so that only
    addresses written as numbers can be refused.
    """

    address: str
    headers: Mapping[str, str]
    method: str = "GET"
    body: bytes | None = None
    most_bytes: int = 10 * KIB * KIB
    deadline: float = 30.0
    may_cut: bool = False
    body_seconds: float | None = None
    proxy: str | None = None


class Dialer:
    """Sessions behind one door: strict for the world, free for hosts the operator named.

    What has a body is watched on its way, because it matters whether it was sent; what only asks
    may be asked again.
    """

    def __init__(
        self,
        *,
        agent: str,
        allowed: Allowlist,
        point: Point = pass_by,
        resolver: AbstractResolver | None = None,
    ) -> None:
        """Prepare; sessions open when the dialer is entered as an async context.

        Args:
            agent: The User-Agent, with an address where we can be reached.
            allowed: What the operator allows beyond the public network.
            point: The seam for faults.
            resolver: Who turns names into numbers; the system when None. The guard trusts none.
        """
        self._agent = agent
        self._allowed = allowed
        self._point = point
        self._resolver = resolver
        self._sessions: dict[tuple[bool, bool], aiohttp.ClientSession] = {}

    async def __aenter__(self) -> Self:
        """Open the sessions."""
        self._sessions = {
            (strict, watched): self._session(strict=strict, watched=watched)
            for strict in (True, False)
            for watched in (True, False)
        }
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close the sessions and their connections."""
        for session in self._sessions.values():
            await session.close()

    async def ask(self, request: Request) -> Answer | NoAnswer:
        """Send one request, follow no redirect, and read the answer whole.

        Returns:
            The answer, whatever its status, or why there is none. Never raises for what
            a server or the network does.
        """
        url = wire_form(request.address)
        if url is None:
            return NoAnswer(reason="bad_address", detail="not an http or https address")
        # Only what has a body is watched on its way; anything else may have been sent.
        started = ["unwatched"] if request.body is None else []
        try:
            async with asyncio.timeout(request.deadline):
                return await self._exchange(url, request, started)
        except TimeoutError:
            return NoAnswer(reason="timeout", detail=f"{request.deadline:g} s", sent=bool(started))
        except TooLarge:
            detail = f"over {request.most_bytes} bytes"
            return NoAnswer(reason="too_large", detail=detail, sent=True)
        except BrokenBody as error:
            return NoAnswer(reason="broken_answer", detail=str(error), sent=True)
        except (aiohttp.ClientError, ValueError, OSError) as error:
            linked = isinstance(error, aiohttp.ClientError)
            linked = linked and not isinstance(error, aiohttp.ClientConnectorError)
            return _explain(error, sent=bool(started) and linked)

    async def _exchange(self, url: URL, request: Request, started: list[str]) -> Answer | NoAnswer:
        self._point("dial.connect")
        host = (url.raw_host or "").rstrip(".").lower()
        if request.proxy and not self._may_ask_for(host):
            raise RefusedAddress("not a public address")
        strict = not request.proxy and host not in self._allowed.hosts
        session = self._sessions[strict, request.body is not None]
        async with session.request(
            request.method,
            url,
            data=request.body,
            headers=self._headers(request.headers),
            allow_redirects=False,
            trace_request_ctx={"started": started, "point": self._point}
            if request.body is not None
            else None,
            proxy=request.proxy,
        ) as response:
            self._point("dial.answer")
            answer = await _read(response, request)
            self._point("dial.read")
            return answer

    def _may_ask_for(self, host: str) -> bool:
        """Whether a proxy may be asked for a host: a name, or a number we would dial ourselves."""
        if host in self._allowed.hosts:
            return True
        number = number_of(host)
        return number is None or may_dial(number, self._allowed)

    def _headers(self, wanted: Mapping[str, str]) -> CIMultiDict[str]:
        """Let a feed's own headers win, except over the codings we can read."""
        headers = CIMultiDict({"User-Agent": self._agent})
        headers.update(wanted)
        headers["Accept-Encoding"] = CODINGS
        return headers

    def _session(self, *, strict: bool, watched: bool) -> aiohttp.ClientSession:
        tracing = aiohttp.TraceConfig()
        tracing.on_request_headers_sent.append(_note_sent)
        return aiohttp.ClientSession(
            # Who posts bounds itself: a path of a host that hangs must not hold up another.
            connector=aiohttp.TCPConnector(
                limit=0 if watched else CONNECTIONS,
                limit_per_host=0 if watched else CONNECTIONS_PER_HOST,
                resolver=self._resolver,
                socket_factory=self._checked_socket if strict else None,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            trust_env=False,
            auto_decompress=False,
            max_line_size=16 * KIB,
            max_field_size=16 * KIB,
            max_headers=128,
            trace_configs=[tracing] if watched else None,
        )

    def _checked_socket(self, info: Any) -> socket.socket:  # noqa: ANN401  aiohttp's own tuple
        family, kind, protocol, _, sockaddr = info
        if not may_dial(str(sockaddr[0]), self._allowed):
            # One sentence for every number: only then does a name with several refused numbers
            # fail with this error, and not with a generic one that joins different sentences.
            raise RefusedAddress("not a public address")
        return socket.socket(family=family, type=kind, proto=protocol)


async def _note_sent(
    session: aiohttp.ClientSession,
    context: Any,  # noqa: ANN401  aiohttp's SimpleNamespace
    params: aiohttp.TraceRequestHeadersSentParams,
) -> None:
    context.trace_request_ctx["started"].append(params.method)
    context.trace_request_ctx["point"]("dial.sent")


async def _read(response: aiohttp.ClientResponse, request: Request) -> Answer | NoAnswer:
    said = ", ".join(response.headers.getall("Content-Encoding", ["identity"]))
    coding = said.strip().lower() or "identity"
    if coding not in KNOWN_CODINGS and request.body_seconds is None:
        detail = f"content coding {said[:40]!r} was not offered"
        return NoAnswer(reason="bad_encoding", detail=detail, sent=True)
    return Answer(
        status=response.status,
        headers={name.lower(): value for name, value in response.headers.items()},
        body=await _body(response, Body(coding, request.most_bytes), request),
        address=str(response.url.with_user(None)),
    )


async def _body(response: aiohttp.ClientResponse, body: Body, request: Request) -> bytes:
    """Read a body; where the status alone would do, as much of it as comes soon and well.

    Raises:
        TooLarge: It is longer than allowed.
        BrokenBody: It is not packed as it says, or ends before its end.
    """
    if request.body_seconds is None:
        return await _whole(response, body, may_cut=request.may_cut)
    with suppress(TimeoutError, TooLarge, BrokenBody, aiohttp.ClientError, OSError):
        async with asyncio.timeout(request.body_seconds):
            await _whole(response, body, may_cut=True)
    return body.start


async def _whole(response: aiohttp.ClientResponse, body: Body, *, may_cut: bool) -> bytes:
    end = _end_of(response)
    try:
        while chunk := await response.content.readany():
            body.feed(chunk)
        if end is not None and end.done() and end.exception() is not None:
            raise BrokenBody("the link broke")
        return body.whole()
    except TooLarge:
        if may_cut:
            return body.start
        raise
    except ValueError as error:
        raise BrokenBody(str(error)) from None


def _end_of(response: aiohttp.ClientResponse) -> "asyncio.Future[None] | None":
    """Give what will say how the link ended, where nothing else says that a body is whole.

    aiohttp takes a link that breaks for the end of a body without a length. Source: RFC 9112,
    section 8.
    """
    said = response.headers
    is_chunked = "chunked" in said.get("Transfer-Encoding", "").lower()
    link = response.connection
    if "Content-Length" in said or is_chunked or link is None or link.protocol is None:
        return None
    end: asyncio.Future[None] | None = link.protocol.closed
    if end is not None:  # somebody must look at an error that nobody waits for
        end.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
    return end


def _explain(error: BaseException, *, sent: bool) -> NoAnswer:
    """Give the reason word; the guard's refusal hides as the cause of aiohttp's own error."""
    if any(isinstance(cause, RefusedAddress) for cause in _causes(error)):
        return NoAnswer(reason="private_address", detail="not a public address")
    return NoAnswer(reason=_word(error), detail=_sentence(error), sent=sent)


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__


def _word(error: BaseException) -> str:
    match error:
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError():
            return "tls"
        case aiohttp.ClientConnectorDNSError():
            return "no_such_host"
        case aiohttp.ClientPayloadError() | aiohttp.ClientResponseError():
            return "broken_answer"
        case aiohttp.ServerDisconnectedError():
            return "broken_answer"
        case ValueError():
            return "bad_address"
    return "no_connection"


def _sentence(error: BaseException) -> str:
    """Say what went wrong, without addresses: a proxy's holds a password."""
    if isinstance(error, aiohttp.ClientResponseError):
        return f"{error.status} {error.message}".splitlines()[0][:200]
    if isinstance(error, aiohttp.ClientConnectorError) and error.os_error.strerror:
        return error.os_error.strerror
    return (str(error) or type(error).__name__).splitlines()[0][:200]
