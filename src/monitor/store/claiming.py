"""Which deliveries are sent next: the oldest, but never so many to one that others must wait."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select, update

from monitor.model.message import Ambiguous, DeliveryState, Parcel, TryAgain
from monitor.model.standing import Standing
from monitor.store import standings
from monitor.store.attempts import put_attempt
from monitor.store.columns import moment
from monitor.store.schema import attempt, delivery

AHEAD = 2


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """Who may have how many sends at the same time.

    Attributes:
        each: So many for one lane; a lane that failed last has one. None is no limit.
        lanes: The lane of each destination that shares one; any other is a lane of its own.
        busy: How many sends are under way on each lane.
    """

    each: int | None = None
    lanes: Mapping[str, str] = field(default_factory=dict)
    busy: Mapping[str, int] = field(default_factory=dict)

    def lane(self, destination: str) -> str:
        """Name the lane of a destination."""
        return self.lanes.get(destination, destination)


EVERYBODY = Turns()


def claim(
    rows: Connection,
    now: datetime,
    *,
    limit: int,
    lease: timedelta,
    skip: Collection[str] = (),
    turns: Turns = EVERYBODY,
) -> tuple[DeliveryClaim, ...]:
    """Take deliveries that are to be tried by now, none for the destinations in `skip`.

    Lanes that rest or are switched off are passed over, and no lane gets more than its turns, so
    that a dead receiver holds up nobody else. The lease must be longer than the deadline of a
    send. An attempt that never ended, because its process died, is written down as ambiguous,
    `interrupted`.
    """
    ids = _chosen(rows, now, limit, _Room(standings.unwell(rows), turns, skip, now))
    if not ids:
        return ()
    taken = rows.execute(
        update(delivery)
        .where(delivery.c.id.in_(ids))
        .values(
            state="sending",
            attempts=delivery.c.attempts + 1,
            first_try_at=func.coalesce(delivery.c.first_try_at, moment(now)),
            lease_token=token_hex(16),
            lease_until=now + lease,
        )
        .returning(*delivery.columns)
    ).all()
    ended = _ended_attempts(rows, [row.id for row in taken if row.attempts > 1])
    in_order = sorted(taken, key=lambda row: (row.next_try_at, row.id))
    return tuple(_claimed(rows, row, ended.get(row.id, 0), now) for row in in_order)


class _Room:
    """How many more sends each lane may have; grows full while deliveries are chosen."""

    def __init__(
        self, unwell: Collection[Standing], turns: Turns, skip: Collection[str], now: datetime
    ) -> None:
        self._turns = turns
        self._suspects = {one.lane for one in unwell if one.failures}
        self._taken = Counter(turns.busy)
        resting = {one.lane for one in unwell if one.rests(now)}
        shared = (name for name, lane in turns.lanes.items() if lane in resting)
        self.full = {*skip, *resting, *shared}

    def takes(self, destination: str) -> bool:
        """Take a place on the destination's lane, if there is one."""
        lane = self._turns.lane(destination)
        most = 1 if lane in self._suspects and self._turns.each else self._turns.each
        if destination in self.full or (most is not None and self._taken[lane] >= most):
            self.full.add(destination)
            return False
        self._taken[lane] += 1
        return True


def _chosen(rows: Connection, now: datetime, limit: int, room: _Room) -> list[int]:
    """Choose by the order of time; each look either finds all there is, or fills a lane."""
    chosen: list[int] = []
    # Two looks, because only a row that is being sent has a lease: so each goes along an index.
    for ready in (_interrupted(now), _waiting(now)):
        is_all = False
        while len(chosen) < limit and not is_all:
            wanted = AHEAD * limit
            found = rows.execute(_next(ready, room.full, chosen, wanted)).all()
            is_all = len(found) < wanted
            free = (row.id for row in found if len(chosen) < limit and room.takes(row.destination))
            chosen.extend(free)
    return chosen


def _interrupted(now: datetime) -> ColumnElement[bool]:
    return and_(delivery.c.state == "sending", delivery.c.lease_until <= now)


def _waiting(now: datetime) -> ColumnElement[bool]:
    return and_(delivery.c.state == "pending", delivery.c.next_try_at <= now)


def _next(
    ready: ColumnElement[bool], full: Collection[str], chosen: Collection[int], limit: int
) -> Select[Any]:
    return (
        select(delivery.c.id, delivery.c.destination)
        .where(ready, delivery.c.destination.not_in(full), delivery.c.id.not_in(chosen))
        .order_by(delivery.c.next_try_at)
        .limit(limit)
        .with_for_update(skip_locked=True)  # SQLite has one writer and leaves this out
    )


def _ended_attempts(rows: Connection, ids: list[int]) -> dict[int, int]:
    if not ids:
        return {}
    number = func.max(attempt.c.number)
    statement = select(attempt.c.delivery_id, number).where(attempt.c.delivery_id.in_(ids))
    found = rows.execute(statement.group_by(attempt.c.delivery_id)).all()
    return {delivery_id: last for delivery_id, last in found}


def _claimed(rows: Connection, row: Row[Any], ended: int, now: datetime) -> DeliveryClaim:
    before = row.attempts - 1
    if ended < before:
        died = Ambiguous(reason="interrupted", answer="")
        put_attempt(rows, row.id, before, died, TryAgain(at=now, reason="interrupted"), now)
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
