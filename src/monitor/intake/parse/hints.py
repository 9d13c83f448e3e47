"""What a feed says about polling it: how long it stays as it is, and where its older entries are.

Sources: RSS 2.0 (`ttl`, minutes), the RSS 1.0 module Syndication (`updatePeriod`,
`updateFrequency`), RFC 5005 (`prev-archive`, and `next` for pages).
"""

from collections.abc import Iterable

MINUTE, DAY = 60.0, 86_400.0
PERIODS = {
    "hourly": 3_600.0, "daily": DAY, "weekly": 7 * DAY, "monthly": 30 * DAY, "yearly": 365 * DAY,
}  # fmt: skip
MOST_DIGITS = 6
OLDER = ("prev-archive", "next")


def span(ttl: object, period: object, frequency: object) -> float | None:
    """Say for how many seconds a feed promises to stay as it is, or None.

    Args:
        ttl: Its `ttl`, which wins.
        period: Its `updatePeriod`; a frequency without a period is per day.
        frequency: Its `updateFrequency`, times per period; once if it is not said.
    """
    if minutes := _number(ttl):
        return minutes * MINUTE
    if not isinstance(period, str) and not isinstance(frequency, str):
        return None
    length = PERIODS.get(period.strip().lower() if isinstance(period, str) else "daily")
    return length / (_number(frequency) or 1) if length else None


def _number(text: object) -> int | None:
    if not isinstance(text, str):
        return None
    digits = text.strip()
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None


def older_among(links: Iterable[tuple[str | None, str | None]]) -> str | None:
    """Give the address that holds older entries, among pairs of relation and address."""
    found = {relation: address for relation, address in reversed(list(links)) if address}
    return next((found[relation] for relation in OLDER if relation in found), None)
