"""Room kept for the worst moment: on a full disk SQLite cannot even delete.

A file of nothing in particular lies beside the database. When the disk is full it is given up, and
what is under way can be written down, the outbox emptied and the operator told. Until there is
room for it again, nothing new is begun.
"""

import os
from contextlib import suppress
from pathlib import Path
from shutil import disk_usage
from typing import Final

from monitor.store.soundness import file_of

ENDING: Final = ".reserve"
# The write-ahead log grows to 4 MiB before it is used again, and a digest has 100 kB at most.
SIZE_BYTES: Final = 8 * 1024 * 1024
_PIECE_BYTES: Final = 1024 * 1024


def complaints(url: str) -> tuple[str, ...]:
    """Say that the disk of a database is full; nothing of PostgreSQL, whose disk we do not see."""
    file = file_of(url)
    if file is None or not Reserve(file).is_missed:
        return ()
    room = 2 * SIZE_BYTES // _PIECE_BYTES
    return (f"the disk of {file} is full: nothing is polled until {room} MB are free",)


class Reserve:
    """A file beside an SQLite database; may be asked from any thread, one at a time."""

    def __init__(self, database: Path, size_bytes: int = SIZE_BYTES) -> None:
        """Name the database; nothing is written yet."""
        self.path = database.with_name(database.name + ENDING)
        self._size = size_bytes

    @property
    def is_whole(self) -> bool:
        """Whether all of it lies there."""
        try:
            return self.path.stat().st_size >= self._size
        except OSError:
            return False

    @property
    def is_missed(self) -> bool:
        """Whether it is not there, and could not be made."""
        return not self.is_whole and not self._has_room

    def make(self) -> bool:
        """Fill the file, if as much is left beside it: else the disk would be full again at once.

        Returns:
            Whether all of it lies there now; else it takes no room.
        """
        if self.is_whole:
            return True
        if not self._has_room:
            return False
        beside = self.path.with_name(f"{self.path.name}.part")
        try:
            self._fill(beside)
            beside.replace(self.path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            return False
        return True

    def give_up(self) -> bool:
        """Free its room; False when there was none to free."""
        try:
            self.path.unlink()
        except OSError:
            return False
        return True

    @property
    def _has_room(self) -> bool:
        try:
            return disk_usage(self.path.parent).free >= 2 * self._size
        except OSError:
            return False

    def _fill(self, path: Path) -> None:
        """Write what no file system can pack: zeros would take no room on some."""
        left = self._size
        with path.open("wb") as file:
            while left > 0:
                left -= file.write(os.urandom(min(left, _PIECE_BYTES)))
            file.flush()
            os.fsync(file.fileno())
