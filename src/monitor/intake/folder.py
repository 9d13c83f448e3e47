"""Files of a configured folder: the only ones a feed's entries may name."""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

OWN_HOSTS = ("", "localhost")


def path_of(address: str, root: str) -> Path | None:
    """Give the regular file a `file:` address names, or None unless it lies below `root`.

    Symbolic links are followed first, so neither they nor `..` can lead out of the folder.
    """
    try:
        parts = urlsplit(address)
        path = Path(url2pathname(parts.path)).resolve()
        inside = parts.netloc.lower() in OWN_HOSTS and path.is_relative_to(Path(root).resolve())
    except (OSError, ValueError, RuntimeError):  # a NUL in the name, a loop of links
        return None
    return path if inside else None


def read_at_most(path: Path, most_bytes: int) -> bytes | None:
    """Read a regular file up to `most_bytes` and one more; None for a pipe, device or folder.

    Raises:
        OSError: The file is not there or may not be read.
    """
    if path.exists() and not path.is_file():
        return None
    with path.open("rb") as file:
        return file.read(most_bytes + 1)
