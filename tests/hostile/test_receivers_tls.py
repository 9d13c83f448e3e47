"""Mail over TLS that somebody tampers with: no password ever goes in the clear, nor does a mail."""

import asyncio
import ssl
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from monitor.model.message import Outcome, Parcel, Refused, Sent
from monitor.model.seam import pass_by
from monitor.notify.smtp import MailServer, SmtpSender
from tests.hostile.certificates import Maker
from tests.hostile.mailserver import HELLO, MailHost, Script, mail_host, replies, wait
from tests.hostile.server import plain
from tests.rig.house import NOON

PARCEL = Parcel(
    key="abc",
    destination="desk",
    content_type="message/rfc822",
    body=b"Message-ID: <abc@example.org>\r\n\r\nwords of the mail\r\n",
)
PASSWORD = "open sesame"
PLAIN = b64encode(f"\0rina\0{PASSWORD}".encode()).decode()
SECRETS = (PASSWORD, PLAIN, b64encode(PASSWORD.encode()).decode(), "words of the mail")
STARTTLS = HELLO + b"250 STARTTLS\r\n"
AUTH = HELLO + b"250-AUTH PLAIN LOGIN\r\n250 HELP\r\n"
BOTH = HELLO + b"250-AUTH PLAIN LOGIN\r\n250 STARTTLS\r\n"
READY = b"220 ready\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A conversation, the certificate that stands behind it, and what it must come to."""

    script: Script
    word: str | None
    certificate: str = "good"
    is_final: bool = False


def offering(*, then: bytes = READY, first: bytes = STARTTLS) -> Script:
    """Offer STARTTLS, and answer it with this."""
    return {"EHLO": Switch(first, AUTH), "STARTTLS": plain(then), "AUTH": plain(b"235 welcome\r\n")}


class Switch:
    """Says one thing the first time, and another afterwards: EHLO before and under TLS."""

    def __init__(self, first: bytes, then: bytes) -> None:
        self._says = [first, then]

    async def __call__(self, writer: asyncio.StreamWriter) -> None:
        writer.write(self._says.pop(0) if len(self._says) > 1 else self._says[0])


INJECTED = READY + AUTH + b"235 welcome\r\n250 ok\r\n250 ok\r\n354 go\r\n250 taken\r\n"

CASES: Mapping[str, Case] = {
    "honest": Case(script=offering(), word=None),
    "no STARTTLS": Case(script=replies(), word="no_starttls"),
    "no STARTTLS, but a password in the clear": Case(
        script={"EHLO": plain(AUTH), "AUTH": plain(b"235 welcome\r\n")}, word="no_starttls"
    ),
    "a password in the clear beside STARTTLS": Case(script=offering(first=BOTH), word=None),
    "STARTTLS spelled otherwise": Case(
        script={"EHLO": plain(HELLO + b"250 XTARTTLS\r\n")}, word="no_starttls"
    ),
    "no EHLO at all": Case(
        script=replies(EHLO="502 what is that?", HELO="250 hello"), word="refused", is_final=True
    ),
    "STARTTLS refused for now": Case(script=offering(then=b"454 later\r\n"), word="deferred"),
    "STARTTLS refused": Case(script=offering(then=b"554 no\r\n"), word="refused", is_final=True),
    "STARTTLS and then no TLS": Case(
        script={**offering(), "STARTTLS": plain(READY + b"250 go on in the clear\r\n")},
        word="tls",
        certificate="none",
    ),
    "STARTTLS and then silence": Case(
        script={**offering(), "STARTTLS": wait}, word="timeout", certificate="none"
    ),
    "answers injected before TLS": Case(script=offering(then=INJECTED), word=None),
    "expired": Case(script=offering(), word="tls", certificate="expired"),
    "of another host": Case(script=offering(), word="tls", certificate="other"),
    "its own": Case(script=offering(), word="tls", certificate="own"),
    "of an authority that nobody knows": Case(script=offering(), word="tls", certificate="strange"),
    "a wrong password": Case(
        script={**offering(), "AUTH": plain(b"535 5.7.8 wrong\r\n")}, word="refused", is_final=True
    ),
    "a password refused for now": Case(
        script={**offering(), "AUTH": plain(b"454 4.7.0 later\r\n")}, word="deferred"
    ),
    "no password wanted under TLS": Case(
        script={**offering(), "EHLO": plain(STARTTLS)}, word="broken_answer"
    ),
}


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, ssl.SSLContext]]:
    """An authority that the sender trusts, and servers' sides by the name of their fault."""
    maker = Maker(folder=tmp_path_factory.mktemp("tls"))
    trusted = maker.authority("ours")
    maker.authority("theirs")
    return trusted, {
        "good": maker.context("good", "ours"),
        "expired": maker.context("expired", "ours", days=-1),
        "other": maker.context("other", "ours", says="subjectAltName=DNS:other.example"),
        "own": maker.context("own", None),
        "strange": maker.context("strange", "theirs"),
    }


@pytest.mark.parametrize("name", CASES)
def test_neither_password_nor_mail_goes_in_the_clear(
    name: str, sides: tuple[Path, Mapping[str, ssl.SSLContext]]
):
    case = CASES[name]
    trusted, contexts = sides

    async def tried() -> tuple[Outcome, MailHost]:
        async with mail_host(case.script, tls=contexts.get(case.certificate)) as host:
            server = MailServer(
                host="127.0.0.1",
                port=host.port,
                sender="news@example.org",
                security="starttls",
                username="rina",
                password=PASSWORD,
                ca_file=trusted,
                deadline=2.0,
            )
            sender = SmtpSender(server, "rina@example.org", pass_by)
            outcome = await sender.send(PARCEL, NOON)
            await sender.pool.close()
            return outcome, host

    outcome, host = asyncio.run(tried())

    assert not any(line.startswith(("AUTH", "MAIL", "RCPT", "DATA")) for line in host.clear)
    assert not any(secret in line for line in host.clear for secret in SECRETS)
    assert (getattr(outcome, "reason", None), getattr(outcome, "final", False)) == (
        case.word,
        case.is_final,
    ), outcome
    assert isinstance(outcome, Refused if case.word else Sent)
    assert len(host.letters) == (0 if case.word else 1)
    assert any(line.startswith("AUTH") for line in host.secret) or case.word
