"""A watch asked of articles that are stored: how many hits a day would it have given?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from monitor.match.matcher import Matcher
from monitor.store import articles

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlook:
    """Hits of each watch a day (UTC, oldest first, days without any included)."""

    articles: int
    days: tuple[date, ...]
    hits: Mapping[str, Mapping[date, int]]


def look_back(rows: Connection, matcher: Matcher, since: datetime, now: datetime) -> Backlook:
    """Match every article first seen since a time, holding few of them in memory."""
    days = tuple(_days(since.date(), now.date()))
    counts = {watch.id: dict.fromkeys(days, 0) for watch in matcher.watches.watches}
    seen = 0
    for stored in articles.recent(rows, since):
        seen += 1
        day = stored.first_seen_at.date()
        for hit in matcher.match(stored.article):
            counts[hit.watch][day] = counts[hit.watch].get(day, 0) + 1
    return Backlook(articles=seen, days=days, hits=counts)


def _days(first: date, last: date) -> list[date]:
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]
