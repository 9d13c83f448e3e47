"""Silences last until their end, and no longer."""

from dataclasses import replace

from monitor.model.watch import Silence
from monitor.store import silences
from monitor.store.database import Database
from tests.store.make import DAY, HOUR, MINUTE, NOON

QUIET = Silence(
    id="s1", ends_at=NOON + HOUR, author="anna", comment="holiday", watch="sappers", term="Курск"
)


def test_a_silence_comes_back_as_it_was_put(database: Database):
    database.write(lambda rows: silences.put(rows, QUIET, NOON))

    assert database.read(lambda rows: silences.active(rows, NOON)) == (QUIET,)


def test_a_silence_is_over_at_its_end(database: Database):
    database.write(lambda rows: silences.put(rows, QUIET, NOON))

    assert database.read(lambda rows: silences.active(rows, NOON + HOUR)) == ()


def test_a_silence_can_be_ended_early(database: Database):
    database.write(lambda rows: silences.put(rows, QUIET, NOON))

    ended = [database.write(lambda rows: silences.end(rows, "s1", NOON + MINUTE)) for _ in "12"]

    assert ended == [True, False]
    assert database.read(lambda rows: silences.active(rows, NOON + MINUTE)) == ()


def test_an_id_is_used_once(database: Database):
    put = [database.write(lambda rows: silences.put(rows, QUIET, NOON)) for _ in "12"]

    assert put == [True, False]


def test_silences_that_are_over_are_still_known(database: Database):
    later = replace(QUIET, id="s2", ends_at=NOON + 3 * HOUR)
    database.write(lambda rows: silences.put(rows, QUIET, NOON))
    database.write(lambda rows: silences.put(rows, later, NOON + MINUTE))

    assert database.read(lambda rows: silences.active(rows, NOON + HOUR)) == (later,)
    assert database.read(silences.every) == (later, QUIET)
    assert database.read(silences.count) == 2


def test_a_silence_of_a_time_that_is_not_yet_does_not_last(database: Database):
    later = replace(QUIET, ends_at=NOON + 366 * DAY)
    database.write(lambda rows: silences.put(rows, later, NOON + 365 * DAY))

    assert database.read(lambda rows: silences.active(rows, NOON)) == ()
    assert database.read(lambda rows: silences.active(rows, NOON + 365 * DAY)) == (later,)
