"""A database that is read-only or locked for longer than anybody waits: nothing is lost."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from monitor.app.access import Rows
from monitor.model.errors import StoreDown
from monitor.store.database import Database
from tests.faults.disks import disk, make_read_only, make_writable
from tests.faults.machine import (
    BUSY_SECONDS,
    ISSUES,
    SOUND,
    STEP,
    Ground,
    Trigger,
    damage,
    house_on,
    let_go,
    live,
)
from tests.figures import Figure, by_length
from tests.rig.house import NOON, House

POINTS = by_length(25, 200)
# An undisturbed life passes about so many statements, and begins so often.
STATEMENTS = 250
Step = Callable[[datetime], object]
BEGINNINGS = 45


class QueryOnly:
    """Every connection of this process reads only, as SQLite itself enforces it."""

    def __init__(self) -> None:
        self.is_on = False

    def begin(self) -> None:
        self.is_on = True

    def end(self) -> None:
        self.is_on = False

    def set(self, connection: object, cursor: sqlite3.Cursor, *_: object) -> None:
        """Tell the connection before each statement."""
        cursor.connection.execute(f"PRAGMA query_only = {int(self.is_on)}")


@contextmanager
def query_only() -> Iterator[QueryOnly]:
    switch = QueryOnly()
    event.listen(Engine, "before_cursor_execute", switch.set)
    yield switch
    event.remove(Engine, "before_cursor_execute", switch.set)


class ForeignLock:
    """Somebody else's program holds the database, and does not let go."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._holder: sqlite3.Connection | None = None

    def begin(self) -> None:
        self._holder = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False)
        self._holder.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 10_000)}")
        self._holder.execute("BEGIN EXCLUSIVE")

    def end(self) -> None:
        if self._holder is not None:
            self._holder.close()


@pytest.mark.timeout(300)
def test_read_only_at_any_statement_nothing_is_lost(ground: Ground, tmp_path: Path, figure: Figure):
    felt = 0
    with query_only() as switch:
        for number in range(POINTS):
            passes = number * STATEMENTS // POINTS
            trigger = Trigger(fault=switch, place="store.statement", passes=passes)
            place = tmp_path / str(number)
            with house_on(ground, place, f"sqlite:///{place}/rows.db", trigger) as house:
                live(house, trigger)

                assert damage(house) == SOUND, f"read-only at statement {passes}"
            felt += trigger.felt

    figure("points of a read-only database", POINTS)
    assert felt > POINTS / 2


@pytest.mark.timeout(300)
def test_locked_by_a_stranger_at_any_moment_nothing_is_lost(
    ground: Ground, tmp_path: Path, figure: Figure
):
    felt = 0
    for number in range(POINTS):
        passes = number * BEGINNINGS // POINTS
        place = tmp_path / str(number)
        lock = ForeignLock(place / "rows.db")
        trigger = Trigger(fault=lock, place="store.begin", passes=passes)
        with house_on(ground, place, f"sqlite:///{place}/rows.db", trigger) as house:
            live(house, trigger)

            assert damage(house) == SOUND, f"locked at beginning {passes}"
        felt += trigger.felt

    figure("points of a foreign lock", POINTS)
    assert felt > POINTS / 2


@pytest.mark.parametrize("walks", range(4))
def test_a_disk_made_read_only_between_walks_moves_no_cursor(
    ground: Ground, tmp_path: Path, walks: int
):
    with disk(tmp_path / "disk", 8 * 1024 * 1024) as place:
        url = f"sqlite:///{place}/rows.db"
        never = Trigger(fault=QueryOnly(), place="nowhere", passes=0)
        with house_on(ground, place, url, never) as house, impatient(house, url):
            names = {f"0-{n}": title for n, title in enumerate(ISSUES[0])}
            house.print(*(house.story(name, title) for name, title in names.items()), etag="0")
            for step in steps(house)[:walks]:
                step(NOON)
            before = house.state()
            let_go(house.rows)
            make_read_only(place)

            refused = [not gets_through(step, NOON + STEP) for step in steps(house)]

            make_writable(place)
            assert all(refused)
            assert house.state() == before
            live(house, never)
            assert damage(house) == SOUND


def steps(house: House) -> list[Step]:
    """Give the walks in their order."""
    compose = partial(house.compose, at_once=True)
    return [house.poll, house.read_pages, compose, house.send]


def gets_through(step: Step, at: datetime) -> bool:
    """Walk without patience; False when the database refuses."""
    try:
        step(at)
    except StoreDown:
        return False
    return True


@contextmanager
def impatient(house: House, url: str) -> Iterator[None]:
    """Have the walks of a house told at once that its database refuses."""
    let_go(house.rows)
    database = Database(url)
    house.rows = Rows(database)
    yield
    house.rows.close()
    database.close()
