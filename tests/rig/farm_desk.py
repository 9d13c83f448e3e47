"""The program on the farm's feeds, in a process of its own, polled as `monitor once` polls.

`python -m tests.rig CONFIG` says `ready` on its standard output, then does what each
line of its standard input says, and answers with one line: `sync` takes the feeds into the
database, `poll` jumps over a day, so that every feed is due, and polls all of them.
"""

import asyncio
import gc
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

from monitor.app.clock import now
from monitor.app.config import load_config
from monitor.app.engine import Engine
from monitor.app.report import Report
from monitor.app.wiring import open_shop

LONGER_THAN_ANY_WAIT = timedelta(hours=27)
POLITE_PAUSE = timedelta(minutes=2)
PAUSES = 3


class Jumping:
    """A clock that can be put forward."""

    def __init__(self) -> None:
        """Begin with the present."""
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Give the present of this process."""
        return now() + self._ahead

    def jump(self, by: timedelta) -> None:
        """Put the clock forward."""
        self._ahead += by


async def serve(folder: Path) -> None:
    """Work until the standard input ends."""
    clock = Jumping()
    async with open_shop(load_config(folder, os.environ)) as shop:
        engine = Engine(shop, clock, Report(clock))
        gc.freeze()  # as the daemon does
        print("ready", flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            if line.strip() == "sync":
                await engine.sync()
            else:
                clock.jump(LONGER_THAN_ANY_WAIT)
                await poll_all(engine, clock)
            print("done", flush=True)


async def poll_all(engine: Engine, clock: Jumping) -> None:
    """Poll until nothing is due, also after the pauses that hosts are given."""
    await engine.hasten()
    for _ in range(PAUSES):
        while await engine.poll_some():
            await engine.drain()
        clock.jump(POLITE_PAUSE)
