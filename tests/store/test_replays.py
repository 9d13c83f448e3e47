"""Sending a range again: the same bytes under the same key, and nobody is told a second time."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import Connection

from monitor.model.message import Decision, Done, GiveUp, Outcome, Refused, Sent, TryAgain
from monitor.store import audit, due, hits, outbox
from monitor.store.database import Database
from monitor.store.due import Wanted
from monitor.store.duerows import Due
from monitor.store.outbox import DeliveryClaim, Range
from monitor.store.verify import verify
from tests.store.make import (
    DAY,
    HOUR,
    NOON,
    READER,
    ROUTE,
    claim_one,
    close,
    message,
    parcel,
    put_due,
)

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


def tell(database: Database, id_: str, *what: tuple[int, str], at: datetime = NOON) -> str:
    """Close a message that tells a hit under these words, and give its delivery up."""
    said = replace(message((), id_=id_, slot_at=at), slot=None, told=what)
    assert database.write(lambda rows: outbox.close(rows, said, parcel(said), at))
    return send(database, NO, GIVE_UP, at).parcel.key


def put_both(rows: Connection) -> int:
    """Have a hit due as new, and as a development."""
    hit_id = put_due(rows)
    wanted = Wanted(hit_id=hit_id, route=ROUTE, destination=READER, ready_at=NOON, kind="dev/1")
    due.put_wanted(rows, wanted)
    return hit_id


def test_only_what_a_revived_message_told_waits_no_more(database: Database):
    hit_id = database.write(put_both)
    key = tell(database, "a", (hit_id, "new"))
    tell(database, "b", (hit_id, "dev/1"))

    database.write(lambda rows: outbox.retry(rows, key, NOON + DAY))

    kinds = [one.kind for one in database.read(lambda rows: ready(rows, NOON + 9 * DAY))]
    assert kinds == ["dev/1"]
    assert database.read(verify) == ()


def test_what_was_let_go_since_its_delivery_died_is_told_by_the_revived_one(database: Database):
    hit_id = database.write(put_due)
    key = tell(database, "a", (hit_id, "new"))
    database.write(lambda rows: hits.withdraw(rows, hit_id, "no_longer_met", NOON + HOUR))

    database.write(lambda rows: outbox.retry(rows, key, NOON + DAY))

    assert database.read(verify) == ()


def test_of_two_deliveries_that_died_with_the_same_hit_the_later_is_revived(database: Database):
    hit_id = database.write(put_due)
    tell(database, "a", (hit_id, "new"))
    tell(database, "b", (hit_id, "new"), at=NOON + DAY)

    count = database.write(lambda rows: outbox.retry(rows, None, NOON + 2 * DAY))

    assert (count, states(database)) == (1, ["dead", "pending"])
    assert database.read(verify) == ()


def ready(rows: Connection, at: datetime) -> tuple[Due, ...]:
    return due.ready(rows, ROUTE, READER, at, 9)
