"""The same fault again and again: told at once, then ever more seldom, with how often it came."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FIRST_PAUSE: Final = timedelta(minutes=1)
LONGEST_PAUSE: Final = timedelta(hours=1)
MOST_KINDS: Final = 1_000


@dataclass(slots=True)
class _Series:
    since: datetime
    last: datetime
    next_line: datetime
    unsaid: int = 0


class Repeats:
    """Says which of many like faults deserve a line; forgets those that stopped."""

    def __init__(self) -> None:
        """Remember none."""
        self._series: OrderedDict[str, _Series] = OrderedDict()

    def line(self, kind: str, now: datetime) -> dict[str, object] | None:
        """Say what to add to the line of a fault; None when it gets no line.

        The first of its kind is told. Those that follow are counted, and told after a minute,
        after two more, four more, up to an hour. A kind that did not come for an hour is new.
        """
        series = self._series.pop(kind, None)
        if series is None or now - series.last > LONGEST_PAUSE or now < series.since:
            series = _Series(since=now, last=now, next_line=now + FIRST_PAUSE)
            self._keep(kind, series)
            return {}
        self._keep(kind, series)
        series.last = now
        series.unsaid += 1
        if now < series.next_line:
            return None
        more: dict[str, object] = {
            "times": series.unsaid,
            "since": series.since.isoformat(timespec="seconds"),
        }
        series.unsaid = 0
        series.next_line = now + min(max(now - series.since, FIRST_PAUSE), LONGEST_PAUSE)
        return more

    def _keep(self, kind: str, series: _Series) -> None:
        self._series[kind] = series
        if len(self._series) > MOST_KINDS:
            self._series.popitem(last=False)
