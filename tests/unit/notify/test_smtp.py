import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from monitor.model.message import Ambiguous, Outcome, Parcel, Refused, Sent
from monitor.model.seam import pass_by
from monitor.notify.smtp import MailServer, SmtpSender
from tests.fakes import DROP, HANG, scripted_mail
from tests.unit.notify.conftest import Certificate

NOON = datetime(2025, 6, 18, 7, 0, tzinfo=UTC)
BODY = b"Subject: hello\r\nMessage-ID: <k@example.org>\r\n\r\n.a dot\r\n.\r\nFrom here\r\n"
PARCEL = Parcel(key="k", destination="rina", content_type="message/rfc822", body=BODY)


@dataclass
class Inbox:
    letters: list[Envelope] = field(default_factory=list)
    logins: list[bytes] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.letters.append(envelope)
        return "250 taken as 7"

    def login(self, server: SMTP, session: Session, envelope: Envelope, how: str, data: object):
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login)
        return AuthResult(success=data.password == b"open sesame", handled=False)


@asynccontextmanager
async def mail_server(make: Callable[[], SMTP]) -> AsyncIterator[int]:
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()


def settings(port: int, **more: object) -> MailServer:
    fields: dict[str, object] = {
        "host": "127.0.0.1",
        "port": port,
        "sender": "news@example.org",
        "security": "none",
        "deadline": 5.0,
    }
    return MailServer(**(fields | more))  # type: ignore[arg-type]


async def send(server: MailServer, recipient: str = "rina@example.org") -> Outcome:
    return await SmtpSender(server, recipient, pass_by).send(PARCEL, NOON)


async def send_to_script(script: dict[str, str], **more: object) -> Outcome:
    async with scripted_mail(script) as server:
        return await send(settings(server.port, **more))


async def send_with_tls(
    inbox: Inbox, certificate: Certificate, ca_file: Path | None, password: str
) -> Outcome:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate.certificate, certificate.key)

    def make() -> SMTP:
        return SMTP(
            inbox,
            tls_context=context,
            require_starttls=True,
            authenticator=inbox.login,
            auth_required=True,
        )

    async with mail_server(make) as port:
        return await send(
            settings(port, security="starttls", username="rina", password=password, ca_file=ca_file)
        )


def test_a_letter_arrives_byte_for_byte():
    inbox = Inbox()

    async def run() -> Outcome:
        async with mail_server(lambda: SMTP(inbox)) as port:
            return await send(settings(port))

    outcome = asyncio.run(run())

    assert outcome == Sent(answer="250 taken as 7")
    assert [letter.original_content for letter in inbox.letters] == [BODY]


def test_the_envelope_names_sender_and_reader():
    inbox = Inbox()

    async def run() -> Outcome:
        async with mail_server(lambda: SMTP(inbox)) as port:
            return await send(settings(port))

    asyncio.run(run())

    letter = inbox.letters[0]
    assert (letter.mail_from, letter.rcpt_tos) == ("news@example.org", ["rina@example.org"])


def test_a_password_goes_through_starttls(certificate: Certificate):
    inbox = Inbox()

    outcome = asyncio.run(send_with_tls(inbox, certificate, certificate.certificate, "open sesame"))

    assert isinstance(outcome, Sent)
    assert inbox.logins == [b"rina"]


def test_a_wrong_password_is_final(certificate: Certificate):
    inbox = Inbox()

    outcome = asyncio.run(send_with_tls(inbox, certificate, certificate.certificate, "wrong"))

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.final) == ("refused", True)


def test_a_certificate_that_nobody_vouches_for_gets_no_password(certificate: Certificate):
    inbox = Inbox()

    outcome = asyncio.run(send_with_tls(inbox, certificate, None, "open sesame"))

    assert isinstance(outcome, Refused)
    assert (outcome.reason, inbox.logins) == ("tls", [])


def test_a_stripped_starttls_gets_neither_password_nor_letter():
    async def run() -> tuple[Outcome, list[str]]:
        async with scripted_mail() as server:
            outcome = await send(
                settings(server.port, security="starttls", username="rina", password="secret")
            )
            return outcome, [line.split(" ")[0] for line in server.said]

    outcome, said = asyncio.run(run())

    assert isinstance(outcome, Refused)
    assert outcome.reason == "no_starttls"
    assert {"AUTH", "MAIL", "DATA"}.isdisjoint(said)


