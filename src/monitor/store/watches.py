"""Watches: what is remembered of each beside its hits: since when it runs, how it is called."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from monitor.model.watch import Watch
from monitor.store.inserts import put_new
from monitor.store.schema import watch


def sync(rows: Connection, watches: Sequence[Watch], now: datetime) -> tuple[str, ...]:
    """Make the configured watches the active ones; others stay, inactive, with their hits.

    Returns:
        The ids that were not known before, in the order given.
    """
    known = {row.id: row for row in rows.execute(select(watch))}
    new = [item.id for item in watches if item.id not in known]
    for item in watches:
        values = {"title": item.title, "severity": item.severity, "is_active": True}
        if item.id not in known:
            put_new(rows, watch, {"id": item.id, "added_at": now, **values})
        elif any(known[item.id]._mapping[name] != value for name, value in values.items()):
            rows.execute(update(watch).where(watch.c.id == item.id).values(values))
    gone = known.keys() - {item.id for item in watches}
    rows.execute(update(watch).where(watch.c.id.in_(gone)).values(is_active=False))
    return tuple(new)
