"""The seam as a victim sees it: it counts what it passes, and dies or fails where it was told."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from sqlite3 import OperationalError as SqliteError

import aiohttp
import psycopg
from psycopg import errors
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from monitor.app.config import Config


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """Where it happens, and what: after so many passes of a place (None: of any), by a fault.

    Without `passes` it never happens; without `fault` it is death.
    """

    place: str | None = None
    passes: int | None = None
    fault: str | None = None


class Watched:
    """One seam for one life; `passed` are the names of the points, in order."""

    def __init__(self, death: Death, config: Config) -> None:
        self.passed: list[str] = []
        self._death, self._database = death, config.database
        self._left = death.passes

    def __call__(self, name: str) -> None:
        """Let the program pass, kill it, or have it meet its fault."""
        self.passed.append(name)
        if self._left is None or self._death.place not in (None, name):
            return
        if self._left:
            self._left -= 1
            return
        self._left = None
        if self._death.fault is None:
            os.kill(os.getpid(), signal.SIGKILL)
        FAULTS[self._death.fault](name, self._database)


def hard(name: str, database: str) -> None:
    """Break something for good: the connection, the disk, the link."""
    if not name.startswith("store."):
        raise _link_lost(name)
    if database.startswith("postgresql"):
        raise OperationalError(None, None, errors.AdminShutdown("terminating connection"))
    raise OperationalError(None, None, SqliteError("disk I/O error"))


def soft(name: str, database: str) -> None:
    """Have something come too late: a lock, an answer."""
    if not name.startswith("store."):
        raise TimeoutError("too late")
    if database.startswith("postgresql"):
        raise OperationalError(None, None, errors.LockNotAvailable("canceling statement"))
    raise OperationalError(None, None, SqliteError("database is locked"))


def severed(name: str, database: str) -> None:
    """End every connection to the database from outside, as a restart of the server does."""
    if not name.startswith("store."):
        raise _link_lost(name)
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    address = make_url(database)
    with psycopg.connect(database, autocommit=True) as admin:
        admin.execute(f"{others} AND pid <> pg_backend_pid()", [address.database])


def _link_lost(name: str) -> Exception:
    if name == "dial.connect":
        return ConnectionRefusedError(111, "Connection refused")
    if name.startswith("dial."):
        return aiohttp.ClientOSError(104, "Connection reset by peer")
    return ConnectionResetError(104, "Connection reset by peer")


FAULTS: dict[str, Callable[[str, str], None]] = {"hard": hard, "soft": soft, "severed": severed}
