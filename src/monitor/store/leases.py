"""Leases: many workers take due rows, none takes another's, and a dead worker's come back.

A claimed row holds a token and a time. Whoever finishes says `WHERE lease_token = mine`, so that a
worker who slept through its lease changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter
from secrets import token_hex
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    case,
    null,
    or_,
    select,
    update,
)

from monitor.model.errors import StoreError


class LeaseLost(StoreError):
    """Another worker holds the row by now: whatever this one did must not be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """For how long at most `limit` rows are taken, from `now` (UTC) on, and by which token."""

    now: datetime
    length: timedelta
    limit: int
    token: str = field(default_factory=lambda: token_hex(16))

    @property
    def until(self) -> datetime:
        """When others may take the rows again."""
        return self.now + self.length


def must(held: bool) -> None:
    """Raise unless the lease was held, so that the transaction is undone.

    Raises:
        LeaseLost: If `finish` said False.
    """
    if not held:
        raise LeaseLost("another worker has taken over; nothing of this one's work was kept")


def claim(
    rows: Connection,
    table: Table,
    lease: Lease,
    *,
    ready: ColumnElement[bool],
    order: Column[Any],
    changes: Mapping[str, object],
) -> list[Row[Any]]:
    """Take ready rows that nobody holds, the first in order, and change them on the way.

    Returns:
        The rows as they are now, in order; fewer than `lease.limit` when there are no more.
    """
    found = _free(table, lease, ready, order).cte("found")
    key = _key(table)
    # A CTE, because PostgreSQL may run a subquery in WHERE again and again and claim far more.
    statement = (
        update(table)
        .where(key.in_(select(found.c[key.name])))
        .values(lease_token=lease.token, lease_until=lease.until, **changes)
        .returning(*table.columns)
    )
    places = table.columns.keys()
    taken = rows.execute(statement).all()
    return sorted(taken, key=itemgetter(places.index(order.key), places.index(key.key)))


def release(
    rows: Connection, table: Table, *, key: object, token: str, changes: Mapping[str, object]
) -> bool:
    """Change a claimed row and let it go; False, and nothing changed, when the lease was lost."""
    statement = (
        update(table)
        .where(_key(table) == key, table.c.lease_token == token)
        .values(lease_token=null(), lease_until=null(), **changes)
    )
    return rows.execute(statement).rowcount == 1


def free_at(table: Table, ready_at: Column[Any]) -> ColumnElement[datetime]:
    """Say when a row can next be claimed: when it is ready, and its lease, if any, is over."""
    until = table.c.lease_until
    return case((and_(until.is_not(None), until > ready_at), until), else_=ready_at)


def _free(
    table: Table, lease: Lease, ready: ColumnElement[bool], order: Column[Any]
) -> Select[Any]:
    until = table.c.lease_until
    return (
        select(_key(table))
        .where(ready, or_(until.is_(None), until <= lease.now))
        .order_by(order)
        .limit(lease.limit)
        .with_for_update(skip_locked=True)  # SQLite has one writer and leaves this out
    )


def _key(table: Table) -> Column[Any]:
    (key,) = table.primary_key.columns
    return key
