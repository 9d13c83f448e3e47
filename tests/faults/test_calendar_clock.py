"""The clock is set wrong and right again: nothing stands still afterwards, nothing comes twice."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from monitor.store.schema import slot
from tests.faults.calendars import moment_of, slots_of, stretches
from tests.figures import Figure, by_length
from tests.rig.newsroom import RSS, Newsroom, Reply, newsroom
from tests.rig.paper import Story, rss
from tests.rig.program import titles_told
from tests.rig.works import Works, works

FEED = "/feed"
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
DAY, YEAR = timedelta(days=1), timedelta(days=365)
DAILY = {"id": "daily", "watches": ["*"], "to": ["files"], "at": ["08:00", "14:00"], "tz": "UTC"}
ALERTS = {
    "id": "desk",
    "watches": ["*"],
    "to": ["desk"],
    "wait": "0s",
    "then_every": "30m",
    "repeat": "6h",
    "limit": {"per_hour": 20, "else": "digest"},
}
PLACES = {"files": {"folder": "outbox"}, "desk": {"folder": "alerts"}}


def says(news: Newsroom, names: Sequence[str]) -> None:
    """Have the feed say stories of these names, all of which are hits."""
    stories = [
        Story(id=name, title=f"The sappers of {name} leave", link=f"http://127.0.0.1:9/{name}")
        for name in names
    ]
    news.put(FEED, Reply(body=rss(stories), kind=RSS))


def heard(folder: Path, box: str) -> Counter[str]:
    """Give how often each story was told in a folder."""
    return Counter(title.split()[3] for title in titles_told(folder / box))


@pytest.mark.parametrize("jump", [YEAR, -YEAR, -HOUR, 36 * HOUR], ids=str)
def test_a_clock_that_was_wrong_for_a_minute_leaves_nothing_waiting(
    jump: timedelta, tmp_path: Path, figure: Figure
) -> None:
    names = ["Adda", "Brebach", "Cadore", "Dronne", "Elz"]

    async def scene() -> tuple[Sequence[str], list[str]]:
        async with newsroom() as news:
            feed = {"id": "courier", "address": news.address(FEED), "first_run": "all"}
            says(news, names[:1])
            async with works(
                tmp_path, feeds=[feed], routes=[ALERTS, DAILY], destinations=PLACES, every="10m"
            ) as it:
                await it.pass_by(3 * HOUR, 10 * MINUTE)
                await wrong_for_a_minute(it, news, names, jump)
                says(news, names[:4])
                await it.pass_by(3 * HOUR, 5 * MINUTE)
                says(news, names)
                await it.pass_by(26 * HOUR, 20 * MINUTE)
                events = [one.subject for one in await it.events("clock")]
                return await it.broken_promises(), events

    broken, events = asyncio.run(scene())

    assert broken == ()
    assert heard(tmp_path, "outbox") == Counter(names)
    assert heard(tmp_path, "alerts") == Counter(names)
    figure(f"brought back after {jump}", " ".join(sorted(set(events))) or "nothing")


async def wrong_for_a_minute(
    it: Works, news: Newsroom, names: Sequence[str], jump: timedelta
) -> None:
    """Set the clock wrong, have two stories come meanwhile, and set it right."""
    right = it.clock.at
    says(news, names[:2])
    await it.turn(right + jump)
    says(news, names[:3])
    await it.turn(right + jump + 20 * MINUTE)
    await it.turn(right + MINUTE)


ODD_ZONES = ("Pacific/Apia", "Africa/Casablanca", "Australia/Lord_Howe", "America/Santiago")


def test_the_rows_hold_each_slot_of_odd_zones_once(tmp_path: Path, figure: Figure) -> None:
    begin = datetime(2011, 12, 20, tzinfo=UTC)
    days = by_length(25, 3_700)
    routes = [
        {"id": zone, "watches": ["*"], "to": [zone], "at": ["00:30", "02:15"], "tz": zone}
        for zone in ODD_ZONES
    ]
    first, last = round(begin.timestamp()), round((begin + days * DAY).timestamp())
    places = {zone: {"folder": zone} for zone in ODD_ZONES}
    zones = {zone: stretches(ZoneInfo(zone), first - 2 * 86_400, last) for zone in ODD_ZONES}
    expected = [
        (zone, moment_of(start))
        for zone, clock in zones.items()
        for start in slots_of(clock, (time(0, 30), time(2, 15)))
        if start >= first
    ]
    moments = sorted({at - early for _, at in expected for early in (SECOND, 0 * SECOND)})

    async def scene() -> Sequence[tuple[str, datetime]]:
        async with newsroom() as news:
            feed = {"id": "courier", "address": news.address(FEED), "first_run": "all"}
            says(news, ["Adda"])
            async with works(
                tmp_path, begin, feeds=[feed], routes=routes, destinations=places
            ) as it:
                await it.gather()
                for moment in moments:
                    it.clock.at = moment
                    await it.engine.compose()
                asked = select(slot.c.route, slot.c.starts_at)
                return await it.ask(lambda rows: [(row[0], row[1]) for row in rows.execute(asked)])

    closed = asyncio.run(scene())
    assert sorted(closed) == sorted(expected)
    figure("slots closed in the database", len(closed))
