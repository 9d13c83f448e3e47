"""Dates of feeds: the two usual forms by the shortest way, every other one by feedparser.

Sources: RFC 822 with the years of RFC 1123, RFC 3339; for what is neither, feedparser's readers,
whose answers for these two forms are the same.
"""

import calendar
import re
import time
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from feedparser import datetimes

MAIL_DATE = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4}) "
    r"([0-9]{2}):([0-9]{2}):([0-9]{2}) (GMT|UTC|Z|[+-](?:0[0-9]|1[0-4])[0-5][0-9])"
)
ISO_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ](?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?"
    r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
)
MONTHS = {
    name: number
    for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}


def read_date(text: str) -> datetime | None:
    """Read a date of a feed, in UTC and whole seconds, or None if nobody can read it."""
    if mail := MAIL_DATE.fullmatch(text):
        found = _mail_date(mail)
    else:
        found = _iso_date(text) if ISO_DATE.fullmatch(text) else None
    return found or _rare_date(text)


def from_parsed(parsed: time.struct_time | None) -> datetime | None:
    """Take over a date that feedparser has read; years that no datetime can hold give None."""
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _mail_date(found: re.Match[str]) -> datetime | None:
    day, month, year, hour, minute, second, zone = found.groups()
    if month not in MONTHS:
        return None
    numbers = int(year), MONTHS[month], int(day), int(hour), int(minute), int(second)
    try:
        return datetime(*numbers, tzinfo=UTC) - _offset(zone)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=256)
def _offset(zone: str) -> timedelta:
    if not zone.startswith(("+", "-")):
        return timedelta()
    span = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
    return -span if zone.startswith("-") else span


def _iso_date(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None


def _rare_date(text: str) -> datetime | None:
    return from_parsed(datetimes._parse_date(text))
