"""What the operator is to be told: receivers switched off, deliveries given up, a full disk."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, and_, select

from monitor.model.standing import Standing
from monitor.store import meta, standings
from monitor.store.deliveries import DEAD, DISABLED
from monitor.store.schema import event

TOLD_AT = "outages_told_at"
TOLD_TO = "outages_told_to"  # the number of the last event that was looked at
DISK_FULL = "disk_full_since"  # empty when that was told
MOST_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """Deliveries to one destination that were given up for one reason, `since` the first (UTC).

    `answer` is what was said at the last of them.
    """

    destination: str
    reason: str
    answer: str
    count: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outages:
    """What is new since the operator was told last, up to the event `last`.

    `full_since` is when the disk of the database was found full (UTC).
    """

    off: tuple[Standing, ...]
    losses: tuple[Losses, ...]
    last: int
    full_since: datetime | None = None


def outages(rows: Connection) -> Outages:
    """Gather what the operator was not told of yet.

    Deliveries given up because their destination was switched off are not counted as losses.
    """
    off = (one for one in standings.unwell(rows) if one.disabled_at and not one.told_at)
    said = meta.get(rows, TOLD_TO)
    found: dict[tuple[str, str], Losses] = {}
    last = int(said) if said else 0
    lost = and_(event.c.kind == DEAD, event.c.reason != DISABLED, event.c.id > last)
    statement = select(event).where(lost).order_by(event.c.id)
    for row in rows.execute(statement.limit(MOST_AT_ONCE)):
        last = row.id
        destination = row.subject.rpartition(" ")[0]
        new = Losses(
            destination=destination,
            reason=row.reason,
            answer=row.detail,
            count=1,
            since=row.at,
        )
        known = found.get((destination, row.reason))
        if known is not None:
            new = replace(new, count=known.count + 1, since=min(known.since, new.since))
        found[destination, row.reason] = new
    full = meta.get(rows, DISK_FULL)
    return Outages(
        off=tuple(off),
        losses=tuple(found.values()),
        last=last,
        full_since=datetime.fromisoformat(full) if full else None,
    )


def note_full_disk(rows: Connection, now: datetime) -> None:
    """Have the operator told that the disk is full."""
    meta.put(rows, DISK_FULL, now.isoformat())


def told_at(rows: Connection) -> datetime | None:
    """Say when the operator was told last."""
    value = meta.get(rows, TOLD_AT)
    return datetime.fromisoformat(value) if value else None


def mark_told(rows: Connection, lanes: Collection[str], last: int, now: datetime) -> None:
    """Remember that the operator was told of these receivers, and of all events up to `last`."""
    standings.mark_told(rows, lanes, now)
    meta.put(rows, TOLD_TO, str(last))
    meta.put(rows, TOLD_AT, now.isoformat())
    if meta.get(rows, DISK_FULL):
        meta.put(rows, DISK_FULL, "")
