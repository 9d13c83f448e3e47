"""Watches: known since when, and by which name."""

from dataclasses import replace

from monitor.model.query import Term
from monitor.model.watch import Watch
from monitor.store import hits, watches
from monitor.store.database import Database
from tests.store.make import DAY, NOON, put_hit

SAPPERS = Watch(id="sappers", title="Sappers", query=Term(text="сапёр"))
OTHER = Watch(id="other", title="Other", query=Term(text="other"))


def title(database: Database) -> str:
    (row,) = database.read(lambda rows: hits.listing(rows, watch="sappers", since=NOON, limit=1))
    return row.watch_title


def test_new_watches_are_named_once(database: Database):
    first = database.write(lambda rows: watches.sync(rows, [SAPPERS], NOON))
    second = database.write(lambda rows: watches.sync(rows, [SAPPERS, OTHER], NOON))

    assert (first, second) == (("sappers",), ("other",))


def test_a_new_title_is_taken_over(database: Database):
    database.write(lambda rows: watches.sync(rows, [SAPPERS], NOON))
    database.write(put_hit)

    renamed = replace(SAPPERS, title="Deminers")
    database.write(lambda rows: watches.sync(rows, [renamed], NOON + DAY))

    assert title(database) == "Deminers"


def test_a_watch_that_is_gone_keeps_its_hits_and_name(database: Database):
    database.write(lambda rows: watches.sync(rows, [SAPPERS], NOON))
    database.write(put_hit)

    database.write(lambda rows: watches.sync(rows, [], NOON))

    assert title(database) == "Sappers"


def test_a_watch_that_comes_back_is_not_new(database: Database):
    for configured in ([SAPPERS], []):
        database.write(lambda rows: watches.sync(rows, configured, NOON))  # noqa: B023

    assert database.write(lambda rows: watches.sync(rows, [SAPPERS], NOON)) == ()
