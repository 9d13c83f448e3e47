"""What a clock that was ahead put off is brought back, and what is right stays as it is."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection

from monitor.model.feed import FeedState
from monitor.model.message import Refused, TryAgain
from monitor.model.standing import Standing
from monitor.store import ahead, audit, due, feeds, outbox, pages, standings
from monitor.store.ahead import Bounds
from monitor.store.database import Database
from tests.store.make import (
    DAY,
    HOUR,
    MINUTE,
    NOON,
    READER,
    ROUTE,
    close,
    put_article,
    put_due,
    take,
)

YEAR = timedelta(days=365)
Write = Callable[[Connection, datetime], None]
WAYS = ((ROUTE, READER),)


def poll(rows: Connection, at: datetime) -> None:
    (claim,) = take(rows, at)
    feeds.finish(rows, claim, FeedState(next_poll_at=at + HOUR, polled_at=at, succeeded_at=at))


def plan_page(rows: Connection, at: datetime) -> None:
    pages.plan(rows, {put_article(rows, at=at): "https://desk.example/1"}, at)


def make_message(rows: Connection, at: datetime) -> None:
    put_due(rows, at=at)
    assert close(rows, at=at)


def try_again(rows: Connection, at: datetime) -> None:
    make_message(rows, NOON)
    (claim,) = outbox.claim(rows, at, limit=1, lease=MINUTE)
    refused = Refused(reason="timeout", answer="", final=False)
    outbox.finish(rows, claim, refused, TryAgain(at=at + HOUR, reason="timeout"), at)


def hold(rows: Connection, at: datetime) -> None:
    make_message(rows, NOON)
    assert outbox.claim(rows, at, limit=1, lease=5 * MINUTE)


def rest(rows: Connection, at: datetime) -> None:
    well = Standing(lane="hook")
    failing = replace(well, failures=3, failing_since=at, rests_until=at + HOUR)
    standings.keep(rows, well, failing, at)


def put_due_at(rows: Connection, at: datetime) -> None:
    put_due(rows, at=at)


def bring_back(database: Database, now: datetime) -> Mapping[str, int]:
    return database.write(lambda rows: ahead.bring_back(rows, WAYS, Bounds(), now))


@pytest.mark.parametrize(
    ("write", "table"),
    [
        (poll, "feed"),
        (plan_page, "page"),
        (put_due_at, "due"),
        (make_message, "delivery"),
        (try_again, "delivery"),
        (hold, "delivery"),
        (rest, "lane"),
    ],
)
def test_what_was_written_a_year_ahead_is_brought_back(
    database: Database, write: Write, table: str
) -> None:
    database.write(lambda rows: write(rows, NOON + YEAR))
    was_any = database.read(lambda rows: ahead.is_any(rows, WAYS, Bounds(), NOON))

    found = bring_back(database, NOON)

    assert was_any
    assert found[table]
    assert bring_back(database, NOON) == {}
    assert not database.read(lambda rows: ahead.is_any(rows, WAYS, Bounds(), NOON))
    noted = database.read(lambda rows: audit.events(rows, since=NOON, limit=9))
    assert (table, "clock_ahead") in {(one.subject, one.reason) for one in noted}


@pytest.mark.parametrize(
    "write", [poll, plan_page, put_due_at, make_message, try_again, hold, rest]
)
def test_what_a_right_clock_wrote_stays(database: Database, write: Write) -> None:
    database.write(lambda rows: write(rows, NOON))

    assert not database.read(lambda rows: ahead.is_any(rows, WAYS, Bounds(), NOON))
    assert bring_back(database, NOON) == {}


def test_what_is_brought_back_can_be_taken_at_once(database: Database) -> None:
    database.write(lambda rows: poll(rows, NOON + YEAR))
    database.write(lambda rows: plan_page(rows, NOON + YEAR))
    database.write(lambda rows: make_message(rows, NOON + YEAR))

    bring_back(database, NOON)

    assert database.write(lambda rows: len(take(rows, NOON))) == 1
    assert database.write(lambda rows: len(pages.claim(rows, NOON, limit=9, lease=MINUTE))) == 1
    assert database.write(lambda rows: len(outbox.claim(rows, NOON, limit=9, lease=MINUTE))) == 1


def test_what_waits_longer_than_usual_by_the_users_own_wish_stays(database: Database) -> None:
    database.write(lambda rows: put_due(rows, at=NOON))
    database.write(lambda rows: due.put(rows, 1, "x", READER, ready_at=NOON + 5 * DAY))
    patient = Bounds(due=6 * DAY)

    found = database.write(lambda rows: ahead.bring_back(rows, (("x", READER),), patient, NOON))

    assert found == {}
