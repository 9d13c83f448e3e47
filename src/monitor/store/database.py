"""The only place that executes and commits: a database, its transactions, its migrations."""

from collections.abc import Callable
from pathlib import Path
from sqlite3 import SQLITE_BUSY, SQLITE_LOCKED, OperationalError
from sqlite3 import Connection as SqliteConnection
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from monitor.model.errors import SchemaError, StoreDown, StoreError
from monitor.model.seam import Point, pass_by
from monitor.store.refusals import refusal
from monitor.store.schema import VERSION
from monitor.store.soundness import check_tables, file_of

if TYPE_CHECKING:
    from psycopg import Connection as PostgresConnection

T = TypeVar("T")

BUSY_SECONDS = 30
# Two polls may wait for each other's rows, or make the same article at the same moment;
# PostgreSQL then ends one of them with these codes.
TRY_AGAIN = frozenset({"40001", "40P01", "23505"})
RUNS = 5
# A server whose machine is gone says nothing: it is noticed within half a minute. Seconds, but for
# the last, which is in milliseconds. Source: libpq, "Parameter Key Words".
POSTGRES = {
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
# Any number that no other program of the same database uses for its own locks.
UPGRADE_LOCK = 6_190_417_523
BAD_ADDRESS = (
    "the database's address cannot be read: check port and options; in a password write @ / : as "
    "%40 %2F %3A"
)


class Database:
    """One database, SQLite or PostgreSQL, for use from any thread.

    Args:
        url: `sqlite:///path` (its folder is made) or `postgresql://...`.
        point: Called with `store.begin`, `store.statement` (before each), and for writes
            `store.commit` (just before) and `store.committed` (just after).
        busy_seconds: How long a write waits for another of the same SQLite file.

    Raises:
        StoreError: If the address is not one of these.
    """

    def __init__(
        self, url: str, point: Point = pass_by, busy_seconds: float = BUSY_SECONDS
    ) -> None:
        self._point = point
        try:
            self._engine = _engine(_address(url), point, busy_seconds)
        except ValueError:  # its text may quote a password with a letter that has to be written %2F
            raise StoreError(BAD_ADDRESS) from None
        self.file = file_of(url)

    def read(self, ask: Callable[[Connection], T]) -> T:
        """Run `ask` on one unchanging view of the rows; it must not write.

        Raises:
            StoreDown: If the database cannot be reached or used just now.
            StoreBroken: If it is damaged.
        """
        try:
            with _reader(self._engine) as rows:
                self._point("store.begin")
                with rows.begin():
                    return ask(rows)
        except DBAPIError as error:
            raise refusal(error, self._engine.url) from error

    def write(self, tell: Callable[[Connection], T]) -> T:
        """Run `tell` in one transaction: all of it is kept, or, if it raises, nothing.

        `tell` may run more than once when another writer is in the way, each time from the start.

        Raises:
            StoreDown: If the database cannot be reached or used just now.
            StoreBroken: If it is damaged.
        """
        for run in range(1, RUNS + 1):
            try:
                return self._write_once(tell)
            except DBAPIError as error:
                if run == RUNS or getattr(error.orig, "sqlstate", None) not in TRY_AGAIN:
                    raise refusal(error, self._engine.url) from error
        raise AssertionError("the loop above returns or raises")

    def close(self) -> None:
        """Close every connection; the next use opens new ones."""
        self._engine.dispose()

    def _write_once(self, tell: Callable[[Connection], T]) -> T:
        with self._engine.connect() as rows:
            self._point("store.begin")
            with rows.begin():
                told = tell(rows)
                self._point("store.commit")
            self._point("store.committed")
            return told


def upgrade(database: Database) -> None:
    """Bring the tables to the newest version, in one transaction; safe to call at every start.

    Raises:
        SchemaError: If the database is newer than the program.
        StoreBroken: If it lost some of its tables.
    """
    if database.read(_version) != VERSION:
        database.write(_upgrade)
    database.read(lambda rows: check_tables(rows, VERSION))


def check_schema(database: Database) -> None:
    """Make sure that the database has exactly the tables this program expects.

    Raises:
        SchemaError: If it is older or newer; the text says what to do.
        StoreBroken: If it lost some of its tables.
    """
    found = database.read(_version)
    if found is None or found < VERSION:
        state = f"at version {found}" if found else "empty"
        raise SchemaError(
            f"the database is {state}, older than {VERSION}: run `monitor db upgrade`"
        )
    _refuse_newer(found)
    database.read(lambda rows: check_tables(rows, VERSION))


def _upgrade(rows: Connection) -> None:
    # Alembic takes a while to import, and at most starts there is nothing to do.
    from alembic import command
    from alembic.config import Config

    if rows.dialect.name == "postgresql":
        rows.execute(text(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})"))
    found = _version(rows)
    _refuse_newer(found)
    if found is None:
        check_tables(rows, None)
    config = Config()
    config.attributes["connection"] = rows
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    command.upgrade(config, "head")


def _version(rows: Connection) -> str | None:
    if not inspect(rows).has_table("alembic_version"):
        return None
    found: str | None = rows.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _refuse_newer(found: str | None) -> None:
    if found is not None and found > VERSION:
        raise SchemaError(
            f"the database is at version {found}, newer than {VERSION}: use the newer program"
        )


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        kind = address.get_backend_name()
        address.get_dialect()
    except (ArgumentError, NoSuchModuleError):
        raise StoreError("the database is `sqlite:///PATH` or `postgresql://...`") from None
    if kind not in ("sqlite", "postgresql"):
        raise StoreError(f"the database is SQLite or PostgreSQL, not {kind}")
    if kind == "sqlite" and address.database in (None, "", ":memory:"):
        raise StoreError("SQLite needs a file: `sqlite:///data/monitor.db`")
    return address


def _engine(address: URL, point: Point, busy_seconds: float) -> Engine:
    if address.get_backend_name() == "sqlite":
        _make_folder(address)
        engine = create_engine(
            address, connect_args={"timeout": busy_seconds}, hide_parameters=True
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        usual = {key: value for key, value in POSTGRES.items() if key not in address.query}
        engine = create_engine(
            address, pool_pre_ping=True, connect_args=usual, hide_parameters=True
        )
        event.listen(engine, "connect", _prepare_postgres)
    event.listen(engine, "before_cursor_execute", lambda *_: point("store.statement"))
    return engine


def _make_folder(address: URL) -> None:
    folder = Path(address.database or "").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreDown(f"cannot make the database's folder {folder}: {error.strerror}") from error


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    # Left to itself, sqlite3 opens no transaction before `WITH ... UPDATE` or a SELECT.
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    _switch_to_wal(connection)


def _prepare_postgres(connection: "PostgresConnection[Any]", _record: object) -> None:
    # Some servers answer before they have written; what we call kept must outlive their crash.
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) "
        "WHERE current_setting('synchronous_commit') = 'off'"
    )
    connection.commit()


def _switch_to_wal(connection: SqliteConnection) -> None:
    # When two processes open a new file at once, SQLite does not wait for this lock by itself.
    deadline = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF in (SQLITE_BUSY, SQLITE_LOCKED)
            if not is_busy or monotonic() > deadline:
                raise
            sleep(0.01)
        else:
            return


def _begin_sqlite(rows: Connection) -> None:
    # A writer takes its lock at once: upgrading a reader's lock later can fail without waiting.
    is_reader = rows.get_execution_options().get("is_reader", False)
    rows.exec_driver_sql("BEGIN" if is_reader else "BEGIN IMMEDIATE")


def _reader(engine: Engine) -> Connection:
    rows = engine.connect()
    if engine.dialect.name == "sqlite":
        return rows.execution_options(is_reader=True)
    return rows.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
