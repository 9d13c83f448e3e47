"""Watches asked of articles that are stored: how many hits would they have given, and of whom?"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from monitor.match.matcher import Matcher
from monitor.store import articles
from monitor.store.articles import StoredArticle

ONE_DAY = timedelta(days=1)
LEAST_COVERED = timedelta(hours=6)
AT_ONCE = 200
FLOOD_SHARE = 0.2
Progress = Callable[[int], None]


def unwatched(_articles: int) -> None:
    """Tell nobody how far the walk is."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """What one watch met.

    Attributes:
        days: Hits a day.
        stories: The same, copies of one text counted once, on the day of the first.
        sites: Hits of each site; empty for articles of none.
        originals: Articles whose story is counted already.
        texts: The article that had a text first, by the text's hash.
    """

    days: Counter[date] = field(default_factory=Counter)
    stories: Counter[date] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    originals: set[int] = field(default_factory=set, repr=False)
    texts: dict[str, int] = field(default_factory=dict, repr=False)

    def add(self, stored: StoredArticle) -> None:
        """Count a hit."""
        day = stored.first_seen_at.date()
        self.days[day] += 1
        self.sites[stored.article.site or ""] += 1
        original = stored.copy_of or stored.article_id
        if stored.text_hash:
            original = self.texts.setdefault(stored.text_hash, original)
        if original not in self.originals:
            self.originals.add(original)
            self.stories[day] += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlook:
    """Hits of each watch a day (UTC, oldest first, days without any included).

    `begins` is when the first of these articles was seen: the store may be younger than the
    span that was asked about.
    """

    articles: int
    days: tuple[date, ...]
    tallies: Mapping[str, Tally]
    begins: datetime | None
    ends: datetime

    def hits(self, watch: str) -> int:
        """How many articles a watch met."""
        return self.tallies[watch].days.total()

    def share(self, watch: str) -> float:
        """Which part of all articles a watch met, 0 to 1."""
        return self.hits(watch) / self.articles if self.articles else 0.0

    def a_week(self, watch: str) -> float | None:
        """Estimate the hits of a week; None when too little is stored to tell."""
        if self.begins is None or self.ends - self.begins < LEAST_COVERED:
            return None
        return self.hits(watch) * (7 * ONE_DAY / (self.ends - self.begins))

    def flooding(self) -> tuple[str, ...]:
        """Name the watches that met more than a fifth of all articles."""
        return tuple(watch for watch in self.tallies if self.share(watch) > FLOOD_SHARE)


def look_back(
    rows: Connection,
    matcher: Matcher,
    since: datetime,
    now: datetime,
    progress: Progress = unwatched,
) -> Backlook:
    """Match every article first seen since a time, holding few of them in memory.

    Args:
        rows: A reading transaction.
        matcher: The watches.
        since: UTC.
        now: The present, UTC.
        progress: Told after every few articles how many there were.
    """
    tallies = {watch.id: Tally() for watch in matcher.watches.watches}
    seen, begins = 0, None
    for stored in articles.recent(rows, since):
        seen += 1
        begins = min(begins or stored.first_seen_at, stored.first_seen_at)
        for hit in matcher.match(stored.article):
            tallies[hit.watch].add(stored)
        if seen % AT_ONCE == 0:
            progress(seen)
    days = tuple(_days(since.date(), now.date()))
    return Backlook(articles=seen, days=days, tallies=tallies, begins=begins, ends=now)


def _days(first: date, last: date) -> list[date]:
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]
