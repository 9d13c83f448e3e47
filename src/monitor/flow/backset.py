"""When the clock was ahead and has been set right, what it put off comes at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from monitor.flow.seams import Access
from monitor.model.feed import Feed
from monitor.model.watch import Route
from monitor.store import ahead
from monitor.store.ahead import DAY, Bounds


async def heed_clock(
    feeds: Sequence[Feed], routes: Sequence[Route], now: datetime, read: Access, write: Access
) -> Mapping[str, int]:
    """Bring back what a clock that was ahead put off.

    Args:
        feeds: As they are configured; the longest `every:` is no error.
        routes: As they are configured; the longest `repeat:` is none, either.
        now: The present, UTC.
        read: Where a look costs nobody anything.
        write: Where it is put right.

    Returns:
        How many rows were brought back, by table; empty as long as clocks are right.
    """
    ways = [(route.id, to) for route in routes for to in route.to]
    bounds = Bounds(
        poll=2 * _longest(feed.every for feed in feeds),
        due=2 * _longest(route.repeat for route in routes),
    )
    if not await read(lambda rows: ahead.is_any(rows, ways, bounds, now)):
        return {}
    return await write(lambda rows: ahead.bring_back(rows, ways, bounds, now))


def _longest(wishes: Iterable[timedelta | None]) -> timedelta:
    return max([DAY, *filter(None, wishes)])
