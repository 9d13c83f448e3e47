"""The door to files that somebody named: whatever stands there, reading it ends."""

import os
import stat
from errno import EINVAL
from pathlib import Path


def read_regular(path: Path, most_bytes: int) -> bytes:
    """Read a regular file, or a link to one, up to `most_bytes` and one more.

    What was opened is looked at, not its name: a file that is swapped meanwhile changes nothing.

    Raises:
        OSError: It cannot be read, or is a pipe, a device or a folder; `strerror` says which. It
            is never waited for.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        _refuse(os.fstat(handle).st_mode, path)
        with open(handle, "rb", closefd=False) as file:
            return file.read(most_bytes + 1)
    finally:
        os.close(handle)


def is_folder(path: Path) -> bool:
    """Say whether a folder stands there; a name that cannot even be asked for is none."""
    try:
        return path.is_dir()
    except OSError:  # too long, or in a folder that is closed to us
        return False


def whole(path: Path) -> Path:
    """Give an absolute path without links; one that leads in circles stays as it is written."""
    return Path(os.path.realpath(path))


def _refuse(mode: int, path: Path) -> None:
    if stat.S_ISREG(mode):
        return
    kind = "a folder" if stat.S_ISDIR(mode) else "a pipe" if stat.S_ISFIFO(mode) else "a device"
    raise OSError(EINVAL, f"it is {kind}, not a file", str(path))
