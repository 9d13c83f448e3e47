"""When a feed is due next: by its rhythm and the common budget, within what servers ask for."""

import hashlib
from datetime import datetime, timedelta
from math import inf

from monitor.intake.budget import DAY, Demand, interval, lengthened
from monitor.intake.rhythm import Rhythm, longest_interval, rate
from monitor.model.feed import Feed

SHORTEST = timedelta(seconds=10)
JITTER = 0.1
MOST_DOUBLINGS = 16
AT_ONCE = 30
APART = timedelta(seconds=2)


def demand(
    feed: Feed, rhythm: Rhythm | None, *, failures: int = 0, floor: float | None = None
) -> Demand:
    """Say how urgent a feed is, and between which intervals it may be polled.

    Args:
        feed: The feed; its own `every` fixes the interval, else its weight, above 0, counts.
        rhythm: What was learned of it; None before its first document.
        failures: Failed polls in a row; each doubles the wait, up to 24 hours.
        floor: Seconds that the last answer asked us to wait at least (max-age, ttl), or None;
            no more than 24 hours are believed. It goes before `every` and the window guard.
    """
    least = max(SHORTEST.total_seconds(), min(floor or 0.0, DAY))
    most = max(least, min(longest_interval(rhythm) if rhythm else inf, DAY))
    if feed.every:
        least = most = max(feed.every.total_seconds(), least)
    return Demand(
        pull=feed.weight * rate(rhythm),
        shortest=least,
        longest=most,
        longer=1 << min(failures, MOST_DOUBLINGS),
        is_fixed=feed.every is not None,
    )


def due_at(
    feed_id: str, asks: Demand, theta: float, now: datetime, *, retry_after: float | None = None
) -> datetime:
    """Say when to poll a feed next.

    The interval is spread by a tenth that depends on the feed alone, so that polls do not bunch
    up: to both sides where it is free, down from the longest, up from the shortest one.

    Args:
        feed_id: The feed.
        asks: Its demand after this poll.
        theta: What `budget.fit` found for all feeds.
        now: When it was polled, UTC.
        retry_after: Seconds that the server told us to wait before the next poll, or None.

    Returns:
        A UTC time; never sooner than a server or the user allows, and later than the longest
        interval only when a server wants it so or the two bounds are one.
    """
    spread = JITTER * _spread(feed_id)
    wait = interval(asks, theta) * (1 + spread - JITTER / 2)
    wait = max(min(wait, asks.longest * (1 - spread)), asks.shortest * (1 + spread))
    wait = lengthened(asks, wait, DAY * (1 - spread))
    return now + timedelta(seconds=max(wait, (retry_after or 0.0) * (1 + spread)))


def first_polls(count: int, now: datetime, every: timedelta) -> tuple[datetime, ...]:
    """Say when so many new feeds are polled for the first time.

    The first 30 at once; the others evenly over `every`, which is their share of the budget, or
    two seconds apart where that is sooner.
    """
    step = min(every / count, APART) if count else APART
    return tuple(now + step * max(0, number - AT_ONCE + 1) for number in range(count))


def _spread(feed_id: str) -> float:
    """Give a number in [0, 1) that depends on the feed alone."""
    return int.from_bytes(hashlib.blake2b(feed_id.encode(), digest_size=4).digest()) / 2**32
