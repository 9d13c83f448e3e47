"""The daemon from start to end: signals, ticks, reload; and the same work done once."""

import asyncio
import gc
import signal
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from monitor.app.alone import alone
from monitor.app.clock import Ticker, now
from monitor.app.config import Config, load_config
from monitor.app.engine import Engine
from monitor.app.report import Report
from monitor.app.shop import Shop
from monitor.app.wiring import (
    change_rules,
    compile_lexicon,
    compile_rules,
    open_shop,
    patience_of,
    reopened,
)
from monitor.flow.digest import REFUSED_FILES
from monitor.flow.lexical import Lexicon
from monitor.match.matcher import Matcher
from monitor.model.errors import ConfigError
from monitor.store import feeds, meta, pages

# A host's gap is a second; `once` waits for whoever stands in line, and not for a failed host.
SHORT_WAIT = timedelta(seconds=20)
LONGEST_ONCE = timedelta(minutes=15)
FIT_SECONDS = 10.0
POLL_SECONDS = 0.5
PAGE_SECONDS = 0.5
DIGEST_SECONDS = 1.0
SEND_SECONDS = 0.5
ATTEND_SECONDS = 60.0
EASE_SECONDS = 5.0
ONCE_PATIENCE_SECONDS = 60.0
PRUNE_SECONDS = 24 * 3600.0


async def run(folder: Path, environment: Mapping[str, str], *, as_json: bool = False) -> None:
    """Run until SIGINT or SIGTERM; SIGHUP reads the configuration again.

    Raises:
        ConfigError: The files are wrong at the start. Later, wrong files keep the old rules.
        StoreTaken: Another process works on the database.
        StoreDown: The database cannot be used at the start. Later, it is waited for.
        StoreBroken: The database is damaged, at the start or later.
    """
    config = load_config(folder, environment)
    report = Report(now, as_json=as_json)
    report.keep_secrets_of(config)
    # A SIGHUP during the start, which takes seconds, would else end the process.
    again = _event_of(signal.SIGHUP)
    report.say("News Monitor is starting")
    with alone(config.database, now()):
        async with open_shop(config, patience=patience_of(config, report.database)) as shop:
            engine = Engine(shop, now, report)
            _settle()
            await _begin(engine, shop, report)
            stop = _event_of(signal.SIGINT, signal.SIGTERM)
            ticker = _ticking(engine)
            reloads = asyncio.create_task(_reloads(again, engine, folder, environment))
            await _first_of(stop, engine.halted)
            report.say("stopping: finishing what is under way")
            reloads.cancel()
            ticker.stop()
            await engine.stop(hurry=_event_of(signal.SIGINT, signal.SIGTERM))
    if engine.halted.is_set() and engine.refused is not None:
        raise engine.refused
    report.say("stopped")


async def once(folder: Path, environment: Mapping[str, str], *, as_json: bool = False) -> None:
    """Poll what is due, read, match, send what is due, and come back: for cron.

    Raises:
        ConfigError: The files are wrong.
        StoreTaken: Another process works on the database.
        StoreDown: The database cannot be used, at the start or for a minute later on.
        StoreBroken: The database is damaged.
    """
    config = load_config(folder, environment)
    report = Report(now, as_json=as_json)
    report.keep_secrets_of(config)
    patience = patience_of(config, report.database, ONCE_PATIENCE_SECONDS)
    with alone(config.database, now()):
        async with open_shop(config, patience=patience) as shop:
            engine = Engine(shop, now, report)
            _settle()
            await _begin(engine, shop, report)
            await _everything(engine)
    if engine.refused is not None:
        raise engine.refused


async def _everything(engine: Engine) -> None:
    """Do once what the ticks of a daemon do."""
    await engine.drain()
    begun = now()
    await engine.hasten()
    await _all(engine.poll_some, partial(_next_poll, begun), engine)
    await _all(engine.read, pages.next_due, engine)
    await engine.attend()
    await engine.compose(at_once=True)
    while await engine.send():
        await engine.drain()


