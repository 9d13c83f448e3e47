"""The outbox: messages from the closing of their slot to the end of every delivery."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select

from monitor.model.message import DeliveryState, MessageKind
from monitor.store.claiming import DeliveryClaim, Turns, claim
from monitor.store.closing import close, close_empty
from monitor.store.deliveries import deaths, enable, finish, next_due, retire
from monitor.store.replays import Range, replay, retry
from monitor.store.schema import attempt, delivery, message, slot, told

__all__ = [
    "DeliveryClaim",
    "OutboxRow",
    "Range",
    "Turns",
    "claim",
    "close",
    "close_empty",
    "count",
    "deaths",
    "enable",
    "finish",
    "last_made",
    "last_slot",
    "listing",
    "made_since",
    "next_due",
    "replay",
    "retire",
    "retry",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One delivery as the operator sees it; `reason` and `answer` are of its last attempt."""

    key: str
    destination: str
    state: DeliveryState
    kind: MessageKind
    route: str
    number: int
    hits: int
    attempts: int
    made_at: datetime
    next_try_at: datetime
    ended_at: datetime | None
    reason: str | None
    answer: str | None


def last_slot(rows: Connection, route: str, destination: str, now: datetime) -> datetime | None:
    """Say the newest moment of a route's calendar that is closed for a destination.

    One after `now`, closed while the clock was ahead, does not count: else none would be closed
    until then.
    """
    mine = and_(slot.c.route == route, slot.c.destination == destination, slot.c.starts_at <= now)
    found: datetime | None = rows.execute(select(func.max(slot.c.starts_at)).where(mine)).scalar()
    return found


def count(rows: Connection, route: str, destination: str) -> int:
    """Count the messages of a route made for a destination."""
    statement = select(func.count()).select_from(delivery).join(message)
    return rows.execute(
        statement.where(message.c.route == route, delivery.c.destination == destination)
    ).scalar_one()


def last_made(rows: Connection, route: str, destination: str, now: datetime) -> datetime | None:
    """Say when the newest message of a route for a destination was made, by `now`.

    One that says that a watch went quiet tells no news, and does not count.
    """
    statement = (
        select(func.max(message.c.made_at))
        .select_from(delivery)
        .join(message)
        .where(message.c.route == route, delivery.c.destination == destination)
        .where(message.c.kind != "silent", message.c.made_at <= now)
    )
    found: datetime | None = rows.execute(statement).scalar()
    return found


def made_since(
    rows: Connection, route: str, destination: str, since: datetime, now: datetime
) -> tuple[datetime, ...]:
    """Say when the messages of a route for a destination were made after `since`, in order.

    Those made after `now`, while the clock was ahead, do not count.
    """
    statement = (
        select(message.c.made_at)
        .select_from(delivery)
        .join(message)
        .where(message.c.route == route, delivery.c.destination == destination)
        .where(message.c.made_at > since, message.c.made_at <= now)
        .order_by(message.c.made_at)
    )
    return tuple(rows.execute(statement).scalars())


def listing(
    rows: Connection, *, limit: int, state: DeliveryState | None = None
) -> tuple[OutboxRow, ...]:
    """List deliveries, newest first; of all states for None."""
    last = (
        select(func.max(attempt.c.number))
        .where(attempt.c.delivery_id == delivery.c.id)
        .correlate(delivery)
        .scalar_subquery()
    )
    hits = (
        select(func.count())
        .where(
            told.c.message_id == delivery.c.message_id,
            told.c.destination == delivery.c.destination,
        )
        .scalar_subquery()
    )
    statement = (
        select(
            delivery,
            message.c.kind,
            message.c.route,
            message.c.number,
            attempt.c.reason,
            attempt.c.answer,
            hits.label("hits"),
        )
        .join(message, message.c.id == delivery.c.message_id)
        .outerjoin(attempt, and_(attempt.c.delivery_id == delivery.c.id, attempt.c.number == last))
        .order_by(delivery.c.id.desc())
        .limit(limit)
    )
    if state is not None:
        statement = statement.where(delivery.c.state == state)
    return tuple(_outbox_row(row) for row in rows.execute(statement))


def _outbox_row(row: Row[Any]) -> OutboxRow:
    return OutboxRow(
        key=row.key,
        destination=row.destination,
        state=row.state,
        kind=row.kind,
        route=row.route,
        number=row.number,
        hits=row.hits,
        attempts=row.attempts,
        made_at=row.made_at,
        next_try_at=row.next_try_at,
        ended_at=row.ended_at,
        reason=row.reason,
        answer=row.answer,
    )
