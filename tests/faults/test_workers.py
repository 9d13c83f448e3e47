"""Four workers on one PostgreSQL, one of them killed again and again: nothing is claimed twice.

The server itself writes down every claim, by a trigger, with what it knew of the one before.
"""

import random
from collections.abc import Iterator
from contextlib import closing
from time import monotonic, sleep

import psycopg
import pytest

from monitor.app.clock import now
from monitor.store import feeds
from monitor.store.database import Database
from tests.databases import PostgresDatabases
from tests.faults.arena import NONE, Arena, arena
from tests.faults.station import ALERTS, BETWEEN_LIVES, START
from tests.faults.workforce import Workforce, workforce
from tests.figures import Figure, by_length

WORKERS = 4
KILLS = by_length(10, 360)
BETWEEN_KILLS = float(by_length(1, 5))
LEASE = float(by_length(3, 300))  # seconds
LATEST = 5.0  # seconds after the end of a dead worker's lease
FEEDS = tuple("abcdefghijkl")
WAYS = ({**ALERTS, "to": ["hook", "anna"]},)
CLAIMS = """
CREATE TABLE claims (what text, id text, at timestamptz, was text, was_until timestamptz);
CREATE FUNCTION note_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE key text := CASE TG_TABLE_NAME WHEN 'page' THEN to_jsonb(NEW)->>'article_id'
                    ELSE to_jsonb(NEW)->>'id' END;
BEGIN
  INSERT INTO claims
    VALUES (TG_TABLE_NAME, key, clock_timestamp(), OLD.lease_token, OLD.lease_until);
  RETURN NULL;
END $$;
"""
NOTE = """
CREATE TRIGGER note_claim AFTER UPDATE ON {0} FOR EACH ROW
WHEN (NEW.lease_token IS NOT NULL AND NEW.lease_token IS DISTINCT FROM OLD.lease_token)
EXECUTE FUNCTION note_claim();
"""
CLAIMED = ("feed", "page", "delivery")


@pytest.fixture
def place(postgres_databases: PostgresDatabases) -> Iterator[Arena]:
    with arena(postgres_databases.empty(), "slow", feeds=FEEDS, routes=WAYS) as ready:
        assert not ready.live(ready.order())  # the tables are there now
        with psycopg.connect(ready.url, autocommit=True) as admin:
            admin.execute(CLAIMS)
            for table in CLAIMED:
                admin.execute(NOTE.format(table))
        yield ready
    postgres_databases.drop_all()


@pytest.mark.timeout(by_length(300, 36_000))
def test_no_two_workers_claim_one_thing_and_the_dead_are_followed_in_time(
    place: Arena, figure: Figure
):
    with workforce(place.folder, LEASE) as hands, closing(Database(place.url)) as database:
        _kill_many(hands, database, random.Random(2025))
        sleep(LEASE + LATEST)
        claims, double, late = _judged(place.url)
        left = _left_behind(place.url)
    place.lives = int((now() - START) / BETWEEN_LIVES) + 1
    place.drain()
    damage, toll = place.damage()

    figure("kills", KILLS)
    figure("claims", claims)
    figure("claimed twice", double)
    figure("taken over from the dead", len(late))
    figure("longest after the end of a lease, seconds", f"{max(late, default=0):.1f}")
    figure("hits that readers had to be told", toll.hits)
    figure("repeats under the same key", toll.repeats)
    assert double == 0
    assert late
    assert left == 0
    assert max(late) <= LATEST
    assert damage == NONE


def _kill_many(hands: Workforce, database: Database, rng: random.Random) -> None:
    """Keep four at work, and kill one again and again, while feeds are due all the time."""
    workers = [hands.start() for _ in range(WORKERS)]
    for _ in range(KILLS):
        until = monotonic() + BETWEEN_KILLS
        while monotonic() < until:
            database.write(lambda rows: [feeds.retry(rows, name, now()) for name in FEEDS])
            sleep(0.25)
        hands.kill(workers.pop(rng.randrange(WORKERS)))
        workers.append(hands.start())


def _left_behind(url: str) -> int:
    """Count what is held by a lease that was over long ago."""
    counts = " UNION ALL ".join(
        f"SELECT count(*) AS held FROM {table} WHERE lease_until < now() - interval '{LATEST} s'"
        for table in CLAIMED
    )
    with psycopg.connect(url) as rows:
        found = rows.execute(f"SELECT sum(held) FROM ({counts}) AS all_held").fetchone()
    assert found is not None
    return int(found[0])


def _judged(url: str) -> tuple[int, int, list[float]]:
    """Count claims and double claims, and say how late each one was that followed a dead worker."""
    with psycopg.connect(url) as rows:
        found = rows.execute(
            "SELECT was, extract(epoch FROM at - was_until)::float FROM claims"
        ).fetchall()
    followed = [late for was, late in found if was is not None]
    return len(found), sum(late < 0 for late in followed), followed
