"""Many feeds of one host, which dies: they wait for it, and nobody else waits for them."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.intake import child_main
from monitor.intake.polite import TROUBLES, Paces
from monitor.outside.child import Children
from monitor.store import feeds
from tests.figures import Figure, by_length
from tests.hostile.server import Enemy, Say, enemy, ok, reset, status
from tests.rig.house import DAY, LEASE, MINUTE, NOON, House
from tests.rig.paper import Story, rss

CROWD = by_length(300, 10_000)
OTHERS = 20
EVERY, HOURS = timedelta(minutes=10), 2
DEAD = "127.1.1.1"


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[tuple[House, Enemy]]:
    """A house whose feeds are nearly all of one host."""
    children = Children(child_main.main, count=2)
    stack = AsyncExitStack()
    with asyncio.Runner() as run:
        try:
            url = f"sqlite:///{tmp_path / 'rows.db'}"
            house = run.run(House.open(run, tmp_path, url, children, stack))
            house.doors = replace(house.doors, paces=Paces())
            foe = run.run(stack.enter_async_context(enemy()))
            dead = {f"dead-{n}": foe.address(f"/dead/{n}", DEAD) for n in range(CROWD)}
            hosts = {f"fine-{n}": (n, f"127.2.0.{n + 1}") for n in range(OTHERS)}
            fine = {name: foe.address(f"/fine/{n}", host) for name, (n, host) in hosts.items()}
            house.configure(
                feeds=[{"id": name, "address": at} for name, at in {**dead, **fine}.items()],
                every="10m",
            )
            yield house, foe
        finally:
            run.run(stack.aclose())
            children.close()


async def live(house: House, at: datetime) -> None:
    """Poll what is longest due, as much as the common budget lets begin in a minute."""
    house.doors.budget.fit(EVERY)
    most = int((CROWD + OTHERS) * 1.25 * MINUTE / EVERY)
    choice = feeds.Choice(now=at, limit=most)
    claims = await house.rows.write(lambda rows: feeds.claim(rows, choice, lease=LEASE))
    await asyncio.gather(*(house.ingest(claim, at) for claim in claims))


@pytest.mark.parametrize("say", [status(503), reset(b"")], ids=["is busy", "hangs up"])
def test_a_host_that_dies_with_all_its_feeds_starves_nobody(
    crowd: tuple[House, Enemy], say: Say, figure: Figure
):
    house, foe = crowd
    for number in range(CROWD):
        foe.put(f"/dead/{number}", say)
    for number in range(OTHERS):
        foe.put(f"/fine/{number}", ok(rss([Story(id="1", title="Sappers", link="/1")])))

    for minute in range(HOURS * 60):
        house.run.run(live(house, NOON + minute * MINUTE))

    asked = Counter(one.path.split("/")[1] for one in foe.asked)
    fewest = min(Counter(one.path for one in foe.asked if one.path.startswith("/fine")).values())
    figure(f"questions to the dead host of {CROWD} feeds in {HOURS} h", asked["dead"])
    figure(f"polls of each other feed in {HOURS} h, at least", fewest)
    assert fewest >= HOURS * timedelta(hours=1) / EVERY / 2
    # Each question to a host that hangs up is asked twice.
    assert TROUBLES <= asked["dead"] <= 2 * (4 * TROUBLES + HOURS)
    days_later = feeds.Choice(now=NOON + 30 * DAY, limit=99_999)
    assert len(house.ask(lambda rows: feeds.claim(rows, days_later, lease=LEASE))) == len(
        house.config.feeds
    )
