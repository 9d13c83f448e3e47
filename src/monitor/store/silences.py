"""Silences: who asked not to be told of what, until when."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from monitor.model.watch import Silence
from monitor.store.inserts import put_new
from monitor.store.schema import silence

AHEAD = timedelta(hours=1)  # clocks of several machines differ


def put(rows: Connection, wish: Silence, now: datetime) -> bool:
    """Keep a silence; False when one with its id is there already."""
    values = {
        "id": wish.id,
        "made_at": now,
        "ends_at": wish.ends_at,
        "author": wish.author,
        "comment": wish.comment,
        "watch": wish.watch,
        "story": wish.story,
        "site": wish.site,
        "term": wish.term,
    }
    return put_new(rows, silence, values) is not None


def count(rows: Connection) -> int:
    """Count the silences that there ever were: none is deleted."""
    return rows.execute(select(func.count()).select_from(silence)).scalar_one()


def end(rows: Connection, silence_id: str, now: datetime) -> bool:
    """End a silence now; False when there is none that lasts longer."""
    lasting = update(silence).where(silence.c.id == silence_id, silence.c.ends_at > now)
    return rows.execute(lasting.values(ends_at=now)).rowcount == 1


def active(rows: Connection, now: datetime) -> tuple[Silence, ...]:
    """List the silences that last now, those that end first standing first.

    One that was asked for in a time that is not yet, when the clock was ahead, does not last: too
    much told is no loss.
    """
    begun = silence.c.made_at <= now + AHEAD
    lasting = select(silence).where(begun, silence.c.ends_at > now)
    order = (silence.c.ends_at, silence.c.id)
    return tuple(_silence(row) for row in rows.execute(lasting.order_by(*order)))


def every(rows: Connection) -> tuple[Silence, ...]:
    """List all silences, also those that are over, the newest first."""
    order = (silence.c.made_at.desc(), silence.c.id)
    return tuple(_silence(row) for row in rows.execute(select(silence).order_by(*order)))


def _silence(row: Row[Any]) -> Silence:
    return Silence(
        id=row.id,
        ends_at=row.ends_at,
        author=row.author,
        comment=row.comment,
        watch=row.watch,
        story=row.story,
        site=row.site,
        term=row.term,
    )
