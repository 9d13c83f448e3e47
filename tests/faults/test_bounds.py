"""Too much of everything: what is over a bound is said and comes later, and nothing grows."""

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from monitor.flow.gathering import MOST_HITS, NEXT_DIGEST
from monitor.flow.pruning import REMEMBERED
from monitor.store import audit
from monitor.store.schema import due, event, trouble_told
from tests.figures import Figure, by_length
from tests.rig.configuration import SAPPERS
from tests.rig.newsroom import RSS, Newsroom, Reply, newsroom
from tests.rig.paper import Story, rss
from tests.rig.program import titles_told
from tests.rig.works import START, works

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FEED = "/feed"
EVERYTHING = {"id": "all", "title": "All", "query": "=the"}
URGENT = {"id": "urgent", "title": "Urgent", "query": "=flood", "alert": {"severity": "high"}}
MORNINGS = {"id": "daily", "watches": ["*"], "to": ["files"], "at": ["07:00"], "tz": "UTC"}
MAIL_BYTES, EVENT_BYTES = 100_000, 20_000
FLOOD = MOST_HITS + 10


def says(news: Newsroom, titles: Sequence[str]) -> dict[str, Any]:
    """Have the outlet say these, one entry each without a page; give the feed's configuration."""
    stories = [Story(id=one, title=one, link="", text="So they say. " * 40) for one in titles]
    news.put(FEED, Reply(body=rss(stories), kind=RSS))
    return {"id": "courier", "address": news.address(FEED), "first_run": "all"}


def test_a_rule_that_meets_everything_fills_digests_that_say_how_much_is_left(
    tmp_path: Path, figure: Figure, capfd: pytest.CaptureFixture[str]
) -> None:
    titles = [f"The mayor of village {number} speaks" for number in range(FLOOD)]
    left: list[dict[str, int]] = []

    async def scene() -> tuple[Sequence[int], Sequence[str]]:
        async with newsroom() as news:
            news.put("/hook", Reply(status=204))
            places = {"files": {"folder": "outbox"}, "hook": {"webhook": news.address("/hook")}}
            route = {**MORNINGS, "to": ["files", "hook"]}
            feeds = [says(news, titles)]
            said: dict[str, Any] = {"destinations": places, "routes": [route]}
            async with works(tmp_path, feeds=feeds, watches=[EVERYTHING], **said) as it:
                await it.gather()
                for _ in range(3):
                    await it.turn(it.clock.at + DAY)
                bodies = [one.body for one in news.asked_for("/hook")]
                left.extend(json.loads(one)["data"]["message"]["held_back"] for one in bodies)
                return [len(one) for one in bodies], await it.broken_promises()

    sizes, broken = asyncio.run(scene())

    assert broken == ()
    assert left == [{NEXT_DIGEST: FLOOD - MOST_HITS}, {}]
    assert Counter(titles_told(tmp_path / "outbox")) == Counter(titles)
    mails = [path.stat().st_size for path in (tmp_path / "outbox").glob("*.eml")]
    assert max(mails) <= MAIL_BYTES
    assert max(sizes) <= EVENT_BYTES
    first, *_ = sorted((tmp_path / "outbox").glob("*.txt"))
    assert f"for the next digest {FLOOD - MOST_HITS:,}" in first.read_text(encoding="utf-8")
    assert "more is found than a digest tells" in capfd.readouterr().err
    figure("largest mail of 500 hits, bytes", max(mails))
    figure("largest event of 500 hits, bytes", max(sizes))


def test_what_is_urgent_is_seen_behind_more_than_one_look_takes(tmp_path: Path) -> None:
    crowd = [f"The mayor of village {number} speaks" for number in range(MOST_HITS + 10)]
    alerts = {
        "id": "desk",
        "watches": ["*"],
        "to": ["files"],
        "wait": "0s",
        "limit": {"per_hour": 1, "else": "digest"},
    }

    async def scene() -> None:
        async with newsroom() as news:
            feeds = [says(news, crowd)]
            watches = [EVERYTHING, URGENT]
            async with works(tmp_path, feeds=feeds, watches=watches, routes=[alerts]) as it:
                await it.gather()
                says(news, [*crowd, "A flood comes"])
                await it.turn(it.clock.at + 30 * HOUR)

    asyncio.run(scene())

    assert titles_told(tmp_path / "outbox")[0] == "A flood comes"


