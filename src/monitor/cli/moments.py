"""Times and spans of time in the words of the command line."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import typer

UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def length(text: str, option: str) -> timedelta:
    """Read a length of time such as 90m, 24h, 7d or 2w.

    Raises:
        typer.BadParameter: It is none.
    """
    found = re.fullmatch(r"([0-9]{1,5})([mhdw])", text.strip())
    if found is None:
        raise typer.BadParameter("a length of time is written like 24h or 7d", param_hint=option)
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def shown(at: datetime | None) -> str:
    """Write a time for people, UTC to the minute; nothing for None."""
    return f"{at:%Y-%m-%d %H:%M}" if at else ""


def local(at: datetime | None, zone: str) -> str:
    """Write a time as a reader's clock shows it, with the zone; nothing for None."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {zone}" if at else ""


def iso(at: datetime | None) -> str | None:
    """Write a time for programs."""
    return at.isoformat() if at else None
