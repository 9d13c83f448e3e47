"""The present time and the ticker: the only file that knows either.

APScheduler is an in-memory UTC ticker over rows: what is due stands in the database, so losing
the ticker loses nothing. It must not decide what is due, catch up, or know time zones.

It goes by the time of day. Left alone it would stand still for an hour when the clock is put back
by an hour, and count the ticks of a year when it is put on by a year. `Beat` counts none, and the
ticker looks every second whether the clock went back.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

Clock = Callable[[], datetime]
Tick = Callable[[], Awaitable[object]]
Fault = Callable[[str, BaseException], None]

LOOK_SECONDS = 1.0


def now() -> datetime:
    """Give the present, UTC and aware."""
    return datetime.now(UTC)


class Beat(BaseTrigger):  # type: ignore[misc]  # it ships no types
    """Fires once, however many beats were missed, and then an interval later."""

    def __init__(self, interval: timedelta) -> None:
        """Beat at once, and then at this interval."""
        self._interval = interval

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """Give the time of the next beat, as APScheduler asks for it."""
        return now if previous is None else now + self._interval


class Ticker:
    """Calls functions at intervals, never two calls of one function at a time."""

    def __init__(self, fault: Fault, clock: Clock = now) -> None:
        """Prepare; nothing ticks before `start`.

        Args:
            fault: Is told of a call that raised; the next one comes all the same.
            clock: The time of day, to see it go back.
        """
        self._fault, self._clock = fault, clock
        # It warns of every tick that finds the one before still at work, which is as it should be;
        # and of a call that raised we tell ourselves.
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_listener(self._failed, EVENT_JOB_ERROR)
        self._seen = clock()
        self._look: asyncio.TimerHandle | None = None

    def every(self, seconds: float, tick: Tick, name: str) -> None:
        """Have `tick` awaited every so many seconds, for the first time at once.

        A call that takes longer delays the next, and is not made up for.
        """
        self._scheduler.add_job(
            tick,
            Beat(timedelta(seconds=seconds)),
            id=name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        """Start ticking inside the running event loop."""
        self._scheduler.start()
        self.look()

    def stop(self) -> None:
        """Stop ticking; calls under way go on."""
        if self._look is not None:
            self._look.cancel()
        self._scheduler.pause()  # its shutdown would cancel them

    def look(self) -> None:
        """Have everything tick at once if the clock went back since the last look."""
        before, self._seen = self._seen, self._clock()
        if self._seen < before:
            for job in self._scheduler.get_jobs():
                job.modify(next_run_time=self._seen)
        loop = asyncio.get_running_loop()
        self._look = loop.call_later(LOOK_SECONDS, self.look)

    def _failed(self, event: JobExecutionEvent) -> None:
        self._fault(f"{event.job_id} failed", event.exception)
