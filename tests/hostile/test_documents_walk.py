"""A few hostile documents of every family through the whole walk, beside an honest feed."""

import asyncio
import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from monitor.intake import child_main
from monitor.intake.fetch import FetchLimits
from monitor.outside.child import Children
from tests.figures import Figure, by_length
from tests.hostile.documents import Hostile, Trap
from tests.hostile.documents_trap import trap_in
from tests.hostile.test_documents import FILES, resident
from tests.rig.house import DAY, MINUTE, NOON, House
from tests.rig.newsroom import Reply

EACH = by_length(2, 20)
MOST_GROWTH = 64 * 1024 * 1024
BETWEEN = 8 * DAY  # longer than any feed in trouble waits
EVIL, COURIER = "/evil", "/courier"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with two feeds: an honest one, and the one that every document comes from."""
    with asyncio.Runner() as runner:
        children = Children(child_main.main, count=1)
        stack = AsyncExitStack()
        url = f"sqlite:///{tmp_path / 'rows.db'}"
        made = runner.run(House.open(runner, tmp_path, url, children, stack))
        feeds = [{"id": path[1:], "address": made.news.address(path)} for path in (EVIL, COURIER)]
        made.configure(feeds=[{**feed, "first_run": "all"} for feed in feeds])
        yield made
        runner.run(stack.aclose())
        children.close()


@pytest.mark.timeout(600)
def test_no_document_of_a_feed_keeps_another_feed_from_being_told(
    house: House, tmp_path: Path, figure: Figure
):
    outcomes: Counter[str] = Counter()
    faults: list[str] = []
    before = None
    with trap_in(tmp_path) as trap:
        for turn, one in enumerate(sample("feed", trap.trap)):
            at = NOON + turn * BETWEEN
            house.news.put(EVIL, Reply(body=one.body, kind=one.content_type or "text/xml"))
            house.print(house.story(f"s{turn}", f"The sappers leave, {turn}"), path=COURIER)
            house.news.put(f"/s{turn}", Reply(status=404))

            polled = {one.feed: one for one in house.poll(at)}

            outcome = polled["evil"].state.reason or "read"
            outcomes[outcome] += 1
            faults += [] if outcome in one.expect.outcomes else [f"{one.name}: {outcome}"]
            faults += [] if polled["courier"].found.hits == 1 else [f"{one.name}: no hit"]
            before = before or resident()
        gc.collect()
        growth = resident() - (before or 0)

    figure("documents", outcomes.total())
    figure("outcomes", dict(outcomes.most_common()))
    figure("growth", f"{growth / 1024 / 1024:.0f} MiB")
    assert faults == []
    assert trap.calls == 0
    assert growth <= MOST_GROWTH
    assert house.broken_promises() == ()


@pytest.mark.timeout(600)
def test_no_page_keeps_another_page_from_being_read(house: House, tmp_path: Path, figure: Figure):
    states: Counter[str] = Counter()
    faults: list[str] = []
    house.news.put(EVIL, Reply(status=404))
    with trap_in(tmp_path) as trap:
        for turn, one in enumerate(sample("page", trap.trap)):
            at = NOON + turn * BETWEEN
            bad, good = house.story(f"bad{turn}", "A bad day"), house.story(f"good{turn}", "Spring")
            house.print(bad, good, path=COURIER)
            kind = one.content_type or "text/html"
            house.news.put(f"/bad{turn}", Reply(body=one.body, kind=kind))
            house.print_page(f"/good{turn}", "Spring", f"They mend the bridge at mile {turn}.")
            house.poll(at)

            read = house.read_pages(at + MINUTE)

            states.update(page.reason or page.state for page in read)
            faults += [] if sum(page.new_hits for page in read) == 1 else [f"{one.name}: no hit"]

    figure("pages", states.total())
    figure("states", dict(states.most_common()))
    assert faults == []
    assert trap.calls == 0
    assert house.broken_promises() == ()


def sample(kind: str, trap: Trap) -> Iterator[Hostile]:
    """Give the first few of each family that would be fetched."""
    taken: Counter[str] = Counter()
    most = FetchLimits().feed_bytes if kind == "feed" else FetchLimits().page_bytes
    for one in (one for families in FILES.values() for one in families(trap)):
        if one.kind == kind and len(one.body) <= most and taken[one.family] < EACH:
            taken[one.family] += 1
            yield one
