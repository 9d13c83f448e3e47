"""One budget of polls for all feeds: how often each may be asked, so that news is late least.

A feed that posts r times a second and is asked every t seconds has posts that wait r * t / 2 in
all; the sum over the feeds, at so many polls a second, is least when t goes with 1 / sqrt(r).

Source: Sia, Cho and Cho, "Efficient Monitoring Algorithm for Fast News Alerts", IEEE TKDE 19(7).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from math import exp2, inf, log2, sqrt

DAY = 86_400.0
STEPS = 16  # of a doubling: feeds alike within 4.4 % are counted together
BURST = 30.0
HEADROOM = 1.25
SLOWEST = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one feed asks for: `pull` is weight x posts a second, the bounds are seconds.

    `longer` is how many times as long it waits because it fails; the budget is fitted as if it
    did not, or else all feeds would be asked as often as ever when the network is down.
    `is_fixed` says that its interval is the user's: it takes nothing from the common budget.
    """

    pull: float
    shortest: float
    longest: float
    longer: int = 1
    is_fixed: bool = False


def interval(demand: Demand, theta: float) -> float:
    """Give the seconds between two polls: sqrt(theta / pull) within bounds, failures aside."""
    return min(max(sqrt(theta / demand.pull), demand.shortest), demand.longest)


def lengthened(demand: Demand, seconds: float, ceiling: float = DAY) -> float:
    """Give an interval as long as failures make it: up to a ceiling, unless it was above it."""
    return min(seconds * demand.longer, max(seconds, ceiling))


def fit(demands: Mapping[Demand, int], every: timedelta) -> float:
    """Find the theta at which the feeds without a fixed interval spend what they may.

    Exact, in one sweep over the places where a feed meets a bound: between two of them the polls
    a second are `kept + free / sqrt(theta)`.

    Args:
        demands: How many feeds ask for what; `Demands` keeps the lines few.
        every: The mean interval: so many feeds may ask so often together.

    Returns:
        0.0 when all feeds at their shortest intervals ask less often than they may; infinity
        when all at their longest ask more often: losing nothing goes before sparing.
    """
    shared = {one: count for one, count in demands.items() if not one.is_fixed}
    allowed = sum(shared.values()) / every.total_seconds()
    kept = sum(count / one.shortest for one, count in shared.items())
    free = 0.0
    if kept <= allowed:
        return 0.0
    for root, kept_change, free_change in sorted(_turns(shared)):
        if kept + free / root <= allowed:
            return (min(root, free / (allowed - kept)) if allowed > kept else root) ** 2
        kept += kept_change
        free += free_change
    return inf


def _turns(demands: Mapping[Demand, int]) -> Iterator[tuple[float, float, float]]:
    """Give each square root of theta at which a feed leaves its shortest or meets its longest."""
    for one, count in demands.items():
        speed = sqrt(one.pull)
        yield one.shortest * speed, -count / one.shortest, count * speed
        yield one.longest * speed, count / one.longest, -count * speed


def refilled(left: float, passed: timedelta, per_second: float) -> float:
    """Say how many polls may begin now, so that neither a start nor an outage makes a stampede.

    Args:
        left: How many might have begun after the last claim and did not; `BURST` at a start.
        passed: Time since then.
        per_second: What all feeds together ask for.

    Returns:
        A quarter more than asked for, at least one in two seconds; saved up to `BURST`, or ten
        seconds' worth.
    """
    pace = max(per_second * HEADROOM, SLOWEST)
    return min(left + max(passed.total_seconds(), 0.0) * pace, max(BURST, 10 * pace))


class Demands:
    """What all feeds ask for, in the memory of one process; feeds that are alike are one line.

    Lost with the process, and made again from the stored rows. Not for several threads.
    """

    def __init__(self) -> None:
        """Begin without feeds."""
        self._of: dict[str, Demand] = {}
        self._counts: dict[Demand, int] = {}

    def put(self, feed_id: str, demand: Demand) -> None:
        """Note what a feed asks for now, in place of what it asked for before."""
        self.drop(feed_id)
        rounded = _coarse(demand)
        self._of[feed_id] = rounded
        self._counts[rounded] = self._counts.get(rounded, 0) + 1

    def drop(self, feed_id: str) -> None:
        """Forget a feed; one that is not known is no error."""
        old = self._of.pop(feed_id, None)
        if old is None:
            return
        self._counts[old] -= 1
        if not self._counts[old]:
            del self._counts[old]

    @property
    def are_shared(self) -> bool:
        """Whether there is a feed that takes from the common budget."""
        return any(not one.is_fixed for one in self._counts)

    def fitted(self, every: timedelta) -> float:
        """Find the theta for these feeds, as `fit` does."""
        return fit(self._counts, every)

    def polls_per_second(self, theta: float) -> float:
        """Give how many polls a second all feeds ask for, those with own intervals too."""
        return sum(
            count / lengthened(one, interval(one, theta)) for one, count in self._counts.items()
        )


def _coarse(demand: Demand) -> Demand:
    """Round a demand, so that feeds that are alike can be counted together."""
    return replace(
        demand,
        pull=_rounded(demand.pull),
        shortest=_rounded(demand.shortest),
        longest=_rounded(demand.longest),
    )


def _rounded(number: float) -> float:
    return exp2(round(log2(number) * STEPS) / STEPS)
