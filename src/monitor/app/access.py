"""One writer thread before the database, so that walks stay asynchronous and rows stay whole."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from monitor.app.patience import Patience
from monitor.app.reserve import Reserve
from monitor.model.errors import StoreBroken, StoreDown
from monitor.model.seam import Point, pass_by
from monitor.store.database import BUSY_SECONDS, Database, check_schema, upgrade
from monitor.store.soundness import check_file, check_pages, file_of, is_small

T = TypeVar("T")
MOST_TOGETHER = 100
SHORT_BUSY_SECONDS = 2.0
_Outcome = tuple[Any, BaseException | None]


class _Wish:
    """A function of rows, who waits for what it gives, and whether for as long as it takes."""

    __slots__ = ("future", "is_patient", "is_void", "work")

    def __init__(
        self, work: Callable[[Connection], Any], future: "asyncio.Future[Any]", is_patient: bool
    ) -> None:
        self.work, self.future, self.is_patient = work, future, is_patient
        self.is_void = False


class Rows:
    """Reads and writes of one database, each function whole or not at all.

    Writes go through one thread in the order they were asked for; those that were asked for while
    it was busy share one transaction, because to make it last (fsync) costs more than to make it.
    Reads go through another thread, so that a long write does not hold up a look.

    With `patience`, a database that is down is waited for: by every read, and by what must not be
    lost (`keep`). Any other write is refused at once, so that nothing new begins meanwhile. A
    database that turns out to be damaged is written to no more.
    """

    def __init__(self, database: Database, patience: Patience | None = None) -> None:
        """Start no thread yet."""
        self._database = database
        self.patience = patience
        self._broken: StoreBroken | None = None
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._waiting: deque[_Wish] = deque()

    async def write(self, work: Callable[[Connection], T], /) -> T:
        """Run `work` in a writing transaction; comes back when it is kept for good.

        `work` may run more than once, each time from the start. If it raises, nothing of it is
        kept, and what it raised comes out here.

        Raises:
            StoreDown: Not just now.
        """
        if self.patience is not None and self.patience.is_waiting:
            raise StoreDown("the database is down, and waited for")
        return await self._put(work, is_patient=False)

    async def keep(self, work: Callable[[Connection], T], /) -> T:
        """Write what must not be lost, as `write` does, and wait for a database that is down."""
        return await self._put(work, is_patient=True)

    async def read(self, work: Callable[[Connection], T], /) -> T:
        """Run `work` in one reading transaction."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, self._look, work)

    def close(self) -> None:
        """Wait for what is under way, but for no database that is down; then end the threads."""
        if self.patience is not None:
            self.patience.end()
        self._writer.shutdown()
        self._reader.shutdown()

    async def _put(self, work: Callable[[Connection], T], *, is_patient: bool) -> T:
        loop = asyncio.get_running_loop()
        wish = _Wish(work, loop.create_future(), is_patient)
        self._waiting.append(wish)
        if len(self._waiting) == 1:
            self._begin(loop)
        result: T = await wish.future
        return result

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            self._writer.submit(self._serve, loop)
        except RuntimeError:  # closed: nobody would ever serve what waits
            self._waiting.clear()
            raise

    def _look(self, work: Callable[[Connection], T]) -> T:
        while True:
            try:
                return self._database.read(work)
            except StoreDown as error:
                if not self._bears(error) and not self._waits():
                    raise

    def _serve(self, loop: asyncio.AbstractEventLoop) -> None:
        """Fulfil every wish that waits; runs in the writer's thread."""
        wishes = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER))]
        if self._waiting:
            self._writer.submit(self._serve, loop)
        self._fulfil([wish for wish in wishes if not wish.is_void], loop)

    def _fulfil(self, wishes: Sequence[_Wish], loop: asyncio.AbstractEventLoop) -> None:
        """Fulfil all in one transaction; if any of several fails, each in one of its own."""
        while wishes:
            if self._broken is not None:
                return _answer(loop, wishes, [(None, self._broken)] * len(wishes))
            try:
                values = self._database.write(lambda rows: [wish.work(rows) for wish in wishes])  # noqa: B023  it runs here
            except StoreDown as error:
                if not self._bears(error):
                    wishes = self._patient(wishes, error, loop)
            except StoreBroken as error:
                self._broken = error
            except BaseException as error:
                return self._alone(wishes, error, loop)
            else:
                self._worked()
                return _answer(loop, wishes, [(value, None) for value in values])

    def _alone(
        self, wishes: Sequence[_Wish], error: BaseException, loop: asyncio.AbstractEventLoop
    ) -> None:
        """Have each meet its own error, and only its own."""
        if len(wishes) == 1:
            return _answer(loop, wishes, [(None, error)])
        for wish in wishes:
            self._fulfil([wish], loop)

    def _patient(
        self, wishes: Sequence[_Wish], error: StoreDown, loop: asyncio.AbstractEventLoop
    ) -> Sequence[_Wish]:
        """Turn away who cannot wait, and give those who waited.

        A claim must not wait: it would come to its turn before what others wait to write down of
        the same rows.
        """
        patient = [wish for wish in wishes if wish.is_patient and self.patience is not None]
        asked = tuple(self._waiting) if patient else ()
        queued = [wish for wish in asked if not (wish.is_patient or wish.is_void)]
        away = [wish for wish in (*wishes, *queued) if wish not in patient]
        for wish in away:
            wish.is_void = True
        _answer(loop, away, [(None, error)] * len(away))
        if not patient or self._waits():
            return patient
        _answer(loop, patient, [(None, error)] * len(patient))
        return ()

    def _bears(self, error: StoreDown) -> bool:
        """Take note of a refusal; whether to try again at once."""
        return self.patience is not None and self.patience.heard(error)

    def _worked(self) -> None:
        if self.patience is not None:
            self.patience.worked()

    def _waits(self) -> bool:
        """Wait before the next try, if anybody has patience."""
        return self.patience is not None and self.patience.wait()


