"""Ten years of slots in forty zones, by a clock that runs, jumps and stands: each slot once."""

import random
from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from operator import itemgetter
from zoneinfo import ZoneInfo

import pytest

from monitor.model.message import Slot
from monitor.model.watch import Route
from monitor.notify.slots import next_slot, slot_due
from tests.faults.calendars import (
    DAY,
    ZONES,
    jumping_times,
    latest,
    moment_of,
    seconds_of,
    slots_of,
    stretches,
)
from tests.figures import Figure, by_length

FIRST, LAST = seconds_of(date(2011, 6, 1)), seconds_of(date(2022, 12, 1))
HOUR, YEAR = 3_600, 365 * DAY
SHARES = [ZONES[number::8] for number in range(8)]
PLAIN = 40  # of so many slots of plain days one is looked at before it begins, too


@dataclass(slots=True)
class Desk:
    """A route with what the rows remember of it: every slot that was closed, and nothing else."""

    route: Route
    since: int
    closed: list[int] = field(default_factory=list)

    def look(self, now: int) -> int | None:
        """Close the slot that is due, if one is; none is ever closed twice."""
        before = self.closed[: bisect_right(self.closed, now)]
        last = moment_of(before[-1]) if before else None
        due = slot_due(self.route, last, moment_of(self.since), moment_of(now))
        if due is None:
            return None
        at = round(due.starts_at.timestamp())
        assert at not in self.closed[bisect_right(self.closed, at) - 1 :][:1], due
        insort(self.closed, at)
        return at


def calendar_of(zone: str) -> tuple[Route, list[int], set[int]]:
    """Give a route at hours that jump, its slots, and days near a change (since 1970)."""
    clock = stretches(ZoneInfo(zone), FIRST, LAST)
    chance = random.Random(zone)
    odd = sorted(set(jumping_times(clock))) or [time(0, 0)]
    at = (*chance.sample(odd, min(2, len(odd))), time(chance.randrange(24), chance.randrange(60)))
    near = {one.ends // DAY + more for one in clock for more in (-2, -1, 0, 1, 2)}
    route = Route(id="daily", to=("rina",), at=tuple(sorted(set(at))), tz=zone)
    return route, slots_of(clock, route.at), near


@pytest.mark.parametrize("zones", SHARES, ids=itemgetter(0))
def test_a_clock_that_runs_closes_each_slot_once_and_at_its_second(
    zones: Sequence[str], figure: Figure
) -> None:
    closed = 0

    for zone in zones:
        route, slots, near = calendar_of(zone)
        desk = Desk(route, slots[0])
        for number, slot in enumerate(slots):
            if slot // DAY in near or number % PLAIN == 0:
                assert desk.look(slot - 1) is None, zone
                assert next_slot(route, moment_of(slot - 1)) == slot_at(slot), zone
            assert desk.look(slot) == slot, zone
        assert desk.closed == slots
        closed += len(slots)

    figure("slots, each closed once", closed)


@pytest.mark.parametrize("zones", SHARES, ids=itemgetter(0))
def test_a_clock_that_jumps_and_stands_closes_no_slot_twice(
    zones: Sequence[str], figure: Figure
) -> None:
    jumps = caught_up = 0

    for zone in zones:
        route, slots, _ = calendar_of(zone)
        desk = Desk(route, slots[0])
        for now, is_jump in wild_clock(random.Random(zone), slots, looks=by_length(400, 20_000)):
            due = latest(slots, now)
            is_open = due is not None and due not in desk.closed
            jumps += is_jump
            caught_up += is_open and _missed_before(slots, desk.closed, due)

            assert desk.look(now) == (due if is_open else None), (zone, moment_of(now))
            assert desk.look(now) is None, "a second later, or after a restart"
        assert set(desk.closed) <= set(slots)

    assert jumps
    assert caught_up
    figure("jumps of the clock", jumps)
    figure("messages that made up for missed slots", caught_up)


def wild_clock(
    chance: random.Random, slots: Sequence[int], looks: int
) -> Iterator[tuple[int, bool]]:
    """Give the times at which somebody looks, and whether the clock jumped before.

    It ticks on for minutes or hours, sleeps for eight, is set an hour or a year forward or back,
    and often stands at a slot's very second, or the one before.
    """
    now = FIRST + 2 * YEAR
    for _ in range(looks):
        step = chance.choice((*_TICKS, *_JUMPS))
        now = min(max(now + step, FIRST + 4 * DAY), LAST - 4 * DAY)
        if chance.random() < 1 / 2:
            now = slots[bisect_right(slots, now)] - chance.randrange(2)
        yield now, step in _JUMPS


_TICKS = (1, 60, 600, HOUR, 3 * HOUR, 11 * HOUR)
_JUMPS = (8 * HOUR, HOUR, -HOUR, YEAR, -YEAR, 72 * HOUR, -1)


def _missed_before(slots: Sequence[int], closed: Sequence[int], due: int | None) -> bool:
    """Whether the slot before this one was missed."""
    place = slots.index(due) - 1 if due is not None else -1
    return place >= 0 and slots[place] not in closed


def slot_at(at: int) -> Slot:
    """Give the slot of the route that begins at a time."""
    return Slot(route="daily", starts_at=moment_of(at))
