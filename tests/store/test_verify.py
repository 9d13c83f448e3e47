"""Every way to break the promise is seen in the rows, and a sound store is not accused."""

import pytest
from sqlalchemy import Connection, text

from monitor.model.message import Done, GiveUp, Refused, Sent, Slot
from monitor.store import due, hits, outbox
from monitor.store.database import Database
from monitor.store.verify import PROMISES, verify
from tests.store.make import (
    DAY,
    MINUTE,
    NOON,
    READER,
    ROUTE,
    claim_one,
    close,
    put_due,
    put_hit,
)

NO = Refused(reason="mailbox_unknown", answer="550", final=True)


def a_full_life(rows: Connection) -> None:
    """One hit sent, one dead, one taken, one waiting, one absent, one withdrawn, one unrouted."""
    put_due(rows, "sent")
    assert close(rows, id_="sent")
    outbox.finish(rows, claim_one(rows), Sent(answer="250"), Done(), NOON)
    put_due(rows, "dead")
    assert close(rows, id_="dead", at=NOON + MINUTE)
    dead = claim_one(rows, NOON + MINUTE)
    outbox.finish(rows, dead, NO, GiveUp(reason="mailbox_unknown"), NOON + MINUTE)
    put_due(rows, "taken")
    assert close(rows, id_="taken", at=NOON + 2 * MINUTE)
    put_due(rows, "waiting", at=NOON + DAY)
    hits.withdraw(rows, put_due(rows, "withdrawn"), "no_longer_met", NOON)
    due.put_none(rows, put_hit(rows, "unrouted"), "no_route", NOON)
    outbox.close_empty(rows, Slot(route=ROUTE, starts_at=NOON + DAY), READER, NOON)


# One way to break each promise, and a word of the sentence that says so.
BREAKS = {
    "is due to nobody": "DELETE FROM due WHERE state = 'absent'",
    "still waits for it": "UPDATE hit SET withdrawn_at = found_at WHERE id IN"
    " (SELECT hit_id FROM due WHERE state = 'waiting')",
    "no message tells it": "DELETE FROM told",
    "who was told": "UPDATE due SET state = 'waiting', message_id = NULL WHERE state = 'taken'",
    "nothing carries it": "DELETE FROM delivery WHERE state = 'pending'",
    "differ on its death": "UPDATE told SET is_dead = NOT is_dead",
    "was never due": "DELETE FROM due WHERE state = 'taken'",
    "3 times": "INSERT INTO told (destination, hit_id, kind, message_id, is_dead, told_at)"
    " SELECT destination, hit_id, kind, message_id, is_dead, told_at FROM told"
    " CROSS JOIN (SELECT 1 AS one UNION ALL SELECT 2) AS twice WHERE NOT is_dead",
    "no attempt says so": "DELETE FROM attempt WHERE outcome = 'sent'",
    "is not so marked": "UPDATE delivery SET state = 'pending' WHERE state = 'sent'",
    "nobody was told": "DELETE FROM event",
    "lost an attempt": "UPDATE delivery SET attempts = attempts + 1",
    "has no delivery": "DELETE FROM delivery WHERE state = 'pending'",
    "goes to nobody": "INSERT INTO message (id, kind, route, number, made_at)"
    " SELECT 'lost', 'silent', route, number, made_at FROM message WHERE id = 'taken'",
}


def damage(rows: Connection, statement: str) -> None:
    """Do what the store never does."""
    rows.execute(text("DROP INDEX uq_told_living"))
    rows.execute(text(statement))


def test_a_sound_store_is_not_accused(database: Database):
    database.write(a_full_life)

    assert database.read(verify) == ()


def test_an_empty_store_is_not_accused(database: Database):
    assert database.read(verify) == ()


@pytest.mark.parametrize("word", BREAKS)
def test_a_broken_promise_is_told(database: Database, word: str):
    database.write(a_full_life)

    database.write(lambda rows: damage(rows, BREAKS[word]))

    assert any(word in sentence for sentence in database.read(verify))


def test_every_promise_has_its_break():
    assert len(BREAKS) == len(PROMISES)


def test_an_attempt_under_way_is_not_a_lost_one(database: Database):
    database.write(put_due)
    database.write(close)
    database.write(claim_one)

    assert database.read(verify) == ()
