"""When a page is read again: news is corrected, completed and withdrawn within days."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

AGAIN = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(hours=72))


def next_reading(first_at: datetime, now: datetime) -> datetime | None:
    """Say when a page with a hit is read again: 1, 6, 24 and 72 hours after it was first read.

    Times that passed while nobody could read are left out; None when there is none left.
    """
    return next((first_at + wait for wait in AGAIN if first_at + wait > now), None)


def leads_to_section(asked: str, found: str) -> bool:
    """Whether a page's address leads to the front page, or to a folder that it lay in, by now.

    So sites treat articles that they took back.
    """
    was, now = (urlsplit(address).path.rstrip("/") for address in (asked, found))
    return was != now and f"{was}/".startswith(f"{now}/")
