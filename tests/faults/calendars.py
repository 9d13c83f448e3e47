"""What a zone's calendar says, by arithmetic of its own: no `fold`, no search in local time.

A zone is a row of stretches with one offset each, found by asking `zoneinfo` for the offset of
instants only. A local time comes first in the first stretch that holds it; one that no stretch
holds is skipped, and stands for the moment at which the next stretch begins.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 86_400
STEP = 3 * 3_600  # no zone has changed its clock twice within this time

# Summer time of half an hour and of two hours, Ramadan, a day that never was, a zone moved for
# good by half an hour or more, changes at midnight, offsets of 45 minutes, and zones that rest.
ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "Africa/Khartoum",
    "Africa/Sao_Tome",
    "Africa/Windhoek",
    "America/Asuncion",
    "America/Caracas",
    "America/Havana",
    "America/New_York",
    "America/Nuuk",
    "America/Port-au-Prince",
    "America/Punta_Arenas",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Antarctica/Casey",
    "Antarctica/Troll",
    "Asia/Amman",
    "Asia/Baghdad",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Jakarta",
    "Asia/Kathmandu",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Asia/Ulaanbaatar",
    "Atlantic/Azores",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Europe/Volgograd",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Easter",
    "Pacific/Fiji",
    "Pacific/Kiritimati",
    "Pacific/Norfolk",
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Seconds since 1970, UTC, from which and before which the clock shows `offset` more."""

    begins: int
    ends: int
    offset: int


def stretches(zone: ZoneInfo, first: int, last: int) -> list[Stretch]:
    """Find the stretches of a zone from `first` to `last`, each end to the second."""
    found, begins, offset = [], first, _offset(zone, first)
    for at in range(first + STEP, last + STEP, STEP):
        if _offset(zone, at) != offset:
            change = _change(zone, at - STEP, at)
            found.append(Stretch(begins, change, offset))
            begins, offset = change, _offset(zone, change)
    return [*found, Stretch(begins, last, offset)]


def slots_of(clock: Sequence[Stretch], at: Sequence[time]) -> list[int]:
    """Give every slot of a calendar, in order: seconds since 1970, none twice."""
    first = (clock[0].begins + clock[0].offset) // DAY + 1
    last = (clock[-1].ends + clock[-1].offset) // DAY
    locals_ = (day * DAY + _seconds(one) for day in range(first, last) for one in at)
    return sorted({_instant(clock, local) for local in locals_})


def jumping_times(clock: Sequence[Stretch]) -> Iterator[time]:
    """Give times of day that a change of this clock skips, or shows twice: of each the middle."""
    for stretch in clock[:-1]:
        following = clock[clock.index(stretch) + 1]
        shown = (stretch.ends + stretch.offset, stretch.ends + following.offset)
        middle = (shown[0] + shown[1]) // 2 // 60 * 60 % DAY
        yield (datetime.min + timedelta(seconds=middle)).time()


def moment_of(seconds: int) -> datetime:
    """Give an instant as the program knows it."""
    return EPOCH + timedelta(seconds=seconds)


def seconds_of(day: date) -> int:
    """Give the beginning of a day, UTC."""
    return (day - EPOCH.date()).days * DAY


def latest(slots: Sequence[int], now: int) -> int | None:
    """Give the last slot that has begun."""
    place = bisect_right(slots, now)
    return slots[place - 1] if place else None


def _instant(clock: Sequence[Stretch], local: int) -> int:
    for one in clock:
        if one.begins + one.offset <= local < one.ends + one.offset:
            return local - one.offset
        if local < one.begins + one.offset:
            return one.begins
    raise ValueError(local)


def _change(zone: ZoneInfo, low: int, high: int) -> int:
    offset = _offset(zone, low)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(zone, middle) == offset else (low, middle)
    return high


def _offset(zone: ZoneInfo, at: int) -> int:
    found = moment_of(at).astimezone(zone).utcoffset()
    assert found is not None
    return round(found.total_seconds())


def _seconds(at: time) -> int:
    return at.hour * 3_600 + at.minute * 60 + at.second
