"""Receivers that fail or are switched off: what is remembered, and what follows."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from monitor.model.standing import Standing
from monitor.store import audit, due, outbox, standings
from monitor.store.database import Database
from monitor.store.verify import verify
from tests.store.make import DAY, HOUR, NOON, READER, ROUTE, claim_one, close, put_due

WELL = Standing(lane=READER)
FAILING = Standing(
    lane=READER,
    failures=4,
    failing_since=NOON,
    rests_until=NOON + HOUR,
    reason="timeout",
    answer="15 s",
)
OFF = replace(FAILING, disabled_at=NOON, reason="gone", answer="410")


def keep(database: Database, after: Standing, before: Standing = WELL) -> None:
    database.write(lambda rows: standings.keep(rows, before, after, NOON))


def make(rows: Connection, name: str) -> None:
    put_due(rows, name)
    assert close(rows, id_=name, at=NOON + HOUR * len(name))


def events(database: Database) -> list[tuple[str, str, str]]:
    found = database.read(lambda rows: audit.events(rows, since=NOON, limit=9))
    return [(event.kind, event.subject, event.reason) for event in reversed(found)]


@pytest.mark.parametrize("known", [FAILING, OFF])
def test_what_is_known_comes_back_whole(database: Database, known: Standing):
    keep(database, known)

    assert database.read(lambda rows: standings.standing(rows, READER)) == known
    assert database.read(standings.unwell) == (known,)


def test_who_is_well_again_leaves_no_trace(database: Database):
    keep(database, FAILING)
    keep(database, WELL, FAILING)

    assert database.read(standings.unwell) == ()


def test_a_name_of_any_length_can_fail(database: Database):
    long = replace(FAILING, lane="ж" * 5_000)
    keep(database, long)

    assert database.read(standings.unwell) == (long,)


def test_an_event_tells_of_switching_off_and_on(database: Database):
    keep(database, FAILING)
    keep(database, OFF, FAILING)
    database.write(lambda rows: outbox.enable(rows, READER, NOON))

    assert events(database) == [
        ("destination_disabled", READER, "gone"),
        ("destination_enabled", READER, ""),
    ]


def test_what_waits_for_a_destination_that_is_off_is_given_up_a_few_at_a_time(database: Database):
    for name in ("a", "bb", "ccc"):
        database.write(lambda rows: make(rows, name))  # noqa: B023
    keep(database, OFF)

    counts = [database.write(lambda rows: outbox.retire(rows, NOON, limit=2)) for _ in range(3)]

    assert counts == [2, 1, 0]
    assert {row.state for row in database.read(lambda rows: outbox.listing(rows, limit=9))} == {
        "dead"
    }
    assert database.read(verify) == ()


def test_what_is_being_sent_is_not_given_up(database: Database):
    database.write(lambda rows: make(rows, "a"))
    database.write(lambda rows: claim_one(rows, NOON + HOUR))
    keep(database, OFF)

    assert database.write(lambda rows: outbox.retire(rows, NOON + HOUR, limit=9)) == 0


def test_an_attempt_that_died_is_written_down_before_its_delivery_is_given_up(database: Database):
    database.write(lambda rows: make(rows, "a"))
    database.write(lambda rows: claim_one(rows, NOON + HOUR))
    keep(database, OFF)

    assert database.write(lambda rows: outbox.retire(rows, NOON + DAY, limit=9)) == 1
    assert database.read(verify) == ()


def test_the_hits_of_all_that_was_given_up_come_in_one_message_when_it_is_on_again(
    database: Database,
):
    for name in ("a", "bb", "ccc"):
        database.write(lambda rows: make(rows, name))  # noqa: B023
    keep(database, OFF)
    database.write(lambda rows: outbox.retire(rows, NOON, limit=9))

    at = NOON + 5 * HOUR
    assert database.write(lambda rows: outbox.enable(rows, READER, at))

    waiting = database.read(lambda rows: due.waiting(rows, ROUTE, READER, at, 9))
    assert [row.late for row in waiting] == [True, True, True]
    assert database.write(lambda rows: close(rows, at=at, id_="all"))
    assert database.read(verify) == ()


def test_only_what_is_off_is_named_so(database: Database):
    keep(database, OFF)
    keep(database, replace(FAILING, lane="bob"), Standing(lane="bob"))

    assert database.read(standings.disabled) == {READER}


def test_switching_on_what_is_well_does_nothing(database: Database):
    assert not database.write(lambda rows: outbox.enable(rows, READER, NOON))


def test_the_operator_is_told_once(database: Database):
    keep(database, OFF)

    database.write(lambda rows: standings.mark_told(rows, [READER, "bob"], NOON + HOUR))

    (known,) = database.read(standings.unwell)
    assert known == replace(OFF, told_at=NOON + HOUR)
