"""Sending again on request: the same bytes under the same key, and nobody is told twice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, select, true, update

from monitor.store import audit
from monitor.store.due import drop_told
from monitor.store.schema import delivery, due, message, told

REPLAYED = "delivery_replayed"
_AGAIN: dict[str, Any] = {"state": "pending", "first_try_at": None, "ended_at": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Deliveries made from `since` on and before `until` (UTC), to one destination or to all.

    `state` says which: those that were given up, or those that were sent.
    """

    since: datetime
    until: datetime | None = None
    destination: str | None = None
    state: Literal["dead", "sent"] = "dead"


def retry(rows: Connection, key: str | None, now: datetime) -> int:
    """Have a delivery tried again at once, by its key; all dead ones for None.

    A dead one whose hits went into a later message stays dead: they would be told twice.

    Returns:
        How many will be tried.
    """
    late = and_(delivery.c.state == "pending", delivery.c.key == key)
    hurried = rows.execute(update(delivery).where(late).values(next_try_at=now)).rowcount
    return hurried + _revive(rows, delivery.c.key == key if key else true(), now)


def replay(rows: Connection, which: Range, now: datetime) -> int:
    """Have a range of deliveries sent again: a receiver that keeps keys knows what it had.

    One that was sent stays told, whatever becomes of the repeat; `delivery_replayed` says that
    it was asked for. A dead one is revived as by `retry`.

    Returns:
        How many will be sent.
    """
    wanted = [delivery.c.made_at >= which.since]
    if which.until is not None:
        wanted.append(delivery.c.made_at < which.until)
    if which.destination is not None:
        wanted.append(delivery.c.destination == which.destination)
    if which.state == "dead":
        return _revive(rows, and_(*wanted), now)
    return _repeat(rows, and_(*wanted), now)


def _repeat(rows: Connection, which: ColumnElement[bool], now: datetime) -> int:
    sent = and_(which, delivery.c.state == "sent")
    names = (delivery.c.key, delivery.c.destination)
    found = rows.execute(
        update(delivery).where(sent).values(next_try_at=now, **_AGAIN).returning(*names)
    ).all()
    for row in found:
        audit.note(rows, REPLAYED, f"{row.destination} {row.key}", "", "", now)
    return len(found)


def _revive(rows: Connection, which: ColumnElement[bool], now: datetime) -> int:
    dead = and_(which, delivery.c.state == "dead", ~_is_retold())
    columns = (delivery.c.id, delivery.c.message_id, delivery.c.destination)
    statement = select(*columns).where(dead).order_by(delivery.c.id.desc()).with_for_update()
    # What died twice lies in two deliveries: once the later one is revived, the earlier is not.
    return sum(_revive_one(rows, row, now) for row in rows.execute(statement).all())


def _revive_one(rows: Connection, row: Row[Any, Any, Any], now: datetime) -> bool:
    mine = and_(delivery.c.id == row.id, ~_is_retold())
    again = update(delivery).where(mine).values(next_try_at=now, **_AGAIN)
    if not rows.execute(again).rowcount:
        return False
    _take_back(rows, row.message_id, row.destination)
    return True


def _take_back(rows: Connection, message_id: str, destination: str) -> None:
    """Have a message tell again what it told, and nothing else that waits of the same hits."""
    ours = and_(told.c.message_id == message_id, told.c.destination == destination)
    rows.execute(update(told).where(ours).values(is_dead=False))
    route = select(message.c.route).where(message.c.id == message_id).scalar_subquery()
    says = exists().where(ours, told.c.hit_id == due.c.hit_id, told.c.kind == due.c.kind)
    mine = and_(due.c.destination == destination, due.c.route == route, says)
    taken = {"state": "taken", "message_id": message_id, "reason": None}
    rows.execute(update(due).where(mine).values(taken))
    drop_told(rows, destination, message_id)


def _is_retold() -> ColumnElement[bool]:
    later = told.alias()
    return exists().where(
        told.c.message_id == delivery.c.message_id,
        told.c.destination == delivery.c.destination,
        later.c.hit_id == told.c.hit_id,
        later.c.destination == told.c.destination,
        later.c.kind == told.c.kind,
        ~later.c.is_dead,
    )
