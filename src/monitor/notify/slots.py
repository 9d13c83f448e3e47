"""When a route speaks: slots of the local calendar for digests, collecting times for alerts."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from monitor.model.message import Slot
from monitor.model.watch import Quiet, Route

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def slot_due(route: Route, last: datetime | None, since: datetime, now: datetime) -> Slot | None:
    """Say which slot of an `at:` route waits to be closed.

    Args:
        route: A route with `at` times.
        last: Start of the slot that was closed last (UTC), or None.
        since: When the route began: before its first slot is closed, earlier ones never were.
        now: The present, UTC.

    Returns:
        The latest slot that has begun and is not closed, so that many missed slots give one
        catch-up; None when nothing is due.
    """
    begun = [start for start in _starts(route, now) if start <= now]
    if not begun:
        return None
    latest = begun[-1]
    is_open = latest >= since if last is None else latest > last
    return Slot(route=route.id, starts_at=latest) if is_open else None


def next_slot(route: Route, now: datetime) -> Slot | None:
    """Say which slot comes next, strictly after `now`; None for a route without `at` times."""
    coming = (start for start in _starts(route, now) if start > now)
    return next((Slot(route=route.id, starts_at=start) for start in coming), None)


def alert_due(
    route: Route, oldest_ready: datetime | None, last_made: datetime | None, now: datetime
) -> bool:
    """Say whether a `wait:` route should make its alert now; see `alert_at`."""
    at = alert_at(route, oldest_ready, last_made)
    return at is not None and at <= now


def alert_at(
    route: Route, oldest_ready: datetime | None, last_made: datetime | None
) -> datetime | None:
    """Say when a `wait:` route makes its next alert.

    It collects for `wait` from the first hit that is ready, keeps `then_every` from the alert
    before, and holds what would fall into quiet hours until they end.

    Args:
        route: A route with `wait`.
        oldest_ready: When the oldest hit that waits became ready (UTC); None when none waits.
        last_made: When the route's last alert to this destination was made (UTC).

    Returns:
        A UTC time, or None when there is nothing to tell.
    """
    if oldest_ready is None or route.wait is None:
        return None
    at = oldest_ready + route.wait
    if last_made is not None and route.then_every is not None:
        at = max(at, last_made + route.then_every)
    return held_until(route.quiet, at)


def held_until(quiet: Quiet | None, at: datetime) -> datetime:
    """Move a time out of quiet hours: to their end when it falls into them, else not at all."""
    if quiet is None or quiet.start == quiet.end:
        return at
    zone = ZoneInfo(quiet.tz)
    today = at.astimezone(zone).date()
    overnight = quiet.end <= quiet.start
    for day in (today - DAY, today, today + DAY):
        begins = instant(day, quiet.start, zone)
        ends = instant(day + DAY if overnight else day, quiet.end, zone)
        if begins <= at < ends:
            return ends
    return at


def free_at(route: Route, made: Sequence[datetime], now: datetime) -> datetime:
    """Say when the route's hourly limit lets another alert through.

    Args:
        route: A route; without `per_hour` it is always free.
        made: When its recent alerts to this destination were made (UTC), in any order.
        now: The present, UTC.

    Returns:
        `now` when the limit is not reached, else the time when enough alerts are an hour old.
    """
    if route.per_hour is None:
        return now
    recent = sorted(at for at in made if now - HOUR < at <= now)
    over = len(recent) - route.per_hour
    return now if over < 0 else recent[over] + HOUR


@lru_cache(maxsize=10_000)  # each route asks for the same few days every second
def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Say which instant (UTC) a local time of a local day is.

    A local time that comes twice means its first coming. One that is skipped means the instant
    at which the clock was moved on.
    """
    local = datetime.combine(day, at, tzinfo=zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    return _change_between(local.replace(fold=1).astimezone(UTC), moment, zone)


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Find the first second after `before` whose offset is another one, by halving."""
    offset = before.astimezone(zone).utcoffset()
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)


def _starts(route: Route, now: datetime) -> list[datetime]:
    """Start of each slot within two local days of `now`, in order, none twice."""
    return sorted(set(_all_starts(route, now)))


def _all_starts(route: Route, now: datetime) -> Iterator[datetime]:
    zone = ZoneInfo(route.tz)
    today = now.astimezone(zone).date()
    for distance in range(-2, 4):
        for at in route.at:
            yield instant(today + distance * DAY, at, zone)
