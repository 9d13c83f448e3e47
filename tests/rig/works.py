"""The whole program but its ticker: the real engine over the real walks, at times that a test says.

What the daemon does by seconds is done here whenever the test turns the works, so that months pass
in minutes. Nothing is replaced but the clock.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from monitor.app.config import load_config
from monitor.app.engine import Engine
from monitor.app.report import Report
from monitor.app.shop import Shop
from monitor.app.wiring import open_shop
from monitor.model.seam import Point, pass_by
from monitor.store import audit
from monitor.store.verify import verify
from tests.rig import configuration

T = TypeVar("T")
START = datetime(2025, 6, 17, 6, tzinfo=UTC)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class SetClock:
    """A clock that stands until it is set."""

    at: datetime

    def __call__(self) -> datetime:
        """Give the present."""
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """One process's work on one database."""

    shop: Shop
    engine: Engine
    clock: SetClock

    async def turn(self, at: datetime | None = None) -> None:
        """Do everything that is due, and wait until all of it has ended.

        Args:
            at: The new present; None: the one there was.
        """
        self.clock.at = at or self.clock.at
        await self.gather()
        await self.engine.attend()
        await self.engine.compose()
        await self.deliver()

    async def gather(self) -> None:
        """Poll and read what is due."""
        for step in (self.engine.poll_some, self.engine.read):
            while await step():
                await self.engine.drain()

    async def deliver(self) -> None:
        """Send what is due."""
        while await self.engine.send():
            await self.engine.drain()

    async def pass_by(self, time: timedelta, step: timedelta) -> None:
        """Let time go by in equal steps, and turn at each."""
        end = self.clock.at + time
        while self.clock.at < end:
            await self.turn(min(self.clock.at + step, end))

    async def ask(self, question: Callable[[Connection], T]) -> T:
        """Look at the rows."""
        return await self.shop.rows.read(question)

    async def broken_promises(self) -> Sequence[str]:
        """Say what of the promise of delivery is broken."""
        return await self.ask(verify)

    async def events(self, kind: str) -> list[audit.Event]:
        """Give the events of a kind, oldest first."""
        found = await self.ask(lambda rows: audit.events(rows, since=LONG_AGO, limit=99_999))
        return [one for one in reversed(found) if one.kind == kind]


@asynccontextmanager
async def works(
    folder: Path, at: datetime = START, point: Point = pass_by, **config: Any
) -> AsyncIterator[Works]:
    """Start the works at a time, in a folder that may hold what earlier ones left.

    Args:
        folder: Where the configuration and the database are.
        at: The present.
        point: Sees every place where a test may have something fail.
        config: What the configuration says, as in `configuration.write`; without it the one
            that is there stays.
    """
    if config:
        configuration.write(folder, **config)
    clock = SetClock(at)
    async with open_shop(load_config(folder / "config", {}), point) as shop:
        engine = Engine(shop, clock, Report(clock))
        await engine.sync()
        await engine.fit()
        yield Works(shop=shop, engine=engine, clock=clock)
        await engine.drain()
