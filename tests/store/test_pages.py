"""Pages: read once, tried again, given up."""

from sqlalchemy import Connection

from monitor.store import pages
from monitor.store.database import Database
from monitor.store.pages import Outcome, PageClaim
from tests.store.make import FEED, HOUR, MINUTE, NOON, put_article

ADDRESS = "https://desk.example/1"


def plan(rows: Connection) -> None:
    pages.plan(rows, {put_article(rows, "1"): ADDRESS}, NOON)


def claim(database: Database, at: object = NOON) -> tuple[PageClaim, ...]:
    return database.write(lambda rows: pages.claim(rows, at, limit=9, lease=MINUTE))


def test_a_planned_page_is_to_be_read(database: Database):
    database.write(plan)

    (found,) = claim(database)

    assert (found.address, found.feed, found.attempts) == (ADDRESS, FEED.id, 0)


def test_a_page_is_planned_once(database: Database):
    database.write(plan)
    database.write(plan)

    assert len(claim(database)) == 1


def test_a_page_that_was_read_is_not_read_again(database: Database):
    database.write(plan)
    (found,) = claim(database)

    database.write(
        lambda rows: pages.finish(
            rows, found, Outcome(state="read", reason=None, next_read_at=None)
        )
    )

    assert claim(database, NOON + HOUR) == ()


def test_a_page_that_failed_is_tried_again_in_time(database: Database):
    database.write(plan)
    (found,) = claim(database)
    again_at = NOON + HOUR

    database.write(
        lambda rows: pages.finish(
            rows, found, Outcome(state="waiting", reason="timeout", next_read_at=again_at)
        )
    )

    assert (len(claim(database, again_at - MINUTE)), len(claim(database, again_at))) == (0, 1)


def test_an_attempt_that_died_with_its_process_counts(database: Database):
    database.write(plan)
    claim(database)

    (again,) = claim(database, NOON + MINUTE)

    assert again.attempts == 1


def test_attempts_are_counted_since_the_page_was_last_read(database: Database):
    database.write(plan)
    (found,) = claim(database)
    database.write(
        lambda rows: pages.finish(
            rows, found, Outcome(state="read", reason=None, next_read_at=NOON)
        )
    )

    (again,) = claim(database)

    assert again.attempts == 0


def test_who_lost_the_lease_cannot_finish(database: Database):
    database.write(plan)
    (slow,) = claim(database)
    claim(database, NOON + MINUTE)

    held = database.write(
        lambda rows: pages.finish(rows, slow, Outcome(state="read", reason=None, next_read_at=None))
    )

    assert not held


def test_the_next_page_is_due_when_it_is_planned_for(database: Database):
    database.write(plan)

    assert database.read(pages.next_due) == NOON


def test_without_pages_nothing_is_due(database: Database):
    assert database.read(pages.next_due) is None
