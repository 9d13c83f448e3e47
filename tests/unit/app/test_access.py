"""One writer for all: order is kept, lots share a transaction, an error hits only its caller."""

import asyncio
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest
from sqlalchemy import Connection

from monitor.app.access import MOST_TOGETHER, Rows
from monitor.model.errors import StoreError
from monitor.store import audit, meta
from monitor.store.database import Database
from tests.store.make import NOON

Work = Callable[[Connection], Any]


class Commits:
    """Counts the transactions of a database that were kept."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, name: str) -> None:
        self.count += name == "store.committed"


@pytest.fixture
def commits() -> Commits:
    return Commits()


@pytest.fixture
def rows(store_url: str, commits: Commits) -> Iterator[Rows]:
    database = Database(store_url, commits)
    opened = Rows(database)
    yield opened
    opened.close()
    database.close()


def note(number: int) -> Work:
    """Write one number down, and give it back."""

    def work(rows: Connection) -> int:
        audit.note(rows, "test", "rows", "noted", str(number), NOON)
        return number

    return work


def fail(error: BaseException) -> Work:
    """Write something down, and raise."""

    def work(rows: Connection) -> None:
        note(-1)(rows)
        raise error

    return work


def noted(rows: Connection) -> list[int]:
    """Give the numbers in the order in which they were written."""
    return [int(one.detail) for one in reversed(audit.events(rows, since=NOON, limit=9999))]


async def together(rows: Rows, *works: Work) -> list[Any]:
    """Have these written as one lot: all are asked for while the writer is busy."""
    busy, go = Event(), Event()

    def hold(_: Connection) -> None:
        busy.set()
        go.wait()

    held = asyncio.ensure_future(rows.write(hold))
    await asyncio.to_thread(busy.wait)
    asked = [asyncio.ensure_future(rows.write(work)) for work in works]
    await asyncio.sleep(0)
    go.set()
    await held
    return await asyncio.gather(*asked, return_exceptions=True)


def test_each_caller_gets_what_its_own_work_gave(rows: Rows):
    found = asyncio.run(together(rows, *(note(number) for number in range(9))))

    assert found == list(range(9))


def test_what_is_asked_for_first_is_written_first(rows: Rows):
    count = 2 * MOST_TOGETHER + 50

    async def run() -> list[int]:
        await together(rows, *(note(number) for number in range(count)))
        return await rows.read(noted)

    assert asyncio.run(run()) == list(range(count))


def test_what_waits_while_the_writer_is_busy_shares_a_transaction(rows: Rows, commits: Commits):
    asyncio.run(together(rows, *(note(number) for number in range(MOST_TOGETHER))))

    assert commits.count == 2  # that of the work that kept it busy, and one for all


@pytest.mark.parametrize("error", [ValueError("no"), StoreError("no"), StopIteration()], ids=repr)
def test_an_error_hits_only_its_own_caller(rows: Rows, error: Exception):
    async def run() -> tuple[list[Any], list[int]]:
        async with asyncio.timeout(2):
            found = await together(rows, note(1), fail(error), note(2))
        return found, await rows.read(noted)

    (first, failed, second), kept = asyncio.run(run())

    assert (first, second) == (1, 2)
    assert isinstance(failed, Exception)
    assert kept == [1, 2]


def test_an_error_of_the_database_hits_only_its_own_caller(rows: Rows):
    def twice(rows: Connection) -> None:
        for _ in range(2):
            rows.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('one', 'x')")

    async def run() -> tuple[list[Any], list[int]]:
        return await together(rows, note(1), twice, note(2)), await rows.read(noted)

    (first, failed, second), kept = asyncio.run(run())

    assert (first, second, kept) == (1, 2, [1, 2])
    assert isinstance(failed, StoreError)


def test_an_error_of_a_single_work_comes_out_and_keeps_nothing(rows: Rows):
    with pytest.raises(ValueError, match="no"):
        asyncio.run(rows.write(fail(ValueError("no"))))

    assert asyncio.run(rows.read(noted)) == []


def test_the_writer_works_on_after_an_error(rows: Rows):
    async def run() -> Any:
        await together(rows, fail(ValueError("no")), note(1))
        return await rows.write(note(2))

    assert asyncio.run(run()) == 2


def test_a_caller_that_goes_away_takes_nobody_along(rows: Rows):
    async def run() -> tuple[list[Any], list[int]]:
        leaver = asyncio.ensure_future(rows.write(note(0)))
        asyncio.get_running_loop().call_soon(leaver.cancel)
        found = await together(rows, note(1), note(2))
        return [*found, leaver.cancelled()], await rows.read(noted)

    found, kept = asyncio.run(run())

    assert found == [1, 2, True]
    assert kept == [0, 1, 2]


def test_a_caller_of_a_lot_may_go_away_while_the_lot_is_written(rows: Rows):
    begun, go = Event(), Event()

    def slow(connection: Connection) -> int:
        begun.set()
        go.wait()
        return note(1)(connection)

    async def run() -> tuple[Any, bool]:
        leaver = asyncio.ensure_future(rows.write(slow))
        await asyncio.to_thread(begun.wait)
        stayer = asyncio.ensure_future(rows.write(note(2)))
        leaver.cancel()
        go.set()
        return await stayer, leaver.cancelled()

    assert asyncio.run(run()) == (2, True)


def test_nothing_is_lost_when_many_write_at_the_same_time(rows: Rows):
    def count_up(connection: Connection) -> None:
        meta.put(connection, "count", str(int(meta.get(connection, "count") or 0) + 1))

    async def one(number: int) -> None:
        await asyncio.sleep(0.001 * (number % 7))
        await rows.write(count_up)

    async def run() -> str | None:
        await asyncio.gather(*(one(number) for number in range(500)))
        return await rows.read(lambda rows: meta.get(rows, "count"))

    assert asyncio.run(run()) == "500"


def test_a_look_does_not_wait_for_a_long_write(rows: Rows):
    begun, go = Event(), Event()

    def slow(_: Connection) -> None:
        begun.set()
        go.wait()

    async def run() -> list[int]:
        writing = asyncio.ensure_future(rows.write(slow))
        await asyncio.to_thread(begun.wait)
        found = await asyncio.wait_for(rows.read(noted), 5)
        go.set()
        await writing
        return found

    assert asyncio.run(run()) == []


def test_what_is_under_way_is_written_before_the_end(store_url: str):
    database = Database(store_url)
    rows = Rows(database)

    async def run() -> None:
        leaving = [asyncio.ensure_future(rows.write(note(number))) for number in range(3)]
        await asyncio.wait(leaving, timeout=0)

    asyncio.run(run())
    rows.close()

    assert database.read(noted) == [0, 1, 2]
    database.close()
