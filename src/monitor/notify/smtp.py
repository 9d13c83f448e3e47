"""E-mail: one parcel to one recipient, step by step, so that the phase of a failure is known."""

import asyncio
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

import aiosmtplib
from aiosmtplib import SMTPException, SMTPResponseException
from aiosmtplib.response import SMTPResponse

from monitor.model.message import Ambiguous, Outcome, Parcel, Refused, Sent
from monitor.model.seam import Point
from monitor.notify.marks import shown

Security = Literal["starttls", "tls", "none"]
GOODBYE_SECONDS = 2
LONGEST_ANSWER = 300
ACCEPTED = 250
GO_AHEAD = 354


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


@dataclass(slots=True)
class _Progress:
    """How far one attempt has come: from `handed_over` on, nobody knows without an answer."""

    handed_over: bool = False


class SmtpSender:
    """Mails to one reader."""

    kind: Literal["mail"] = "mail"

    def __init__(self, server: MailServer, recipient: str, point: Point) -> None:
        """Name the server, the reader's address, and the seam for faults.

        Raises:
            OSError: The server's `ca_file` cannot be read.
        """
        self._server = server
        encrypted = server.security != "none"
        self._tls = ssl.create_default_context(cafile=server.ca_file) if encrypted else None
        self._recipient = recipient
        self._point = point

    async def send(self, parcel: Parcel, now: datetime) -> Outcome:
        """Offer the parcel's bytes to the server, once."""
        progress = _Progress()
        client = self._client()
        try:
            async with asyncio.timeout(self._server.deadline):
                outcome = await self._offer(client, parcel.body, progress)
        except (SMTPException, OSError, ValueError) as problem:
            return _failed(problem, progress)
        else:
            await _say_goodbye(client)
            return outcome
        finally:
            client.close()

    def _client(self) -> aiosmtplib.SMTP:
        server = self._server
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.security == "tls",
            start_tls=False,
            tls_context=self._tls,
            timeout=None,  # its timeouts are per command; ours is around all
            local_hostname=_wire_address(server.sender).rpartition("@")[2] or "localhost",
        )

    async def _offer(self, client: aiosmtplib.SMTP, body: bytes, progress: _Progress) -> Outcome:
        self._point("smtp.connect")
        await client.connect()
        await client.ehlo()
        refused = await self._secure(client)
        if refused is not None:
            return refused
        recipient = _wire_address(self._recipient)
        options, encoding = [], "ascii"
        if not recipient.isascii():
            if not client.supports_extension("smtputf8"):
                return _no_such_letters(recipient)
            options, encoding = ["SMTPUTF8"], "utf-8"
        sender = _wire_address(self._server.sender)
        await client.mail(sender, options=options, encoding=encoding)
        await client.rcpt(recipient, encoding=encoding)
        return await self._hand_over(client, body, progress)

    async def _secure(self, client: aiosmtplib.SMTP) -> Refused | None:
        """Encrypt and log in as the configuration asks; never fall back to less."""
        server = self._server
        if server.security == "starttls":
            if not client.supports_extension("starttls"):
                return Refused(reason="no_starttls", answer="the server offers no STARTTLS")
            await client.starttls()
            await client.ehlo()
        if server.username is not None and server.password is not None:
            await client.login(server.username, server.password)
        return None

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
            return _refusal(answer)
        protocol = client.protocol
        if protocol is None:
            return Refused(reason="no_connection", answer="the link is gone")
        progress.handed_over = True
        protocol.write(_dotted(body))
        self._point("smtp.dot")
        answer = await protocol.read_response()
        self._point("smtp.answer")
        return Sent(answer=_said(answer)) if answer.code == ACCEPTED else _refusal(answer)


def _dotted(body: bytes) -> bytes:
    """Double the dots that begin lines, and close with the final one (RFC 5321, 4.5.2)."""
    whole = body if body.endswith(b"\r\n") else body + b"\r\n"
    stuffed = whole.replace(b"\r\n.", b"\r\n..")
    return (b"." + stuffed if stuffed.startswith(b".") else stuffed) + b".\r\n"


def _refusal(answer: SMTPResponse) -> Refused:
    final = 500 <= answer.code < 600
    return Refused(reason="refused" if final else "deferred", answer=_said(answer), final=final)


def _failed(problem: Exception, progress: _Progress) -> Outcome:
    """Say what a failure means: an answer is certain, silence after the text is not.

    The words are those of docs/reasons.md.
    """
    if isinstance(problem, SMTPResponseException) and problem.code >= 400:
        return _refusal(SMTPResponse(problem.code, problem.message))
    reason, said = _reason_word(problem), _cleaned(str(problem) or type(problem).__name__)
    if progress.handed_over:
        return Ambiguous(reason=reason, answer=said)
    return Refused(reason=reason, answer=said)


def _reason_word(problem: Exception) -> str:
    if isinstance(problem, TimeoutError):
        return "timeout"
    if isinstance(problem.__cause__ or problem, ssl.SSLError):
        return "tls"
    return "no_connection" if isinstance(problem, OSError) else "broken_answer"


def _no_such_letters(recipient: str) -> Refused:
    answer = f"{recipient}: the server takes no such letters before the @ (no SMTPUTF8)"
    return Refused(reason="bad_recipient", answer=_cleaned(answer), final=True)


def _said(answer: SMTPResponse) -> str:
    return _cleaned(f"{answer.code} {answer.message}")


def _cleaned(text: str) -> str:
    return shown(text).strip()[:LONGEST_ANSWER]


def _wire_address(address: str) -> str:
    """Spell an address's domain in ASCII; what stands before the @ has no other spelling."""
    local, _, domain = address.rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode("ascii")
    return f"{local}@{domain}"


async def _say_goodbye(client: aiosmtplib.SMTP) -> None:
    """End politely; the outcome stands already, whatever happens here."""
    with suppress(SMTPException, OSError):
        async with asyncio.timeout(GOODBYE_SECONDS):
            await client.quit()
