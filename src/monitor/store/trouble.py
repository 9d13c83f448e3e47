"""Which troubles of feeds each destination was told of: in full once, then only counted."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from monitor.model.message import FeedTrouble
from monitor.store.inserts import put_new
from monitor.store.schema import trouble_told


def untold(
    rows: Connection, destination: str, troubles: Iterable[FeedTrouble]
) -> tuple[FeedTrouble, ...]:
    """Give the troubles that a destination was not told of.

    A feed that healed and fails again is in a new trouble: it began at another time.
    """
    mine = select(trouble_told.c.feed_id, trouble_told.c.since).where(
        trouble_told.c.destination == destination
    )
    known = {(row.feed_id, row.since) for row in rows.execute(mine)}
    return tuple(one for one in troubles if (one.feed, one.since) not in known)


def mark(
    rows: Connection, destination: str, troubles: Sequence[FeedTrouble], now: datetime
) -> None:
    """Remember that a destination is told of these; to be called where its message is made."""
    for one in troubles:
        key = {"destination": destination, "feed_id": one.feed, "since": one.since}
        put_new(rows, trouble_told, {**key, "told_at": now})


def forget(rows: Connection, before: datetime) -> int:
    """Forget what was told before a time; what still troubles then is told once more.

    Returns:
        How many tellings are forgotten.
    """
    return rows.execute(delete(trouble_told).where(trouble_told.c.told_at < before)).rowcount
