"""What Postfix takes from us lies in the mailbox as we wrote it; what it says, we understand."""

import asyncio
from collections.abc import Iterator

import pytest

from monitor.model.message import Outcome, Refused, Sent
from monitor.model.seam import pass_by
from monitor.notify.smtp import MailPool, MailServer
from tests.rig.postfix import LATER, NOBODY, READER, WIDE_READER, Postfix, can_run, postfix
from tests.unit.notify.conftest import Certificate
from tests.unit.notify.scripts import letter, letters


@pytest.fixture(scope="module")
def server(certificate: Certificate) -> Iterator[Postfix]:
    if not can_run():
        pytest.skip("no Postfix, or not root: `make machine`")
    with postfix(certificate.certificate, certificate.key) as running:
        yield running


@pytest.fixture
def account(server: Postfix, certificate: Certificate) -> MailServer:
    return MailServer(
        host="127.0.0.1",
        port=server.port,
        sender="news@example.org",
        security="starttls",
        ca_file=certificate.certificate,
    )


def send(account: MailServer, *mails: tuple[str, bytes]) -> list[Outcome]:
    """Send mails through one pool, one after the other."""

    async def run() -> list[Outcome]:
        pool = MailPool(account, pass_by)
        try:
            return [await pool.send(reader, body) for reader, body in mails]
        finally:
            await pool.close()

    return asyncio.run(run())


def as_kept(body: bytes) -> bytes:
    """Write a letter as Postfix keeps it: with LF."""
    return body.replace(b"\r\n", b"\n")


def test_letters_in_every_script_arrive_byte_for_byte(server: Postfix, account: MailServer):
    sent = [parcel.body for _, _, parcel in letters()]

    outcomes = send(account, *((READER, body) for body in sent))

    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert server.has("inbox", [as_kept(body) for body in sent])


def test_a_reader_that_does_not_exist_is_a_final_refusal(account: MailServer):
    (outcome,) = send(account, (NOBODY, letter("x").body))

    assert isinstance(outcome, Refused)
    assert (outcome.reason, outcome.final) == ("refused", True)
    assert outcome.answer.startswith("550 ")


def test_a_reader_who_is_put_off_is_tried_later_and_the_others_are_served(
    server: Postfix, account: MailServer
):
    body = letter("y").body

    put_off, served = send(account, (LATER, letter("x").body), (READER, body))

    assert isinstance(put_off, Refused)
    assert (put_off.reason, put_off.final) == ("deferred", False)
    assert isinstance(served, Sent)
    assert server.has("inbox", [as_kept(body)])


def test_a_reader_whose_name_is_in_other_letters_gets_mail(server: Postfix, account: MailServer):
    body = letter("x").body

    (outcome,) = send(account, (WIDE_READER, body))

    assert isinstance(outcome, Sent)
    assert server.has("wide", [as_kept(body)])
