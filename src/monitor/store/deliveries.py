"""Deliveries: which is to be sent now, what became of it, and what follows when it died."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, insert, select, update

from monitor.model.message import (
    Ambiguous,
    Decision,
    DeliveryState,
    Done,
    GiveUp,
    Outcome,
    Parcel,
    Refused,
    Sent,
    TryAgain,
)
from monitor.store import audit, leases
from monitor.store.columns import moment
from monitor.store.leases import Lease
from monitor.store.schema import attempt, delivery, due, hit, told

FIRST_PAUSE = timedelta(hours=1)
LONGEST_PAUSE = timedelta(days=1)
OPEN: tuple[DeliveryState, ...] = ("pending", "sending")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryClaim:
    """The right to send one delivery, for the length of the lease.

    `attempts` counts those begun before this one; `first_try_at` is when the first began. `was`
    is `sending` when an attempt before died with its process: nobody knows how it ended.
    """

    delivery_id: int
    token: str
    parcel: Parcel
    message_id: str
    attempts: int
    first_try_at: datetime
    was: DeliveryState


def claim(
    rows: Connection,
    now: datetime,
    *,
    limit: int,
    lease: timedelta,
    skip: Collection[str] = (),
) -> tuple[DeliveryClaim, ...]:
    """Take deliveries that are to be tried by now, none for the destinations in `skip`.

    The lease must be longer than the deadline of a send. An attempt that never ended, because
    its process died, is written down as ambiguous, `interrupted`.
    """
    wanted = and_(delivery.c.state.in_(OPEN), delivery.c.next_try_at <= now)
    taken = leases.claim(
        rows,
        delivery,
        Lease(now=now, length=lease, limit=limit),
        ready=and_(wanted, delivery.c.destination.not_in(skip)),
        order=delivery.c.next_try_at,
        changes={
            "state": "sending",
            "attempts": delivery.c.attempts + 1,
            "first_try_at": func.coalesce(delivery.c.first_try_at, moment(now)),
        },
    )
    ended = _ended_attempts(rows, [row.id for row in taken])
    return tuple(_claimed(rows, row, ended.get(row.id, 0), now) for row in taken)


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
    sent, up to a day. So a reader who refuses everything is not tried without end.

    Returns:
        False, with nothing written, when the lease was lost.
    """
    changes = _after(outcome, decision, now)
    held = leases.release(rows, delivery, key=claim.delivery_id, token=claim.token, changes=changes)
    if not held:
        return False
    _put_attempt(rows, claim.delivery_id, claim.attempts + 1, outcome, decision, now)
    if isinstance(decision, GiveUp):
        destination = claim.parcel.destination
        ready_at = now + _pause(deaths(rows, destination))
        _give_back(rows, claim.message_id, destination, ready_at)
        subject = f"{claim.parcel.destination} {claim.parcel.key}"
        audit.note(rows, "delivery_dead", subject, decision.reason, _answer(outcome), now)
    return True


def retry(rows: Connection, key: str | None, now: datetime) -> int:
    """Have a delivery tried again at once, by its key; all dead ones for None.

    A dead one whose hits went into a later message stays dead: they would be told twice.

    Returns:
        How many will be tried.
    """
    dead = and_(delivery.c.state == "dead", ~_is_retold())
    late = and_(delivery.c.state == "pending", delivery.c.key == key)
    chosen = dead if key is None else and_(dead, delivery.c.key == key)
    hurried = rows.execute(update(delivery).where(late).values(next_try_at=now)).rowcount
    revived = rows.execute(select(delivery).where(chosen).with_for_update()).all()
    for row in revived:
        _take_back(rows, row.message_id, row.destination)
    again = {"state": "pending", "next_try_at": now, "first_try_at": None, "ended_at": None}
    ids = [row.id for row in revived]
    rows.execute(update(delivery).where(delivery.c.id.in_(ids)).values(again))
    return len(ids) + hurried


