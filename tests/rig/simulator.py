"""Ways to poll feeds, played in compressed time: which of them learns news soonest?

A way is told what a poll saw, and says when to poll next; nobody but the oracle and the interval
by rate knows how often a feed really posts. Times are seconds since `START`.
"""

import heapq
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import Protocol

from monitor.intake.budget import BURST, Demand, Demands, fit, interval, refilled
from monitor.intake.polite import Paces
from monitor.intake.rhythm import Rhythm, from_line, heard, heard_nothing, silent_since, to_line
from monitor.intake.schedule import demand, due_at, first_polls
from monitor.model.article import Entry
from tests.rig.sources import DAY, START, Source, sources

MINUTE = 60.0
Saw = Sequence[Entry] | None


class Way(Protocol):
    """A way to choose the next poll; it says how many polls a second it wants in all."""

    def next_poll(self, number: int, saw: Saw, known: "Before", now: float) -> float:
        """Hear what a poll saw, None for nothing new, and say when to poll next."""
        ...

    def failed(self, number: int, now: float) -> float:
        """Hear that a poll failed, and say when to poll next."""
        ...

    def refit(self) -> float:
        """Fit the way to its budget; give the polls a second it wants."""
        ...

    def restart(self) -> None:
        """Forget all that is not stored."""
        ...


@dataclass(frozen=True, slots=True)
class Before:
    """The identities that were stored: all up to a place."""

    place: int

    def __contains__(self, identity: object) -> bool:
        return int(str(identity)) < self.place


@dataclass(slots=True)
class Learned:
    """Our own way, as the daemon goes it: it knows what polls saw."""

    feeds: Sequence[Source]
    every: timedelta
    theta: float = 0.0
    rhythms: list[Rhythm | None] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)
    demands: Demands = field(default_factory=Demands)
    alarms: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.rhythms = [None] * len(self.feeds)
        self.failures = [0] * len(self.feeds)
        self.restart()

    def restart(self) -> None:
        lines = [to_line(one) if one else None for one in self.rhythms]
        self.rhythms = [from_line(line) for line in lines]
        self.demands = Demands()
        for number, source in enumerate(self.feeds):
            self.demands.put(source.feed.id, self._demand(number))
        if not self.theta:
            self.refit()

    def refit(self) -> float:
        self.theta = self.demands.fitted(self.every)
        return self.demands.polls_per_second(self.theta)

    def next_poll(self, number: int, saw: Saw, known: Before, now: float) -> float:
        at, old = START + timedelta(seconds=now), self.rhythms[number]
        new = heard_nothing(old, at) if saw is None else heard(old, saw, known, at)
        was_silent = old is not None and silent_since(old) is not None
        if new and not was_silent and silent_since(new):
            self.alarms[self.feeds[number].feed.id] += 1
        self.rhythms[number] = new
        return self._due(number, 0, at)

    def failed(self, number: int, now: float) -> float:
        return self._due(number, self.failures[number] + 1, START + timedelta(seconds=now))

    def _due(self, number: int, failures: int, at: datetime) -> float:
        self.failures[number] = failures
        feed, asks = self.feeds[number].feed.id, self._demand(number)
        self.demands.put(feed, asks)
        return (due_at(feed, asks, self.theta, at) - START).total_seconds()

    def _demand(self, number: int) -> Demand:
        source, failures = self.feeds[number], self.failures[number]
        return demand(source.feed, self.rhythms[number], failures=failures, floor=source.floor)


@dataclass(slots=True)
class Known:
    """Every feed has one interval that never changes."""

    intervals: Sequence[float]

    def next_poll(self, number: int, saw: Saw, known: Before, now: float) -> float:
        return now + self.intervals[number] * (0.95 + 0.1 * (number % 97) / 97)

    def failed(self, number: int, now: float) -> float:
        return now + self.intervals[number]

    def refit(self) -> float:
        return sum(1 / one for one in self.intervals)

    def restart(self) -> None:
        pass


@dataclass(slots=True)
class Multiplied:
    """News halves a feed's interval, none makes it half as long again; all within 1:256."""

    count: int
    every: timedelta
    factors: list[float] = field(default_factory=list)
    scale: float = 1.0

    def __post_init__(self) -> None:
        self.factors = [1.0] * self.count
        self.refit()

    def next_poll(self, number: int, saw: Saw, known: Before, now: float) -> float:
        change = 0.5 if saw is not None else 1.5
        self.factors[number] = min(max(self.factors[number] * change, 1 / 16), 16)
        return now + min(self.scale * self.factors[number], DAY)

    def failed(self, number: int, now: float) -> float:
        return now + self.scale * self.factors[number]

    def refit(self) -> float:
        wanted = self.count / self.every.total_seconds()
        self.scale = sum(1 / one for one in self.factors) / wanted
        return wanted

    def restart(self) -> None:
        pass


def equal(feeds: Sequence[Source], every: timedelta) -> Known:
    """Poll every feed equally often."""
    return Known([every.total_seconds()] * len(feeds))


def by_rate(feeds: Sequence[Source], every: timedelta) -> Known:
    """Poll every feed after as many posts, its true rate being known, at least once a day."""
    low, high = 0.0, 1e9
    for _ in range(100):
        posts = (low + high) / 2
        intervals = [min(max(posts / one.rate, 10.0), DAY) for one in feeds]
        if sum(1 / one for one in intervals) > len(feeds) / every.total_seconds():
            low = posts
        else:
            high = posts
    return Known(intervals)


