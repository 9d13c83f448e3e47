"""Feeds that post as real ones do: by day and by night, on weekends, in bursts, seldom or often.

Times are seconds since `START`, a Monday.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import cos, exp, inf, log, pi
from statistics import NormalDist

from monitor.model.article import Entry
from monitor.model.feed import Feed

START = datetime(2026, 1, 5, tzinfo=UTC)
HOUR, DAY = 3600.0, 86_400.0
SLOWEST, FASTEST = 1 / (30 * DAY), 600 / DAY
MEDIAN, SPREAD = 4 / DAY, 1.9
LENGTHS = (10, 10, 15, 20, 20, 20, 25, 30, 50, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One feed as it really is: its posts, its mean rate, and when its server is down."""

    feed: Feed
    host: str
    rate: float
    length: int
    posts: Sequence[float]
    entries: Sequence[Entry]
    floor: float | None = None
    down: tuple[float, float] = (inf, inf)

    def is_down(self, now: float) -> bool:
        return self.down[0] <= now < self.down[1]


def sources(count: int, days: float, seed: int) -> list[Source]:
    """Make calm feeds: each on a host of its own, always up, without wishes.

    Their rates are the quantiles of one lognormal distribution, whatever the seed.
    """
    chance = random.Random(seed)
    rates = [NormalDist(log(MEDIAN), SPREAD).inv_cdf((n + 0.5) / count) for n in range(count)]
    chance.shuffle(rates)
    return [_source(number, exp(rate), days, chance) for number, rate in enumerate(rates)]


def rough_sources(count: int, days: float, seed: int) -> list[Source]:
    """Make feeds with wishes and troubles: few hosts, `every:`, floors, servers that are down."""
    return [_roughened(one, number) for number, one in enumerate(sources(count, days, seed))]


def _roughened(source: Source, number: int) -> Source:
    every = {1: timedelta(minutes=5), 2: timedelta(hours=2)}.get(number % 10)
    return replace(
        source,
        feed=replace(source.feed, every=every, weight=4.0 if number % 10 == 4 else 1.0),
        host=f"{number % 7}.example",
        floor=3 * HOUR if number % 10 == 3 else None,
        down=(DAY, 2 * DAY) if number % 10 == 5 else (inf, inf),
    )


def _source(number: int, drawn: float, days: float, chance: random.Random) -> Source:
    rate = min(max(drawn, SLOWEST), FASTEST)
    length = chance.choice(LENGTHS)
    posts = _posts(rate, -min(60 * DAY, 3 * length / rate), days * DAY, chance)
    is_dated = chance.random() < 0.85
    return Source(
        feed=Feed(id=f"feed-{number}", address=f"https://{number}.example/feed"),
        host=f"{number}.example",
        rate=rate,
        length=length,
        posts=posts,
        entries=[
            Entry(
                identity=str(place),
                link=None,
                title="",
                published=START + timedelta(seconds=at) if is_dated else None,
            )
            for place, at in enumerate(posts)
        ],
    )


def _posts(rate: float, begin: float, end: float, chance: random.Random) -> list[float]:
    """Draw the times of an inhomogeneous Poisson process: day and night, weekends, bursts."""
    peak, weekend = chance.uniform(0, DAY), chance.choice((0.2, 0.6, 1.0))
    mean = (5 + 2 * weekend) / 7
    most = 1.9 * rate / mean
    at, found = begin + chance.expovariate(most), list[float]()
    while at < end:
        day = (1 + 0.9 * cos(2 * pi * (at - peak) / DAY)) * (
            weekend if at % (7 * DAY) > 5 * DAY else 1
        )
        if chance.random() * 1.9 < day:
            found.append(at)
        at += chance.expovariate(most)
    for burst in _bursts(begin, end, chance):
        found += [burst + chance.uniform(0, HOUR) for _ in range(round(8 * rate * HOUR))]
    return sorted(one for one in found if one < end)


def _bursts(begin: float, end: float, chance: random.Random) -> list[float]:
    """Draw hours, one in ten days, in which a feed posts as in eight."""
    at, found = begin + chance.expovariate(1 / (10 * DAY)), []
    while at < end:
        found.append(at)
        at += chance.expovariate(1 / (10 * DAY))
    return found
