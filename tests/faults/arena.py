"""Victims die in a prepared place, others finish their work in peace, and the damage is counted."""

import random
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from pathlib import Path
from time import monotonic

from sqlalchemy import Connection, and_, func, select

from monitor.store import due, outbox
from monitor.store.database import Database
from monitor.store.schema import attempt, delivery, hit, page, story_article, told, version
from monitor.store.schema import due as due_row
from monitor.store.verify import verify
from tests.faults.farside import Account, FarSide, Temper, far_side
from tests.faults.nursery import KILLED, REFUSED, Fate, Order, log_of, nursery, trace_of
from tests.faults.print_shop import FEEDS, MARK, entries_until
from tests.faults.station import ROUTES, Routes, prepare, readers_of

LONGEST_DRAIN = 60
PEACE = 8
"""So many lives, and one of them is let live: who dies every hour has no time to send a mail."""
CUT = re.compile(r'"truncated":\{"articles":\{"sent":(\d+),"total":(\d+)')
MEMORY = Path("/dev/shm")
"""A killed process loses nothing that it wrote, so that its files need no disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What went wrong, by the far side's own account and by the rows'.

    `changed` are keys that came with other bytes; `excess` counts what came again though nobody was
    in doubt whether it had come: each kill, and each answer withheld, excuses one repeat.
    """

    lost: frozenset[tuple[str, str]] = frozenset()
    told_twice: frozenset[tuple[str, str]] = frozenset()
    changed: frozenset[str] = frozenset()
    excess: int = 0
    broken: tuple[str, ...] = ()


NONE = Damage()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What a fight was like: figures for people."""

    kills: int
    victims: int
    hits: int
    deliveries: int
    repeats: int
    doubts: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a life was like that ended by itself: its length, and the points it passed."""

    seconds: float
    passed: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Arena:
    """A prepared folder and database, a far side, and a nursery of victims."""

    folder: Path
    url: str
    far: FarSide
    live: Fate
    routes: Routes = ROUTES
    lives: int = 0
    kills: int = 0
    _begun: float = field(default_factory=monotonic)

    def order(self, **more: object) -> Order:
        """Order the next life."""
        self.lives += 1
        return replace(Order(folder=str(self.folder), life=self.lives, url=self.url), **more)

    def fight(self, steps: str, rng: random.Random, *, kills: int, by_time: bool) -> None:
        """Kill victims until enough have died: at a point, or every other one at some moment.

        Each point is as likely as any other, so that the few moments around a send are not lost
        among hundreds of statements.
        """
        measure = self._measured(self.order(steps=steps))
        while self.kills < kills:
            assert measure is not None
            assert self.lives <= 4 * kills + 9, "too many victims ended before they were killed"
            order = self.order(steps=steps)
            if self.lives % PEACE == 0:
                measure = self._measured(order) or measure
            elif by_time and self.lives % 2:
                order = replace(order, seconds=rng.uniform(0, measure.seconds))
                self._measured(order)
            else:
                place = rng.choice(sorted(set(measure.passed)))
                passes = rng.randrange(measure.passed.count(place))
                measure = self._measured(replace(order, place=place, passes=passes)) or measure

    def _measured(self, order: Order) -> "Measure | None":
        """Have one live: for how many seconds, and past which points? None if it was killed."""
        begun = monotonic()
        ended = self.live(order)
        assert ended != REFUSED
        self.kills += ended == KILLED
        if ended == KILLED:
            return None
        return Measure(seconds=monotonic() - begun, passed=tuple(trace_of(self.folder)))

    def drain(self, steps: str = "sound") -> None:
        """Let lives end by themselves until nothing is left to do."""
        self.far.close()
        for _ in range(LONGEST_DRAIN):
            assert not self.live(self.order(steps=steps, rounds=2))
            if self.is_done():
                return
        raise AssertionError("there is no end of work")

    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        database = Database(self.url)
        try:
            return database.read(lambda rows: is_at_rest(rows, self.routes))
        finally:
            database.close()

    def damage(self) -> tuple[Damage, Toll]:
        """Count what went wrong; to be called once all is done."""
        account = self.far.account()
        database = Database(self.url)
        doubts = database.read(_doubts)
        told, spared = database.read(lambda rows: (told_of(account, rows), spared_of(rows)))
        wanted = expected(account, self.routes) - (spared - told.keys())
        repeats = sum(times - 1 for times in account.times.values())
        damage = Damage(
            lost=frozenset(wanted - told.keys()),
            told_twice=frozenset(hit for hit, keys in told.items() if len(keys) > 1),
            changed=frozenset(account.changed),
            excess=max(0, repeats - doubts),
            broken=database.read(verify),
        )
        database.close()
        return damage, Toll(
            kills=self.kills,
            victims=self.lives,
            hits=len(wanted),
            deliveries=len(account.times),
            repeats=repeats,
            doubts=doubts,
            seconds=monotonic() - self._begun,
        )

    def faults(self) -> list[str]:
        """Give what the victims reported as errors of the program itself."""
        return [line for line in log_of(self.folder).splitlines() if '"level": "error"' in line]


