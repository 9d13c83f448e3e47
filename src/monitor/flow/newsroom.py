"""What polling and reading work with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.flow.judging import Desk
from monitor.flow.ledger import Ledger
from monitor.intake.budget import Demands
from monitor.intake.fetch import FetchLimits
from monitor.intake.polite import Paces
from monitor.intake.robots import Ask, Robots
from monitor.model.errors import ChildError
from monitor.model.feed import Feed
from monitor.outside.child import Children
from monitor.outside.dial import Dialer

ROBOTS_SECONDS = 2
FIRST_THETA = 900.0**2 / 86_400  # a feed of one post a day is asked every 15 minutes


@dataclass(slots=True)
class Budget:
    """The common budget of polls: what all feeds ask for, and what the last fit found.

    `theta` belongs to `intake/budget.py`; `per_second` is how many polls all feeds ask for,
    `kept` is the theta that is stored.
    """

    theta: float = FIRST_THETA
    per_second: float = 0.0
    kept: float = FIRST_THETA
    demands: Demands = field(default_factory=Demands, repr=False)

    def fit(self, every: timedelta) -> None:
        """Find theta anew for the feeds as they are: one poll each in `every`, on the mean.

        While every feed fails, or has an interval of its own, there is nothing to fit.
        """
        if self.demands.are_shared:
            self.theta = self.demands.fitted(every)
        self.per_second = self.demands.polls_per_second(self.theta)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What a reload keeps: the ways out, what is remembered of hosts, the budget, the ledger."""

    dialer: Dialer
    children: Children
    paces: Paces
    robots: Robots
    budget: Budget
    ledger: Ledger = field(default_factory=Ledger)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """What intake needs: the doors, the limits, the feeds, and the desk that judges."""

    doors: Doors
    limits: FetchLimits
    feeds: Mapping[str, Feed]
    desk: Desk


def may_read_by(children: Children) -> Ask:
    """Have children read the text of a robots.txt; one they cannot read forbids nothing."""

    async def ask(text: bytes, address: str) -> bool:
        try:
            return bool(
                await children.ask("robots", seconds=ROBOTS_SECONDS, text=text, address=address)
            )
        except ChildError:
            return True

    return ask


async def news_sitemaps_of(address: str, feed: Feed, room: Newsroom, now: datetime) -> list[str]:
    """Give the news sitemaps that the site of an address names in its robots.txt."""
    text = await room.doors.robots.text(address, now, feed.proxy)
    if not text:
        return []
    try:
        found = await room.doors.children.ask("sitemaps", seconds=ROBOTS_SECONDS, text=text)
    except ChildError:
        return []
    return [str(one) for one in found]
