"""Secrets: values that stand in the environment or in a file of their own, never in YAML."""

import stat
from pathlib import Path

from monitor.app.config_models import HiddenShape, SecretShape
from monitor.app.sheet import Sheet
from monitor.outside.files import read_regular
from monitor.rules.slip import Path as At

LONGEST_BYTES = 64 * 1024
# Container engines show secrets there, to one container only, with a mode that nobody can change.
MOUNTED = "/run/secrets"


def secret(shape: SecretShape, at: At, sheet: Sheet) -> str | None:
    """Fetch a secret; None, with a fault on the sheet, when it is not there.

    `{env: NAME}` is the variable NAME, or the content of the file that NAME_FILE names, as
    container engines hand secrets over. A newline at the end of a file does not belong to it.
    """
    if isinstance(shape, HiddenShape) and shape.plain is not None:
        return shape.plain
    if shape.file is not None:
        return _content(sheet.folder / shape.file, at, sheet)
    name = shape.env or ""
    value = sheet.environment.get(name)
    if value:
        return value
    path = sheet.environment.get(f"{name}_FILE")
    if path:
        return _content(Path(path), at, sheet)
    sheet.blame(at, f"the environment has neither {name} nor {name}_FILE")
    return None


def _content(path: Path, at: At, sheet: Sheet) -> str | None:
    try:
        mode = path.stat().st_mode
        value = read_regular(path, LONGEST_BYTES).decode().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        sheet.blame(at, f"the secret's file {path} cannot be read: {reason}")
        return None
    may = "write" if mode & stat.S_IWOTH else "read" if mode & stat.S_IROTH else ""
    if may and not path.is_relative_to(MOUNTED):
        sheet.warn(at, f"everybody on this machine may {may} {path}: chmod 600 {path}")
    if not value or len(value) > LONGEST_BYTES:
        sheet.blame(at, f"the secret's file {path} is {'too long' if value else 'empty'}")
        return None
    return value
