"""The outbox: one slot, one message; frozen bytes; what died goes late into the next."""

from datetime import datetime

import pytest
from sqlalchemy import Connection, select

from monitor.model.message import (
    Ambiguous,
    Decision,
    Done,
    GiveUp,
    Outcome,
    Refused,
    Sent,
    TryAgain,
)
from monitor.store import audit, due, outbox
from monitor.store.database import Database
from monitor.store.outbox import DeliveryClaim, OutboxRow
from monitor.store.schema import attempt
from monitor.store.verify import verify
from tests.store.make import (
    DAY,
    HOUR,
    MINUTE,
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
NO = Refused(reason="mailbox_unknown", answer="550 no such user", final=True)
LOST = Ambiguous(reason="connection_lost", answer="")
GIVE_UP = GiveUp(reason="mailbox_unknown")


def send(
    database: Database, outcome: Outcome, decision: Decision, at: datetime = NOON
) -> DeliveryClaim:
    claim = database.write(lambda rows: claim_one(rows, at))
    assert database.write(lambda rows: outbox.finish(rows, claim, outcome, decision, at))
    return claim


def make_one(rows: Connection) -> None:
    put_due(rows)
    assert close(rows)


def waiting(database: Database, at: datetime) -> list[bool]:
    """Say of each hit that waits for the reader whether it is late."""
    return [row.late for row in database.read(lambda rows: due.waiting(rows, ROUTE, READER, at, 9))]


def listed(database: Database) -> OutboxRow:
    (row,) = database.read(lambda rows: outbox.listing(rows, limit=9))
    return row


def test_the_bytes_are_sent_as_they_were_frozen(database: Database):
    database.write(put_due)
    rows_waiting = database.read(lambda rows: due.waiting(rows, ROUTE, READER, NOON, 9))
    said = message(rows_waiting)
    database.write(lambda rows: outbox.close(rows, said, parcel(said), NOON))

    claim = database.write(claim_one)

    assert claim.parcel == parcel(said)


def test_the_first_attempt_is_the_first(database: Database):
    database.write(make_one)

    claim = database.write(claim_one)

    assert (claim.attempts, claim.first_try_at, claim.was) == (0, NOON, "pending")


def test_what_is_sent_is_not_sent_again(database: Database):
    database.write(make_one)
    send(database, SENT, Done())

    later = database.write(lambda rows: outbox.claim(rows, NOON + DAY, limit=9, lease=MINUTE))

    assert (later, listed(database).state) == ((), "sent")


def test_what_failed_is_tried_again_in_time(database: Database):
    database.write(make_one)
    send(database, LOST, TryAgain(at=NOON + HOUR, reason="connection_lost"))

    early = database.write(lambda rows: outbox.claim(rows, NOON, limit=9, lease=MINUTE))
    again = database.write(lambda rows: claim_one(rows, NOON + HOUR))

    assert (early, again.attempts, again.first_try_at) == ((), 1, NOON)


def test_an_attempt_that_died_with_its_process_is_known_on_the_next(database: Database):
    database.write(make_one)
    database.write(claim_one)

    again = database.write(lambda rows: claim_one(rows, NOON + MINUTE))

    assert (again.was, again.attempts) == ("sending", 1)


def test_an_attempt_that_died_with_its_process_is_written_down(database: Database):
    database.write(make_one)
    database.write(claim_one)
    database.write(lambda rows: claim_one(rows, NOON + MINUTE))

    columns = (attempt.c.number, attempt.c.outcome, attempt.c.reason)
    found = database.read(lambda rows: rows.execute(select(*columns)).all())

    assert [tuple(row) for row in found] == [(1, "ambiguous", "interrupted")]


def test_every_attempt_is_kept(database: Database):
    database.write(make_one)
    send(database, LOST, TryAgain(at=NOON + HOUR, reason="connection_lost"))
    send(database, SENT, Done(), NOON + HOUR)

    columns = (attempt.c.outcome, attempt.c.decision)
    statement = select(*columns).order_by(attempt.c.number)
    found = database.read(lambda rows: rows.execute(statement).all())

    assert [tuple(row) for row in found] == [("ambiguous", "try_again"), ("sent", "done")]


def test_who_lost_the_lease_writes_nothing(database: Database):
    database.write(make_one)
    slow = database.write(claim_one)
    database.write(lambda rows: claim_one(rows, NOON + HOUR))

    held = database.write(lambda rows: outbox.finish(rows, slow, SENT, Done(), NOON + HOUR))

    assert (held, listed(database).state) == (False, "sending")


def test_nothing_is_done_that_was_not_sent(database: Database):
    database.write(make_one)
    claim = database.write(claim_one)

    with pytest.raises(ValueError, match="done only when it was sent"):
        database.write(lambda rows: outbox.finish(rows, claim, LOST, Done(), NOON))


def test_the_hits_of_a_dead_delivery_wait_again_marked_late(database: Database):
    database.write(make_one)
    send(database, NO, GIVE_UP)

    assert (waiting(database, NOON), waiting(database, NOON + HOUR)) == ([], [True])


def test_a_reader_who_refuses_everything_is_tried_less_and_less(database: Database):
    database.write(make_one)
    at, waits = NOON, []
    for n in range(8):
        send(database, NO, GIVE_UP, at)
        ready_at = database.read(lambda rows: due.next_ready(rows, ROUTE, READER))
        waits.append((ready_at - at) // HOUR)
        at = ready_at
        assert database.write(lambda rows: close(rows, at=at, id_=f"late{n}"))  # noqa: B023

    assert waits == [1, 2, 4, 8, 16, 24, 24, 24]


def test_the_next_message_carries_what_died(database: Database):
    database.write(make_one)
    send(database, NO, GIVE_UP)
    later = NOON + DAY
    assert database.write(lambda rows: close(rows, at=later, id_="m2"))
    send(database, SENT, Done(), later)

    assert (waiting(database, later), database.read(verify)) == ([], ())


def test_the_operator_is_told_of_a_death(database: Database):
    database.write(make_one)
    claim = send(database, NO, GIVE_UP)

    (event,) = database.read(lambda rows: audit.events(rows, since=NOON, limit=9))

    assert (event.kind, event.subject, event.reason, event.detail) == (
        "delivery_dead",
        f"{READER} {claim.parcel.key}",
        "mailbox_unknown",
        "550 no such user",
    )


def test_deaths_are_counted_since_the_last_that_was_sent(database: Database):
    database.write(make_one)
    send(database, NO, GIVE_UP)
    before = database.read(lambda rows: outbox.deaths(rows, READER))
    assert database.write(lambda rows: close(rows, at=NOON + DAY, id_="m2"))
    send(database, SENT, Done(), NOON + DAY)

    assert (before, database.read(lambda rows: outbox.deaths(rows, READER))) == (1, 0)


def test_a_dead_delivery_can_be_revived(database: Database):
    database.write(make_one)
    claim = send(database, NO, GIVE_UP)

    revived = database.write(lambda rows: outbox.retry(rows, claim.parcel.key, NOON))
    again = send(database, SENT, Done())

    assert (revived, again.parcel, waiting(database, NOON + DAY)) == (1, claim.parcel, [])
    assert database.read(verify) == ()


def test_all_dead_deliveries_can_be_revived_at_once(database: Database):
    for n in "12":
        database.write(lambda rows: put_due(rows, n, reader=n))  # noqa: B023
        assert database.write(lambda rows: close(rows, id_=n, reader=n))  # noqa: B023
        send(database, NO, GIVE_UP)

    assert database.write(lambda rows: outbox.retry(rows, None, NOON)) == 2


def test_what_a_later_message_carries_is_not_revived(database: Database):
    database.write(make_one)
    claim = send(database, NO, GIVE_UP)
    assert database.write(lambda rows: close(rows, at=NOON + DAY, id_="m2"))

    assert database.write(lambda rows: outbox.retry(rows, claim.parcel.key, NOON)) == 0


def test_a_delivery_that_waits_can_be_hurried(database: Database):
    database.write(make_one)
    claim = send(database, LOST, TryAgain(at=NOON + DAY, reason="connection_lost"))

    hurried = database.write(lambda rows: outbox.retry(rows, claim.parcel.key, NOON))

    assert (hurried, database.read(outbox.next_due)) == (1, NOON)


def test_what_was_sent_is_not_tried_again_on_request(database: Database):
    database.write(make_one)
    claim = send(database, SENT, Done())

    assert database.write(lambda rows: outbox.retry(rows, claim.parcel.key, NOON)) == 0


def test_a_destination_can_be_passed_over(database: Database):
    database.write(make_one)

    taken = database.write(
        lambda rows: outbox.claim(rows, NOON, limit=9, lease=MINUTE, skip=[READER])
    )

    assert taken == ()


def test_the_next_delivery_is_due_at_its_next_try(database: Database):
    database.write(make_one)
    send(database, LOST, TryAgain(at=NOON + HOUR, reason="connection_lost"))

    assert database.read(outbox.next_due) == NOON + HOUR


def test_an_empty_outbox_is_never_due(database: Database):
    assert database.read(outbox.next_due) is None


def test_messages_are_counted_for_each_route_and_reader(database: Database):
    database.write(make_one)

    def count_of(route: str, reader: str) -> int:
        return database.read(lambda rows: outbox.count(rows, route, reader))

    assert (count_of(ROUTE, READER), count_of("x", READER), count_of(ROUTE, "x")) == (1, 0, 0)


def test_the_last_message_is_known(database: Database):
    database.write(make_one)

    assert database.read(lambda rows: outbox.last_made(rows, ROUTE, READER, NOON)) == NOON


def test_the_messages_of_a_time_are_known(database: Database):
    database.write(make_one)
    database.write(lambda rows: put_due(rows, "2"))
    database.write(lambda rows: close(rows, at=NOON + HOUR, id_="m2"))

    made = database.read(lambda rows: outbox.made_since(rows, ROUTE, READER, NOON, NOON + HOUR))

    assert made == (NOON + HOUR,)


def test_the_list_shows_what_became_of_each_delivery(database: Database):
    database.write(make_one)
    send(database, LOST, TryAgain(at=NOON + HOUR, reason="connection_lost"))
    claim = send(database, NO, GIVE_UP, NOON + HOUR)

    assert listed(database) == OutboxRow(
        key=claim.parcel.key,
        destination=READER,
        state="dead",
        kind="digest",
        route=ROUTE,
        number=1,
        hits=1,
        attempts=2,
        made_at=NOON,
        next_try_at=NOON + HOUR,
        ended_at=NOON + HOUR,
        reason="mailbox_unknown",
        answer="550 no such user",
    )


def test_the_list_can_be_of_one_state(database: Database):
    database.write(make_one)

    assert database.read(lambda rows: outbox.listing(rows, limit=9, state="dead")) == ()
