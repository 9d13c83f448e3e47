"""A new story that may be one which the reader was told of lately: it goes into that thread."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from monitor.flow.storyfacts import facts_of
from monitor.store import threads
from monitor.store.threads import Thread
from monitor.stories.facts import Facts

REACH: Final = timedelta(hours=6)
FEWEST_ENTRIES: Final = 3


def thread_of_akin(
    rows: Connection, story: int, watches: Collection[str], destination: str, now: datetime
) -> Thread | None:
    """Find the thread of a story that this one is perhaps the same as.

    Args:
        rows: What was told.
        story: One that the reader was not told of yet.
        watches: Those whose hits in it are to be told.
        destination: The reader.
        now: The present, UTC.

    Returns:
        The first message of the newest story of these watches that was told within six hours and
        shares three lexicon entries and a figure; None when there is none.
    """
    told = threads.told_by_alerts(rows, destination, now - REACH, ())
    theirs = [row for row in told if row.watch in watches and row.story not in (None, story)]
    theirs.sort(key=lambda row: (row.told_at or now, row.id), reverse=True)
    mine = facts_of(rows, story)
    for other in dict.fromkeys(row.story for row in theirs):
        if other is not None and is_akin(mine, facts_of(rows, other)):
            return threads.first_of(rows, other, destination)
    return None


def is_akin(one: Facts, other: Facts) -> bool:
    """Whether two stories share three entries in title or lead, and a figure."""
    entries = set(one.entries) & set(other.entries)
    figures = {(known.entry, known.value) for known in one.figures}
    shared = any((known.entry, known.value) in figures for known in other.figures)
    return len(entries) >= FEWEST_ENTRIES and shared
