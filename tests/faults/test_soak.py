"""A month with one fault in a hundred at every layer: nothing is lost, and nothing grows."""

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

import pytest
from sqlalchemy import Connection, and_, select
from sqlalchemy.exc import OperationalError

from monitor.store.schema import delivery, due, hit, told, version
from tests.faults.outlets import Outlets, newest, outlets, title
from tests.faults.resources import open_files, settled_megabytes, tasks
from tests.figures import IS_LONG, Figure, by_length
from tests.rig.works import START, Works, works

FEEDS = by_length(400, 5_000)
DAYS = by_length(3, 30)
EVERY = "6h" if not IS_LONG else "24h"
STEP = timedelta(minutes=by_length(60, 30))
SHARE_OF_STATEMENTS = 0.001  # a transaction has about ten
READERS = ("anna", "bob")
ROUTES = (
    {"id": "daily", "watches": ["*"], "to": ["anna"], "at": ["08:00", "20:00"], "tz": "UTC"},
    {"id": "desk", "watches": ["*"], "to": ["bob"], "wait": "10m", "group_by": ["watch"]},
)
WATCHES = ({"id": "sappers", "title": "Sappers", "query": "=sappers"},)
GROWTH = 1.05
GROWTH_OF_FILES = 1.25  # how many connections to hosts are kept open differs by chance
FILLED = by_length(0, 6)  # after so many days more, caches of the libraries are full


class Fickle:
    """Refuses a statement of the database now and then, as a disk does."""

    def __init__(self) -> None:
        self.faults = 0
        self.share = SHARE_OF_STATEMENTS
        self._chance = random.Random(7)

    def __call__(self, name: str) -> None:
        if name == "store.statement" and self._chance.random() < self.share:
            self.faults += 1
            refusal = sqlite3.OperationalError("disk I/O error")
            raise OperationalError("a fault of the test", {}, refusal)


@dataclass(slots=True)
class Seen:
    """What is measured while the days go by."""

    megabytes: list[float] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    tasks: list[int] = field(default_factory=list)
    cpu: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the rows say in the end."""

    titles: frozenset[str]
    told: Mapping[str, Counter[str]]
    excused: Mapping[str, frozenset[str]]
    keys: Mapping[str, frozenset[str]]
    broken: Sequence[str]


@pytest.mark.timeout(3_600 if IS_LONG else 120)
def test_a_month_of_small_faults_loses_nothing_and_grows_nothing(
    tmp_path: Path, figure: Figure
) -> None:
    seen, fickle = Seen(), Fickle()

    async def scene(street: Outlets) -> Found:
        feeds = [
            {"id": f"f{n}", "address": street.address(n), "first_run": "all", "every": EVERY}
            for n in range(street.feeds)
        ]
        places = {name: {"webhook": street.reader(name)} for name in READERS}
        async with works(
            tmp_path,
            point=fickle,
            feeds=feeds,
            watches=WATCHES,
            destinations=places,
            routes=ROUTES,
        ) as it:
            await days_go_by(it, street, seen)
            fickle.share = 0.0
            street.mend()
            for _ in range(4):
                await it.turn(it.clock.at + timedelta(hours=12))
            return await what_was_found(it)

    with outlets(FEEDS) as street:
        found = asyncio.run(scene(street))
        received = street.told()

    expected = hits_until(DAYS * 24 - 1)
    again = sum(sum(keys.values()) - len(keys) for keys in received["keys"].values())
    tell(figure, seen, fickle, received["faults"], len(expected), again)
    assert found.broken == ()
    assert expected <= found.titles
    for reader in READERS:
        assert set(found.told[reader]) | found.excused[reader] == found.titles
        assert set(found.told[reader].values()) == {1}
        assert found.keys[reader] == received["keys"][reader].keys()
    assert seen.megabytes[-1] <= GROWTH * seen.megabytes[FILLED]
    assert max(seen.files) <= GROWTH_OF_FILES * seen.files[0]
    assert set(seen.tasks) == {seen.tasks[0]}


async def days_go_by(it: Works, street: Outlets, seen: Seen) -> None:
    """Let the days go by; at the end of each, look at what the process holds."""
    began, cpu = perf_counter(), process_time()
    for _ in range(DAYS):
        end = it.clock.at + timedelta(days=1)
        while it.clock.at < end:
            street.set_hour((it.clock.at - START) // timedelta(hours=1))
            await it.turn(it.clock.at + STEP)
        await it.engine.fit()
        await it.engine.prune()
        seen.megabytes.append(settled_megabytes())
        seen.files.append(open_files())
        seen.tasks.append(tasks())
    seen.seconds, seen.cpu = perf_counter() - began, process_time() - cpu


async def what_was_found(it: Works) -> Found:
    """Read what is stored, what each reader was told, and under which keys it was sent."""
    return Found(
        titles=frozenset(await it.ask(_titles)),
        told={name: await it.ask(partial(_told, reader=name)) for name in READERS},
        excused={name: await it.ask(partial(_excused, reader=name)) for name in READERS},
        keys={name: await it.ask(partial(_keys, reader=name)) for name in READERS},
        broken=await it.broken_promises(),
    )


def hits_until(hour: int) -> set[str]:
    """Give the titles of all hits that outlets have told by an hour since the start."""
    every = (title(feed, n) for feed in range(FEEDS) for n in range(newest(feed, hour) + 1))
    return {one for one in every if "sappers" in one}


def _titles(rows: Connection) -> Sequence[str]:
    return rows.execute(select(version.c.title).join(hit, _IS_ITS_TEXT)).scalars().all()


def _told(rows: Connection, reader: str) -> Counter[str]:
    asked = select(version.c.title).join(hit, _IS_ITS_TEXT).join(told, told.c.hit_id == hit.c.id)
    mine = told.c.destination == reader, ~told.c.is_dead
    return Counter(rows.execute(asked.where(*mine)).scalars())


def _excused(rows: Connection, reader: str) -> frozenset[str]:
    """Give what an alert need not tell, because its story or its text was told."""
    asked = select(version.c.title).join(hit, _IS_ITS_TEXT).join(due, due.c.hit_id == hit.c.id)
    mine = due.c.destination == reader, due.c.reason.in_(("same_story", "copy"))
    return frozenset(rows.execute(asked.where(*mine)).scalars())


def _keys(rows: Connection, reader: str) -> frozenset[str]:
    mine = delivery.c.destination == reader, delivery.c.state == "sent"
    return frozenset(rows.execute(select(delivery.c.key).where(*mine)).scalars())


_IS_ITS_TEXT = and_(version.c.article_id == hit.c.article_id, version.c.number == hit.c.version)


def tell(
    figure: Figure, seen: Seen, fickle: Fickle, faults: Mapping[str, int], hits: int, again: int
) -> None:
    """Print what was measured."""
    figure("feeds, days, interval", f"{FEEDS}, {DAYS}, {EVERY}")
    figure("seconds, and of the processor", f"{seen.seconds:.0f}, {seen.cpu:.0f}")
    figure("hits, all told", hits)
    figure("faults of the far side", ", ".join(f"{name} {n}" for name, n in faults.items()))
    figure("faults of the database", fickle.faults)
    figure("messages sent once more under their old key", again)
    figure("memory at the end of each day, MB", " ".join(f"{one:.0f}" for one in seen.megabytes))
    figure("open files at the end of each day", f"{min(seen.files)} to {max(seen.files)}")
    figure("tasks at the end of each day", seen.tasks[-1])
