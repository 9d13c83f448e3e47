"""Kill the program anywhere, many times: no hit is lost, and nobody is told twice."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from monitor.store import due, feeds, outbox
from monitor.store.database import Database, upgrade
from monitor.store.schema import feed
from monitor.store.verify import verify
from tests.databases import Databases
from tests.faults.mutations import STEPS
from tests.faults.nursery import BETWEEN_RUNS, Fate, Order, nursery
from tests.faults.receiver import Receiver, receiver
from tests.faults.scenario import FEEDS, NEW_EACH_POLL, READERS, START, WAYS, World

ROOT = Path(__file__).parents[2]
# How often a run passes each point, about. Each point is as likely as any other, so that the few
# moments around a send are not lost among hundreds of statements.
PASSES = {
    "store.begin": 24,
    "store.statement": 180,
    "store.commit": 18,
    "store.committed": 18,
    "send.begin": 4,
    "send.written": 4,
    "send.answered": 4,
}
LONGEST_SECONDS = 0.3
LONGEST_DRAIN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What went wrong, by the receiver's own account and by the rows'."""

    lost: frozenset[tuple[str, str]]
    told_twice: frozenset[tuple[str, str]]
    broken: tuple[str, ...]


NONE = Damage(lost=frozenset(), told_twice=frozenset(), broken=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Arena:
    """A prepared database, a receiver, and a nursery of victims."""

    url: str
    receiver: Receiver
    live: Fate

    def fight(self, steps: str, rng: random.Random, *, kills: int, by_time: bool) -> Damage:
        """Kill victims until enough have died, finish their work in peace, and count the damage."""
        deaths = run = 0
        while deaths < kills:
            run += 1
            assert run <= 4 * kills, "too many victims ended before they were killed"
            deaths += self.live(self._order(steps, run, rng, by_time=by_time))
        return self._damage(steps, run + 1)

    def live_in_peace(self, steps: str) -> Damage:
        """Let one victim after the other end by itself, and count the damage."""
        for run in range(6):
            order = Order(url=self.url, port=self.receiver.port, steps=steps, run=run)
            assert not self.live(order)
        return self._damage(steps, 6)

    def _order(self, steps: str, run: int, rng: random.Random, *, by_time: bool) -> Order:
        plain = Order(url=self.url, port=self.receiver.port, steps=steps, run=run)
        if by_time and run % 2:
            return replace(plain, seconds=rng.uniform(0, LONGEST_SECONDS))
        point = rng.choice(sorted(PASSES))
        return replace(plain, point=point, passes=rng.randrange(PASSES[point]))

    def _damage(self, steps: str, run: int) -> Damage:
        database = Database(self.url)
        world = World(database=database, port=self.receiver.port)
        for day in range(LONGEST_DRAIN):
            now = START + BETWEEN_RUNS * run + timedelta(days=day)
            STEPS[steps].close(world, now)
            STEPS[steps].deliver(world, now)
            if database.read(is_at_rest):
                break
        told, wanted = self._told(), expected(database)
        assert len(wanted) > 50, "the victims did next to nothing before they died"
        damage = Damage(
            lost=frozenset(wanted - told.keys()),
            told_twice=frozenset(hit for hit, keys in told.items() if len(keys) > 1),
            broken=database.read(verify),
        )
        database.close()
        return damage

    def _told(self) -> dict[tuple[str, str], set[str]]:
        told: dict[tuple[str, str], set[str]] = {}
        for key, (reader, addresses) in self.receiver.kept().items():
            for address in addresses:
                told.setdefault((reader, address), set()).add(key)
        return told


def expected(database: Database) -> set[tuple[str, str]]:
    """Say what every reader must have been told, from how often each feed was polled."""
    rows_of = database.read(lambda rows: rows.execute(select(feed.c.id, feed.c.polls)).all())
    return {
        (reader, f"https://{row.id}.example/{n}")
        for row in rows_of
        for n in range(row.polls * NEW_EACH_POLL)
        for reader in READERS
    }


def is_at_rest(rows: Connection) -> bool:
    """Whether nothing is left to close or to send."""
    waits = [due.next_ready(rows, route, reader) for route, reader in WAYS]
    return outbox.next_due(rows) is None and not any(waits)


def prepare(url: str) -> None:
    database = Database(url)
    upgrade(database)
    database.write(lambda rows: feeds.sync(rows, FEEDS, START))
    database.close()


@contextmanager
def arena(url: str, folder: Path, *, is_calm: bool) -> Iterator[Arena]:
    with receiver(folder / "kept", ROOT, is_calm=is_calm) as running, nursery(ROOT) as live:
        yield Arena(url=url, receiver=running, live=live)


@pytest.fixture
def moody(databases: Databases, tmp_path: Path) -> Iterator[Arena]:
    with arena(databases.prepared(prepare), tmp_path, is_calm=False) as ready:
        yield ready


@pytest.fixture
def calm(databases: Databases, tmp_path: Path) -> Iterator[Arena]:
    with arena(databases.prepared(prepare), tmp_path, is_calm=True) as ready:
        yield ready


def test_killed_anywhere_no_hit_is_lost_and_nobody_is_told_twice(moody: Arena):
    damage = moody.fight("sound", random.Random(2025), kills=50, by_time=True)

    assert damage == NONE


@pytest.mark.parametrize("steps", ["mark_then_send", "due_later"])
def test_a_mutation_that_is_never_killed_does_no_damage(calm: Arena, steps: str):
    damage = calm.live_in_peace(steps)

    assert damage == NONE


def test_marking_before_sending_loses_hits(calm: Arena):
    damage = calm.fight("mark_then_send", random.Random(2025), kills=30, by_time=False)

    assert damage.lost


def test_writing_what_is_due_in_a_second_transaction_loses_hits(calm: Arena):
    damage = calm.fight("due_later", random.Random(2025), kills=30, by_time=False)

    assert damage.lost
    assert any("due to nobody" in sentence for sentence in damage.broken)