def oracle(feeds: Sequence[Source], every: timedelta) -> Known:
    """Go our own way with the true rates, known from the start."""
    asks = [
        Demand(pull=one.rate, shortest=10.0, longest=min(0.5 * one.length / one.rate, DAY))
        for one in feeds
    ]
    theta = fit(Counter(asks), every)
    return Known([interval(one, theta) for one in asks])


@dataclass(slots=True)
class Outcome:
    """What a way achieved; delays and losses are of posts after the warm-up."""

    delay: float = 0.0
    posts: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    polls: dict[str, list[float]] = field(default_factory=dict)
    wanted: list[tuple[float, float]] = field(default_factory=list)

    @property
    def mean_delay(self) -> float:
        """Seconds from post to poll, on average."""
        return self.delay / self.posts

    @property
    def times(self) -> list[float]:
        """When polls took place, in order."""
        return sorted(at for found in self.polls.values() for at in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to play: for so long, losing the first days; `off` is when the program does not run."""

    days: float
    warm_up: float = 2.0
    refit: float = MINUTE
    gap: timedelta = timedelta(seconds=1)
    off: tuple[tuple[float, float], ...] = ()


def play(feeds: Sequence[Source], way: Way, every: timedelta, plan: Plan) -> Outcome:
    """Poll feeds in one way, as the daemon does: claims each second, turns, a purse of polls."""
    return _Game(feeds, way, plan).play(every)


class _Game:
    def __init__(self, feeds: Sequence[Source], way: Way, plan: Plan) -> None:
        self.feeds, self.way, self.plan = feeds, way, plan
        self.seen = [0] * len(feeds)
        self.paces = Paces(plan.gap)
        self.outcome = Outcome(polls={one.feed.id: [] for one in feeds})

    def play(self, every: timedelta) -> Outcome:
        firsts = first_polls(len(self.feeds), START, every)
        queue = [((at - START).total_seconds(), number) for number, at in enumerate(firsts)]
        heapq.heapify(queue)
        now, left, pace, fitted = 0.0, BURST, self.way.refit(), 0.0
        off = list(self.plan.off)
        while queue[0][0] < self.plan.days * DAY:
            before, now = now, max(now + 1, float(ceil(queue[0][0])))
            if off and now >= off[0][0]:
                now = max(now, off.pop(0)[1])
                self.way.restart()
                before, left, self.paces = now, BURST, Paces(self.plan.gap)
            if now - fitted >= self.plan.refit:
                pace, fitted = self.way.refit(), now
                self.outcome.wanted.append((now, pace))
            left = refilled(left, timedelta(seconds=now - before), pace)
            left -= self.claim(queue, now, int(left))
        return self.outcome

    def claim(self, queue: list[tuple[float, int]], now: float, most: int) -> int:
        """Poll what is due and has its host's turn; put back the others. Gives the polls."""
        due = []
        while queue and queue[0][0] <= now and len(due) < most:
            due.append(heapq.heappop(queue)[1])
        at, polled = START + timedelta(seconds=now), 0
        for number in due:
            turn = self.paces.turn(self.feeds[number].host, at)
            then = (turn.at - START).total_seconds()
            heapq.heappush(queue, (self.poll(number, then) if turn.may_ask else then, number))
            polled += turn.may_ask
        return polled

    def poll(self, number: int, now: float) -> float:
        source = self.feeds[number]
        self.outcome.polls[source.feed.id].append(now)
        if source.is_down(now):
            return self.way.failed(number, now)
        seen, there = self.seen[number], bisect_right(source.posts, now)
        is_first = len(self.outcome.polls[source.feed.id]) == 1
        self.count(source, seen, there, now)
        self.seen[number] = there
        saw = source.entries[max(0, there - source.length) : there]
        return self.way.next_poll(
            number, saw if there > seen or is_first else None, Before(seen), now
        )

    def count(self, source: Source, seen: int, there: int, now: float) -> None:
        for place in range(seen, there):
            if source.posts[place] < self.plan.warm_up * DAY:
                continue
            if place < there - source.length:
                self.outcome.lost[source.feed.id] += 1
            else:
                self.outcome.posts += 1
                self.outcome.delay += now - source.posts[place]


def table(count: int, days: float, seed: int, every: timedelta) -> str:
    """Play every way on the same feeds, and give their figures as a table."""
    feeds = sources(count, days, seed)
    plan = Plan(days=days, warm_up=days / 4)
    learned = Learned(feeds, every)
    ways: dict[str, Way] = {
        "equal intervals": equal(feeds, every),
        "multiplicative": Multiplied(count, every),
        "interval ~ 1/rate, rate known": by_rate(feeds, every),
        "square root, rate known": oracle(feeds, every),
        "square root, rate learned (ours)": learned,
    }
    lines = ["| way | mean delay, min | polls a feed and hour | posts lost |", "|---|---|---|---|"]
    for name, way in ways.items():
        outcome = play(feeds, way, every, plan)
        polls = len(outcome.times) / count / days / 24
        lost = sum(outcome.lost.values())
        share = lost / (lost + outcome.posts)
        delay = outcome.mean_delay / MINUTE
        lines.append(f"| {name} | {delay:.1f} | {polls:.3f} | {lost} ({share:.2%}) |")
    years = count * days / 365
    alarms = sum(learned.alarms.values())
    return "\n".join([*lines, f"silence raised {alarms} times in {years:.0f} years of feeds"])
