"""Answers that are too much: bombs, bodies and headers without end, each in bounded memory.

What is measured is this process, in which both the poll and the enemy live.
"""

import asyncio
import ctypes
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from monitor.intake import child_main
from monitor.outside.child import Children
from tests.figures import Figure
from tests.hostile.answers import LARGE, Case, table
from tests.hostile.server import MIB, Enemy, enemy, ok
from tests.rig.house import FEED, HOUR, NOON, House
from tests.rig.paper import rss

SECONDS = 1.0
MOST_MEMORY = 64 * MIB
CASES = table(LARGE)
TOLD = ("a gzip of two gibibytes", "an honest body of ten mebibytes")
STATUS, RESET_PEAK = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as running:
        yield running


@pytest.fixture(scope="module")
def children(runner: asyncio.Runner) -> Iterator[Children]:
    started = Children(child_main.main, count=1)
    yield started
    started.close()


@pytest.fixture
def stack(runner: asyncio.Runner) -> Iterator[AsyncExitStack]:
    found = AsyncExitStack()
    yield found
    runner.run(found.aclose())


@pytest.fixture
def foe(runner: asyncio.Runner, stack: AsyncExitStack) -> Enemy:
    return runner.run(stack.enter_async_context(enemy()))


@pytest.fixture
def house(
    runner: asyncio.Runner, children: Children, stack: AsyncExitStack, foe: Enemy, tmp_path: Path
) -> House:
    url = f"sqlite:///{tmp_path / 'rows.db'}"
    made = runner.run(House.open(runner, tmp_path, url, children, stack))
    made.fetch_seconds = SECONDS
    made.configure(feeds=[{"id": "courier", "address": foe.address(FEED), "first_run": "all"}])
    return made


def memory(name: str) -> int:
    """Read a figure of this process's memory, in bytes: `VmRSS` now, `VmHWM` at its peak."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) * 1024


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_too_much_is_cut_in_bounded_memory(house: House, foe: Enemy, case: Case, figure: Figure):
    good = ok(rss([house.story("a", "Sappers a")]), 'ETag: "good"')
    foe.put(FEED, good, case.say)
    house.poll(NOON)
    before = house.state()

    ctypes.CDLL(None).malloc_trim(0)  # what is free already would hide what is taken
    RESET_PEAK.write_text("5")
    held = memory("VmRSS")
    house.poll(NOON + HOUR)
    grown = memory("VmHWM") - held

    if case.name in TOLD:
        figure(f"MiB for {case.name}", round(grown / MIB, 1))
    after = house.state()
    assert after.reason == case.word
    assert before.body_hash == after.body_hash or case.word is None
    assert grown <= MOST_MEMORY
