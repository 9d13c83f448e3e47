"""One process at a time for one SQLite database: whoever comes second is told who was first.

The lock is the kernel's, on a file beside the database: it ends with the process, however that
ends, and is never stale. What stands in the file is only for people. On PostgreSQL several
processes share by leases, and nothing is locked.
"""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from monitor.model.errors import StoreDown, StoreTaken
from monitor.store.soundness import file_of

ENDING: Final = ".lock"
_MOST_BYTES: Final = 1_000


@contextmanager
def alone(url: str, now: datetime) -> Iterator[None]:
    """Have an SQLite database for this process alone, until the block ends.

    Single commands do not ask: SQLite itself keeps what they write apart. The file stays when the
    block ends, because to remove it would let two in: one on the old file, one on a new.

    Args:
        url: The database; its links are followed, so that no second name is a second database.
        now: When this process began, for whoever comes second.

    Raises:
        StoreTaken: Another process has it; the text says which, where and since when.
        StoreDown: The file beside the database cannot be written.
    """
    database = file_of(url)
    if database is None:
        yield
        return
    handle = _opened(database)
    try:
        _take(handle, database)
        _sign(handle, now)
        yield
    finally:
        os.close(handle)


def _opened(database: Path) -> int:
    path = database.with_name(database.name + ENDING)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Python's descriptors do not pass to children: no child can keep the lock.
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise StoreDown(f"cannot write {path}: {error.strerror}") from error


def _take(handle: int, database: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise StoreTaken(
            f"another monitor works on {database}: {_signed(handle)}. End it first; several may "
            "share a PostgreSQL database, but not this one"
        ) from None
    except OSError as error:
        raise StoreDown(f"cannot lock {database.name}{ENDING}: {error.strerror}") from error


def _sign(handle: int, now: datetime) -> None:
    """Write down who we are; a full disk forbids that, and nothing depends on it."""
    line = f"process {os.getpid()} on {socket.gethostname()}, since {now:%Y-%m-%d %H:%M:%S} UTC\n"
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, line.encode("utf-8", "replace"), 0)


def _signed(handle: int) -> str:
    said = os.pread(handle, _MOST_BYTES, 0).decode("utf-8", "replace").strip()
    return said or "a process that did not sign its name"