def told_of(account: Account, rows: Connection) -> dict[tuple[str, str], set[str]]:
    """Say under which keys each reader was told of each entry.

    An event that was cut says of how many articles: which these are is then taken from the rows,
    if it is as many.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for key, body in account.bodies.items():
        words = _text(body)
        cut = CUT.search(words)
        if cut and cut[1] != cut[2]:
            titles = _titles(rows, key)
            assert len(titles) == int(cut[2]), f"{key} tells of {cut[2]}, the rows of {titles}"
            words = "\n".join(titles)
        for mark in MARK.findall(words):
            found.setdefault((account.readers[key], "".join(mark)), set()).add(key)
    return found


def spared_of(rows: Connection) -> set[tuple[str, str]]:
    """Say who is spared which entry by an alert that told the same story, by another entry."""
    ours, others, mate = story_article.alias(), story_article.alias(), hit.alias()
    due_to_mate = due_row.alias()
    of_hit = and_(version.c.article_id == hit.c.article_id, version.c.number == hit.c.version)
    statement = (
        select(due_row.c.destination, version.c.title)
        .join(hit, hit.c.id == due_row.c.hit_id)
        .join(version, of_hit)
        .join(ours, ours.c.article_id == hit.c.article_id)
        .join(others, others.c.story_id == ours.c.story_id)
        .join(mate, mate.c.article_id == others.c.article_id)
        .join(due_to_mate, due_to_mate.c.hit_id == mate.c.id)
        .where(due_row.c.reason == "same_story", due_to_mate.c.state == "taken")
        .where(due_to_mate.c.destination == due_row.c.destination)
    )
    return {
        (reader, "".join(mark))
        for reader, title in rows.execute(statement)
        for mark in MARK.findall(title)
    }


def _titles(rows: Connection, key: str) -> set[str]:
    """Give the titles of the articles that a delivery tells of, by the rows."""
    carries = and_(
        delivery.c.message_id == told.c.message_id, delivery.c.destination == told.c.destination
    )
    of_hit = and_(version.c.article_id == hit.c.article_id, version.c.number == hit.c.version)
    statement = (
        select(version.c.title)
        .select_from(told)
        .join(delivery, carries)
        .join(hit, hit.c.id == told.c.hit_id)
        .join(version, of_hit)
        .where(delivery.c.key == key)
    )
    return set(rows.execute(statement).scalars())


def _text(body: str) -> str:
    """Give the words of a mail, or of an event."""
    if body.startswith("{"):
        return body
    mail = message_from_bytes(body.encode("latin-1"), policy=policy.default)
    text = mail.get_body(("plain",))
    assert text is not None
    return f"{mail['subject']}\n{text.get_content()}"


def expected(account: Account, routes: Routes) -> set[tuple[str, str]]:
    """Say what every reader must have been told, by the validators that the outlet was shown."""
    return {
        (reader, f"{feed}{n}")
        for feed, last in account.shown.items()
        for n in range(entries_until(last))
        for reader in readers_of(routes)
    }


def is_at_rest(rows: Connection, routes: Routes) -> bool:
    """Whether nothing is left to read, to close or to send."""
    unread = select(func.count()).select_from(page).where(page.c.state == "waiting")
    ways = [(route["id"], reader) for route in routes for reader in route["to"]]
    return (
        outbox.next_due(rows) is None
        and not rows.execute(unread).scalar_one()
        and not any(due.next_ready(rows, *way) for way in ways)
    )


def _doubts(rows: Connection) -> int:
    """Count the attempts of which nobody knew how they ended: they died, or had no answer."""
    doubtful = select(func.count()).select_from(attempt).where(attempt.c.outcome == "ambiguous")
    return rows.execute(doubtful).scalar_one()


@contextmanager
def arena(
    url: str | None, temper: Temper, *, feeds: Sequence[str] = FEEDS, routes: Routes = ROUTES
) -> Iterator[Arena]:
    """Prepare a place to die, over a PostgreSQL database or a file of its own."""
    home = Path(tempfile.mkdtemp(prefix="monitor-arena-", dir=MEMORY if MEMORY.is_dir() else None))
    try:
        with far_side(temper) as far, nursery() as live:
            address = url or f"sqlite:///{home}/monitor.db"
            prepare(home, far, address, feeds, routes)
            yield Arena(folder=home, url=address, far=far, live=live, routes=routes)
    finally:
        shutil.rmtree(home)
