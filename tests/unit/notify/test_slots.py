from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.model.message import Slot
from monitor.model.watch import Quiet, Route
from monitor.notify.slots import (
    alert_at,
    alert_due,
    free_at,
    held_until,
    instant,
    next_slot,
    slot_due,
)

ZONES = (
    "UTC",
    "Asia/Jakarta",
    "Asia/Kathmandu",  # an offset with 45 minutes
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",  # its clock changes by half an hour
    "Africa/Casablanca",  # summer time is interrupted by Ramadan
    "America/Santiago",  # the change falls on midnight
    "Asia/Beirut",
    "Africa/Cairo",
    "Pacific/Apia",  # skipped a whole day
    "Pacific/Kiritimati",
    "Antarctica/Troll",  # a change of two hours
)
LONG_AGO = datetime(1999, 1, 1, tzinfo=UTC)
zones = st.sampled_from(ZONES)
moments = st.datetimes(
    min_value=datetime(2001, 1, 1), max_value=datetime(2035, 1, 1), timezones=st.just(UTC)
).map(lambda at: at.replace(microsecond=0))
clock_times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 1, 15, 30, 45, 59)))
routes = st.builds(
    lambda at, tz: Route(id="daily", to=("rina",), at=tuple(at), tz=tz),
    st.lists(clock_times, min_size=1, max_size=4),
    zones,
)


def daily(*at: str, tz: str = "Asia/Jakarta") -> Route:
    return Route(id="daily", to=("rina",), at=tuple(map(time.fromisoformat, at)), tz=tz)


def alerts(**more: object) -> Route:
    return Route(id="desk", to=("rina",), wait=timedelta(minutes=2), **more)  # type: ignore[arg-type]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_slot_is_due_from_its_local_time_on():
    route = daily("08:00", "14:00")

    due = slot_due(route, None, LONG_AGO, utc("2025-06-18 07:00"))

    assert due == Slot(route="daily", starts_at=utc("2025-06-18 07:00"))


def test_a_closed_slot_is_not_due_again():
    route = daily("08:00", "14:00")

    due = slot_due(route, utc("2025-06-18 07:00"), LONG_AGO, utc("2025-06-18 12:59"))

    assert due is None


def test_slots_missed_while_down_give_one_catch_up_for_the_latest():
    route = daily("08:00", "14:00")

    due = slot_due(route, utc("2025-06-14 07:00"), LONG_AGO, utc("2025-06-18 02:00"))

    assert due == Slot(route="daily", starts_at=utc("2025-06-18 01:00"))


def test_a_restart_after_a_missed_slot_still_catches_up():
    route, restart = daily("08:00"), utc("2025-06-18 03:00")

    due = slot_due(route, utc("2025-06-17 01:00"), restart, restart)

    assert due == Slot(route="daily", starts_at=utc("2025-06-18 01:00"))


def test_no_slot_is_due_from_before_the_route_began():
    route = daily("08:00")

    assert slot_due(route, None, utc("2025-06-18 03:00"), utc("2025-06-18 12:00")) is None


def test_a_route_without_times_has_no_slots():
    assert slot_due(alerts(), None, LONG_AGO, utc("2025-06-18 12:00")) is None
    assert next_slot(alerts(), utc("2025-06-18 12:00")) is None


def test_a_repeated_local_hour_is_one_slot():
    route = daily("02:30", tz="Europe/Berlin")
    first_coming, second_coming = utc("2025-10-26 00:30"), utc("2025-10-26 01:30")

    due = slot_due(route, first_coming, LONG_AGO, second_coming)

    assert due is None
    assert slot_due(route, None, LONG_AGO, second_coming) == Slot(
        route="daily", starts_at=first_coming
    )


def test_a_skipped_local_time_moves_to_the_instant_of_the_change():
    route = daily("02:30", tz="Europe/Berlin")

    due = next_slot(route, utc("2025-03-29 12:00"))

    assert due == Slot(route="daily", starts_at=utc("2025-03-30 01:00"))


def test_two_skipped_times_of_one_gap_are_one_slot():
    route = daily("02:15", "02:45", tz="Europe/Berlin")

    first = next_slot(route, utc("2025-03-29 12:00"))
    second = next_slot(route, first.starts_at) if first else None

    assert second == Slot(route="daily", starts_at=utc("2025-03-31 00:15"))


def test_a_skipped_day_moves_to_the_day_after():
    samoa = ZoneInfo("Pacific/Apia")

    skipped = instant(date(2011, 12, 30), time(8), samoa)

    assert skipped == datetime(2011, 12, 31, tzinfo=samoa)


