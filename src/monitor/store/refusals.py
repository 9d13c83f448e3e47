"""What a refusal of the database means: will it pass by itself, is the disk full, is it damaged?"""

import sqlite3
from typing import Final

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from monitor.model.errors import DiskFull, StoreBroken, StoreDown, StoreError

# Source: https://www.sqlite.org/rescode.html; the low byte is the primary code.
_SQLITE_DOWN: Final = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)
_SQLITE_BROKEN: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
# Source: PostgreSQL's appendix A, "Error Codes": no connection, no resources, somebody stopped or
# stops the server, system errors; a standby that took over and does not write yet; and writers
# that were in each other's way again and again.
_POSTGRES_DOWN: Final = ("08", "53", "57P", "58", "25006", "40001", "40P01", "55P03")
_POSTGRES_FULL: Final = "53100"
_POSTGRES_BROKEN: Final = ("XX001", "XX002")


def refusal(error: DBAPIError, address: URL) -> StoreError:
    """Give what a caller can decide by, with a sentence for the operator.

    Args:
        error: What SQLAlchemy raised.
        address: The database that refused; its password is never shown.
    """
    if address.get_backend_name() == "sqlite":
        return _of_sqlite(error, address.database or "")
    return _of_postgres(error)


def damaged(file: str, how: object) -> StoreBroken:
    """Say that an SQLite file is damaged, and what to do."""
    return StoreBroken(
        f"the database {file} is damaged ({how}); nothing was changed. Put a backup in its place, "
        f"or save what can be read: sqlite3 {file} .recover | sqlite3 saved.db"
    )


def _of_sqlite(error: DBAPIError, file: str) -> StoreError:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code in _SQLITE_BROKEN:
        return damaged(file, error.orig)
    told = f"the database refused: {error.orig} ({file})"
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(told)
    return StoreDown(told) if code in _SQLITE_DOWN else StoreError(told)


def _of_postgres(error: DBAPIError) -> StoreError:
    state = getattr(error.orig, "sqlstate", None)
    told = f"the database refused: {error.orig}"
    if state in _POSTGRES_BROKEN:
        return StoreBroken(f"{told}; the server's files are damaged: put a backup in their place")
    if state == _POSTGRES_FULL:
        return DiskFull(told)
    if state is None:  # no answer of the server: there was no connection, or it broke
        is_down = isinstance(error, OperationalError | InterfaceError)
    else:
        is_down = state.startswith(_POSTGRES_DOWN)
    return StoreDown(told) if is_down else StoreError(told)
