"""The present time and the ticker: the only file that knows either.

The ticker goes by the loop's clock, which nobody sets: one that goes by the time of day stands
still for an hour when that is put back by an hour, and for a year after a year. What is due stands
in the database, so losing the ticker loses nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

Clock = Callable[[], datetime]
Tick = Callable[[], Awaitable[object]]
Fault = Callable[[str, BaseException], None]


def now() -> datetime:
    """Give the present, UTC and aware."""
    return datetime.now(UTC)


class Ticker:
    """Calls functions at intervals, never two calls of one function at a time."""

    def __init__(self, fault: Fault) -> None:
        """Prepare; nothing ticks before `start`.

        Args:
            fault: Is told of a call that raised; the next one comes all the same.
        """
        self._fault = fault
        self._beats: list[tuple[float, Tick, str]] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._is_over = asyncio.Event()

    def every(self, seconds: float, tick: Tick, name: str) -> None:
        """Have `tick` awaited every so many seconds, for the first time at once.

        A call that takes longer delays the next, and is not made up for.
        """
        self._beats.append((seconds, tick, name))

    def start(self) -> None:
        """Start ticking inside the running event loop."""
        self._tasks = [asyncio.create_task(self._beat(*beat)) for beat in self._beats]

    def stop(self) -> None:
        """Stop ticking; calls under way go on."""
        self._is_over.set()

    async def _beat(self, seconds: float, tick: Tick, name: str) -> None:
        time = asyncio.get_running_loop().time
        at = time()
        while not self._is_over.is_set():
            try:
                await tick()
            except Exception as error:  # one tick must not be the last
                self._fault(f"{name} failed", error)
            at = max(at + seconds, time())
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_over.wait(), at - time())
