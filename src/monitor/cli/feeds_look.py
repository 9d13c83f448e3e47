"""The doors of `monitor feeds`, and what it shows of a feed that it has looked at."""

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor.flow.feedcheck import Look, language_read
from monitor.flow.importing import language_of
from monitor.model.article import FeedDocument

if TYPE_CHECKING:
    from monitor.app.config import Config
    from monitor.outside.child import Children

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# A site's twelfth address is not waited for as a poll is.
SEARCH_SECONDS = 15.0


@contextmanager
def feed_children() -> "Iterator[Children]":
    """Give a child that reads feeds, pages with links to feeds, and OPML."""
    from monitor.cli import feeds_child
    from monitor.outside.child import Children

    children = Children(feeds_child.main, count=1)
    try:
        yield children
    finally:
        children.close()


@asynccontextmanager
async def looking(settings: "Config", most_seconds: float | None = None) -> AsyncIterator[Look]:
    """Open what looking at feeds needs; it closes with the block."""
    from monitor.cli.doors import guarded_dialer
    from monitor.intake.fetch import FetchLimits

    seconds = min(settings.limits.seconds, most_seconds or settings.limits.seconds)
    async with guarded_dialer(settings) as dialer:
        with feed_children() as children:
            yield Look(
                dialer=dialer,
                children=children,
                limits=FetchLimits(seconds=seconds),
                at_once=settings.limits.polls,
            )


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Show a bar on standard error while feeds are looked at, if a person sits there.

    Yields:
        What to call after each feed.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("feeds", total=total)
        yield lambda: shown.advance(task)


def age(at: datetime | None, now: datetime) -> str:
    """Write how long ago a moment was, for people: `12 min`, `3 h`, `5 d`; nothing for None."""
    if at is None:
        return ""
    gone = now - at
    if gone < -HOUR:
        return "in the future"
    if gone < HOUR:
        return f"{max(gone, timedelta()) // timedelta(minutes=1)} min"
    return f"{gone // HOUR} h" if gone < 2 * DAY else f"{gone // DAY} d"


def language_seen(document: FeedDocument) -> str | None:
    """Give the language to write down for a feed: what it is in, else what it says."""
    return language_of(language_read(document)) or language_of(document.language)