@given(day=st.dates(date(2001, 1, 1), date(2035, 1, 1)), at=clock_times, tz=zones)
@example(day=date(2025, 3, 30), at=time(2, 30), tz="Europe/Berlin")
@example(day=date(2025, 10, 26), at=time(2, 30), tz="Europe/Berlin")
@example(day=date(2011, 12, 30), at=time(8), tz="Pacific/Apia")
def test_a_local_time_is_never_earlier_than_asked_and_the_first_that_is_not(
    day: date, at: time, tz: str
):
    zone = ZoneInfo(tz)
    wanted = datetime.combine(day, at)

    found = instant(day, at, zone)

    assert found.astimezone(zone).replace(tzinfo=None) >= wanted
    assert (found - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None) < wanted


@given(route=routes, now=moments)
def test_the_next_slot_is_due_at_its_time_and_not_before(route: Route, now: datetime):
    coming = next_slot(route, now)

    assert coming is not None
    assert coming.starts_at > now
    assert slot_due(route, None, coming.starts_at, coming.starts_at) == coming
    before = slot_due(route, None, LONG_AGO, coming.starts_at - timedelta(seconds=1))
    assert before is not None
    assert before.starts_at <= now


@given(route=routes, start=moments, steps=st.lists(st.integers(1, 90_000), max_size=60))
def test_every_slot_is_closed_once_and_in_order_however_often_one_looks(
    route: Route, start: datetime, steps: list[int]
):
    now, last, closed = start, None, []

    for step in steps:
        now += timedelta(seconds=step)
        due = slot_due(route, last, start, now)
        if due is not None:
            closed.append(due.starts_at)
            last = due.starts_at

    assert closed == sorted(set(closed))
    assert all(start <= at <= now for at in closed)


@given(route=routes, start=moments, days=st.integers(1, 4))
def test_a_watchful_process_closes_every_slot_of_the_calendar(
    route: Route, start: datetime, days: int
):
    closed, now = set(), start
    while now < start + timedelta(days=days):
        coming = next_slot(route, now)
        assert coming is not None
        now = coming.starts_at
        closed.add(now)

    zone = ZoneInfo(route.tz)
    first = start.astimezone(zone).date()
    wanted = {
        instant(first + timedelta(days=distance), at, zone)
        for distance in range(-2, days + 3)
        for at in route.at
    }
    assert {at for at in wanted if start < at <= now} == closed


def test_an_alert_collects_for_its_wait():
    ready = utc("2025-06-18 07:00")

    assert not alert_due(alerts(), ready, None, utc("2025-06-18 07:01:59"))
    assert alert_due(alerts(), ready, None, utc("2025-06-18 07:02"))


def test_nothing_ready_makes_no_alert():
    assert not alert_due(alerts(), None, None, utc("2025-06-18 07:02"))


def test_a_second_alert_keeps_its_distance_from_the_first():
    route = alerts(then_every=timedelta(minutes=30))

    at = alert_at(route, utc("2025-06-18 07:10"), utc("2025-06-18 07:02"))

    assert at == utc("2025-06-18 07:32")


NIGHT = Quiet(start=time(22), end=time(6, 30), tz="Asia/Jakarta")


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2025-06-18 14:59:59", "2025-06-18 14:59:59"),
        ("2025-06-18 15:00", "2025-06-18 23:30"),
        ("2025-06-18 20:00", "2025-06-18 23:30"),
        ("2025-06-18 23:30", "2025-06-18 23:30"),
    ],
)
def test_quiet_hours_hold_until_they_end(at: str, until: str):
    assert held_until(NIGHT, utc(at)) == utc(until)


def test_an_alert_that_falls_into_quiet_hours_is_held():
    at = alert_at(alerts(quiet=NIGHT), utc("2025-06-18 14:59"), None)

    assert at == utc("2025-06-18 23:30")


@given(at=moments, start=clock_times, end=clock_times, tz=zones)
def test_what_quiet_hours_let_go_they_do_not_hold_again(
    at: datetime, start: time, end: time, tz: str
):
    quiet = Quiet(start=start, end=end, tz=tz)

    free = held_until(quiet, at)

    assert at <= free <= at + timedelta(hours=50)
    assert held_until(quiet, free) == free


def test_the_hourly_limit_lets_the_next_alert_through_when_enough_are_an_hour_old():
    route = alerts(per_hour=2)
    made = [utc("2025-06-18 07:40"), utc("2025-06-18 07:10"), utc("2025-06-18 06:00")]

    free = free_at(route, made, utc("2025-06-18 08:00"))

    assert free == utc("2025-06-18 08:10")


@given(st.lists(moments, max_size=20), moments, st.integers(1, 5))
def test_no_hour_ever_sees_more_alerts_than_the_limit(
    wishes: list[datetime], start: datetime, limit: int
):
    route, made = alerts(per_hour=limit), []

    for wish in sorted(wishes):
        made.append(free_at(route, made, max([wish, *made[-1:]])))

    for first, after in zip(made, made[limit:], strict=False):
        assert after - first >= timedelta(hours=1)
