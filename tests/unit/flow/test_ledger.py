"""Polls that brought nothing are written down together: all of them, and each by its own lease."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from threading import Event
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection

from monitor.app.access import Rows
from monitor.flow.ledger import Ledger
from monitor.model.feed import FeedState
from monitor.store import feeds, feedwatch
from monitor.store.database import Database
from monitor.store.feeds import FeedClaim
from tests.store.make import HOUR, MINUTE, NOON, feed, take

T = TypeVar("T")
FEEDS = 200


class Desk:
    """Rows, with a count of the transactions that a ledger asked for."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.writes = 0

    async def write(self, work: Callable[[Connection], T], /) -> T:
        self.writes += 1
        return await self.rows.write(work)


@pytest.fixture
def desk(store_url: str) -> Iterator[Desk]:
    database = Database(store_url)
    some = [feed(f"f{number:03}") for number in range(FEEDS)]
    database.write(lambda rows: feeds.sync(rows, some, NOON))
    rows = Rows(database)
    yield Desk(rows)
    rows.close()
    database.close()


@asynccontextmanager
async def held(desk: Desk) -> AsyncIterator[None]:
    """Keep the writer busy until the end of the block."""
    busy, go = Event(), Event()

    def hold(_: Connection) -> None:
        busy.set()
        go.wait()

    holding = asyncio.ensure_future(desk.rows.write(hold))
    await asyncio.to_thread(busy.wait)
    try:
        yield
    finally:
        go.set()
        await holding


async def claims(desk: Desk, at: datetime = NOON, limit: int = FEEDS) -> Sequence[FeedClaim]:
    return await desk.rows.write(lambda rows: take(rows, at, limit))


def ended(claim: FeedClaim, reason: str | None = None, at: datetime = NOON) -> FeedState:
    """Say how a poll ended."""
    return replace(
        claim.state,
        next_poll_at=at + HOUR,
        polls=claim.state.polls + 1,
        polled_at=at,
        etag='"7"',
        reason=reason,
    )


async def states(desk: Desk) -> dict[str, FeedState]:
    return {one.id: one.state for one in await desk.rows.read(feedwatch.listing)}


async def put_all(ledger: Ledger, desk: Desk, some: Sequence[FeedClaim], **more: Any) -> list[Any]:
    puts = (ledger.put((claim, ended(claim, **more)), desk.write) for claim in some)
    return await asyncio.gather(*puts, return_exceptions=True)


def test_every_poll_is_written_down_as_it_ended(desk: Desk):
    async def run() -> tuple[dict[str, FeedState], Sequence[FeedClaim]]:
        some = await claims(desk)
        await put_all(Ledger(), desk, some)
        return await states(desk), some

    found, some = asyncio.run(run())

    assert found == {claim.feed: ended(claim) for claim in some}


def test_many_polls_are_few_transactions(desk: Desk):
    async def run() -> None:
        await put_all(Ledger(), desk, await claims(desk))

    asyncio.run(run())

    assert desk.writes == 1


def test_whoever_comes_while_a_lot_is_written_goes_with_the_next(desk: Desk):
    async def run() -> int:
        some, ledger = await claims(desk, limit=30), Ledger()
        async with held(desk):
            puts = []
            for claim in some:
                puts.append(asyncio.ensure_future(ledger.put((claim, ended(claim)), desk.write)))
                await asyncio.sleep(0.001)
        await asyncio.gather(*puts)
        return sum(one.polls for one in (await states(desk)).values())

    assert (asyncio.run(run()), desk.writes) == (30, 2)


def test_a_put_comes_back_when_it_is_kept_for_good(desk: Desk):
    async def run() -> str | None:
        (claim,) = await claims(desk, limit=1)
        await Ledger().put((claim, ended(claim)), desk.write)
        return (await states(desk))[claim.feed].etag

    assert asyncio.run(run()) == '"7"'


def test_a_feed_is_free_again_when_its_poll_is_written_down(desk: Desk):
    async def run() -> int:
        await put_all(Ledger(), desk, await claims(desk))
        return len(await claims(desk, NOON + HOUR))

    assert asyncio.run(run()) == FEEDS


