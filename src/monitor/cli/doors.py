"""The doors that single commands open: the guarded session, the parsing children, files."""

import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from monitor.model.errors import ChildError
from monitor.outside.child import Children
from monitor.outside.dial import Dialer
from monitor.outside.guard import allowlist

if TYPE_CHECKING:
    from monitor.app.config import Config

LARGEST_BYTES: Final = 10 * 1024 * 1024
GZIP_MAGIC: Final = b"\x1f\x8b"


@contextmanager
def parsing_children() -> Iterator[Children]:
    """Give a child that parses feeds and extracts pages; it ends with the block."""
    from monitor.intake import child_main

    children = Children(child_main.main, count=1)
    try:
        yield children
    finally:
        children.close()


def dialer_of(config: Path) -> Dialer:
    """Make the guarded session; without a monitor.yaml it reaches public addresses only.

    Raises:
        ConfigError: The configuration is there, and wrong.
    """
    from monitor.app.config import load_config
    from monitor.app.wiring import agent

    if not (config / "monitor.yaml").is_file():
        return Dialer(agent=agent(None), allowed=allowlist(()))
    return guarded_dialer(load_config(config, os.environ))


def guarded_dialer(settings: "Config") -> Dialer:
    """Make the guarded session of a configuration."""
    from monitor.app.wiring import agent

    return Dialer(agent=agent(settings.contact), allowed=allowlist(settings.allow))


def read_document(file: Path) -> bytes:
    """Read a document, unpacked when it is gzip.

    Raises:
        ChildError: It cannot be read, is broken, or too large; `reason` says which.
    """
    try:
        with file.open("rb") as raw:
            packed = raw.read(2) == GZIP_MAGIC
            raw.seek(0)
            if packed:
                with gzip.open(raw) as unpacked:
                    body = unpacked.read(LARGEST_BYTES + 1)
            else:
                body = raw.read(LARGEST_BYTES + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ChildError("broken_answer", f"no gzip: {error}") from None
    except OSError as error:
        raise ChildError("no_such_file", error.strerror or "cannot be read") from None
    if len(body) > LARGEST_BYTES:
        raise ChildError("too_large", f"over {LARGEST_BYTES} bytes")
    return body
