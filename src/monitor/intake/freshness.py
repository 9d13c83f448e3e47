"""For how long a server wants to be left alone: Cache-Control, and Retry-After."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

SHORTEST_WAIT, LONGEST_WAIT = 60.0, 86_400.0
MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})(?!\d)", re.IGNORECASE)


def max_age(headers: Mapping[str, str]) -> float | None:
    """Read how many seconds an answer stays true (RFC 9111, section 5.2.2.1).

    What a cache on the way has already used up (`Age`) is taken off. None when the server does
    not say: then what it said before holds (section 4.3.4).
    """
    control = headers.get("cache-control")
    if control is None:
        return None
    found = MAX_AGE.search(control)
    if found is None or "no-cache" in control.lower() or "no-store" in control.lower():
        return 0.0
    age = headers.get("age", "").strip()
    used = float(age) if age.isascii() and age.isdigit() and len(age) < 10 else 0.0
    return max(float(found.group(1)) - used, 0.0)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Read Retry-After (seconds or a date, RFC 9110 section 10.2.3), clamped to 1 min .. 24 h."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    seconds = float(text) if text.isascii() and text.isdigit() else _until(text, now)
    return None if seconds is None else min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT)


def _until(text: str, now: datetime) -> float | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds()
