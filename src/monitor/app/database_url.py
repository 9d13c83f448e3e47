"""The database's address: which databases there are, and where a relative file begins."""

from pathlib import Path
from urllib.parse import urlsplit

from monitor.app.config_models import MonitorShape
from monitor.app.secrets import secret
from monitor.app.sheet import Sheet
from monitor.outside.files import whole

FILE = "monitor.db"
SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgresql+psycopg://")


def database_of(shape: MonitorShape, base: Path, sheet: Sheet) -> str:
    """Give the address of the database, an SQLite file in `data:` unless said.

    Args:
        shape: The file.
        base: Where relative paths begin.
        sheet: Takes the faults.
    """
    if shape.database is None:
        return f"{SQLITE}{whole(base / shape.data) / FILE}"
    written = secret(shape.database, ("database",), sheet) or ""
    if written.startswith("postgres://"):  # what hosting services hand out
        written = f"postgresql://{written.removeprefix('postgres://')}"
    if written.startswith(POSTGRES):
        return _postgres(written, sheet)
    if written.startswith(SQLITE):
        return _sqlite(written, base, sheet)
    if written:
        kind, is_one, _ = written.partition("://")
        named = f" of kind {kind!r}" if is_one else ""  # else it may be a secret
        sheet.blame(
            ("database",),
            f"no database{named}: write sqlite:///data/monitor.db or postgresql://...",
        )
    return written


def _postgres(written: str, sheet: Sheet) -> str:
    """Look at brackets and port; a password with a letter of its own meaning looks like one."""
    try:
        _ = urlsplit(written).port
    except ValueError:
        sheet.blame(
            ("database",),
            "no address of a database: check its port; in a password write @ / : as %40 %2F %3A",
        )
    return written


def _sqlite(written: str, base: Path, sheet: Sheet) -> str:
    path, mark, options = written.removeprefix(SQLITE).partition("?")
    if path in ("", ":memory:"):
        sheet.blame(("database",), "a database in memory forgets what was told: name a file")
        return written
    return f"{SQLITE}{whole(base / path)}{mark}{options}"
