"""Spans of time as people write them in files: `30s`, `5m`, `2h`, `14d`, `1h30m`."""

import re
from datetime import timedelta

UNITS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}
WRITTEN = re.compile(r"(?:\d{1,6}[wdhms]\s*)+", re.ASCII)
PATTERN = r"^(\d{1,6}[wdhms]\s*)+$"


def duration(written: object) -> timedelta:
    """Read a span of time.

    Raises:
        ValueError: If it has no unit, an unknown one, or is nothing at all.
    """
    if isinstance(written, timedelta):
        return written
    if isinstance(written, int | float) and not isinstance(written, bool):
        n = f"{written:g}"
        raise ValueError(f"{n} has no unit: write {n}s, {n}m, {n}h or {n}d")
    if not isinstance(written, str) or not WRITTEN.fullmatch(written.strip()):
        raise ValueError("a span of time is a number and its unit: 30s, 5m, 2h, 14d or 1h30m")
    pairs = re.findall(r"(\d+)([wdhms])", written)
    return timedelta(seconds=sum(int(number) * UNITS[unit] for number, unit in pairs))


def written(span: timedelta) -> str:
    """Print a span of time in the form that `duration` reads; parts of a second are dropped."""
    rest, parts = int(span.total_seconds()), []
    for unit, seconds in UNITS.items():
        if unit != "w" and rest >= seconds:
            parts.append(f"{rest // seconds}{unit}")
            rest %= seconds
    return "".join(parts) or "0s"
