"""The promise of delivery, derived again from the rows: a sentence for each place it is broken."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from monitor.store.schema import attempt, delivery, due, event, hit, message, slot, told


def verify(rows: Connection) -> tuple[str, ...]:
    """Look for every broken promise; `rows` must be one view (`Database.read` gives it).

    Returns:
        Nothing when every hit is waiting, in a delivery, or absent with a reason, for each
        destination; nobody is told twice; and deliveries agree with their attempts.
    """
    return tuple(
        sentence(row) for sentence, broken in PROMISES for row in rows.execute(broken).all()
    )


def _hits_without_due() -> Select[Any]:
    known = exists().where(due.c.hit_id == hit.c.id)
    return select(hit.c.id, hit.c.watch).where(~known).order_by(hit.c.id)


def _withdrawn_but_waiting() -> Select[Any]:
    waits = select(hit.c.id, due.c.destination).join(due, due.c.hit_id == hit.c.id)
    return waits.where(due.c.state == "waiting", hit.c.withdrawn_at.is_not(None))


def _taken_but_untold() -> Select[Any]:
    is_told = exists().where(_same_reader(), told.c.message_id == due.c.message_id, ~told.c.is_dead)
    return _dues().where(due.c.state == "taken", ~is_told)


def _waiting_but_told() -> Select[Any]:
    by_this_route = and_(_same_reader(), ~told.c.is_dead)
    return _dues().where(due.c.state == "waiting", exists().where(by_this_route))


def _told_without_delivery() -> Select[Any]:
    return _told().where(~exists().where(_carries()))


def _told_by_the_dead() -> Select[Any]:
    """Find what counts as told though its delivery is dead, or the other way round."""
    is_dead = delivery.c.state == "dead"
    differs = or_(and_(told.c.is_dead, ~is_dead), and_(~told.c.is_dead, is_dead))
    return _told().join(delivery, _carries()).where(differs)


def _told_but_not_taken() -> Select[Any]:
    taken = exists().where(_same_reader(), due.c.message_id == told.c.message_id)
    return _told().where(~told.c.is_dead, ~taken)


def _told_twice() -> Select[Any]:
    columns = (told.c.hit_id, told.c.destination, told.c.kind)
    living = select(*columns, func.count().label("times")).where(~told.c.is_dead)
    return living.group_by(*columns).having(func.count() > 1)


def _sent_without_answer() -> Select[Any]:
    answered = exists().where(attempt.c.delivery_id == delivery.c.id, attempt.c.outcome == "sent")
    return select(delivery.c.key).where(delivery.c.state == "sent", ~answered)


def _answered_but_not_sent() -> Select[Any]:
    answered = exists().where(attempt.c.delivery_id == delivery.c.id, attempt.c.outcome == "sent")
    return select(delivery.c.key).where(delivery.c.state != "sent", answered, ~_is_sent_again())


def _is_sent_again() -> ColumnElement[bool]:
    """Whether somebody asked for what was sent to be sent once more, and it is on its way."""
    asked = exists().where(event.c.kind == "delivery_replayed", event.c.subject == _name())
    return and_(delivery.c.state.in_(("pending", "sending")), asked)


def _dead_without_word() -> Select[Any]:
    said = exists().where(event.c.kind == "delivery_dead", event.c.subject == _name())
    return select(delivery.c.key).where(delivery.c.state == "dead", ~said)


def _attempts_unaccounted() -> Select[Any]:
    """Find deliveries whose attempts are not all written down, the one under way aside."""
    ended = select(func.count()).where(attempt.c.delivery_id == delivery.c.id).scalar_subquery()
    under_way = and_(delivery.c.state == "sending", ended == delivery.c.attempts - 1)
    return select(delivery.c.key).where(ended != delivery.c.attempts, ~under_way)


def _closed_without_delivery() -> Select[Any]:
    carried = exists().where(
        delivery.c.message_id == slot.c.message_id, delivery.c.destination == slot.c.destination
    )
    said = slot.c.message_id.is_not(None)
    return select(slot.c.route, slot.c.destination, slot.c.starts_at).where(said, ~carried)


def _made_without_delivery() -> Select[Any]:
    carried = exists().where(delivery.c.message_id == message.c.id)
    return select(message.c.id).where(~carried).order_by(message.c.id)


def _name() -> ColumnElement[str]:
    """Name a delivery as its events do."""
    return delivery.c.destination + " " + delivery.c.key


def _dues() -> Select[Any]:
    return select(due.c.hit_id, due.c.route, due.c.destination).order_by(due.c.id)


def _told() -> Select[Any]:
    return select(told.c.hit_id, told.c.destination, told.c.message_id).order_by(told.c.id)


def _same_reader() -> ColumnElement[bool]:
    return and_(
        told.c.hit_id == due.c.hit_id,
        told.c.destination == due.c.destination,
        told.c.kind == due.c.kind,
    )


def _carries() -> ColumnElement[bool]:
    return and_(
        delivery.c.message_id == told.c.message_id,
        delivery.c.destination == told.c.destination,
    )


PROMISES: tuple[tuple[Callable[[Any], str], Select[Any]], ...] = (
    (
        lambda row: f"hit {row.id} of {row.watch} is due to nobody, without a reason",
        _hits_without_due(),
    ),
    (
        lambda row: f"hit {row.id} was withdrawn, but {row.destination} still waits for it",
        _withdrawn_but_waiting(),
    ),
    (
        lambda row: f"hit {row.hit_id} was taken for {row.destination}, but no message tells it",
        _taken_but_untold(),
    ),
    (
        lambda row: f"hit {row.hit_id} waits for {row.destination}, who was told",
        _waiting_but_told(),
    ),
    (
        lambda row: f"hit {row.hit_id} counts as told to {row.destination}, but nothing carries it",
        _told_without_delivery(),
    ),
    (
        lambda row: f"hit {row.hit_id} and its delivery to {row.destination} differ on its death",
        _told_by_the_dead(),
    ),
    (
        lambda row: f"hit {row.hit_id} counts as told to {row.destination}, but was never due",
        _told_but_not_taken(),
    ),
    (
        lambda row: f"hit {row.hit_id} was told to {row.destination} {row.times} times",
        _told_twice(),
    ),
    (lambda row: f"delivery {row.key} is sent, but no attempt says so", _sent_without_answer()),
    (lambda row: f"delivery {row.key} was sent, but is not so marked", _answered_but_not_sent()),
    (lambda row: f"delivery {row.key} died, and nobody was told", _dead_without_word()),
    (lambda row: f"delivery {row.key} lost an attempt", _attempts_unaccounted()),
    (
        lambda row: f"slot {row.starts_at} of {row.route} has no delivery for {row.destination}",
        _closed_without_delivery(),
    ),
    (lambda row: f"message {row.id} goes to nobody", _made_without_delivery()),
)