def test_a_password_without_encryption_cannot_even_be_configured():
    with pytest.raises(ValueError, match="starttls"):
        settings(25, username="rina", password="secret")


def test_a_password_is_not_printed():
    server = settings(587, security="starttls", username="rina", password="open sesame")

    assert "sesame" not in repr(server)


@pytest.mark.parametrize("verb", ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "."])
def test_a_temporary_refusal_can_be_tried_again(verb: str):
    outcome = asyncio.run(send_to_script({verb: "451 come back later"}))

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.final) == ("deferred", False)


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "."])
def test_a_permanent_refusal_is_final_and_says_what_the_server_said(verb: str):
    outcome = asyncio.run(send_to_script({verb: "550 5.1.1 nobody here"}))

    assert outcome == Refused(reason="refused", answer="550 5.1.1 nobody here", final=True)


@pytest.mark.parametrize("verb", ["greeting", "EHLO", "MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("fault", [DROP, HANG])
def test_a_link_that_dies_before_the_text_is_no_doubt(verb: str, fault: str):
    outcome = asyncio.run(send_to_script({verb: fault}, deadline=0.5))

    assert isinstance(outcome, Refused)
    assert not outcome.final


@pytest.mark.parametrize("fault", [DROP, HANG])
def test_a_link_that_dies_after_the_final_dot_leaves_a_doubt(fault: str):
    outcome = asyncio.run(send_to_script({".": fault}, deadline=0.5))

    assert isinstance(outcome, Ambiguous)


def test_a_server_that_talks_nonsense_after_the_dot_leaves_a_doubt():
    outcome = asyncio.run(send_to_script({".": "what?"}))

    assert isinstance(outcome, Ambiguous)


def test_a_server_that_hangs_at_the_goodbye_has_the_letter_all_the_same():
    outcome = asyncio.run(send_to_script({"QUIT": DROP}))

    assert outcome == Sent(answer="250 taken")


def test_nobody_at_the_door_can_be_tried_again():
    async def run() -> Outcome:
        async with scripted_mail() as server:
            port = server.port
        return await send(settings(port))

    outcome = asyncio.run(run())

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.final) == ("no_connection", False)


def test_letters_that_the_server_cannot_take_are_a_final_refusal():
    async def run() -> Outcome:
        async with scripted_mail() as server:
            return await send(settings(server.port), "rína@example.org")

    outcome = asyncio.run(run())

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.final) == ("bad_recipient", True)


def test_letters_that_the_server_can_take_go_through():
    inbox = Inbox()

    async def run() -> Outcome:
        async with mail_server(lambda: SMTP(inbox, enable_SMTPUTF8=True)) as port:
            return await send(settings(port), "rína@example.org")

    outcome = asyncio.run(run())

    assert isinstance(outcome, Sent)
    assert inbox.letters[0].rcpt_tos == ["rína@example.org"]


def test_a_domain_in_other_letters_is_spelled_in_ascii():
    inbox = Inbox()

    async def run() -> Outcome:
        async with mail_server(lambda: SMTP(inbox)) as port:
            return await send(settings(port), "rina@bücher.example")

    asyncio.run(run())

    assert inbox.letters[0].rcpt_tos == ["rina@xn--bcher-kva.example"]


def test_a_fault_before_the_text_is_certain_and_after_it_is_not():
    def break_at(place: str) -> Callable[[str], None]:
        def point(name: str) -> None:
            if name == place:
                raise ConnectionResetError(name)

        return point

    async def run(place: str) -> Outcome:
        async with scripted_mail() as server:
            sender = SmtpSender(settings(server.port), "rina@example.org", break_at(place))
            return await sender.send(PARCEL, NOON)

    before = [asyncio.run(run(f"smtp.{place}")) for place in ("ehlo", "mail", "rcpt", "data")]
    assert all(isinstance(outcome, Refused) for outcome in before)
    assert isinstance(asyncio.run(run("smtp.dot")), Ambiguous)


def test_what_arrives_is_a_mail_with_its_id():
    inbox = Inbox()

    async def run() -> Outcome:
        async with mail_server(lambda: SMTP(inbox)) as port:
            return await send(settings(port))

    asyncio.run(run())

    content = inbox.letters[0].original_content
    assert content is not None
    assert message_from_bytes(content, policy=default)["Message-ID"] == "<k@example.org>"
