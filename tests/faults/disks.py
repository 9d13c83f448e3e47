"""Small disks of our own, which can be filled and made read-only; needs root."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PIECE = b"\0" * 4096


@contextmanager
def disk(place: Path, size_bytes: int) -> Iterator[Path]:
    """Mount a disk in memory at a folder, which is made."""
    place.mkdir(parents=True, exist_ok=True)
    _do("mount", "-t", "tmpfs", "-o", f"size={size_bytes}", "tmpfs", str(place))
    try:
        yield place
    finally:
        _do("umount", "--lazy", str(place))


def make_read_only(place: Path) -> None:
    """Have nothing written; fails while somebody has a file open to write."""
    _do("mount", "-o", "remount,ro", str(place))


def make_writable(place: Path) -> None:
    """Have it written again."""
    _do("mount", "-o", "remount,rw", str(place))


class Filler:
    """A file that takes all the room there is, up to a rest."""

    def __init__(self, place: Path, rest_bytes: int = 0) -> None:
        self._path, self._rest = place / "filler", rest_bytes

    def begin(self) -> None:
        """Take it."""
        with self._path.open("ab", buffering=0) as file, suppress(OSError):
            while file.write(PIECE) == len(PIECE):
                pass
        size = self._path.stat().st_size
        with self._path.open("ab") as file:
            file.truncate(max(0, size - self._rest))

    def end(self) -> None:
        """Give it back."""
        self._path.unlink(missing_ok=True)


def _do(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)
