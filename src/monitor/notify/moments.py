"""Dates and times as a reader says them: in the reader's zone and language."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, get_timezone_location

from monitor.model.watch import Destination

# "17 June", not "June 17": a plain `en` is the American order in CLDR.
_PREFERRED = {"en": "en_GB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Speaks of times to one reader.

    Raises:
        OverflowError: By every method, for a time that has no local counterpart (year 1 or 9999).
    """

    zone: ZoneInfo
    locale: Locale
    now: datetime

    def time(self, at: datetime) -> str:
        """Say the time of day: `21:40`."""
        return at.astimezone(self.zone).strftime("%H:%M")

    def day(self, at: datetime) -> str:
        """Say the day: `17 June`, with the year when it is not this one."""
        local = at.astimezone(self.zone)
        same_year = local.year == self.now.astimezone(self.zone).year
        return str(_skeleton("MMMMd" if same_year else "yMMMMd", local, self.locale))

    def weekday(self, at: datetime) -> str:
        """Say the day with its weekday: `Wednesday 18 June`."""
        local = at.astimezone(self.zone)
        name = self.locale.days["format"]["wide"][local.weekday()]
        return f"{name} {self.day(at)}"

    def moment(self, at: datetime) -> str:
        """Say day and time: `17 June 21:40`."""
        return f"{self.day(at)} {self.time(at)}"

    def since(self, at: datetime) -> str:
        """Say a time of today alone, another day's with its day."""
        today = self.now.astimezone(self.zone).date() == at.astimezone(self.zone).date()
        return self.time(at) if today else self.moment(at)

    @property
    def place(self) -> str:
        """The zone as a place: `Jakarta`, or the name of a zone that is no place (`UTC`)."""
        return str(get_timezone_location(str(self.zone), locale=self.locale, return_city=True))


def moments_for(reader: Destination, language: str, now: datetime) -> Moments:
    """Make the speaker of times for a reader, in the language of the frame words."""
    return Moments(zone=ZoneInfo(reader.tz), locale=locale_of(language), now=now)


def locale_of(language: str) -> Locale:
    """Give the locale of a language code, English where CLDR knows none."""
    try:
        return Locale.parse(_PREFERRED.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def _skeleton(skeleton: str, local: datetime, locale: Locale) -> str:
    return format_skeleton(skeleton, local, tzinfo=local.tzinfo, locale=locale, fuzzy=True)