def next_due(rows: Connection) -> datetime | None:
    """Say when the next delivery can be claimed; None when none is open."""
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


def _pause(deaths: int) -> timedelta:
    doublings = min(max(deaths, 1) - 1, 10)
    return min(LONGEST_PAUSE, FIRST_PAUSE * (1 << doublings))


def _ended_attempts(rows: Connection, ids: list[int]) -> dict[int, int]:
    number = func.max(attempt.c.number)
    statement = select(attempt.c.delivery_id, number).where(attempt.c.delivery_id.in_(ids))
    found = rows.execute(statement.group_by(attempt.c.delivery_id)).all()
    return {delivery_id: last for delivery_id, last in found}


def _claimed(rows: Connection, row: Row[Any], ended: int, now: datetime) -> DeliveryClaim:
    before = row.attempts - 1
    if ended < before:
        died = Ambiguous(reason="interrupted", answer="")
        _put_attempt(rows, row.id, before, died, TryAgain(at=now, reason="interrupted"), now)
    return DeliveryClaim(
        delivery_id=row.id,
        token=row.lease_token,
        parcel=Parcel(
            key=row.key,
            destination=row.destination,
            content_type=row.content_type,
            body=row.body,
        ),
        message_id=row.message_id,
        attempts=before,
        first_try_at=row.first_try_at,
        was="sending" if ended < before else "pending",
    )


def _after(outcome: Outcome, decision: Decision, now: datetime) -> dict[str, object]:
    match decision:
        case Done():
            if not isinstance(outcome, Sent):
                raise ValueError(f"a delivery is done only when it was sent, not after {outcome}")
            return {"state": "sent", "ended_at": now}
        case TryAgain(at=at):
            return {"state": "pending", "next_try_at": at}
        case GiveUp():
            return {"state": "dead", "ended_at": now}


def _put_attempt(
    rows: Connection,
    delivery_id: int,
    number: int,
    outcome: Outcome,
    decision: Decision,
    now: datetime,
) -> None:
    rows.execute(
        insert(attempt).values(
            delivery_id=delivery_id,
            number=number,
            ended_at=now,
            outcome=_word(outcome),
            reason=None if isinstance(outcome, Sent) else outcome.reason,
            answer=_answer(outcome),
            decision=_decided(decision),
        )
    )


def _word(outcome: Outcome) -> str:
    match outcome:
        case Sent():
            return "sent"
        case Refused():
            return "refused"
        case Ambiguous():
            return "ambiguous"


def _decided(decision: Decision) -> str:
    match decision:
        case Done():
            return "done"
        case TryAgain():
            return "try_again"
        case GiveUp():
            return "give_up"


def _answer(outcome: Outcome) -> str:
    return outcome.answer


def _give_back(rows: Connection, message_id: str, destination: str, ready_at: datetime) -> None:
    ours = and_(told.c.message_id == message_id, told.c.destination == destination)
    rows.execute(update(told).where(ours).values(is_dead=True))
    taken = and_(due.c.message_id == message_id, due.c.destination == destination)
    again = {"state": "waiting", "message_id": None, "is_late": True, "ready_at": ready_at}
    gone = exists().where(hit.c.id == due.c.hit_id, hit.c.withdrawn_at.is_not(None))
    why = select(hit.c.reason).where(hit.c.id == due.c.hit_id).scalar_subquery()
    absent = {"state": "absent", "message_id": None, "reason": why}
    rows.execute(update(due).where(taken, gone).values(absent))
    rows.execute(update(due).where(taken).values(again))


def _take_back(rows: Connection, message_id: str, destination: str) -> None:
    ours = and_(told.c.message_id == message_id, told.c.destination == destination)
    rows.execute(update(told).where(ours).values(is_dead=False))
    hits = select(told.c.hit_id).where(ours)
    waits = and_(due.c.hit_id.in_(hits), due.c.destination == destination, due.c.is_late)
    again = update(due).where(waits, due.c.state == "waiting")
    rows.execute(again.values(state="taken", message_id=message_id))


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
