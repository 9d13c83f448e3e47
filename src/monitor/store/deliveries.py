"""Deliveries: what became of each, and what follows when one died."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, exists, func, or_, select, update

from monitor.model.message import (
    Decision,
    DeliveryState,
    Done,
    GiveUp,
    Outcome,
    Sent,
    TryAgain,
)
from monitor.store import audit, leases, standings
from monitor.store.attempts import put_attempt, was_sent
from monitor.store.claiming import DeliveryClaim, interrupt
from monitor.store.schema import delivery, due, hit, told

FIRST_PAUSE = timedelta(hours=1)
LONGEST_PAUSE = timedelta(days=1)
OPEN: tuple[DeliveryState, ...] = ("pending", "sending")
DISABLED = "disabled"
DEAD = "delivery_dead"


class _Dead(NamedTuple):
    """A delivery that was given up."""

    message_id: str
    destination: str
    key: str


def finish(
    rows: Connection,
    claim: DeliveryClaim,
    outcome: Outcome,
    decision: Decision,
    now: datetime,
) -> bool:
    """Write down what became of an attempt and what was decided, and let the delivery go.

    After `GiveUp` it is dead: an event says so, and its hits wait again, marked late, for the
    next message of that destination: an hour, and twice as long for each death since one was
    sent, up to a day. So a reader who refuses everything is not tried without end. One that was
    sent before, and only repeated on request, stays sent: its reader has been told.

    Returns:
        False, with nothing written, when the lease was lost.
    """
    is_again = isinstance(decision, GiveUp) and was_sent(rows, claim.delivery_id)
    changes = _after(outcome, decision, now, is_again=is_again)
    held = leases.release(rows, delivery, key=claim.delivery_id, token=claim.token, changes=changes)
    if not held:
        return False
    put_attempt(rows, claim.delivery_id, claim.attempts + 1, outcome, decision, now)
    if isinstance(decision, GiveUp) and not is_again:
        dead = _Dead(claim.message_id, claim.parcel.destination, claim.parcel.key)
        ready_at = now + _pause(deaths(rows, dead.destination))
        _bury(rows, dead, decision.reason, outcome.answer, now, ready_at)
    return True


def retire(rows: Connection, now: datetime, *, limit: int) -> int:
    """Give up what waits for destinations that are switched off, the oldest first.

    Their hits wait, late, until they are switched on; then one message brings them all together.

    Returns:
        How many were given up; fewer than `limit` when there are no more.
    """
    off = standings.disabled(rows)
    if not off:
        return 0
    is_free = or_(delivery.c.state == "pending", delivery.c.lease_until <= now)
    found = rows.execute(
        select(delivery)
        .where(delivery.c.destination.in_(off), delivery.c.state.in_(OPEN), is_free)
        .order_by(delivery.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    # Once for all: to count the dead anew at each death would take hours where very many wait.
    readers = {row.destination for row in found}
    pauses = {reader: _pause(deaths(rows, reader) + 1) for reader in readers}
    for row in found:
        _retire(rows, row, now, now + pauses[row.destination])
    return len(found)


def next_due(rows: Connection) -> datetime | None:
    """Say when the next delivery can be claimed; None when none is open.

    The rest of a receiver that fails is not counted in.
    """
    at = leases.free_at(delivery, delivery.c.next_try_at)
    waits = delivery.c.state.in_(OPEN)
    found: datetime | None = rows.execute(select(func.min(at)).where(waits)).scalar()
    return found


def deaths(rows: Connection, destination: str) -> int:
    """Count the deliveries to a destination that died since the last one that was sent."""
    mine = delivery.c.destination == destination
    sent = select(func.max(delivery.c.ended_at)).where(mine, delivery.c.state == "sent")
    last = rows.execute(sent).scalar()
    dead = select(func.count()).where(mine, delivery.c.state == "dead")
    return rows.execute(
        dead if last is None else dead.where(delivery.c.ended_at > last)
    ).scalar_one()


def enable(rows: Connection, destination: str, now: datetime) -> bool:
    """Switch a destination on again: what waits late for it is ready at once.

    Returns:
        False when it neither failed nor was switched off.
    """
    late = and_(due.c.destination == destination, due.c.state == "waiting", due.c.is_late)
    rows.execute(update(due).where(late, due.c.ready_at > now).values(ready_at=now))
    return standings.enable(rows, destination, now)


def _pause(deaths: int) -> timedelta:
    doublings = min(max(deaths, 1) - 1, 10)
    return min(LONGEST_PAUSE, FIRST_PAUSE * (1 << doublings))


def _after(
    outcome: Outcome, decision: Decision, now: datetime, *, is_again: bool
) -> dict[str, object]:
    match decision:
        case Done():
            if not isinstance(outcome, Sent):
                raise ValueError(f"a delivery is done only when it was sent, not after {outcome}")
            return {"state": "sent", "ended_at": now}
        case TryAgain(at=at):
            return {"state": "pending", "next_try_at": at}
        case GiveUp():
            return {"state": "sent" if is_again else "dead", "ended_at": now}


def _retire(rows: Connection, row: Row[Any], now: datetime, ready_at: datetime) -> None:
    if row.state == "sending":
        interrupt(rows, row.id, row.attempts, now)
    is_again = was_sent(rows, row.id)
    ended = {"state": "sent" if is_again else "dead", "ended_at": now}
    free = {"lease_token": None, "lease_until": None}
    rows.execute(update(delivery).where(delivery.c.id == row.id).values(**ended, **free))
    if not is_again:
        dead = _Dead(row.message_id, row.destination, row.key)
        _bury(rows, dead, DISABLED, "", now, ready_at)


def _bury(
    rows: Connection, dead: _Dead, reason: str, answer: str, now: datetime, ready_at: datetime
) -> None:
    """Have the hits of a dead delivery wait again until `ready_at`, and write the death down."""
    _give_back(rows, dead, ready_at)
    audit.note(rows, DEAD, f"{dead.destination} {dead.key}", reason, answer, now)


def _give_back(rows: Connection, dead: _Dead, ready_at: datetime) -> None:
    message_id, destination = dead.message_id, dead.destination
    ours = and_(told.c.message_id == message_id, told.c.destination == destination)
    rows.execute(update(told).where(ours).values(is_dead=True))
    taken = and_(due.c.message_id == message_id, due.c.destination == destination)
    again = {"state": "waiting", "message_id": None, "is_late": True, "ready_at": ready_at}
    gone = exists().where(hit.c.id == due.c.hit_id, hit.c.withdrawn_at.is_not(None))
    why = select(hit.c.reason).where(hit.c.id == due.c.hit_id).scalar_subquery()
    absent = {"state": "absent", "message_id": None, "reason": why}
    rows.execute(update(due).where(taken, gone).values(absent))
    rows.execute(update(due).where(taken).values(again))
