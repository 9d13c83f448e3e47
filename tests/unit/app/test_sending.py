"""Deliveries go out side by side, and a receiver that hangs holds up nobody else."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from monitor.app.access import Rows
from monitor.app.posting import posting
from monitor.app.sending import Outgoing
from monitor.model.message import Decision, Done, Parcel, TryAgain
from monitor.model.seam import pass_by
from monitor.model.standing import Standing
from monitor.notify.destination import Sender
from monitor.notify.smtp import MailPool, MailServer, SmtpSender
from monitor.notify.webhook import WebhookSender
from monitor.outside.dial import Dialer
from monitor.outside.guard import allowlist
from monitor.store import outbox, standings
from monitor.store.database import Database, upgrade
from tests.fakes import HANG, scripted_mail, scripted_web
from tests.rig.newsroom import Newsroom, Reply, newsroom
from tests.store.make import message

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
PATIENCE = 1.0  # seconds


class Post:
    """An outbox and everything that empties it."""

    def __init__(self, rows: Rows, dialer: Dialer, news: Newsroom) -> None:
        self.rows = rows
        self.news = news
        self.senders: dict[str, Sender] = {}
        self.ended: list[tuple[str, Decision, float]] = []
        self.faults: list[BaseException] = []
        self._dialer = dialer
        self.outgoing = Outgoing(lambda: NOON, self._tell, self._fault)

    def hook(self, name: str, url: str) -> None:
        self.senders[name] = WebhookSender(url, (), posting(self._dialer), pass_by)

    async def put(self, reader: str, count: int, at: datetime = NOON, first: int = 0) -> None:
        def work(rows: Connection) -> None:
            for number in range(first, first + count):
                said = replace(message((), id_=f"{reader}{number}"), slot=None)
                sent = Parcel(key=said.id, destination=reader, content_type="x", body=b"{}")
                assert outbox.close(rows, said, sent, at)

        await self.rows.write(work)

    async def send(self) -> int:
        return await self.outgoing.send(self.rows, self.senders)

    async def until(self, reader: str, count: int) -> float:
        """Wait until so many have ended for a reader; say how many seconds it took."""
        begun = time.monotonic()
        async with asyncio.timeout(20):
            while True:
                mine = [at for name, _, at in self.ended if name == reader]
                if len(mine) >= count:
                    return max(mine) - begun
                await asyncio.sleep(0.01)

    def _tell(self, claim: outbox.DeliveryClaim, outcome: object, decision: Decision) -> None:
        self.ended.append((claim.parcel.destination, decision, time.monotonic()))

    def _fault(self, event: str, error: BaseException) -> None:
        self.faults.append(error)


@asynccontextmanager
async def post_office(folder: Path) -> AsyncIterator[Post]:
    database = Database(f"sqlite:///{folder / 'rows.db'}")
    upgrade(database)
    rows = Rows(database)
    allowed = allowlist(["127.0.0.0/8"])
    async with newsroom() as news, Dialer(agent="rig", allowed=allowed) as dialer:
        news.put("/hook", Reply(status=204))
        office = Post(rows, dialer, news)
        office.hook("well", news.address("/hook"))
        yield office
        for task in tuple(office.outgoing.tasks):
            task.cancel()
        await asyncio.gather(*office.outgoing.tasks, return_exceptions=True)
        assert office.faults == []
    rows.close()
    database.close()


def run(folder: Path, work) -> object:
    async def inside() -> object:
        async with post_office(folder) as office:
            return await work(office)

    return asyncio.run(inside())


def test_an_outbox_empties_without_further_ticks(tmp_path: Path):
    async def work(office: Post) -> object:
        await office.put("well", 150)
        await office.send()
        await office.until("well", 150)
        return {type(decision) for _, decision, _ in office.ended}, len(office.ended)

    assert run(tmp_path, work) == ({Done}, 150)


@pytest.mark.parametrize("dead", [1, 5])
def test_receivers_that_hang_delay_nobody_else(tmp_path: Path, dead: int):
    async def work(office: Post) -> float:
        async with scripted_web(HANG) as silent:
            for number in range(dead):
                office.hook(f"dead{number}", f"http://127.0.0.1:{silent.port}/{number}")
                await office.put(f"dead{number}", 40, NOON - timedelta(hours=1))
            await office.put("well", 5)
            await office.send()
            return await office.until("well", 5)

    seconds = run(tmp_path, work)

    assert isinstance(seconds, float)
    assert seconds < PATIENCE


def test_a_mail_server_that_hangs_delays_no_webhook(tmp_path: Path):
    async def work(office: Post) -> float:
        async with scripted_mail({"MAIL": HANG}) as silent:
            server = MailServer(
                host="127.0.0.1", port=silent.port, sender="n@example.org", security="none"
            )
            pool = MailPool(server, pass_by)
            for number in range(100):
                name = f"reader{number}"
                office.senders[name] = SmtpSender(server, f"{name}@example.org", pass_by, pool)
                await office.put(name, 1, NOON - timedelta(hours=1))
            await office.put("well", 5)
            await office.send()
            return await office.until("well", 5)

    seconds = run(tmp_path, work)

    assert isinstance(seconds, float)
    assert seconds < PATIENCE


def test_a_receiver_that_was_well_and_hangs_now_delays_nobody_else(tmp_path: Path):
    async def work(office: Post) -> float:
        async with scripted_web() as other:
            office.hook("dead", f"http://127.0.0.1:{other.port}/")
            await office.put("dead", 10, NOON - timedelta(hours=1))
            await office.send()
            await office.until("dead", 10)
            other.reply = HANG
            await office.put("dead", 100, NOON - timedelta(hours=1), first=10)
            await office.put("well", 5)
            await office.send()
            return await office.until("well", 5)

    seconds = run(tmp_path, work)

    assert isinstance(seconds, float)
    assert seconds < PATIENCE


def test_a_delivery_that_failed_is_tried_again_later(tmp_path: Path):
    async def work(office: Post) -> Mapping[type, int]:
        office.news.put("/hook", Reply(status=500))
        await office.put("well", 1)
        await office.send()
        await office.until("well", 1)
        return {type(decision): await office.send() for _, decision, _ in office.ended}

    assert run(tmp_path, work) == {TryAgain: 0}


def test_what_waits_for_a_receiver_that_is_off_is_given_up(tmp_path: Path):
    off = Standing(lane="well", failures=1, disabled_at=NOON, reason="gone", answer="410")

    async def work(office: Post) -> set[str]:
        await office.put("well", 3)
        await office.rows.write(lambda rows: standings.keep(rows, Standing(lane="well"), off, NOON))
        await office.send()
        listed = await office.rows.read(lambda rows: outbox.listing(rows, limit=9))
        return {row.state for row in listed}

    assert run(tmp_path, work) == {"dead"}


def test_after_stopping_nothing_is_begun(tmp_path: Path):
    async def work(office: Post) -> int:
        await office.put("well", 3)
        office.outgoing.stop()
        return await office.send()

    assert run(tmp_path, work) == 0
