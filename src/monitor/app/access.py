"""One writer thread before the database, so that walks stay asynchronous and rows stay whole."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection

from monitor.model.seam import Point, pass_by
from monitor.store.database import Database, check_schema, upgrade

T = TypeVar("T")


class Rows:
    """Reads and writes of one database, each function in a transaction of its own.

    Writes go through one thread in the order they were asked for; reads through another, so that
    a long write does not hold up a look.
    """

    def __init__(self, database: Database) -> None:
        """Start no thread yet."""
        self._database = database
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="reader")

    async def write(self, work: Callable[[Connection], T], /) -> T:
        """Run `work` in one writing transaction: whole or not at all."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writer, self._database.write, work)

    async def read(self, work: Callable[[Connection], T], /) -> T:
        """Run `work` in one reading transaction."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, self._database.read, work)

    def close(self) -> None:
        """Wait for what is under way, then end the threads."""
        self._writer.shutdown()
        self._reader.shutdown()


@contextmanager
def upgraded_rows(url: str, point: Point = pass_by) -> Iterator[Rows]:
    """Open a database, making its tables or bringing them to this program's version.

    Raises:
        StoreError: It cannot be used.
        SchemaError: It is newer than the program.
    """
    yield from _opened(url, upgrade, point)


@contextmanager
def existing_rows(url: str) -> Iterator[Rows]:
    """Open a database as it is, for a single command.

    Raises:
        StoreError: It cannot be used.
        SchemaError: It has no tables, or those of another version.
    """
    yield from _opened(url, check_schema, pass_by)


def _opened(url: str, prepare: Callable[[Database], None], point: Point) -> Iterator[Rows]:
    database = Database(url, point)
    try:
        prepare(database)
        rows = Rows(database)
        try:
            yield rows
        finally:
            rows.close()
    finally:
        database.close()
