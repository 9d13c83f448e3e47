"""When a feed is due next: its own interval, doubled by failures, spread by a fixed jitter."""

import hashlib
from datetime import datetime, timedelta

from monitor.model.feed import Feed

SHORTEST = timedelta(seconds=10)
LONGEST = timedelta(hours=24)
JITTER = 0.1


def next_poll(
    feed: Feed, failures: int, now: datetime, *, every: timedelta, floor: float | None = None
) -> datetime:
    """Say when to poll a feed next.

    Args:
        feed: The feed; its own `every` wins over the default.
        failures: Failed polls in a row, this one included; each doubles the wait.
        now: The present, UTC.
        every: The default interval.
        floor: Seconds that the server asked us to wait at least, or None.

    Returns:
        A UTC time at least 10 seconds and at most 24 hours (and a jitter of a tenth) after
        `now`. The jitter is the same for the same feed, so polls do not bunch up.
    """
    base = max(feed.every or every, SHORTEST)
    wait = min(base * (1 << min(failures, 16)), max(LONGEST, base))
    wait += wait * JITTER * _spread(feed.id)
    return now + max(wait, timedelta(seconds=floor or 0))


def _spread(feed_id: str) -> float:
    """Give a number in [0, 1) that depends on the feed alone."""
    return int.from_bytes(hashlib.blake2b(feed_id.encode(), digest_size=4).digest()) / 2**32