def test_who_lost_the_lease_writes_nothing_and_hinders_nobody(desk: Desk):
    async def run() -> dict[str, int]:
        slow, other = await claims(desk, limit=2)
        only = [slow.feed]
        await desk.rows.write(lambda rows: take(rows, NOON + MINUTE, 1, only))
        await put_all(Ledger(), desk, [slow, other])
        found = await states(desk)
        return {"slow": found[slow.feed].polls, "other": found[other.feed].polls}

    assert asyncio.run(run()) == {"slow": 0, "other": 1}


def test_a_caller_that_goes_away_takes_nobody_along(desk: Desk):
    async def run() -> tuple[list[Any], int]:
        some, ledger = await claims(desk, limit=3), Ledger()
        puts = [
            asyncio.ensure_future(ledger.put((claim, ended(claim)), desk.write)) for claim in some
        ]
        await asyncio.sleep(0)
        puts[0].cancel()
        found = await asyncio.gather(*puts, return_exceptions=True)
        return found, sum(one.polls for one in (await states(desk)).values())

    (first, *others), polls = asyncio.run(run())

    assert isinstance(first, asyncio.CancelledError)
    assert (others, polls) == ([None, None], 3)


def test_a_caller_that_goes_away_between_two_lots_takes_nobody_along(desk: Desk):
    async def run() -> tuple[list[Any], int]:
        some, ledger = await claims(desk, limit=4), Ledger()
        async with held(desk):
            puts = []
            for claim in some:  # the first is a lot of its own; the others wait for the next
                puts.append(asyncio.ensure_future(ledger.put((claim, ended(claim)), desk.write)))
                await asyncio.sleep(0.001)
            puts[1].cancel()  # it was to begin the next lot
            await asyncio.sleep(0)
        found = await asyncio.gather(*puts, return_exceptions=True)
        return found, sum(one.polls for one in (await states(desk)).values())

    found, polls = asyncio.run(run())

    assert [one for one in found if one is not None] == [found[1]]
    assert polls == 4


def test_a_poll_that_cannot_be_written_fails_alone(desk: Desk):
    async def run() -> tuple[list[Any], int]:
        some, ledger = await claims(desk, limit=3), Ledger()
        states_of = [ended(claim) for claim in some]
        states_of[1] = replace(states_of[1], polled_at=datetime(2025, 6, 17))  # without a zone
        puts = (ledger.put(one, desk.write) for one in zip(some, states_of, strict=True))
        found = await asyncio.gather(*puts, return_exceptions=True)
        return found, sum(one.polls for one in (await states(desk)).values())

    (first, failed, last), polls = asyncio.run(run())

    assert isinstance(failed, Exception)
    assert (first, last, polls) == (None, None, 2)


def test_the_ledger_works_on_after_an_error(desk: Desk):
    async def broken(work: Callable[[Connection], T], /) -> T:
        raise OSError("the disk is full")

    async def run() -> int:
        one, other = await claims(desk, limit=2)
        ledger = Ledger()
        with pytest.raises(OSError, match="full"):
            await ledger.put((one, ended(one)), broken)
        await ledger.put((other, ended(other)), desk.write)
        return (await states(desk))[other.feed].polls

    assert asyncio.run(run()) == 1


def test_trouble_has_one_beginning_and_ends_with_an_answer(desk: Desk):
    def since(found: Sequence[Any]) -> list[datetime]:
        return [one.since for one in found]

    async def run() -> list[list[datetime]]:
        seen, ledger = [], Ledger()
        for hour, reason in enumerate(("timeout", "http_5xx", None)):
            at = NOON + 2 * hour * HOUR
            await put_all(ledger, desk, await claims(desk, at, 1), reason=reason, at=at)
            only = await desk.rows.read(lambda rows: feedwatch.trouble(rows, NOON))
            seen.append(since(only))
            await desk.rows.write(
                lambda rows: rows.exec_driver_sql("DELETE FROM feed WHERE id <> 'f000'")
            )
        return seen

    assert asyncio.run(run()) == [[NOON], [NOON], []]
