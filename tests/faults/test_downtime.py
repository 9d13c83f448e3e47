"""Three days down, then back: what the sources still have is found, and told in one message."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.model.message import HitRow
from monitor.store import hits, outbox
from tests.figures import Figure
from tests.rig.newsroom import RSS, Newsroom, Reply, newsroom
from tests.rig.paper import Story, rss
from tests.rig.program import titles_told
from tests.rig.works import LONG_AGO, START, Works, works

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LIFE, DOWN = 30 * HOUR, 72 * HOUR
WINDOW = 10  # entries of a document
BACK = START + LIFE + DOWN
ROUTES = (
    {"id": "daily", "watches": ["*"], "to": ["anna", "bob"], "at": ["08:00", "18:00"]},
    {"id": "weekly", "watches": ["bridges"], "to": ["cara"], "at": ["00:00"]},
    {"id": "desk", "watches": ["*"], "to": ["dora"], "wait": "0s"},
)
READERS = ("anna", "bob", "cara", "dora")
HITS = (  # each outlet says one of these in turn
    "The sappers of village {n} leave",
    "The bridge of village {n} is closed",
)


@pytest.mark.parametrize("kind", ["archive", "paged", "nothing"])
def test_three_days_down_lose_nothing_that_the_sources_still_have(
    kind: str, tmp_path: Path, figure: Figure
) -> None:
    async def scene() -> tuple[Sequence[HitRow], Sequence[outbox.OutboxRow], Sequence[str]]:
        async with newsroom() as news:
            path = "/courier/feed"
            feed = {"id": "courier", "address": news.address(path)}
            prints(news, path, kind, at=START)
            settings = config_of([feed])
            async with works(tmp_path, **settings) as it:
                await it.turn()
                prints(news, path, kind, at=START + 6 * HOUR)
                await it.pass_by(LIFE, HOUR)
            prints(news, path, kind, at=BACK)
            async with works(tmp_path, BACK) as it:
                await begins(it)
                await it.pass_by(50 * MINUTE, 10 * MINUTE)
                found = await it.ask(
                    lambda rows: hits.listing(rows, watch=None, since=LONG_AGO, limit=999)
                )
                made = await it.ask(lambda rows: outbox.listing(rows, limit=999))
                return found, made, await it.broken_promises()

    found, made, broken = asyncio.run(scene())

    there = still_there(kind)
    assert broken == ()
    assert there <= {row.title for row in found}
    late = [one for one in made if one.made_at >= BACK]
    assert Counter((one.route, one.destination) for one in late if one.kind == "digest") == {
        ("daily", "anna"): 1,
        ("daily", "bob"): 1,
        ("weekly", "cara"): 1,
    }
    for reader in ("anna", "bob"):
        assert there <= set(titles_told(tmp_path / reader))
    rung = set(titles_told(tmp_path / "dora"))
    young = {
        row.title for row in found if row.published_at and row.published_at >= BACK - 48 * HOUR
    }
    assert {title for title in rung if title in there} == there & young
    told = Counter(titles_told(tmp_path / "anna"))
    assert set(told.values()) == {1}
    figure(f"hits made up for ({kind})", f"{len(there)}, {len(there & young)} of them rang")


def config_of(feeds: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Give the configuration of all: two readers of one route, a rarer route, and alerts."""
    return {
        "feeds": feeds,
        "routes": ROUTES,
        "destinations": {name: {"folder": name} for name in READERS},
        "limits": {"gap": "0s"},
    }


async def begins(it: Works) -> None:
    """Begin as the daemon does: all ticks come at once, and digests find nothing polled yet."""
    await it.engine.compose()
    await it.turn()


def story(number: int) -> Story:
    """Give the story of an hour, counted from the start."""
    return Story(
        id=str(number),
        title=HITS[number % 2].format(n=number),
        link=f"http://127.0.0.1:9/{number}",
        published=START + (number - 3) * HOUR,
    )


def numbers_at(at: datetime) -> range:
    """Give the stories that were told by a time."""
    return range((at - START) // HOUR + 4)


def still_there(kind: str) -> set[str]:
    """Give the titles that came while nobody asked and can still be found."""
    came = numbers_at(BACK)[len(numbers_at(START + 6 * HOUR)) :]
    pages = 1 if kind == "nothing" else 6  # as many as are read back
    return {story(number).title for number in came[-WINDOW * pages :]}


def prints(news: Newsroom, path: str, kind: str, at: datetime) -> None:
    """Have the outlet say what it says at a time: a document of the newest, and older ones."""
    newest_first = [story(number) for number in reversed(numbers_at(at))]
    windows = [newest_first[n : n + WINDOW] for n in range(0, len(newest_first), WINDOW)]
    for page, stories in enumerate(windows):
        older = f"{path}/{page + 1}" if kind == "archive" and page + 1 < len(windows) else None
        address = path if page == 0 else f"{path}/{page}"
        if kind == "paged" and page > 0:
            address = f"{path}?paged={page + 1}"
        body = rss(stories)
        if older:
            link = f'<a:link rel="prev-archive" href="{news.address(older)}"/>'
            body = body.replace(b"<channel>", f"<channel>{link}".encode()).replace(
                b"<rss ", b'<rss xmlns:a="http://www.w3.org/2005/Atom" '
            )
        news.put(address, Reply(body=body, kind=RSS))
