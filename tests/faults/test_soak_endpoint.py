"""A receiver is dead for five days while very much waits for it: bounded, fair, and told."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import ceil
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, func, select

from monitor.flow.gathering import MOST_HITS
from monitor.store import due as dues
from monitor.store import outbox, standings
from monitor.store.schema import delivery, told
from tests.faults.resources import settled_megabytes
from tests.figures import Figure, by_length
from tests.rig.newsroom import RSS, Newsroom, Reply, newsroom
from tests.rig.paper import Story, rss
from tests.rig.works import START, Works, works
from tests.store.make import message, parcel, put_hit

HOUR = timedelta(hours=1)
STEP = timedelta(minutes=by_length(120, 30))
STEPS = timedelta(days=5) // STEP
WAITING = by_length(1_000, 100_000)
BATCH = 250
DEAD, WELL, BOSS = "dead", "well", "boss"
FLOOD = {
    "id": "flood",
    "watches": ["harbour", "bridges"],
    "to": [DEAD],
    "at": ["00:00"],
    "tz": "UTC",
}
HOURLY = {"id": "hourly", "watches": ["sappers"], "to": [WELL], "wait": "0s"}


@dataclass(slots=True)
class Seen:
    """What the test sees while the days go by."""

    slowest: float = 0.0
    attempts: int = 0
    growth: float = 0.0
    messages: int = 0
    told: int = 0
    broken: Sequence[str] = ()


def test_a_receiver_that_is_dead_for_days_holds_up_nobody_and_loses_nothing(
    tmp_path: Path, figure: Figure
) -> None:
    seen = Seen()

    async def scene() -> None:
        async with newsroom() as news:
            for name in (WELL, BOSS):
                news.put(f"/{name}", Reply(status=204))
            news.put(f"/{DEAD}", Reply(status=500))
            places = {name: {"webhook": news.address(f"/{name}")} for name in (DEAD, WELL, BOSS)}
            feed = {"id": "desk", "address": news.address("/feed"), "every": "1h"}
            routes = [FLOOD, HOURLY]
            said: dict[str, Any] = {"destinations": places, "routes": routes, "operator": BOSS}
            says(news, 0)
            async with works(tmp_path, feeds=[feed], **said) as it:
                await fill(it)
                await five_days(it, news, seen)
                await its_end(it, news, seen)
                await comes_back(it, news, seen)

    asyncio.run(scene())

    assert seen.broken == ()
    assert seen.told == WAITING
    assert seen.messages <= ceil(WAITING / MOST_HITS)
    assert seen.attempts <= STEPS + 20
    assert seen.growth < 64
    figure("deliveries that waited", WAITING)
    figure("attempts on the dead receiver in five days", seen.attempts)
    figure("slowest send to another, seconds", f"{seen.slowest:.2f}")
    figure("memory while they waited, MB more", f"{seen.growth:.1f}")
    figure("messages that told it all in the end", seen.messages)


def says(news: Newsroom, number: int) -> None:
    """Have the outlet say something for the reader who is well."""
    story = Story(id=str(number), title=f"The sappers of village {number} leave", link="")
    news.put("/feed", Reply(body=rss([story]), kind=RSS))


async def fill(it: Works) -> None:
    """Have many deliveries wait for the dead receiver, each with a hit of its own."""
    for first in range(0, WAITING, BATCH):
        numbers = range(first, min(first + BATCH, WAITING))

        def put(rows: Connection, numbers: range = numbers) -> None:
            for number in numbers:
                hit_id = put_hit(rows, f"flood-{number}", watch="harbour", at=START)
                dues.put(rows, hit_id, "flood", DEAD, ready_at=START)
                (row,) = dues.waiting(rows, "flood", DEAD, START, 1)
                said = replace(message((row,), id_=f"m{number}", route="flood"), slot=None)
                assert outbox.close(rows, said, parcel(said, DEAD), START)

        await it.shop.rows.write(put)


async def five_days(it: Works, news: Newsroom, seen: Seen) -> None:
    """Let five days go by; the other reader is told of each story in its own turn."""
    before = settled_megabytes()
    for number in range(STEPS - 1):
        says(news, number)
        before_it = len(news.asked_for(f"/{WELL}"))
        it.clock.at += STEP
        await it.gather()
        made = await it.engine.compose()
        begun = perf_counter()
        await it.engine.send()
        while made and len(news.asked_for(f"/{WELL}")) == before_it:
            await asyncio.sleep(0.001)
        if made:
            seen.slowest = max(seen.slowest, perf_counter() - begun)
        await it.engine.drain()
    seen.growth = settled_megabytes() - before
    seen.attempts = len(news.asked_for(f"/{DEAD}"))


async def its_end(it: Works, news: Newsroom, seen: Seen) -> None:
    """See the receiver switched off, and the operator told by another way."""
    for _ in range(4):
        await it.turn(it.clock.at + STEP)
    assert await it.ask(standings.disabled) == {DEAD}
    while await it.ask(open_deliveries):
        await it.engine.send()
        await it.engine.drain()
    await it.turn(it.clock.at + 2 * HOUR)
    news_of = [json.loads(one.body)["data"]["trouble"] for one in news.asked_for(f"/{BOSS}")]
    assert [[(one["feed"], one["reason"]) for one in trouble] for trouble in news_of] == [
        [(DEAD, "disabled")]
    ]
    seen.broken = await it.broken_promises()


async def comes_back(it: Works, news: Newsroom, seen: Seen) -> None:
    """Switch it on again: what waited comes together, as soon as the calendar says."""
    news.put(f"/{DEAD}", Reply(status=204))
    before = len(news.asked_for(f"/{DEAD}"))
    await it.shop.rows.write(lambda rows: outbox.enable(rows, DEAD, it.clock.at))
    while await it.ask(lambda rows: dues.count_ready(rows, "flood", DEAD, it.clock.at)):
        await it.turn(it.clock.at + 24 * HOUR)
    seen.messages = len(news.asked_for(f"/{DEAD}")) - before
    seen.told = await it.ask(told_in_the_end)
    seen.broken = (*seen.broken, *await it.broken_promises())


def told_in_the_end(rows: Connection) -> int:
    """Count the hits that the receiver who came back was told."""
    mine = told.c.destination == DEAD, ~told.c.is_dead
    return rows.execute(select(func.count()).select_from(told).where(*mine)).scalar_one()


def open_deliveries(rows: Connection) -> int:
    """Count what waits for the dead receiver."""
    mine = delivery.c.destination == DEAD, delivery.c.state.in_(("pending", "sending"))
    return rows.execute(select(func.count()).select_from(delivery).where(*mine)).scalar_one()
