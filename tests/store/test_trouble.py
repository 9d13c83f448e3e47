"""Trouble of feeds is told to each reader once, until it heals and comes again."""

from dataclasses import replace

from monitor.model.message import FeedTrouble
from monitor.store import trouble
from monitor.store.database import Database
from tests.store.make import HOUR, NOON, READER

SICK = FeedTrouble(feed="mill", title="The Mill", reason="timeout", detail="", since=NOON)


def untold(database: Database, *troubles: FeedTrouble, reader: str = READER) -> list[str]:
    found = database.read(lambda rows: trouble.untold(rows, reader, troubles))
    return [one.feed for one in found]


def test_what_was_told_is_not_told_again(database: Database):
    assert untold(database, SICK) == ["mill"]

    for _ in "12":
        database.write(lambda rows: trouble.mark(rows, READER, [SICK], NOON))

    assert untold(database, SICK) == []


def test_another_reader_hears_of_it_all_the_same(database: Database):
    database.write(lambda rows: trouble.mark(rows, READER, [SICK], NOON))

    assert untold(database, SICK, reader="bob") == ["mill"]


def test_what_healed_and_came_again_is_told_again(database: Database):
    database.write(lambda rows: trouble.mark(rows, READER, [SICK], NOON))

    assert untold(database, replace(SICK, since=NOON + HOUR)) == ["mill"]
