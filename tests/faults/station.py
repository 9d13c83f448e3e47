"""One life of the program, short: the real engine over the real walks, at times that a test says.

Feeds are fetched, pages read, digests closed, webhooks and mails sent as the daemon does it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.app.config import Config, load_config
from monitor.app.engine import Engine
from monitor.app.patience import Patience
from monitor.app.report import Report
from monitor.app.sending import Outgoing
from monitor.app.shop import Shop
from monitor.app.wiring import open_shop
from monitor.flow import compiling
from monitor.flow.lexical import entry_watches
from monitor.flow.newsroom import may_read_by
from monitor.intake.child_main import JOBS
from monitor.intake.robots import Robots
from monitor.model.errors import ChildError
from monitor.model.seam import Point
from tests.faults.farside import FarSide
from tests.faults.print_shop import FEEDS
from tests.rig import configuration

START = datetime(2025, 6, 17, tzinfo=UTC)
BETWEEN_LIVES = timedelta(hours=1)  # longer than a lease: the next finds what the last held
BETWEEN_ROUNDS = timedelta(minutes=6)  # longer than a lease, too
WATCHES = (
    {"id": "sappers", "title": "Sappers", "query": "=sappers"},
    {"id": "bridges", "title": "Bridges", "query": "=bridge"},
    {"id": "harbour", "title": "Harbour", "query": "=harbour"},
)
HOURLY = [f"{hour:02}:00" for hour in range(24)]
EVERYTHING = {"watches": ["*"]}
ALERTS = {**EVERYTHING, "id": "alerts", "wait": "0s", "group_by": ["severity"]}
DIGESTS = {**EVERYTHING, "id": "digests", "at": HOURLY}
# Two routes lead to anna: only one of them may tell her.
ROUTES = ({**ALERTS, "to": ["hook", "anna"]}, {**DIGESTS, "to": ["anna", "bob"]})
Routes = Sequence[Mapping[str, Any]]
Change = Callable[[Shop], Shop]


def same(shop: Shop) -> Shop:
    """Change nothing."""
    return shop


class Inside:
    """What `Children.ask` does, in this very process: a victim lives too short to start a child.

    The jobs are those that children serve. How children die is proven elsewhere.
    """

    async def ask(self, name: str, *, seconds: int, **arguments: Any) -> Any:
        """Do one job at once."""
        try:
            return JOBS[name](**arguments)
        except Exception as error:
            raise ChildError("parser_failed", str(error)) from error

    def close(self) -> None:
        """Have nothing to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """How one life goes: from `at` on, seen at each `point`.

    `in_order` has everything done one after the other, so that two lives go the same way.
    `is_patient` has it wait for a database that is down, as the daemon does and a command does not.
    """

    at: datetime
    point: Point
    rounds: int = 1
    in_order: bool = False
    is_patient: bool = True
    change: Change = same


def prepare(
    folder: Path,
    far: FarSide,
    url: str,
    feeds: Sequence[str] = FEEDS,
    routes: Routes = ROUTES,
) -> None:
    """Write a configuration for a far side, and compile its watches."""
    sources = [
        {"id": name, "address": far.address(f"/feed/{name}"), "first_run": "all", "every": "1m"}
        for name in feeds
    ]
    hook = {"hook": {"webhook": far.address("/hook/hook")}}
    mails = {name: {"mail": f"{name}@reader.example"} for name in readers_of(routes) - {"hook"}}
    configuration.write(
        folder,
        feeds=sources,
        watches=WATCHES,
        destinations={**hook, **mails},
        routes=routes,
        mail={
            "host": "127.0.0.1",
            "port": far.mail,
            "security": "none",
            "sender": "news@far.example",
        },
        database=url,
    )
    compile_here(config_of(folder))


def readers_of(routes: Routes) -> set[str]:
    """Name everybody to whom a route leads."""
    return {name for route in routes for name in route["to"]}


def config_of(folder: Path) -> Config:
    """Read the configuration of a folder."""
    return load_config(folder / "config", {})


def compile_here(config: Config) -> None:
    """Compile watches in this process, so that no life has to start a child for it."""
    cache = config.data / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    for watches in (config.watches, entry_watches(config.watches)):
        compiling.expand(watches, cache, 0, 1)
        compiling.build(watches, cache)


async def live(life: Life, config: Config) -> None:
    """Work as the daemon does, for a few rounds."""
    times = [life.at]
    async with opened(life, config) as shop:
        report = Report(lambda: times[-1], as_json=True)
        engine = Engine(shop, lambda: times[-1], report)
        sender = engine.send
        if life.in_order:
            outgoing = Outgoing(lambda: times[-1], report.delivered, report.fault, sends=1)

            async def sender() -> int:
                started = await engine.guarded(outgoing.send(shop.rows, shop.senders), "send")
                while outgoing.tasks:
                    await asyncio.wait(outgoing.tasks)
                return started or 0

        await engine.guarded(engine.sync(), "sync")
        for _ in range(life.rounds):
            await _round(engine, sender)
            times.append(times[-1] + BETWEEN_ROUNDS)


async def _round(engine: Engine, send: Callable[[], Awaitable[int]]) -> None:
    while await engine.poll_some(1):
        await engine.drain()
    while await engine.read():
        await engine.drain()
    await engine.compose()
    while await send():
        await engine.drain()


@asynccontextmanager
async def opened(life: Life, config: Config) -> AsyncIterator[Shop]:
    """Open the shop of one life, with its parsers inside."""
    patience = Patience(lambda event, detail: None) if life.is_patient else None
    async with open_shop(config, life.point, patience) as shop:
        inside: Any = Inside()
        doors = shop.room.doors
        robots = Robots(doors.dialer, may_read_by(inside))
        room = replace(shop.room, doors=replace(doors, children=inside, robots=robots))
        yield life.change(replace(shop, room=room))
