"""The configuration and its database, as most commands need them."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from monitor.app.access import existing_rows
from monitor.app.config import Config, load_config

T = TypeVar("T")


def settings_of(config: Path) -> Config:
    """Read the whole configuration.

    Raises:
        ConfigError: With every fault of every file.
    """
    return load_config(config, os.environ)


def read(settings: Config, ask: Callable[[Connection], T]) -> T:
    """Ask the configured database one question.

    Raises:
        StoreError: It cannot be used, or has no tables, or others than this program's.
    """
    with existing_rows(settings.database) as rows:
        return asyncio.run(rows.read(ask))


def write(settings: Config, work: Callable[[Connection], T]) -> T:
    """Change the configured database in one transaction.

    Raises:
        StoreError: As for `read`.
    """
    with existing_rows(settings.database) as rows:
        return asyncio.run(rows.write(work))
