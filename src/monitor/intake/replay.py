"""Old entries under new identities: of a feed that was rebuilt, or that numbers them anew."""

from collections.abc import Container, Sequence
from datetime import datetime, timedelta

from monitor.model.article import Entry

MANY = 5
OLD = timedelta(hours=48)
LEAST_TEXT = 80
SAME_NEWS = timedelta(days=3)


def replayed(
    entries: Sequence[Entry], known: Container[str], answered_at: datetime | None
) -> frozenset[str]:
    """Give the identities of entries that are only new by their identity.

    When five or more are new, and more than half of them are dated two days or more before the
    feed's last answer, then the feed was rebuilt: those old ones are no news. A single late entry
    always is, and so is one without a date.

    Args:
        entries: The document's entries.
        known: Identities of this feed that are stored.
        answered_at: When the feed last answered, UTC; None when it never did.
    """
    if answered_at is None:
        return frozenset()
    new = [entry for entry in entries if entry.identity not in known]
    old = [entry for entry in new if _is_old(entry, answered_at - OLD)]
    if len(new) < MANY or len(old) * 2 <= len(new):
        return frozenset()
    return frozenset(entry.identity for entry in old)


def worth_comparing(entry: Entry) -> bool:
    """Whether the same words under another identity are the same news.

    A headline alone may come again for another event; a text of some length does not.
    """
    return len(entry.text) >= LEAST_TEXT


def _is_old(entry: Entry, limit: datetime) -> bool:
    dates = [at for at in (entry.published, entry.updated) if at is not None]
    return bool(dates) and max(dates) < limit
