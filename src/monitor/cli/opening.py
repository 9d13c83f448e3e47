"""The configuration and the database, as most commands need them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.app.config import Config, load_config
from monitor.store.database import Database, check_schema


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
