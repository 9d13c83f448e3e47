"""Rows with patience: what must be kept waits for the database, a claim is refused at once."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.app.access import Rows
from monitor.app.patience import DOWN, UP, Patience
from monitor.model.errors import StoreBroken, StoreDown
from monitor.store import meta
from monitor.store.database import Database, upgrade

LONGER_THAN_THREE_TRIES = 1.2


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rows.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.close()
    return path


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def rows(file: Path, told: list[str]) -> Iterator[Rows]:
    database = Database(f"sqlite:///{file}", busy_seconds=0.05)
    opened = Rows(database, Patience(lambda event, detail: told.append(event)))
    yield opened
    opened.close()
    database.close()


@pytest.fixture
def stranger(file: Path) -> Iterator[sqlite3.Connection]:
    """Somebody who holds the database."""
    holder = sqlite3.connect(file, isolation_level=None, timeout=5)
    holder.execute("BEGIN EXCLUSIVE")
    yield holder
    holder.close()


async def keep_while_locked(rows: Rows, stranger: sqlite3.Connection) -> list[object]:
    """Ask for a claim before and during the wait of two who must write something down."""
    kept = [
        asyncio.ensure_future(rows.keep(lambda opened: meta.put(opened, "a", "1"))),
        asyncio.ensure_future(rows.keep(lambda opened: meta.put(opened, "b", "2"))),
    ]
    early = asyncio.ensure_future(rows.write(lambda opened: meta.put(opened, "claim", "early")))
    while not (rows.patience and rows.patience.is_waiting):
        await asyncio.sleep(0.01)
    late = asyncio.ensure_future(rows.write(lambda opened: meta.put(opened, "claim", "late")))
    claims = await asyncio.gather(early, late, return_exceptions=True)
    await asyncio.sleep(LONGER_THAN_THREE_TRIES)
    stranger.execute("ROLLBACK")
    await asyncio.gather(*kept)
    return list(claims)


def test_what_must_be_kept_waits_and_claims_do_not(
    rows: Rows, stranger: sqlite3.Connection, told: list[str]
):
    claims = asyncio.run(keep_while_locked(rows, stranger))

    found = asyncio.run(
        rows.read(lambda opened: [meta.get(opened, key) for key in ("a", "b", "claim")])
    )
    assert [type(claim) for claim in claims] == [StoreDown, StoreDown]
    assert found == ["1", "2", None]
    assert told == [DOWN, UP]


def test_the_end_does_not_wait_for_a_database(rows: Rows, stranger: sqlite3.Connection):
    async def close_while_waiting() -> BaseException | None:
        kept = asyncio.ensure_future(rows.keep(lambda opened: meta.put(opened, "a", "1")))
        while not (rows.patience and rows.patience.is_waiting):
            await asyncio.sleep(0.01)
        await asyncio.to_thread(rows.close)
        return (await asyncio.gather(kept, return_exceptions=True))[0]

    assert isinstance(asyncio.run(asyncio.wait_for(close_while_waiting(), 10)), StoreDown)


def test_a_damaged_database_is_written_to_no_more(rows: Rows):
    ran: list[str] = []

    def find_damage(opened: object) -> None:
        raise StoreBroken("page 7")

    with pytest.raises(StoreBroken):
        asyncio.run(rows.keep(find_damage))
    with pytest.raises(StoreBroken):
        asyncio.run(rows.write(lambda opened: ran.append("ran")))

    assert ran == []
