"""Is a database what it should be? Asked before anything is written to it.

A damaged or emptied database is refused, never made anew in silence: what was told to whom stands
in it and nowhere else.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url

from monitor.model.errors import StoreBroken
from monitor.store.refusals import damaged
from monitor.store.schema import tables

# `PRAGMA quick_check` reads every page: up to this size a start waits for it.
SMALL_BYTES: Final = 64 * 1024 * 1024
_MAGIC: Final = b"SQLite format 3\0"


def file_of(url: str) -> Path | None:
    """Give the file of an SQLite database, absolute and without links; None for PostgreSQL.

    So all names of one database give one path.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        return None
    return Path(address.database).resolve()


def check_file(file: Path) -> None:
    """Refuse a file that cannot be an SQLite database; one that is not there will be made.

    Raises:
        StoreBroken: It is something else, or it lost all it held.
    """
    try:
        with file.open("rb") as opened:
            head = opened.read(len(_MAGIC))
    except OSError:  # not there, or not to be read: opening it says so
        return
    if head and head != _MAGIC:
        raise damaged(str(file), "it is no SQLite database")
    log = file.with_name(f"{file.name}-wal")
    # SQLite would delete the log beside an empty file.
    if not head and log.is_file() and log.stat().st_size:
        raise damaged(str(file), f"it is empty, but {log.name} is not")


def check_tables(rows: Connection, version: str | None) -> None:
    """Refuse a database without some of its tables.

    Args:
        rows: The database.
        version: What it says of its schema; None when it says nothing.

    Raises:
        StoreBroken: Tables are missing, or there are tables and nobody knows of which version.
    """
    known = {name for name in tables.tables}
    found = known.intersection(inspect(rows).get_table_names())
    if version is None and found:
        raise StoreBroken(
            f"the database has tables ({_some(found)}) but not the one that tells their version: "
            "put a backup in its place, or name another database"
        )
    if version is not None and found != known:
        raise StoreBroken(
            f"the database lacks tables ({_some(known - found)}): put a backup in its place"
        )


def check_pages(rows: Connection, file: Path) -> None:
    """Read every page of an SQLite database.

    Raises:
        StoreBroken: One of them makes no sense.
    """
    (first, *_more) = rows.execute(text("PRAGMA quick_check(1)")).scalars().all()
    if first != "ok":
        raise damaged(str(file), " ".join(first.split()))


def is_small(file: Path) -> bool:
    """Whether reading every page takes no time that a person notices."""
    try:
        return file.stat().st_size <= SMALL_BYTES
    except OSError:
        return True


def _some(names: set[str]) -> str:
    return ", ".join(sorted(names)[:3])
