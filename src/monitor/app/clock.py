"""The present time and the ticker: the only file that knows either.

APScheduler is an in-memory UTC ticker over rows: what is due stands in the database, so losing
the ticker loses nothing. It must not decide what is due, catch up, or know time zones.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

Clock = Callable[[], datetime]
Tick = Callable[[], Awaitable[object]]


def now() -> datetime:
    """Give the present, UTC and aware."""
    return datetime.now(UTC)


class Ticker:
    """Calls functions at intervals, never two calls of one function at a time."""

    def __init__(self) -> None:
        """Prepare; nothing ticks before `start`."""
        # It warns of every tick that finds the one before still at work, which is as it should be.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def every(self, seconds: float, tick: Tick, name: str) -> None:
        """Have `tick` awaited every so many seconds, for the first time at once."""
        self._scheduler.add_job(
            tick,
            IntervalTrigger(seconds=seconds, timezone=UTC),
            id=name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=now(),
        )

    def start(self) -> None:
        """Start ticking inside the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking; calls under way go on."""
        self._scheduler.shutdown(wait=False)
