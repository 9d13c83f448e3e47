"""How fast the outbox empties into a mail server and a webhook that take everything at once."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from monitor.app.access import Rows
from monitor.app.posting import posting
from monitor.app.sending import SENDS, Outgoing
from monitor.model.message import Decision, Done, Sent
from monitor.model.seam import pass_by
from monitor.model.standing import Standing
from monitor.notify.destination import Sender
from monitor.notify.smtp import MailPool, MailServer, SmtpSender
from monitor.notify.webhook import WebhookSender
from monitor.outside.dial import Dialer
from monitor.outside.guard import allowlist
from monitor.store import outbox, standings
from monitor.store.database import Database, upgrade
from monitor.store.outbox import Turns
from monitor.store.schema import delivery, message
from tests.rig.sinks import Sinks, sinks

NOW = datetime(2025, 6, 17, 12, tzinfo=UTC)
LEASE = timedelta(minutes=5)
COUNT = 4_000
READERS = 200
BODY = b"Subject: hello\r\n\r\n" + b"line of some length, as mails have\r\n" * 200
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Seconds by the clock and of the processor, for so many deliveries."""

    count: int
    wall: float
    cpu: float

    def __str__(self) -> str:
        a_second, each = self.count / self.wall, self.cpu / self.count * 1e6
        return f"{self.count} deliveries, {a_second:.0f} a second, {each:.0f} us of CPU each"


def open_rows(folder: Path) -> Rows:
    database = Database(f"sqlite:///{folder / 'rows.db'}")
    upgrade(database)
    return Rows(database)


def fill(rows: Connection, count: int, readers: list[str], first: int = 0) -> None:
    """Put deliveries into the outbox, in turn for each reader."""
    numbers = range(first, first + count)
    said = [
        {"id": str(n), "kind": "alert", "route": "r", "number": n, "made_at": NOW} for n in numbers
    ]
    rows.execute(insert(message), said)
    waiting = [
        {
            "key": f"key{n}",
            "message_id": str(n),
            "destination": readers[n % len(readers)],
            "content_type": "x",
            "body": BODY,
            "state": "pending",
            "attempts": 0,
            "made_at": NOW,
            "next_try_at": NOW + timedelta(milliseconds=n % 10_000),
        }
        for n in numbers
    ]
    rows.execute(insert(delivery), waiting)


async def measured(work: Callable[[], "asyncio.Future[int]"]) -> Spent:
    wall, cpu = time.monotonic(), time.process_time()
    count = await work()
    return Spent(count=count, wall=time.monotonic() - wall, cpu=time.process_time() - cpu)


async def drain(rows: Rows, senders: Mapping[str, Sender], now: datetime) -> int:
    """Empty the outbox as the program does."""
    ended: list[Decision] = []
    faults: list[BaseException] = []
    going = Outgoing(
        lambda: now,
        lambda claim, outcome, decision: ended.append(decision),
        lambda event, error: faults.append(error),
    )
    while await going.send(rows, senders):
        while going.tasks:
            await asyncio.wait(going.tasks)
    assert faults == []
    assert set(ended) == {Done()}
    return len(ended)


def mail_senders(pool: MailPool, readers: list[str]) -> dict[str, Sender]:
    return {
        name: SmtpSender(pool.server, f"{name}@reader.example", pass_by, pool) for name in readers
    }


async def rows_only(folder: Path) -> Spent:
    """Claim and finish without sending."""
    rows = open_rows(folder)
    readers = [f"r{n}" for n in range(READERS)]
    await rows.write(lambda opened: fill(opened, COUNT, readers))

    async def work() -> int:
        count = 0
        while found := await rows.write(
            lambda opened: outbox.claim(
                opened, NOW + LEASE, limit=SENDS, lease=LEASE, turns=Turns(each=8)
            )
        ):
            ended = (
                rows.write(
                    lambda opened, claim=claim: outbox.finish(
                        opened, claim, Sent(answer="250 ok"), Done(), NOW
                    )
                )
                for claim in found
            )
            await asyncio.gather(*ended)
            count += len(found)
        return count

    spent = await measured(work)
    rows.close()
    return spent


async def by_mail(folder: Path, to: Sinks) -> Spent:
    rows = open_rows(folder)
    readers = [f"r{n}" for n in range(READERS)]
    await rows.write(lambda opened: fill(opened, COUNT, readers))
    server = MailServer(host="127.0.0.1", port=to.mail, sender="n@example.org", security="none")
    pool = MailPool(server, pass_by)
    senders = mail_senders(pool, readers)
    spent = await measured(lambda: drain(rows, senders, NOW + LEASE))
    await pool.close()
    rows.close()
    return spent


async def by_webhook(folder: Path, to: Sinks) -> Spent:
    rows = open_rows(folder)
    await rows.write(lambda opened: fill(opened, COUNT, ["hook"]))
    async with Dialer(agent="bench", allowed=allowlist(["127.0.0.0/8"])) as dialer:
        url = f"http://127.0.0.1:{to.web}/"
        senders = {"hook": WebhookSender(url, [SECRET], posting(dialer), pass_by)}
        spent = await measured(lambda: drain(rows, senders, NOW + LEASE))
    rows.close()
    return spent


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_claims_and_finishes(tmp_path: Path):
    spent = asyncio.run(rows_only(tmp_path))

    print(f"\nrows only: {spent}")
    assert spent.count == COUNT
    assert spent.cpu / COUNT < 1e-3


@pytest.mark.bench
@pytest.mark.timeout(600)
@pytest.mark.parametrize("send", [by_mail, by_webhook])
def test_an_outbox_of_thousands(tmp_path: Path, send):
    with sinks() as to:
        spent = asyncio.run(send(tmp_path, to))

    print(f"\n{send.__name__}: {spent}")
    assert spent.count == COUNT


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_what_waits_for_a_dead_receiver_costs_nearly_nothing(tmp_path: Path):
    spent = {}
    for waiting in (10, 20_000):
        (tmp_path / str(waiting)).mkdir()
        spent[waiting] = asyncio.run(claims_beside(tmp_path / str(waiting), waiting))

    few, many = (spent[waiting] * 1e3 for waiting in (10, 20_000))
    print(f"\na claim beside 10 that wait: {few:.1f} ms, beside 20,000: {many:.1f} ms")
    assert spent[20_000] < 4 * spent[10]


async def claims_beside(folder: Path, waiting: int) -> float:
    """Claim for others while so many deliveries wait for one that rests; give CPU per claim."""
    rows = open_rows(folder)
    await rows.write(lambda opened: fill(opened, waiting, ["dead"]))
    await rows.write(lambda opened: fill(opened, 400, [f"r{n}" for n in range(50)], first=waiting))
    rests = Standing(lane="dead", failures=9, failing_since=NOW, rests_until=NOW + 9 * LEASE)
    await rows.write(lambda opened: standings.keep(opened, Standing(lane="dead"), rests, NOW))
    at, costs = NOW + LEASE, list[float]()
    for _ in range(15):
        begun = time.process_time()
        found = await rows.write(
            lambda opened: outbox.claim(opened, at, limit=16, lease=LEASE, turns=Turns(each=8))
        )
        costs.append(time.process_time() - begun)
        assert len(found) == 16
    rows.close()
    return sorted(costs)[len(costs) // 2]