def test_an_alert_that_waits_for_sources_is_given_up_when_it_is_old(tmp_path: Path) -> None:
    alerts = {"id": "desk", "watches": ["*"], "to": ["phone"], "wait": "0s"}
    wary = {**SAPPERS, "sources": 2}
    places = {"files": {"folder": "outbox"}, "phone": {"folder": "phone"}}

    async def scene() -> tuple[list[tuple[str, str, str | None]], Sequence[str]]:
        async with newsroom() as news:
            feeds = [says(news, ["The sappers leave"])]
            said: dict[str, Any] = {"routes": [alerts, MORNINGS], "destinations": places}
            async with works(tmp_path, feeds=feeds, watches=[wary], **said) as it:
                await it.turn()
                await it.turn(it.clock.at + 47 * HOUR)
                before = await it.ask(dues)
                await it.turn(it.clock.at + 2 * HOUR)
                return [*before, *await it.ask(dues)], await it.broken_promises()

    rows, broken = asyncio.run(scene())

    assert broken == ()
    assert rows == [
        ("daily", "taken", None),
        ("desk", "waiting", "sources"),
        ("daily", "taken", None),
        ("desk", "absent", "sources"),
    ]
    assert titles_told(tmp_path / "outbox") == ["The sappers leave"]
    assert not (tmp_path / "phone").exists()


def test_what_happened_to_feeds_is_forgotten_after_a_season_and_the_dead_are_not(
    tmp_path: Path,
) -> None:
    async def scene() -> tuple[dict[str, int], int]:
        async with newsroom() as news, works(tmp_path, feeds=[says(news, [])]) as it:
            await it.shop.rows.write(lambda rows: happens(rows, 700))
            it.clock.at += REMEMBERED + HOUR
            await it.engine.prune()
            return await it.ask(counts)

    events, tellings = asyncio.run(scene())

    assert events == {"delivery_dead": 700}
    assert tellings == 0


def test_of_many_feeds_that_are_due_only_a_few_are_held_in_memory(
    tmp_path: Path, figure: Figure
) -> None:
    many = by_length(2_000, 20_000)
    polls = 8

    async def scene() -> int:
        async with newsroom() as news:
            paths = [f"/feed-{number}" for number in range(many)]
            for path in paths:
                news.hold(path)
            feeds = [{"id": path[1:], "address": news.address(path)} for path in paths]
            async with works(tmp_path, feeds=feeds, limits={"polls": polls}) as it:
                await it.engine.hasten()
                started = sum([await it.engine.poll_some() for _ in range(5)])
                for path in paths:
                    news.release(path)
                await it.engine.drain()
                return started

    started = asyncio.run(scene())

    assert 0 < started <= 4 * polls
    figure(f"feeds held of {many} that are due", started)


def dues(rows: Connection) -> list[tuple[str, str, str | None]]:
    """Give route, state and reason of everything that is due, by route."""
    asked = select(due.c.route, due.c.state, due.c.reason).order_by(due.c.route)
    return [(row[0], row[1], row[2]) for row in rows.execute(asked)]


def happens(rows: Connection, times: int) -> None:
    """Have much happen to feeds, and many deliveries die."""
    for number in range(times):
        audit.note(rows, "feed", f"f{number}", "timeout", "", START)
        audit.note(rows, "delivery_dead", f"files {number}", "refused", "", START)
        told = {"destination": "files", "feed_id": f"f{number}", "since": START, "told_at": START}
        rows.execute(trouble_told.insert().values(told))


def counts(rows: Connection) -> tuple[dict[str, int], int]:
    """Count events by kind, and what readers were told of feeds in trouble."""
    kinds = select(event.c.kind, func.count()).group_by(event.c.kind)
    tellings = select(func.count()).select_from(trouble_told)
    return {row[0]: row[1] for row in rows.execute(kinds)}, rows.execute(tellings).scalar_one()
