"""When a running daemon wrote what: triggers of SQLite note it, the daemon knows nothing of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS = "(julianday({at}) - 2440587.5) * 86400"
NOW = SECONDS.format(at="'now'")
TRIGGERS = f"""
CREATE TABLE rig_poll (feed TEXT, due REAL, began REAL, ended REAL);
CREATE TABLE rig_hit (article_id INTEGER, at REAL);
CREATE TRIGGER rig_polled AFTER UPDATE OF polled_at ON feed WHEN NEW.polls > OLD.polls BEGIN
  INSERT INTO rig_poll VALUES (NEW.id, {SECONDS.format(at="OLD.next_poll_at")},
    {SECONDS.format(at="NEW.polled_at")}, {NOW});
END;
CREATE TRIGGER rig_found AFTER INSERT ON hit BEGIN
  INSERT INTO rig_hit VALUES (NEW.article_id, {NOW});
END;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One poll as the database saw it, in seconds since 1970."""

    feed: str
    due: float
    began: float
    ended: float


def spread(database: Path, seconds: float) -> None:
    """Make every feed due within so many seconds from now, evenly, as after days of running."""
    at = (
        f"strftime('%Y-%m-%d %H:%M:%f000', 'now', '+' || ({seconds} * place / count) || ' seconds')"
    )
    numbered = "SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS count"
    with _open(database) as rows:
        rows.execute(
            f"UPDATE feed SET next_poll_at = {at} FROM ({numbered} FROM feed) AS one"
            " WHERE one.id = feed.id"
        )


def note_times(database: Path) -> None:
    """Have polls and new entries noted from now on."""
    with _open(database) as rows:
        rows.executescript(TRIGGERS)


def polls(database: Path) -> list[Poll]:
    """Give the polls that were noted."""
    with _open(database) as rows:
        found = rows.execute("SELECT feed, due, began, ended FROM rig_poll").fetchall()
    return [Poll(feed=feed, due=due, began=began, ended=ended) for feed, due, began, ended in found]


def hit_at(database: Path) -> dict[str, float]:
    """Say when the first hit of each entry was written, by the entry's identity."""
    joined = "rig_hit JOIN entry ON entry.article_id = rig_hit.article_id"
    with _open(database) as rows:
        return dict(rows.execute(f"SELECT identity, min(at) FROM {joined} GROUP BY identity"))


@contextmanager
def _open(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database, timeout=60)) as rows, rows:
        yield rows
