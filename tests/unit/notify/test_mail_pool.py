"""Connections to a mail server are kept for the next mail, and none is trusted blindly."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from monitor.model.message import Ambiguous, Outcome, Refused, Sent
from monitor.model.seam import pass_by
from monitor.notify.smtp import MAILS_A_LINK, MailPool, MailServer
from tests.fakes import DROP, HANG, ScriptedMail, scripted_mail

BODY = b"Subject: hello\r\n\r\nhello\r\n"
TAKEN = Sent(answer="250 taken")


@asynccontextmanager
async def pool_of(
    links: int = 8, deadline: float = 5.0
) -> AsyncIterator[tuple[ScriptedMail, MailPool]]:
    async with scripted_mail() as server:
        address = MailServer(
            host="127.0.0.1",
            port=server.port,
            sender="news@example.org",
            security="none",
            deadline=deadline,
        )
        pool = MailPool(address, pass_by, links)
        try:
            yield server, pool
        finally:
            await pool.close()


def greetings(server: ScriptedMail) -> int:
    return sum(line.startswith("EHLO") for line in server.said)


def test_a_link_is_kept_for_the_next_mail():
    async def run() -> tuple[list[Outcome], int]:
        async with pool_of() as (server, pool):
            found = [await pool.send(f"r{number}@example.org", BODY) for number in range(5)]
            return found, greetings(server)

    assert asyncio.run(run()) == ([TAKEN] * 5, 1)


def test_without_links_every_mail_has_its_own():
    async def run() -> int:
        async with pool_of(links=0) as (server, pool):
            for number in range(3):
                await pool.send(f"r{number}@example.org", BODY)
            return greetings(server)

    assert asyncio.run(run()) == 3


def test_only_so_many_mails_go_through_one_link():
    async def run() -> int:
        async with pool_of() as (server, pool):
            for number in range(MAILS_A_LINK + 1):
                await pool.send(f"r{number}@example.org", BODY)
            return greetings(server)

    assert asyncio.run(run()) == 2


def test_only_so_many_links_are_opened():
    async def run() -> int:
        async with pool_of(links=2) as (server, pool):
            sends = (pool.send(f"r{number}@example.org", BODY) for number in range(12))
            await asyncio.gather(*sends)
            return greetings(server)

    assert asyncio.run(run()) == 2


@pytest.mark.parametrize("answer", ["421 4.4.2 idle for too long", DROP])
def test_a_link_that_the_server_left_meanwhile_is_replaced(answer: str):
    async def run() -> tuple[Outcome, int]:
        async with pool_of() as (server, pool):
            await pool.send("rina@example.org", BODY)
            server.script = {"MAIL": answer}
            task = asyncio.ensure_future(pool.send("anna@example.org", BODY))
            while greetings(server) < 2:
                await asyncio.sleep(0)
            server.script = {}
            return await task, len(server.letters)

    assert asyncio.run(run()) == (TAKEN, 2)


def test_a_link_that_dies_after_the_final_dot_is_not_tried_again():
    async def run() -> tuple[Outcome, int]:
        async with pool_of() as (server, pool):
            await pool.send("rina@example.org", BODY)
            server.script = {".": DROP}
            return await pool.send("anna@example.org", BODY), len(server.letters)

    outcome, letters = asyncio.run(run())

    assert (type(outcome), letters) == (Ambiguous, 2)


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "."])
@pytest.mark.parametrize(("answer", "final"), [("451 later", False), ("550 never", True)])
def test_each_reader_has_an_outcome_of_their_own(verb: str, answer: str, final: bool):
    async def run() -> list[Outcome]:
        async with pool_of() as (server, pool):
            first = await pool.send("rina@example.org", BODY)
            server.script = {verb: answer}
            second = await pool.send("anna@example.org", BODY)
            server.script = {}
            return [first, second, await pool.send("cleo@example.org", BODY)]

    first, second, third = asyncio.run(run())

    assert (first, third) == (TAKEN, TAKEN)
    assert isinstance(second, Refused)
    assert second.final == final


def test_a_kept_link_that_hangs_ends_at_the_deadline_and_is_left():
    async def run() -> tuple[Outcome, Outcome]:
        async with pool_of(deadline=0.3) as (server, pool):
            await pool.send("rina@example.org", BODY)
            server.script = {"MAIL": HANG}
            hung = await pool.send("anna@example.org", BODY)
            server.script = {}
            return hung, await pool.send("anna@example.org", BODY)

    hung, after = asyncio.run(run())

    assert (hung, after) == (Refused(reason="timeout", answer="TimeoutError"), TAKEN)


def test_closing_says_goodbye_to_what_is_kept():
    async def run() -> list[str]:
        async with pool_of() as (server, pool):
            await pool.send("rina@example.org", BODY)
            await pool.close()
            return server.said

    assert asyncio.run(run())[-1] == "QUIT"


def test_a_server_that_hangs_at_the_goodbye_makes_no_doubt_of_what_it_took():
    async def run() -> Outcome:
        async with scripted_mail({"QUIT": HANG}) as server:
            address = MailServer(
                host="127.0.0.1",
                port=server.port,
                sender="news@example.org",
                security="none",
                deadline=0.3,
            )
            return await MailPool(address, pass_by, links=0).send("rina@example.org", BODY)

    assert asyncio.run(run()) == TAKEN
