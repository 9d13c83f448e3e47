"""What files of watches said last time, one small file for each, in a folder of our own.

Nothing here is needed: what is missing, foreign, damaged or of another edition is made again,
and a folder that cannot be used is left alone.
"""

import os
import platform
import stat
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from monitor.rules.file_rules import FileRules

FORMAT = 1
KEY_BYTES = 32
# Whatever decides what a file says: ourselves and the libraries that read.
LIBRARIES = ("news-monitor", "pyyaml", "pydantic", "google-re2")
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def load(folder: Path, path: Path, content: bytes) -> FileRules | None:
    """Give what a file of this very content said, if it is known.

    Args:
        folder: The folder of the cache; nothing is taken from one that others may write.
        path: The file of watches.
        content: Its bytes.
    """
    if not _is_ours(folder):
        return None
    try:
        kept = _file(folder, path).read_bytes()
    except OSError:
        return None
    packed = kept[KEY_BYTES:]
    if kept[:KEY_BYTES] != _key(path, content, packed):
        return None
    try:
        return FileRules.from_bytes(packed)
    except (ValueError, TypeError):  # of other nouns, or damaged before it was written
        return None


def save(folder: Path, path: Path, content: bytes, rules: FileRules) -> None:
    """Keep what a file said, if the folder can be written and is ours alone."""
    packed = rules.to_bytes()
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_ours(folder):
            _replace(_file(folder, path), _key(path, content, packed) + packed)


def _file(folder: Path, path: Path) -> Path:
    name = blake2b(str(path).encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return folder / f"{name}.rules"


def _key(path: Path, content: bytes, packed: bytes) -> bytes:
    """Hash all that must be the same, the packed rules among it, since a disk may lose some."""
    key = blake2b(digest_size=KEY_BYTES)
    for part in (_edition(), str(path).encode(errors="surrogateescape"), content, packed):
        key.update(len(part).to_bytes(8, "big") + part)
    return key.digest()


@cache
def _edition() -> bytes:
    """Name the program that reads: its version, and its text, which a checkout changes without."""
    told = [str(FORMAT), platform.python_implementation(), platform.python_version()]
    told += [f"{name} {_version(name)}" for name in LIBRARIES]
    here = Path(__file__).parent
    sources = [here, here.parent / "model"]
    texts = [file.read_bytes() for folder in sources for file in sorted(folder.glob("*.py"))]
    return "\n".join(told).encode() + blake2b(b"\0".join(texts)).digest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # run from a checkout that nobody installed
        return "0"


def _is_ours(folder: Path) -> bool:
    """Whether a folder belongs to this user and nobody else may write in it."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    own = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    return own and not found.st_mode & OTHERS_MAY_WRITE


def _replace(file: Path, content: bytes) -> None:
    """Write a file so that whoever reads finds the old one or the new one, never a half."""
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=".draft-")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(content)
        Path(draft).replace(file)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise
