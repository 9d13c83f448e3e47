"""Events stay, and health tells whether polls and sends go well."""

from dataclasses import replace

from monitor.model.message import Done, Sent
from monitor.store import audit, feeds, outbox
from monitor.store.audit import Event, Health
from monitor.store.database import Database
from tests.store.make import HOUR, MINUTE, NOON, claim_one, close, put_due, take


def test_events_are_listed_newest_first(database: Database):
    for minute in (1, 2):
        at = NOON + minute * MINUTE
        database.write(lambda rows: audit.note(rows, "kind", "subject", "reason", "", at))  # noqa: B023

    found = database.read(lambda rows: audit.events(rows, since=NOON, limit=9))

    assert [event.at for event in found] == [NOON + 2 * MINUTE, NOON + MINUTE]


def test_an_event_comes_back_as_it_was_noted(database: Database):
    database.write(lambda rows: audit.note(rows, "feed_gone", "desk", "gone", "410", NOON))

    (event,) = database.read(lambda rows: audit.events(rows, since=NOON, limit=9))

    assert event == Event(at=NOON, kind="feed_gone", subject="desk", reason="gone", detail="410")


def test_before_anything_happened_health_knows_nothing(database: Database):
    assert database.read(audit.health) == Health(
        feeds=1,
        last_poll_ok_at=None,
        last_send_ok_at=None,
        pending=0,
        oldest_pending_at=None,
    )


def test_health_knows_the_last_poll_that_succeeded(database: Database):
    (claim,) = database.write(lambda rows: take(rows, NOON, 1))
    state = replace(claim.state, succeeded_at=NOON)
    database.write(lambda rows: feeds.finish(rows, claim, state))

    assert database.read(audit.health).last_poll_ok_at == NOON


def test_health_knows_what_waits_to_be_sent(database: Database):
    database.write(put_due)
    database.write(close)

    found = database.read(audit.health)

    assert (found.pending, found.oldest_pending_at) == (1, NOON)


def test_health_knows_the_last_send_that_succeeded(database: Database):
    database.write(put_due)
    database.write(close)
    claim = database.write(claim_one)
    sent = Sent(answer="250")
    database.write(lambda rows: outbox.finish(rows, claim, sent, Done(), NOON + HOUR))

    found = database.read(audit.health)

    assert (found.last_send_ok_at, found.pending) == (NOON + HOUR, 0)
