"""What each destination is still to be told: a row for each hit, route and destination.

Such a row is never deleted. It is waiting, taken (by a message), or absent with a reason.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
    true,
    update,
)

from monitor.model.message import HitRow
from monitor.store.hitrows import hit_row, hit_rows
from monitor.store.inserts import put_new
from monitor.store.schema import due, hit, told

NEW = "new"  # what is told of a hit the first time; developments have words of their own
ALREADY_TOLD = "already_told"


def put(
    rows: Connection,
    hit_id: int,
    route: str,
    destination: str,
    *,
    ready_at: datetime,
    reason: str | None = None,
) -> None:
    """Have a destination told of a hit from `ready_at` on; or, with a reason, never.

    To be called in the transaction of the hit. A row that is absent takes what is said now; one
    that waits or is taken stays. Who was told of the hit on another route is not told again.
    """
    values = {
        "state": "absent" if reason else "waiting",
        "reason": reason or None,
        "ready_at": ready_at,
    }
    key = {"hit_id": hit_id, "kind": NEW, "route": route, "destination": destination}
    if put_new(rows, due, {**key, **values, "is_late": False}) is None:
        mine = and_(*(due.c[name] == value for name, value in key.items()))
        rows.execute(update(due).where(mine, due.c.state == "absent").values(values))
    _drop_told(rows, due.c.hit_id == hit_id)


def put_none(rows: Connection, hit_id: int, reason: str, now: datetime) -> None:
    """Say that no route wants a hit, and why: so that no hit is without a row here."""
    put(rows, hit_id, "", "", ready_at=now, reason=reason)


def oldest(rows: Connection, route: str, destination: str, now: datetime) -> datetime | None:
    """Say since when something has been ready for a destination; None when nothing is."""
    statement = (
        select(func.min(due.c.ready_at))
        .join(hit, hit.c.id == due.c.hit_id)
        .where(_ready(route, destination, now))
    )
    found: datetime | None = rows.execute(statement).scalar()
    return found


def waiting(
    rows: Connection, route: str, destination: str, now: datetime, limit: int
) -> tuple[HitRow, ...]:
    """List the hits that are ready for a destination, those that waited longest first.

    Never one that the destination was told of, on whichever route.
    """
    statement: Select[Any] = (
        hit_rows(due.c.is_late)
        .join(due, due.c.hit_id == hit.c.id)
        .where(_ready(route, destination, now))
        .order_by(due.c.ready_at, hit.c.id)
        .limit(limit)
    )
    return tuple(hit_row(row) for row in rows.execute(statement))


def unroutable(rows: Connection, ways: Collection[tuple[str, str]]) -> tuple[HitRow, ...]:
    """List the hits that wait on a route and destination that are not among `ways`."""
    waits = hit_rows().join(due, due.c.hit_id == hit.c.id).where(due.c.state == "waiting")
    return tuple(hit_row(row) for row in rows.execute(waits.where(_is_elsewhere(ways)).distinct()))


def abandon(rows: Connection, ways: Collection[tuple[str, str]], reason: str) -> int:
    """Make absent what waits on a route and destination that are not among `ways`."""
    statement = update(due).where(due.c.state == "waiting", _is_elsewhere(ways))
    return rows.execute(statement.values(state="absent", reason=reason)).rowcount


def _is_elsewhere(ways: Collection[tuple[str, str]]) -> ColumnElement[bool]:
    return and_(*(or_(due.c.route != route, due.c.destination != to) for route, to in ways), true())


def next_ready(rows: Connection, route: str, destination: str) -> datetime | None:
    """Say when the first of what waits is or will be ready; None when nothing waits."""
    waits = and_(*_waits(route, destination), ~_is_told())
    found: datetime | None = rows.execute(select(func.min(due.c.ready_at)).where(waits)).scalar()
    return found


def drop_told(rows: Connection, destination: str) -> int:
    """Make absent what waits for a destination that was told of it on another route."""
    return _drop_told(rows, due.c.destination == destination)


def _drop_told(rows: Connection, which: ColumnElement[bool]) -> int:
    waits = and_(which, due.c.state == "waiting", _is_told())
    statement = update(due).where(waits).values(state="absent", reason=ALREADY_TOLD)
    return rows.execute(statement).rowcount


def _ready(route: str, destination: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        *_waits(route, destination),
        due.c.ready_at <= now,
        hit.c.withdrawn_at.is_(None),
        ~_is_told(),
    )


def _waits(route: str, destination: str) -> tuple[ColumnElement[bool], ...]:
    return (
        due.c.route == route,
        due.c.destination == destination,
        due.c.state == "waiting",
    )


def _is_told() -> ColumnElement[bool]:
    return exists().where(
        told.c.hit_id == due.c.hit_id,
        told.c.destination == due.c.destination,
        told.c.kind == due.c.kind,
        ~told.c.is_dead,
    )
