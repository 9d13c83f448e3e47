"""What it costs to place one more article beside many that are stored, on SQLite.

    .venv/bin/python -m scripts.measure_placing 1000 30000 300000 1000000

Stored articles are made up as in tests/bench/test_stories.py: ten thousand of them, told again
under other rare keys until there are enough, all within three days. Prints a line for each size;
a database of a million takes 5 GB in the folder for temporary files, and some ten minutes.
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import Connection

from monitor.flow.neighbouring import StoredNeighbours
from monitor.model.feed import Feed
from monitor.model.story import Telling
from monitor.store import feeds
from monitor.store.database import Database, upgrade
from monitor.stories.features import Features, features
from monitor.stories.placing import place
from monitor.stories.sitetext import SiteText
from tests.bench.test_stories import NOON, _telling

BASE = 10_000
COMMON = 20
ASKED, WARM = 400, 300

Made = list[tuple[Telling, Features]]
ROWS = {
    "article": "(id, feed_id, site, version, is_baseline, first_seen_at) VALUES (?,'f',?,1,0,?)",
    "version": "(article_id, number, title, text, language, lang_by, text_hash, body, method, "
    "seen_at) VALUES (?,1,?,?,?,'detected',?,'feed','feed',?)",
    "telling": "(article_id, at, site, features, cites) VALUES (?,?,?,?,'[]')",
    "story": "(id, first_seen_at) VALUES (?,?)",
    "story_article": "(article_id, story_id, joined_at, joined) VALUES (?,?,?,'first')",
    "loose": "VALUES (?,?,?)",
}


def main() -> None:
    """Measure each size that is asked for."""
    chance = random.Random(7)
    tellings = [_telling(chance, number + 1) for number in range(BASE)]
    made = [(telling, features(telling, SiteText())) for telling in tellings]
    for size in map(int, sys.argv[1:] or ["1000", "30000"]):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "stories.db"
            database = Database(f"sqlite:///{path}")
            upgrade(database)
            database.write(
                lambda rows: feeds.sync(rows, [Feed(id="f", address="https://f.example")], NOON)
            )
            _fill(path, made, size)
            print(f"{size:>9,} stored: {database.read(_asked)}", flush=True)
            database.close()


def _fill(path: Path, made: Made, size: int) -> None:
    rows = sqlite3.connect(path)
    rows.execute("PRAGMA synchronous = OFF")
    rows.execute("CREATE TABLE loose (key INTEGER, at TEXT, article_id INTEGER)")
    often = Counter(key for _, found in made for key in found.keys)
    for first in range(0, size, BASE):
        lots: dict[str, list[tuple[object, ...]]] = {table: [] for table in ROWS}
        for table, values in _rows(made[: size - first], first, often):
            lots[table].append(values)
        for table, values in lots.items():
            rows.executemany(f"INSERT INTO {table} {ROWS[table]}", values)
    rows.execute(
        "INSERT INTO neighbour (key, at, article_id) "
        "SELECT key, at, article_id FROM loose ORDER BY key, at, article_id"
    )
    rows.execute("DROP TABLE loose")
    rows.commit()
    rows.close()


def _rows(made: Made, first: int, often: Counter[int]) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Give the rows of ten thousand articles; their rare keys are their own."""
    chance = random.Random(first)
    for number, (telling, found) in enumerate(made, first + 1):
        at = (NOON - timedelta(hours=70 * chance.random())).strftime("%Y-%m-%d %H:%M:%S.%f")
        yield "article", (number, telling.site, at)
        words = (telling.title, telling.text, telling.language)
        yield "version", (number, *words, str(number), at)
        yield "telling", (number, at, telling.site, found.to_bytes())
        yield "story", (number, at)
        yield "story_article", (number, number, at)
        for key in found.keys:
            own = key if often[key] >= COMMON or not first else _other(key, first)
            yield "loose", (own, at, number)


def _other(key: int, lot: int) -> int:
    return int.from_bytes(blake2b(f"{key}/{lot}".encode(), digest_size=8).digest()) >> 1


def _asked(rows: Connection) -> str:
    chance, costs, waits = random.Random(99), [], []
    for _ in range(ASKED):
        telling = _telling(chance, 10**9)
        found = features(telling, SiteText())
        begun, wall = time.process_time(), time.perf_counter()
        place(telling, found, StoredNeighbours(rows))
        costs.append((time.process_time() - begun) * 1e3)
        waits.append((time.perf_counter() - wall) * 1e3)
    cost, wait = statistics.median(costs[WARM:]), statistics.median(waits[WARM:])
    return f"{cost:.1f} ms of CPU and {wait:.1f} ms in all to place one more (medians)"


if __name__ == "__main__":
    main()
