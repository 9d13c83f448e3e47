"""One writer thread before the database, so that walks stay asynchronous and rows stay whole."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection

from monitor.model.seam import Point, pass_by
from monitor.store.database import Database, check_schema, upgrade

T = TypeVar("T")
MOST_TOGETHER = 100
_Outcome = tuple[Any, BaseException | None]


class _Wish(NamedTuple):
    """A function of rows, and who waits for what it gives."""

    work: Callable[[Connection], Any]
    future: "asyncio.Future[Any]"


class Rows:
    """Reads and writes of one database, each function whole or not at all.

    Writes go through one thread in the order they were asked for; those that were asked for while
    it was busy share one transaction, because to make it last (fsync) costs more than to make it.
    Reads go through another thread, so that a long write does not hold up a look.
    """

    def __init__(self, database: Database) -> None:
        """Start no thread yet."""
        self._database = database
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._waiting: deque[_Wish] = deque()

    async def write(self, work: Callable[[Connection], T], /) -> T:
        """Run `work` in a writing transaction; comes back when it is kept for good.

        `work` may run more than once, each time from the start. If it raises, nothing of it is
        kept, and what it raised comes out here.
        """
        loop = asyncio.get_running_loop()
        wish = _Wish(work, loop.create_future())
        self._waiting.append(wish)
        if len(self._waiting) == 1:
            self._begin(loop)
        result: T = await wish.future
        return result

    async def read(self, work: Callable[[Connection], T], /) -> T:
        """Run `work` in one reading transaction."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, self._database.read, work)

    def close(self) -> None:
        """Wait for what is under way, then end the threads."""
        self._writer.shutdown()
        self._reader.shutdown()

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            self._writer.submit(self._serve, loop)
        except RuntimeError:  # closed: nobody would ever serve what waits
            self._waiting.clear()
            raise

    def _serve(self, loop: asyncio.AbstractEventLoop) -> None:
        """Fulfil every wish that waits; runs in the writer's thread."""
        wishes = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER))]
        if self._waiting:
            self._writer.submit(self._serve, loop)
        if not wishes:
            return
        outcomes = self._together(wishes) or [self._alone(wish) for wish in wishes]
        # A loop that has ended waits for nothing any more.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_tell, wishes, outcomes)

    def _together(self, wishes: Sequence[_Wish]) -> list[_Outcome] | None:
        """Fulfil all in one transaction; None, and nothing kept, if any of several fails."""
        if len(wishes) == 1:
            return None
        try:
            done = self._database.write(lambda rows: [wish.work(rows) for wish in wishes])
        except BaseException:  # each then meets its own error, and only its own
            return None
        return [(value, None) for value in done]

    def _alone(self, wish: _Wish) -> _Outcome:
        try:
            return (self._database.write(wish.work), None)
        except StopIteration as error:  # a future cannot hold it
            return (None, RuntimeError(f"a write raised {error!r}"))
        except BaseException as error:
            return (None, error)


def _tell(wishes: Sequence[_Wish], outcomes: Sequence[_Outcome]) -> None:
    """Hand the outcomes over, in the event loop's thread."""
    for wish, (value, error) in zip(wishes, outcomes, strict=True):
        if wish.future.cancelled():
            continue
        if error is not None:
            wish.future.set_exception(error)
        else:
            wish.future.set_result(value)


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
