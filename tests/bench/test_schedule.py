"""Which feed next: every way of choosing on the same feeds, and what choosing costs."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import exp, log

import pytest

from monitor.intake.budget import Demands
from monitor.intake.rhythm import MEMORY, Rhythm, from_line, heard_nothing, to_line
from monitor.intake.schedule import demand, due_at
from monitor.model.feed import Feed
from tests.rig.simulator import table
from tests.rig.sources import DAY

COUNT = 100_000
NOW = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.mark.bench
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("minutes", "days"), [(15, 14), (60, 28), (240, 28)])
def test_every_way_of_choosing(minutes: int, days: int):
    shown = table(600, days, 2, timedelta(minutes=minutes))

    print(f"\n600 feeds, {days} days, one poll per feed in {minutes} minutes\n{shown}")


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_what_choosing_costs():
    chance = random.Random(1)
    rhythms = [rhythm(chance) for _ in range(COUNT)]
    feeds = [Feed(id=f"feed-{number}", address="https://example.org/") for number in range(COUNT)]
    floors = [chance.choice((None, None, 300.0, 3600.0)) for _ in range(COUNT)]
    demands = Demands()

    def poll() -> None:
        for feed, line, floor in zip(feeds, lines, floors, strict=True):
            learned = heard_nothing(from_line(line), NOW)
            asks = demand(feed, learned, floor=floor)
            demands.put(feed.id, asks)
            due_at(feed.id, asks, 60.0, NOW)
            to_line(learned)

    lines = [to_line(one) for one in rhythms]
    spent = seconds(poll)
    print(f"\na poll's part, line to line: {spent / COUNT * 1e6:.1f} us")
    fits = [seconds(lambda: demands.fitted(timedelta(minutes=15))) for _ in range(5)]
    print(f"theta fitted for {COUNT} feeds: {sorted(fits)[2] * 1e3:.1f} ms")
    assert sorted(fits)[2] < 0.1


def rhythm(chance: random.Random) -> Rhythm:
    rate = min(max(exp(chance.gauss(log(4 / DAY), 1.9)), 1 / (30 * DAY)), 600 / DAY)
    seen = NOW.timestamp() - 900
    length = chance.choice((10, 15, 20, 25, 50))
    return Rhythm(seen_at=seen, news_at=seen, posts=rate * MEMORY, seconds=MEMORY, length=length)


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
