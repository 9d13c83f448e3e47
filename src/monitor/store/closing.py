"""Closing a slot: message, told, delivery and the due rows change together, or not at all."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, update

from monitor.model.message import Message, Parcel, Slot
from monitor.store.due import NEW, drop_told
from monitor.store.inserts import insert, put_new
from monitor.store.schema import delivery, due, message, slot, told

TOLD_AT_ONCE = 500


def close(
    rows: Connection,
    said: Message,
    parcel: Parcel,
    now: datetime,
) -> bool:
    """Put a message for one destination into the outbox, and take what it tells from the due.

    What waits for the same destination on other routes and is told hereby becomes absent.

    Args:
        rows: A transaction; nothing is kept unless it ends well.
        said: The message; the same one may go to several destinations, one call for each.
        parcel: Its frozen bytes for this destination.
        now: The present, UTC.

    Returns:
        False, with nothing written, when another was faster: the slot is closed, a hit is told,
        withdrawn or not due, or the delivery exists.
    """
    wanted = sorted(set(said.hit_ids))
    with rows.begin_nested() as attempt:
        is_ours = (
            _put_slot(rows, said, parcel.destination, now)
            and _put_delivery(rows, said, parcel, now)
            and _tell(rows, said, parcel.destination, wanted, now) == len(wanted)
            and _take(rows, said, parcel.destination, wanted) == len(wanted)
        )
        if is_ours:
            drop_told(rows, parcel.destination)
        else:
            attempt.rollback()
    return is_ours


def close_empty(rows: Connection, moment: Slot, destination: str, now: datetime) -> bool:
    """Close a slot with nothing to tell; False when it was closed already."""
    drop_told(rows, destination)
    return _close_slot(rows, moment, destination, None, now)


def _put_slot(rows: Connection, said: Message, destination: str, now: datetime) -> bool:
    values = {
        "id": said.id,
        "kind": said.kind,
        "route": said.route,
        "number": said.number,
        "made_at": said.made_at,
    }
    put_new(rows, message, values)  # there already when another destination gets it, too
    return said.slot is None or _close_slot(rows, said.slot, destination, said.id, now)


def _close_slot(
    rows: Connection, moment: Slot, destination: str, message_id: str | None, now: datetime
) -> bool:
    values = {
        "route": moment.route,
        "destination": destination,
        "starts_at": moment.starts_at,
        "message_id": message_id,
        "closed_at": now,
    }
    return put_new(rows, slot, values) is not None


def _put_delivery(rows: Connection, said: Message, parcel: Parcel, now: datetime) -> bool:
    values = {
        "key": parcel.key,
        "message_id": said.id,
        "destination": parcel.destination,
        "content_type": parcel.content_type,
        "body": parcel.body,
        "state": "pending",
        "attempts": 0,
        "made_at": now,
        "next_try_at": now,
    }
    return put_new(rows, delivery, values) is not None


def _tell(
    rows: Connection, said: Message, destination: str, hit_ids: Sequence[int], now: datetime
) -> int:
    common = {
        "destination": destination,
        "kind": NEW,
        "message_id": said.id,
        "is_dead": False,
        "told_at": now,
    }
    count = 0
    left = iter(hit_ids)
    while batch := [{"hit_id": hit_id, **common} for hit_id in islice(left, TOLD_AT_ONCE)]:
        statement = insert(rows, told).values(batch).on_conflict_do_nothing()
        count += len(rows.execute(statement.returning(told.c.id)).all())
    return count


def _take(rows: Connection, said: Message, destination: str, hit_ids: Sequence[int]) -> int:
    count = 0
    left = iter(hit_ids)
    while batch := list(islice(left, TOLD_AT_ONCE)):
        statement = update(due).where(
            due.c.hit_id.in_(batch),
            due.c.kind == NEW,
            due.c.route == said.route,
            due.c.destination == destination,
            due.c.state == "waiting",
        )
        taken = statement.values(state="taken", message_id=said.id, reason=None)
        count += rows.execute(taken).rowcount
    return count
