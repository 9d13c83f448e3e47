"""Closing a slot: message, told, delivery and the due rows change together, or not at all."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, tuple_, update

from monitor.model.message import Message, Parcel, Slot
from monitor.store.due import drop_told
from monitor.store.inserts import insert, put_new
from monitor.store.schema import delivery, due, message, slot, told

TOLD_AT_ONCE = 500
What = tuple[int, str]  # a hit, and its word: `NEW` or that of a development


def close(
    rows: Connection,
    said: Message,
    parcel: Parcel,
    now: datetime,
    subject: str | None = None,
) -> bool:
    """Put a message for one destination into the outbox, and take what it tells from the due.

    What waits for the same destination on other routes and is told hereby becomes absent.

    Args:
        rows: A transaction; nothing is kept unless it ends well.
        said: The message; the same one may go to several destinations, one call for each.
        parcel: Its frozen bytes for this destination.
        now: The present, UTC.
        subject: What the reader sees of it first; later messages of its thread repeat it.

    Returns:
        False, with nothing written, when another was faster: the slot is closed, a hit is told,
        withdrawn or not due, or the delivery exists.
    """
    wanted = sorted(set(said.tells))
    with rows.begin_nested() as attempt:
        is_ours = (
            _put_message(rows, said, subject, parcel.destination, now)
            and _put_delivery(rows, said, parcel, now)
            and _tell(rows, said, parcel.destination, wanted, now) == len(wanted)
            and _take(rows, said, parcel.destination, wanted) == len(wanted)
        )
        if is_ours:
            drop_told(rows, parcel.destination, said.id)
        else:
            attempt.rollback()
    return is_ours


def close_empty(rows: Connection, moment: Slot, destination: str, now: datetime) -> bool:
    """Close a slot with nothing to tell; False when it was closed already."""
    drop_told(rows, destination)
    return _close_slot(rows, moment, destination, None, now)


def _put_message(
    rows: Connection, said: Message, subject: str | None, destination: str, now: datetime
) -> bool:
    values = {
        "id": said.id,
        "kind": said.kind,
        "route": said.route,
        "number": said.number,
        "made_at": said.made_at,
        "subject": subject,
        "thread": said.thread,
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
    rows: Connection, said: Message, destination: str, wanted: Sequence[What], now: datetime
) -> int:
    common = {
        "destination": destination,
        "message_id": said.id,
        "is_dead": False,
        "told_at": now,
    }
    count = 0
    for batch in _batches(wanted):
        values = [{"hit_id": hit_id, "kind": kind, **common} for hit_id, kind in batch]
        statement = insert(rows, told).values(values).on_conflict_do_nothing()
        count += len(rows.execute(statement.returning(told.c.id)).all())
    return count


def _take(rows: Connection, said: Message, destination: str, wanted: Sequence[What]) -> int:
    count = 0
    for batch in _batches(wanted):
        statement = update(due).where(
            tuple_(due.c.hit_id, due.c.kind).in_(batch),
            due.c.route == said.route,
            due.c.destination == destination,
            due.c.state == "waiting",
        )
        taken = statement.values(state="taken", message_id=said.id, reason=None)
        count += rows.execute(taken).rowcount
    return count


def _batches(wanted: Sequence[What]) -> Iterator[list[What]]:
    left = iter(wanted)
    while batch := list(islice(left, TOLD_AT_ONCE)):
        yield batch
