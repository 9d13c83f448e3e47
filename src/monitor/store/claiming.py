"""Which deliveries are sent next: the oldest, but never so many to one that others must wait."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    bindparam,
    func,
    select,
    update,
)

from monitor.model.message import Ambiguous, DeliveryState, Parcel, TryAgain
from monitor.model.standing import Standing
from monitor.store import standings
from monitor.store.attempts import put_attempt
from monitor.store.columns import moment
from monitor.store.schema import attempt, delivery

AHEAD = 2
FIRSTS = 8
HARMLESS = 3
"""After so many attempts, what a process left when it died waits for those that are pending."""


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
        well: Lanes that just took something: any other has one send; None trusts all.
        is_thorough: Look behind those whose turns are over, and for senders that died. It costs
            more: who claims many times a second does so every time only if he must.
    """

    each: int | None = None
    lanes: Mapping[str, str] = field(default_factory=dict)
    busy: Mapping[str, int] = field(default_factory=dict)
    well: Collection[str] | None = None
    is_thorough: bool = True

    def lane(self, destination: str) -> str:
        """Name the lane of a destination."""
        return self.lanes.get(destination, destination)

    def most(self, lane: str, *, fails: bool) -> int | None:
        """Say how many sends a lane may have at the same time; None is no limit."""
        is_doubtful = fails or (self.well is not None and lane not in self.well)
        return 1 if is_doubtful and self.each is not None else self.each


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


def interrupt(rows: Connection, delivery_id: int, number: int, now: datetime) -> None:
    """Write down an attempt that died with its process: nobody knows how it ended."""
    died = Ambiguous(reason="interrupted", answer="")
    put_attempt(rows, delivery_id, number, died, TryAgain(at=now, reason="interrupted"), now)


class _Room:
    """How many more sends each lane may have; grows full while deliveries are chosen."""

    def __init__(
        self, unwell: Collection[Standing], turns: Turns, skip: Collection[str], now: datetime
    ) -> None:
        self._turns = turns
        self._failing = {one.lane for one in unwell if one.failures}
        self._taken = Counter(turns.busy)
        self._beside: dict[str, list[str]] = {}
        for name, shared in turns.lanes.items():
            self._beside.setdefault(shared, []).append(name)
        resting = {one.lane for one in unwell if one.rests(now)}
        behind = (name for lane in resting for name in self._beside.get(lane, ()))
        self.full = {*skip, *resting, *behind}
        for lane in turns.busy:
            self._close_if_full(lane)

    def takes(self, destination: str) -> bool:
        """Take a place on the destination's lane, if there is one."""
        if destination in self.full:
            return False
        lane = self._turns.lane(destination)
        self._taken[lane] += 1
        self._close_if_full(lane)
        return True

    def looks(self) -> Iterator[Select[Any]]:
        """Say how to look for deliveries; each look sees who is full by then."""
        if self._turns.is_thorough:
            yield _INTERRUPTED
        is_open = not self.full
        if is_open:  # else it would wade through all that waits for the full
            yield _OLDEST
        if self._turns.is_thorough or not is_open:
            yield _OF_EACH_READER
        if self._turns.is_thorough:
            yield _DANGEROUS

    def _close_if_full(self, lane: str) -> None:
        most = self._turns.most(lane, fails=lane in self._failing)
        if most is not None and self._taken[lane] >= most:
            self.full.update(self._beside.get(lane, (lane,)))


def _chosen(rows: Connection, now: datetime, limit: int, room: _Room) -> list[int]:
    """Choose by the order of time, by several looks; each goes on until it brings nothing more."""
    chosen: list[int] = []
    for look in room.looks():
        before = -1
        while before < len(chosen) < limit:
            before = len(chosen)
            asked = {"now": now, "full": room.full, "chosen": chosen, "wanted": AHEAD * limit}
            for row in rows.execute(look, asked):
                if len(chosen) < limit and room.takes(row.destination):
                    chosen.append(row.id)
            if look is _OLDEST:
                break
    return chosen


def _candidates(is_ready: ColumnElement[bool]) -> Select[Any]:
    """Look for deliveries that are ready; to be told `now`, `full`, `chosen` and `wanted`."""
    return (
        select(delivery.c.id, delivery.c.destination)
        .where(is_ready, delivery.c.destination.not_in(_many("full")))
        .where(delivery.c.id.not_in(_many("chosen")))
        .order_by(delivery.c.next_try_at)
        .limit(bindparam("wanted"))
        # SQLite has one writer and leaves this out.
        .with_for_update(skip_locked=True, of=delivery)
    )


def _of_each_reader() -> Select[Any]:
    """Look at the first few of each destination, however many wait for the others.

    Destinations are found by steps along an index, so that thousands of deliveries that wait for
    a dead one cost nothing.
    """
    names, theirs = delivery.alias(), delivery.alias()
    first = select(func.min(names.c.destination).label("name")).cte("readers", recursive=True)
    later = select(func.min(names.c.destination)).where(names.c.destination > first.c.name)
    readers = first.union_all(select(later.scalar_subquery()).where(first.c.name.is_not(None)))
    firsts = (
        select(theirs.c.id)
        .where(theirs.c.destination == readers.c.name, theirs.c.ended_at.is_(None))
        .where(_is_waiting(theirs), theirs.c.id.not_in(_many("chosen")))
        .order_by(theirs.c.id)
        .limit(FIRSTS)
        .correlate(readers)
    )
    # Said of the row itself, too: PostgreSQL looks at it again when it has the lock, and then
    # another process may have taken it.
    near = and_(readers.c.name.not_in(_many("full")), _is_waiting(delivery))
    return _candidates(near).join_from(readers, delivery, delivery.c.id.in_(firsts))


def _is_waiting(table: FromClause) -> ColumnElement[bool]:
    """Say `state = 'pending'` so that SQLite does not go along the index of time for it."""
    others = table.c.state.not_in(("sending", "sent", "dead"))
    return and_(others, table.c.next_try_at <= bindparam("now"))


def _many(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)


# Only a row that is being sent has a lease: so each look goes along an index.
_IS_LEFT = and_(delivery.c.state == "sending", delivery.c.lease_until <= bindparam("now"))
_INTERRUPTED = _candidates(and_(_IS_LEFT, delivery.c.attempts <= HARMLESS))
# What ends every process that sends it must not stand before all others for ever.
_DANGEROUS = _candidates(and_(_IS_LEFT, delivery.c.attempts > HARMLESS))
_OLDEST = _candidates(
    and_(delivery.c.state == "pending", delivery.c.next_try_at <= bindparam("now"))
)
_OF_EACH_READER = _of_each_reader()


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
        interrupt(rows, row.id, before, now)
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
