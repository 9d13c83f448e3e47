"""Whether a watch is louder than it ever is at this hour."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FLOOR: Final = 5
DAYS: Final = 14
FEWEST_DAYS: Final = 4
BURST: Final = 3
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """A watch that is loud.

    `publishers` told something in the last hour; `usual` is the mean of the same hours of the days
    before, `times` how many times that it is (against one, where it is less).
    """

    publishers: int
    usual: float
    times: int


def unusual(
    hits: Iterable[tuple[datetime, str]],
    now: datetime,
    *,
    since: datetime,
    told_at: datetime | None = None,
) -> Unusual | None:
    """Compare the publishers of the last hour with those of the same hours of 14 days.

    It is loud with five publishers at least, three times the mean, and more than in any of those
    hours. What stood in a feed when it was first read (baseline) and mirrors are to be left out.

    Args:
        hits: When each hit was found (UTC), and its publisher, of the last 14 days and an hour.
        now: The present, UTC.
        since: When the watch began; nothing is said before it is four days old.
        told_at: When its last alert of this kind was made: one in 24 hours is enough.

    Returns:
        How loud it is; None where it is as usual, or nothing can be said.
    """
    days = min(DAYS, (now - since - HOUR) // DAY)
    if days < FEWEST_DAYS or (told_at is not None and abs(now - told_at) < DAY):
        return None
    hours = _by_day(hits, now, days)
    publishers, past = hours[0], hours[1:]
    usual = sum(past) / days
    if publishers < FLOOR or publishers <= max(past) or publishers < BURST * usual:
        return None
    return Unusual(publishers=publishers, usual=usual, times=round(publishers / max(usual, 1)))


def _by_day(hits: Iterable[tuple[datetime, str]], now: datetime, days: int) -> list[int]:
    """Count the publishers of the hour that ends now, and of the same hour of each day before."""
    found: list[set[str]] = [set() for _ in range(days + 1)]
    for at, publisher in hits:
        age = now - at
        day = age // DAY
        if 0 <= day <= days and age % DAY < HOUR:
            found[day].add(publisher)
    return [len(publishers) for publishers in found]