def _answer(
    loop: asyncio.AbstractEventLoop, wishes: Sequence[_Wish], outcomes: Sequence[_Outcome]
) -> None:
    # A loop that has ended waits for nothing any more.
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(_tell, wishes, outcomes)


def _tell(wishes: Sequence[_Wish], outcomes: Sequence[_Outcome]) -> None:
    """Hand the outcomes over, in the event loop's thread."""
    for wish, (value, error) in zip(wishes, outcomes, strict=True):
        if wish.future.done():  # whoever asked was cancelled
            continue
        if isinstance(error, StopIteration):  # a future cannot hold it
            wish.future.set_exception(RuntimeError(f"a write raised {error!r}"))
        elif error is not None:
            wish.future.set_exception(error)
        else:
            wish.future.set_result(value)


@contextmanager
def upgraded_rows(
    url: str, point: Point = pass_by, patience: Patience | None = None
) -> Iterator[Rows]:
    """Open a database, making its tables or bringing them to this program's version.

    Args:
        url: The database.
        point: The seam for faults.
        patience: How a long-lived process bears a database that is down later on.

    Raises:
        StoreDown: It cannot be used just now.
        StoreBroken: It is damaged, or lost what it held.
        SchemaError: It is newer than the program.
    """
    file = file_of(url)
    if file is not None:
        _refuse_emptied(file)
    # Somebody who has patience waits in short steps, so that a signal is heard between them.
    busy_seconds = BUSY_SECONDS if patience is None else SHORT_BUSY_SECONDS
    yield from _opened(Database(url, point, busy_seconds), _prepare, patience)


@contextmanager
def existing_rows(url: str) -> Iterator[Rows]:
    """Open a database as it is, for a single command.

    Raises:
        StoreError: It cannot be used, or is damaged.
        SchemaError: It has no tables, or those of another version.
    """
    yield from _opened(Database(url), check_schema, None)


def _prepare(database: Database) -> None:
    upgrade(database)
    file = database.file
    if file is not None and is_small(file):
        database.read(lambda rows: check_pages(rows, file))


def _refuse_emptied(file: Path) -> None:
    """Refuse to make a database anew where one was in use.

    Raises:
        StoreBroken: There is a reserve, which is made beside a database with tables only.
    """
    is_empty = not file.exists() or file.stat().st_size == 0
    sign = Reserve(file).path
    if is_empty and sign.exists():
        raise StoreBroken(
            f"the database {file} is gone or empty, though it was in use: put a backup in its "
            f"place; or, to begin anew, remove {sign}"
        )


def _opened(
    database: Database, prepare: Callable[[Database], None], patience: Patience | None
) -> Iterator[Rows]:
    try:
        if database.file is not None:
            check_file(database.file)
        prepare(database)
        rows = Rows(database, patience)
        try:
            yield rows
        finally:
            rows.close()
    finally:
        database.close()
