"""A database with tables, on SQLite and on PostgreSQL, and one feed to hang articles on."""

from collections.abc import Iterator

import pytest

from monitor.store import feeds
from monitor.store.database import Database, upgrade
from tests.databases import Databases
from tests.store.make import FEED, NOON


def prepare(url: str) -> None:
    database = Database(url)
    upgrade(database)
    database.write(lambda rows: feeds.sync(rows, [FEED], NOON))
    database.close()


@pytest.fixture
def url(databases: Databases) -> str:
    """The address of a database that has the tables, and one feed that is due at noon."""
    return databases.prepared(prepare)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """That database, open."""
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def other(url: str) -> Iterator[Database]:
    """The same database, open a second time, as another process would have it."""
    opened = Database(url)
    yield opened
    opened.close()
