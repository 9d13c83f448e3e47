"""The ticker calls again and again, whatever a call does, and never twice at a time."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from monitor.app.clock import Beat, Ticker, now

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
SOON = 0.005


def refuse(event: str, error: BaseException) -> None:
    raise AssertionError(event) from error


def test_a_function_is_called_at_once_and_then_again_and_again() -> None:
    async def scene() -> None:
        calls = asyncio.Semaphore(0)

        async def tick() -> None:
            calls.release()

        ticker = Ticker(refuse)
        ticker.every(SOON, tick, "tick")
        ticker.start()
        async with asyncio.timeout(5):
            for _ in range(3):
                await calls.acquire()
        ticker.stop()

    asyncio.run(scene())


def test_a_call_that_raises_is_told_and_is_not_the_last() -> None:
    told: list[str] = []

    async def scene() -> None:
        again = asyncio.Event()

        async def tick() -> None:
            if told:
                again.set()
            raise OSError("no luck")

        ticker = Ticker(lambda event, error: told.append(f"{event}: {error}"))
        ticker.every(SOON, tick, "poll")
        ticker.start()
        await asyncio.wait_for(again.wait(), 5)
        ticker.stop()

    asyncio.run(scene())

    assert told[0] == "poll failed: no luck"


def test_a_long_call_is_alone_and_stays_when_the_ticker_stops() -> None:
    begun: list[str] = []

    async def scene() -> None:
        may_end, is_over = asyncio.Event(), asyncio.Event()

        async def tick() -> None:
            begun.append("tick")
            await may_end.wait()
            is_over.set()

        ticker = Ticker(refuse)
        ticker.every(SOON, tick, "slow")
        ticker.start()
        await asyncio.sleep(10 * SOON)
        ticker.stop()
        may_end.set()
        await asyncio.wait_for(is_over.wait(), 5)
        await asyncio.sleep(10 * SOON)

    asyncio.run(scene())

    assert begun == ["tick"]


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=365)])
def test_a_clock_put_on_counts_as_one_beat(ahead: timedelta) -> None:
    beat = Beat(timedelta(seconds=1))
    first = beat.get_next_fire_time(None, NOON)

    following = beat.get_next_fire_time(first, NOON + ahead)

    assert first == NOON
    assert following == NOON + ahead + timedelta(seconds=1)


def test_a_clock_put_back_stops_no_tick() -> None:
    async def scene() -> None:
        calls = asyncio.Semaphore(0)
        times = iter([now(), now() + timedelta(hours=1)])

        async def tick() -> None:
            calls.release()

        ticker = Ticker(refuse, lambda: next(times, now()))
        ticker.every(3600, tick, "tick")
        async with asyncio.timeout(5):
            ticker.start()  # sees the clock put on by an hour
            await calls.acquire()
            ticker.look()  # sees it put back
            await calls.acquire()
        ticker.stop()

    asyncio.run(scene())
