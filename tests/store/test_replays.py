"""Sending a range again: the same bytes under the same key, and nobody is told a second time."""

from datetime import datetime

import pytest

from monitor.model.message import Decision, Done, GiveUp, Outcome, Refused, Sent, TryAgain
from monitor.store import audit, due, outbox
from monitor.store.database import Database
from monitor.store.outbox import DeliveryClaim, Range
from tests.store.make import DAY, HOUR, NOON, READER, ROUTE, claim_one, close, put_due

SENT = Sent(answer="250 ok")
NO = Refused(reason="refused", answer="550 no such user", final=True)
GIVE_UP = GiveUp(reason="refused")


def make(database: Database, name: str, at: datetime = NOON, reader: str = READER) -> None:
    database.write(lambda rows: put_due(rows, name, reader=reader, at=at))
    assert database.write(lambda rows: close(rows, id_=name, at=at, reader=reader))


def send(
    database: Database, outcome: Outcome, decision: Decision, at: datetime = NOON
) -> DeliveryClaim:
    claim = database.write(lambda rows: claim_one(rows, at))
    assert database.write(lambda rows: outbox.finish(rows, claim, outcome, decision, at))
    return claim


def replay(database: Database, at: datetime = NOON + DAY, **which) -> int:
    return database.write(lambda rows: outbox.replay(rows, Range(**which), at))


def waiting(database: Database) -> tuple[object, ...]:
    return database.read(lambda rows: due.waiting(rows, ROUTE, READER, NOON + 9 * DAY, 9))


def states(database: Database) -> list[str]:
    listed = database.read(lambda rows: outbox.listing(rows, limit=9))
    return [row.state for row in reversed(listed)]


def test_what_was_sent_goes_out_again_as_it_was(database: Database):
    make(database, "a")
    first = send(database, SENT, Done())

    count = replay(database, since=NOON, state="sent")
    again = send(database, SENT, Done(), NOON + DAY)

    assert (count, again.parcel) == (1, first.parcel)
    assert (states(database), waiting(database)) == (["sent"], ())


def test_a_repeat_that_fails_for_good_tells_nobody_anew(database: Database):
    make(database, "a")
    send(database, SENT, Done())
    replay(database, since=NOON, state="sent")

    send(database, NO, GIVE_UP, NOON + DAY)

    assert (states(database), waiting(database)) == (["sent"], ())


def test_a_repeat_that_fails_for_now_is_tried_again(database: Database):
    make(database, "a")
    send(database, SENT, Done())
    replay(database, since=NOON, state="sent")
    send(database, NO, TryAgain(at=NOON + 2 * DAY, reason="deferred"), NOON + DAY)

    assert states(database) == ["pending"]


def test_a_range_has_a_beginning_and_an_end(database: Database):
    for name, at in (("a", NOON), ("b", NOON + HOUR), ("c", NOON + 2 * HOUR)):
        make(database, name, at)
        send(database, SENT, Done(), at)

    replay(database, since=NOON + HOUR, until=NOON + 2 * HOUR, state="sent")

    assert states(database) == ["sent", "pending", "sent"]


def test_a_range_can_be_of_one_destination(database: Database):
    for reader in (READER, "bob"):
        make(database, reader, reader=reader)
        send(database, SENT, Done())

    assert replay(database, since=NOON, destination="bob", state="sent") == 1


@pytest.mark.parametrize("state", ["dead", "sent"])
def test_a_range_is_of_one_state(database: Database, state):
    make(database, "a")
    send(database, SENT, Done())
    make(database, "b", NOON + HOUR)
    send(database, NO, GIVE_UP, NOON + HOUR)

    assert replay(database, since=NOON, state=state) == 1
    assert sorted(states(database)) == sorted(["pending", {"dead": "sent", "sent": "dead"}[state]])


def test_the_dead_of_a_range_are_revived_unless_told_since(database: Database):
    make(database, "a")
    send(database, NO, GIVE_UP)
    assert database.write(lambda rows: close(rows, id_="b", at=NOON + DAY))

    assert replay(database, since=NOON) == 0


def test_a_repeat_on_request_is_written_down(database: Database):
    make(database, "a")
    sent = send(database, SENT, Done())

    replay(database, since=NOON, state="sent")

    (event,) = database.read(lambda rows: audit.events(rows, since=NOON, limit=9))
    assert (event.kind, event.subject) == ("delivery_replayed", f"{READER} {sent.parcel.key}")
