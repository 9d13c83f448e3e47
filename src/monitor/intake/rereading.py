"""When a page is read again: news is corrected, completed and withdrawn within days."""

from datetime import datetime, timedelta

AGAIN = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(hours=72))


def next_reading(first_at: datetime, now: datetime) -> datetime | None:
    """Say when a page with a hit is read again: 1, 6, 24 and 72 hours after it was first read.

    Times that passed while nobody could read are left out; None when there is none left.
    """
    return next((first_at + wait for wait in AGAIN if first_at + wait > now), None)
