"""Dates and times as a reader says them: in the reader's zone and language."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, get_timezone_location

from monitor.model.watch import Destination
from monitor.notify.words.frame import Words, locale_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Speaks of times to one reader.

    Raises:
        OverflowError: By every method, for a time that has no local counterpart (year 1 or 9999).
    """

    zone: ZoneInfo
    words: Words
    now: datetime

    def time(self, at: datetime) -> str:
        """Say the time of day: `21:40`."""
        local = at.astimezone(self.zone)
        return f"{local.hour:02}:{local.minute:02}"

    def day(self, at: datetime) -> str:
        """Say the day: `17 June`, with the year when it is not this one."""
        local = at.astimezone(self.zone).date()
        return _day(self.words.language, local, self.now.astimezone(self.zone).year)

    def weekday(self, at: datetime) -> str:
        """Say the day with its weekday: `Wednesday 18 June`."""
        names = locale_of(self.words.language).days["format"]["wide"]
        name = names[at.astimezone(self.zone).weekday()]
        return self.words.weekday.format(weekday=name, day=self.day(at))

    def moment(self, at: datetime) -> str:
        """Say day and time: `17 June 21:40`."""
        return f"{self.day(at)} {self.time(at)}"

    def since(self, at: datetime) -> str:
        """Say a time of today alone, another day's with its day."""
        return self.after(at, self.now)

    def after(self, at: datetime, known: datetime) -> str:
        """Say a time alone where it is of the same day as one that is known, else with its day."""
        same = at.astimezone(self.zone).date() == known.astimezone(self.zone).date()
        return self.time(at) if same else self.moment(at)

    @property
    def is_at_place(self) -> bool:
        """Whether the zone is named for a place: `Asia/Jakarta` is, `UTC` and `Etc/GMT` are not."""
        name = str(self.zone)
        return "/" in name and not name.startswith("Etc/")

    @property
    def place(self) -> str:
        """The zone as a place: `Jakarta`, or the name of a zone that is no place (`UTC`)."""
        return _place(str(self.zone), self.words.language)


def moments_for(reader: Destination, words: Words, now: datetime) -> Moments:
    """Make the speaker of times for a reader, in the language of the frame words."""
    return Moments(zone=ZoneInfo(reader.tz), words=words, now=now)


@lru_cache(maxsize=1024)
def _day(language: str, day: date, this_year: int) -> str:
    skeleton = "MMMMd" if day.year == this_year else "yMMMMd"
    noon = datetime(day.year, day.month, day.day, 12)
    return str(format_skeleton(skeleton, noon, locale=locale_of(language), fuzzy=True))


@lru_cache(maxsize=256)
def _place(zone: str, language: str) -> str:
    return str(get_timezone_location(zone, locale=locale_of(language), return_city=True))
