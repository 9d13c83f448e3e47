"""Transactions keep all or nothing; the schema is checked; the seams are called."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from monitor.model.errors import SchemaError, StoreError
from monitor.store import meta
from monitor.store.database import Database, check_schema, upgrade
from monitor.store.schema import VERSION, tables

MIGRATIONS = Path(sys.modules[Database.__module__].__file__ or "").parent / "migrations"


class Stop(Exception):
    """Raised by a test to end a transaction."""


def put_and_stop(rows: Connection) -> None:
    meta.put(rows, "a", "1")
    raise Stop


def version_is(number: str) -> Callable[[Connection], object]:
    return lambda rows: rows.execute(text(f"UPDATE alembic_version SET version_num = '{number}'"))


def test_a_transaction_that_fails_leaves_nothing(database: Database):
    with pytest.raises(Stop):
        database.write(put_and_stop)

    assert database.read(lambda rows: meta.get(rows, "a")) is None


def test_a_claim_in_a_transaction_that_fails_is_undone(database: Database):
    """Left to itself, Python's sqlite3 begins no transaction before `WITH ... UPDATE`."""

    def claim_and_stop(rows: Connection) -> None:
        rows.execute(text("WITH w AS (SELECT id FROM feed) UPDATE feed SET polls = 7"))
        raise Stop

    with pytest.raises(Stop):
        database.write(claim_and_stop)

    assert database.read(lambda rows: rows.execute(text("SELECT polls FROM feed")).scalar()) == 0


def test_a_savepoint_can_be_undone_alone(database: Database):
    def tell(rows: Connection) -> None:
        meta.put(rows, "a", "1")
        with rows.begin_nested() as inner:
            meta.put(rows, "b", "2")
            inner.rollback()

    database.write(tell)

    assert database.read(lambda rows: (meta.get(rows, "a"), meta.get(rows, "b"))) == ("1", None)


def test_a_reader_sees_one_view_while_others_write(database: Database, other: Database):
    def ask(rows: Connection) -> tuple[str | None, str | None]:
        before = meta.get(rows, "a")
        other.write(lambda more: meta.put(more, "a", "1"))
        return before, meta.get(rows, "a")

    assert database.read(ask) == (None, None)


def test_a_reader_cannot_write(database: Database, postgres_url: str):
    postgres = Database(postgres_url)
    upgrade(postgres)

    with pytest.raises(StoreError, match="read-only"):
        postgres.read(lambda rows: meta.put(rows, "a", "1"))

    postgres.close()


def test_writers_in_each_others_way_both_succeed(database: Database, other: Database):
    """PostgreSQL ends one of two that wait for each other; it begins again."""
    database.write(lambda rows: (meta.put(rows, "a", "0"), meta.put(rows, "b", "0")))
    both_hold_one = Barrier(2, timeout=0.5)  # on SQLite nobody comes, and a second run is alone

    def tell(rows: Connection, first: str, second: str) -> None:
        meta.put(rows, first, first)
        with suppress(BrokenBarrierError):
            both_hold_one.wait()
        meta.put(rows, second, first)

    threads = [
        Thread(target=lambda: database.write(lambda rows: tell(rows, "a", "b"))),
        Thread(target=lambda: other.write(lambda rows: tell(rows, "b", "a"))),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    values = database.read(lambda rows: {meta.get(rows, "a"), meta.get(rows, "b")})
    assert values in ({"a"}, {"b"})


def test_the_seams_of_a_write_are_called_in_order(url: str):
    names: list[str] = []
    database = Database(url, names.append)

    database.write(lambda rows: meta.put(rows, "a", "1"))

    database.close()
    assert [names[0], *names[-3:]] == [
        "store.begin",
        "store.statement",
        "store.commit",
        "store.committed",
    ]


def test_a_fault_before_the_commit_leaves_nothing(url: str):
    def fail(name: str) -> None:
        if name == "store.commit":
            raise Stop

    broken, sound = Database(url, fail), Database(url)
    with pytest.raises(Stop):
        broken.write(lambda rows: meta.put(rows, "a", "1"))

    found = sound.read(lambda rows: meta.get(rows, "a"))

    broken.close()
    sound.close()
    assert found is None


def test_sqlite_is_safe_against_a_power_cut(database: Database, tmp_path: Path):
    sqlite = Database(f"sqlite:///{tmp_path}/m.db")

    modes = sqlite.read(
        lambda rows: [
            rows.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    )

    sqlite.close()
    assert modes == ["wal", 2, 1]


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path}/data/deep/monitor.db")

    upgrade(database)

    database.close()
    assert (tmp_path / "data/deep/monitor.db").is_file()


def test_a_relative_sqlite_address_means_the_working_folder(tmp_path: Path):
    code = (
        "from monitor.store.database import Database, upgrade;"
        "upgrade(Database('sqlite:///data/monitor.db'))"
    )

    path = {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, env=path)

    assert (tmp_path / "data/monitor.db").is_file()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://x/y", "nonsense", ""])
def test_an_address_that_is_neither_kind_is_refused(url: str):
    with pytest.raises(StoreError):
        Database(url)


def test_a_database_that_cannot_be_reached_is_a_store_error(tmp_path: Path):
    nobody = Database(f"postgresql:///x?host={tmp_path}")

    with pytest.raises(StoreError):
        nobody.read(lambda rows: None)
    with pytest.raises(StoreError):
        nobody.write(lambda rows: None)


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path):
    (tmp_path / "data").write_text("a file stands in the way")

    with pytest.raises(StoreError, match="folder"):
        Database(f"sqlite:///{tmp_path}/data/monitor.db")


def test_the_migrations_make_exactly_the_tables_of_the_schema(database: Database):
    differences = database.read(
        lambda rows: compare_metadata(MigrationContext.configure(rows), tables)
    )

    assert differences == []


def test_the_newest_migration_is_the_version_the_program_expects():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_heads() == [VERSION]


def test_upgrading_again_changes_nothing(database: Database):
    database.write(lambda rows: meta.put(rows, "a", "1"))

    upgrade(database)

    assert database.read(lambda rows: meta.get(rows, "a")) == "1"


def test_two_who_upgrade_at_once_both_succeed(database_url: str):
    doors = [Database(database_url), Database(database_url)]
    threads = [Thread(target=upgrade, args=(door,)) for door in doors]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    asked = text("SELECT version_num FROM alembic_version")
    versions = [door.read(lambda rows: rows.execute(asked).scalar_one()) for door in doors]
    for door in doors:
        door.close()
    assert versions == [VERSION, VERSION]


def test_an_empty_database_is_older_than_the_program(database_url: str):
    database = Database(database_url)

    with pytest.raises(SchemaError, match="db upgrade"):
        check_schema(database)

    database.close()


def test_an_older_database_says_how_to_upgrade(database: Database):
    database.write(version_is("0000"))

    with pytest.raises(SchemaError, match="db upgrade"):
        check_schema(database)


def test_a_newer_database_is_refused(database: Database):
    database.write(version_is("9999"))

    with pytest.raises(SchemaError, match="newer program"):
        check_schema(database)


def test_a_newer_database_is_never_downgraded(database: Database):
    database.write(version_is("9999"))

    with pytest.raises(SchemaError, match="newer program"):
        upgrade(database)
