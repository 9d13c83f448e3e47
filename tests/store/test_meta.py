"""Single values under a name."""

from monitor.store import meta
from monitor.store.database import Database


def test_a_value_that_was_never_put_is_none(database: Database):
    assert database.read(lambda rows: meta.get(rows, "a")) is None


def test_the_last_value_counts(database: Database):
    for value in ("one", "два"):
        database.write(lambda rows: meta.put(rows, "a", value))  # noqa: B023

    assert database.read(lambda rows: meta.get(rows, "a")) == "два"
