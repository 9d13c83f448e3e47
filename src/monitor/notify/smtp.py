"""E-mail: one parcel to one recipient, step by step, so that the phase of a failure is known."""

import asyncio
import ssl
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import aiosmtplib
from aiosmtplib import SMTPException, SMTPResponseException, SMTPServerDisconnected

from monitor.model.message import Outcome, Parcel, Refused, Sent
from monitor.model.seam import Point
from monitor.notify.smtp_words import (
    dotted,
    failure,
    no_such_letters,
    refusal,
    said,
    wire_address,
)

Security = Literal["starttls", "tls", "none"]
GOODBYE_SECONDS: Final = 2
ACCEPTED: Final = 250
GO_AHEAD: Final = 354
CLOSING: Final = 421
LINKS: Final = 8
MAILS_A_LINK: Final = 100
IDLE_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The server that takes our mail.

    `sender` is the address mail comes from; `ca_file` names certificates to trust instead of the
    system's; `deadline` is in seconds, around everything from the first packet to the answer.

    Raises:
        ValueError: A password would travel without encryption.
    """

    host: str
    sender: str
    port: int = 587
    security: Security = "starttls"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    deadline: float = 60.0

    def __post_init__(self) -> None:
        """Refuse to send a password in the clear."""
        if self.password and self.security == "none":
            raise ValueError("a password needs security: starttls or tls")

    @property
    def lane(self) -> str:
        """What every mail through this server shares."""
        return f"smtp://{self.host}:{self.port}"


@dataclass(slots=True)
class _Progress:
    """How far one attempt has come: from `handed_over` on, nobody knows without an answer."""

    handed_over: bool = False


@dataclass(slots=True, eq=False)
class _Link:
    """An open connection, greeted, encrypted and logged in; `mails` have gone through it."""

    client: aiosmtplib.SMTP
    mails: int = 0
    expiry: asyncio.TimerHandle | None = None


class MailPool:
    """Connections to one mail server, kept a few seconds for the next mail.

    At most `links` are open at the same time; an idle one is kept for `IDLE_SECONDS`, and no more
    than `MAILS_A_LINK` mails go through one: many servers close it then. With `links=0` every mail
    has a connection of its own, and nothing bounds them.
    """

    def __init__(self, server: MailServer, point: Point, links: int = LINKS) -> None:
        """Open nothing yet.

        Raises:
            OSError: The server's `ca_file` cannot be read.
        """
        self.server = server
        encrypted = server.security != "none"
        self._tls = ssl.create_default_context(cafile=server.ca_file) if encrypted else None
        self._point = point
        self._links = links
        self._turn = asyncio.Semaphore(links) if links else nullcontext()
        self._idle: list[_Link] = []
        self._leaving: set[asyncio.Task[None]] = set()

    async def send(self, recipient: str, body: bytes) -> Outcome:
        """Offer a mail to the server, once; never raises for what the server does."""
        progress = _Progress()
        try:
            # Who waits for a turn is not late: the server does not know of them.
            async with self._turn, asyncio.timeout(self.server.deadline):
                return await self._send(recipient, body, progress)
        except SMTPResponseException as problem:
            if problem.code >= 400:
                return refusal(problem.code, problem.message)
            return failure(problem, handed_over=progress.handed_over)
        except (SMTPException, OSError, ValueError) as problem:
            return failure(problem, handed_over=progress.handed_over)

    async def close(self) -> None:
        """Leave every idle connection, politely."""
        while self._idle:
            link = self._idle.pop()
            if link.expiry is not None:
                link.expiry.cancel()
            self._leave(link.client)
        await asyncio.gather(*self._leaving)

    async def _send(self, recipient: str, body: bytes, progress: _Progress) -> Outcome:
        kept = self._take()
        if kept is not None:
            try:
                return await self._use(kept, recipient, body, progress)
            except (SMTPException, OSError) as problem:
                if progress.handed_over or not _was_left(problem):
                    raise
        fresh = await self._open()
        if isinstance(fresh, Refused):
            return fresh
        return await self._use(fresh, recipient, body, progress)

    async def _use(self, link: _Link, recipient: str, body: bytes, progress: _Progress) -> Outcome:
        try:
            outcome = await self._offer(link.client, recipient, body, progress)
        except SMTPResponseException:
            self._leave(link.client)
            raise
        except BaseException:
            _drop(link.client)
            raise
        self._put_back(link, outcome)
        return outcome

    def _take(self) -> _Link | None:
        while self._idle:
            link = self._idle.pop()
            if link.expiry is not None:
                link.expiry.cancel()
            if link.client.is_connected:
                return link
        return None

    def _put_back(self, link: _Link, outcome: Outcome) -> None:
        """Keep a link after a mail that went well; after anything else its state is not sure."""
        link.mails += 1
        is_fit = isinstance(outcome, Sent) and link.mails < MAILS_A_LINK
        if not is_fit or len(self._idle) >= self._links:
            self._leave(link.client)
            return
        loop = asyncio.get_running_loop()
        link.expiry = loop.call_later(IDLE_SECONDS, self._expire, link)
        self._idle.append(link)

    def _expire(self, link: _Link) -> None:
        if link in self._idle:
            self._idle.remove(link)
            self._leave(link.client)

    def _leave(self, client: aiosmtplib.SMTP) -> None:
        """Say goodbye beside the work: an outcome that stands must not wait for it."""
        task = asyncio.get_running_loop().create_task(_say_goodbye(client))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _open(self) -> _Link | Refused:
        """Connect, greet, encrypt and log in as the configuration asks; never with less."""
        client = self._client()
        try:
            self._point("smtp.connect")
            await client.connect()
            self._point("smtp.ehlo")
            await client.ehlo()
            refused = await self._secure(client)
        except BaseException:
            _drop(client)
            raise
        if refused is not None:
            self._leave(client)
            return refused
        return _Link(client)

    def _client(self) -> aiosmtplib.SMTP:
        server = self.server
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.security == "tls",
            start_tls=False,
            tls_context=self._tls,
            timeout=None,  # its timeouts are per command; ours is around all
            local_hostname=wire_address(server.sender).rpartition("@")[2] or "localhost",
        )

    async def _secure(self, client: aiosmtplib.SMTP) -> Refused | None:
        server = self.server
        if server.security == "starttls":
            if not client.supports_extension("starttls"):
                return Refused(reason="no_starttls", answer="the server offers no STARTTLS")
            await client.starttls()
            await client.ehlo()
        if server.username is not None and server.password is not None:
            await client.login(server.username, server.password)
        return None

    async def _offer(
        self, client: aiosmtplib.SMTP, recipient: str, body: bytes, progress: _Progress
    ) -> Outcome:
        options, encoding = [], "ascii"
        if not recipient.isascii():
            if not client.supports_extension("smtputf8"):
                return no_such_letters(recipient)
            options, encoding = ["SMTPUTF8"], "utf-8"
        sender = wire_address(self.server.sender)
        self._point("smtp.mail")
        await client.mail(sender, options=options, encoding=encoding)
        self._point("smtp.rcpt")
        await client.rcpt(recipient, encoding=encoding)
        return await self._hand_over(client, body, progress)

    async def _hand_over(
        self, client: aiosmtplib.SMTP, body: bytes, progress: _Progress
    ) -> Outcome:
        """Send the bytes and the final dot, and wait for the answer to them.

        `client.data()` would hide whether a link died before or after the server asked for the
        text, and only the second leaves a doubt.
        """
        self._point("smtp.data")
        answer = await client.execute_command(b"DATA")
        if answer.code != GO_AHEAD:
            return refusal(answer.code, answer.message)
        protocol = client.protocol
        if protocol is None:
            return Refused(reason="no_connection", answer="the link is gone")
        progress.handed_over = True
        protocol.write(dotted(body))
        self._point("smtp.dot")
        answer = await protocol.read_response()
        self._point("smtp.answer")
        if answer.code == ACCEPTED:
            return Sent(answer=said(answer.code, answer.message))
        return refusal(answer.code, answer.message)


class SmtpSender:
    """Mails to one reader."""

    kind: Literal["mail"] = "mail"

    def __init__(
        self, server: MailServer, recipient: str, point: Point, pool: MailPool | None = None
    ) -> None:
        """Name the server, the reader's address, and the seam for faults.

        Args:
            server: Who takes the mail.
            recipient: The reader's address.
            point: The seam for faults.
            pool: Connections that the senders of one server share; without one each mail has its
                own connection.

        Raises:
            OSError: The server's `ca_file` cannot be read.
        """
        self.lane = server.lane
        self.pool = pool or MailPool(server, point, links=0)
        self._recipient = wire_address(recipient)

    async def send(self, parcel: Parcel, now: datetime) -> Outcome:
        """Offer the parcel's bytes to the server, once."""
        return await self.pool.send(self._recipient, parcel.body)


def _was_left(problem: Exception) -> bool:
    """Whether a kept link had been closed by the server meanwhile, before it took anything."""
    if isinstance(problem, SMTPResponseException) and problem.code == CLOSING:
        return True
    return isinstance(problem, SMTPServerDisconnected | OSError)


def _drop(client: aiosmtplib.SMTP) -> None:
    """Hang up at once."""
    _hang_up(client, client.transport)


async def _say_goodbye(client: aiosmtplib.SMTP) -> None:
    """End politely; the outcome stands already, whatever happens here."""
    transport = client.transport  # `quit` forgets it
    try:
        with suppress(SMTPException, OSError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                await client.quit()
    finally:
        _hang_up(client, transport)


def _hang_up(client: aiosmtplib.SMTP, transport: asyncio.BaseTransport | None) -> None:
    """Close without TLS's own goodbye, which would outlive the loop."""
    client.close()
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
