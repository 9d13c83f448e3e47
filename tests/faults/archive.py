"""A database as it is after years: told hits by the hundred thousand, and deliveries that wait.

SQLite makes the rows itself, so that a million of them take seconds. Every promise of delivery
holds in it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from monitor.store.database import Database, upgrade
from monitor.store.schema import VERSION

OLD = "2024-01-01 00:00:00.000000"
HITS_EACH = 100
_NUMBERS = (
    "WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :count)"
)
# Text lies in one minute of 2024 for each n.
_AT = "strftime('%Y-%m-%d %H:%M:%S.000000', '2024-01-01', (n % 500000) || ' minutes')"
_OF_HITS = (
    f"INSERT INTO article (id, feed_id, address, address_key, site, version, is_baseline, "
    f"first_seen_at) SELECT n, 'old', 'https://old.example/' || n, 'key' || n, 'old.example', 1, "
    f"0, {_AT} FROM counted",
    f"INSERT INTO version (article_id, number, title, text, language, lang_by, text_hash, body, "
    f"method, seen_at) SELECT n, 1, 'The sappers leave for bridge ' || n, :text || n, 'en', "
    f"'declared', 'hash' || n, 'full', 'trafilatura', {_AT} FROM counted",
    f"INSERT INTO entry (feed_id, identity_key, identity, article_id, content_hash, link, title, "
    f"first_seen_at, changed_at) SELECT 'old', 'key' || n, 'guid' || n, n, 'hash' || n, "
    f"'https://old.example/' || n, 'The sappers leave for bridge ' || n, {_AT}, {_AT} FROM counted",
    f"INSERT INTO hit (id, watch, article_id, version, language, spans, entries, rank, why, "
    f"is_provisional, is_baseline, found_at, counts_at) SELECT n, 'sappers', n, 1, 'en', '[]', "
    f"'[]', 1, :why, 0, 0, {_AT}, {_AT} FROM counted",
    f"INSERT INTO due (hit_id, kind, route, destination, state, ready_at, is_late, message_id) "
    f"SELECT n, 'new', 'desk', 'hook', 'taken', {_AT}, 0, 'm' || (n / :each) FROM counted",
    f"INSERT INTO told (destination, hit_id, kind, message_id, is_dead, told_at) SELECT 'hook', n, "
    f"'new', 'm' || (n / :each), 0, {_AT} FROM counted",
)
_OF_MESSAGES = (
    f"INSERT INTO message (id, kind, route, number, made_at, subject) SELECT 'm' || (n - 1), "
    f"'digest', 'desk', n, {_AT}, 'Sappers' FROM counted",
    f"INSERT INTO slot (route, destination, starts_at, message_id, closed_at) SELECT 'desk', "
    f"'hook', {_AT}, 'm' || (n - 1), {_AT} FROM counted",
    f"INSERT INTO delivery (id, key, message_id, destination, content_type, body, state, attempts, "
    f"made_at, first_try_at, next_try_at, ended_at) SELECT n, 'key' || n, 'm' || (n - 1), 'hook', "
    f"'application/json', :body, CASE WHEN n > :sent THEN 'pending' ELSE 'sent' END, "
    f"CASE WHEN n > :sent THEN 0 ELSE 1 END, {_AT}, "
    f"CASE WHEN n > :sent THEN NULL ELSE {_AT} END, {_AT}, "
    f"CASE WHEN n > :sent THEN NULL ELSE {_AT} END FROM counted",
    f"INSERT INTO attempt (delivery_id, number, ended_at, outcome, answer, decision) "
    f"SELECT n, 1, {_AT}, 'sent', '204', 'done' FROM counted WHERE n <= :sent",
)


def make_archive(file: Path, *, hits: int, pending: int) -> None:
    """Make a database with so many hits told to `hook`, and so many deliveries that wait for it.

    Args:
        file: Where it is made.
        hits: A hundred of them stand in one message.
        pending: The newest messages; there are at least as many.
    """
    database = Database(f"sqlite:///{file}")
    upgrade(database)
    database.close()
    messages = max(hits // HITS_EACH + 1, pending)
    values = {
        "each": max(hits // messages, 1) + 1,
        "sent": messages - pending,
        "text": "The council met in the morning and heard three reports. " * 10,
        "why": "{}",
        "body": b'{"said": "' + b"The sappers leave. " * 100 + b'"}',
    }
    with closing(sqlite3.connect(file)) as rows, rows:
        rows.execute("PRAGMA synchronous = OFF")
        rows.execute(
            "INSERT INTO feed (id, address, tags, is_active, next_poll_at, polls, failures) "
            "VALUES ('old', 'https://old.example/feed', '[]', 0, ?, 1, 0)",
            (OLD,),
        )
        for statement in _OF_MESSAGES:
            _fill(rows, statement, {**values, "count": messages})
        for statement in _OF_HITS:
            _fill(rows, statement, {**values, "count": hits})
        found = rows.execute("SELECT version_num FROM alembic_version").fetchone()
    assert found == (VERSION,)


def _fill(rows: sqlite3.Connection, statement: str, values: dict[str, object]) -> None:
    """Run `INSERT ... SELECT` with the numbers from 1 on to select from."""
    into, _, select = statement.partition(" SELECT ")
    rows.execute(f"{into} {_NUMBERS} SELECT {select}", values)
