"""Times and text survive the database, on both kinds, or are refused."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from monitor.store import audit, feeds, meta
from monitor.store.columns import storable
from monitor.store.database import Database
from tests.store.make import NOON, feed, take

JAKARTA = timezone(timedelta(hours=7))


def test_a_time_comes_back_in_utc_whatever_zone_it_went_in_with(database: Database):
    local = datetime(2025, 6, 17, 19, 0, 0, 123456, tzinfo=JAKARTA)
    database.write(lambda rows: audit.note(rows, "test", "x", "y", "", local))

    (found,) = database.read(lambda rows: audit.events(rows, since=NOON, limit=1))

    assert (found.at, found.at.tzinfo) == (local, UTC)


def test_a_time_without_a_zone_is_refused(database: Database):
    naive = NOON.replace(tzinfo=None)

    with pytest.raises(ValueError, match="without a zone"):
        database.write(lambda rows: audit.note(rows, "test", "x", "y", "", naive))


@pytest.mark.parametrize("year", [1, 1066, 9998])
def test_a_time_long_ago_or_far_ahead_comes_back(database: Database, year: int):
    far = datetime(year, 6, 17, 12, tzinfo=UTC)
    database.write(lambda rows: feeds.sync(rows, [feed("far")], far))

    claims = database.write(lambda rows: take(rows, far, 9, only=["far"]))

    assert claims[0].state.next_poll_at == far


def test_text_that_no_database_holds_is_replaced_letter_by_letter(database: Database):
    database.write(lambda rows: meta.put(rows, "evil", "a\x00b\ud800c\U0001f4a5"))

    assert database.read(lambda rows: meta.get(rows, "evil")) == "a\ufffdb\ufffdc\U0001f4a5"


def test_replacing_keeps_offsets():
    text = "\x00Курск\udfff"

    assert len(storable(text)) == len(text)
