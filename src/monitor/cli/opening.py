"""The configuration, the database and the doors, as most commands need them."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from monitor.app.access import Rows
from monitor.app.config import Config, load_config
from monitor.app.wiring import names_of
from monitor.flow.digest import Press
from monitor.store.database import Database, check_schema

NOBODY = "monitor@localhost"


def settings_of(config: Path) -> Config:
    """Read the whole configuration.

    Raises:
        ConfigError: With every fault of every file.
    """
    return load_config(config, os.environ)


@contextmanager
def open_database(settings: Config) -> Iterator[Database]:
    """Open the configured database for one command.

    Raises:
        StoreError: It cannot be used, or has no tables or others than this program's.
    """
    database = Database(settings.database)
    try:
        check_schema(database)
        yield database
    finally:
        database.close()


@asynccontextmanager
async def open_rows(settings: Config) -> AsyncIterator[Rows]:
    """Open the configured database for one walk.

    Raises:
        StoreError: As for `open_database`.
    """
    with open_database(settings) as database:
        rows = Rows(database)
        try:
            yield rows
        finally:
            rows.close()


def press_of(settings: Config) -> Press:
    """Give what making a message needs."""
    return Press(
        destinations=settings.destinations,
        watches={watch.id: watch for watch in settings.watches.watches},
        names=names_of(settings.watches),
        sender=settings.mail.sender if settings.mail else NOBODY,
    )