async def _all(
    step: Callable[[], Awaitable[int]],
    next_due: Callable[[Connection], datetime | None],
    engine: Engine,
) -> None:
    """Do what is due, and wait for what was only put off because its host had no time."""
    end = now() + LONGEST_ONCE
    while now() < end:
        while await step():
            await engine.drain()
        due = await engine.shop.rows.read(next_due)
        if due is None or due - now() > SHORT_WAIT:
            return
        await asyncio.sleep(max((due - now()).total_seconds(), 0.0))


def _next_poll(begun: datetime, rows: Connection) -> datetime | None:
    return feeds.next_due(rows, polled_before=begun)


async def _begin(engine: Engine, shop: Shop, report: Report) -> None:
    config = shop.config
    await engine.sync()
    await engine.fit()
    await _remember_refused(shop, "")
    report.running(config)
    local = [feed.id for feed in config.feeds if feed.is_local]
    if local:
        await engine.poll_some(only=local)


def _ticking(engine: Engine) -> Ticker:
    ticker = Ticker(engine.report.fault)
    ticker.every(FIT_SECONDS, engine.fit, "budget")
    ticker.every(POLL_SECONDS, engine.poll, "poll")
    ticker.every(PAGE_SECONDS, engine.read, "read")
    ticker.every(DIGEST_SECONDS, engine.compose, "digest")
    ticker.every(SEND_SECONDS, engine.send, "send")
    ticker.every(ATTEND_SECONDS, engine.attend, "attention")
    ticker.every(EASE_SECONDS, engine.ease, "reserve")
    ticker.every(PRUNE_SECONDS, engine.prune, "prune")
    ticker.start()
    return ticker


async def _first_of(*events: asyncio.Event) -> None:
    """Wait until one of the events is set."""
    waits = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for one in waits:
        one.cancel()


def _event_of(*signals: signal.Signals) -> asyncio.Event:
    """Give an event that is set when one of the signals comes."""
    event = asyncio.Event()
    for number in signals:
        asyncio.get_running_loop().add_signal_handler(number, event.set)
    return event


async def _reloads(
    again: asyncio.Event, engine: Engine, folder: Path, environment: Mapping[str, str]
) -> None:
    """Reload whenever it is asked for, one after the other, so that the newest files stay."""
    while True:
        await again.wait()
        again.clear()
        gc.disable()  # to look through 100,000 old and new rules for rubbish takes a second
        await engine.guarded(_reload(engine, folder, environment), "reload")
        _settle()


def _settle() -> None:
    """Let Python's collector of rubbish leave the rules alone: they stay."""
    gc.freeze()
    gc.enable()


async def _reload(engine: Engine, folder: Path, environment: Mapping[str, str]) -> None:
    """Take new rules if every file is right; else keep the old ones and say so everywhere."""
    shop, report = engine.shop, engine.report
    try:
        config = await asyncio.to_thread(load_config, folder, environment)
    except ConfigError as error:
        report.warn("configuration refused, the old rules stay", faults=str(error))
        await _remember_refused(shop, "\n".join(sorted({fault.path for fault in error.faults})))
        return
    early = await change_rules(shop.room.desk.matcher, config)
    if early is not None:
        await _take(engine, config, early)
    matcher = await compile_rules(config)
    await _take(engine, config, matcher, await compile_lexicon(config))
    report.say("configuration reloaded", watches=len(config.watches.watches))


async def _take(
    engine: Engine, config: Config, matcher: Matcher, lexicon: Lexicon | None = None
) -> None:
    engine.report.keep_secrets_of(config)
    engine.shop = reopened(engine.shop, config, matcher, lexicon)
    await engine.sync()
    await _remember_refused(engine.shop, "")


async def _remember_refused(shop: Shop, paths: str) -> None:
    await shop.rows.write(lambda rows: meta.put(rows, REFUSED_FILES, paths))
