"""Databases with something in them, filled by the program's own engine."""

import asyncio
from pathlib import Path

from monitor.app.clock import now
from monitor.app.config import load_config
from monitor.app.engine import Engine
from monitor.app.report import Report
from monitor.app.wiring import open_shop
from monitor.store import watches
from tests.rig import configuration
from tests.rig.paper import Story, rss

STORIES = (
    Story(id="1", title="The sappers leave at noon", link="https://a.example/1"),
    Story(id="2", title="A bridge for the \u202evalley", link="https://a.example/2"),
    Story(id="3", title="Nothing of note", link="https://a.example/3"),
)


def polled(folder: Path, *stories: Story, **process: object) -> Path:
    """Write a configuration with one local feed, poll it once, and send nothing.

    Returns:
        The configuration; its database holds the articles and hits of `stories`.
    """
    (folder / "news").mkdir()
    (folder / "news" / "mill.xml").write_bytes(rss(stories or STORIES))
    feeds = [{"folder": "../news", "first_run": "all"}]
    config = configuration.write(folder, feeds=feeds, **process)
    asyncio.run(_poll(config))
    return config


async def _poll(config: Path) -> None:
    settings = load_config(config, {})
    async with open_shop(settings) as shop:
        engine = Engine(shop, now, Report(now))
        await engine.sync()
        await shop.rows.write(lambda rows: watches.sync(rows, settings.watches.watches, now()))
        await engine.poll()
        await engine.drain()
