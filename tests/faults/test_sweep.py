"""Have the program die, or fail, at its n-th operation, for every n: nothing is lost.

The operations are those of the seam: every statement, commit, connection, request and answer, every
step of a mail. Three watches, a webhook and a mail go the whole way: a feed is polled, its hits are
recorded, a page is read, an alert and a digest are made and sent. One life goes like the other, so
that n is always the same operation.

`FAILPOINT=117 pytest tests/faults/test_sweep.py` replays one point in every way, on both databases.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfile

import pytest

from monitor.store.database import Database, upgrade
from tests.databases import PostgresDatabases
from tests.faults.arena import NONE, Arena, arena
from tests.faults.nursery import KILLED, trace_of
from tests.faults.station import ALERTS, DIGESTS
from tests.figures import Figure, by_length

FAILPOINT = os.environ.get("FAILPOINT")
WAYS = ({**ALERTS, "to": ["hook"]}, {**DIGESTS, "to": ["anna"]})
ROUNDS = 2  # something fails in the first; the leases of what it held are over at the second
LIVES = 3  # after the one that failed: who was never asked is asked twice
FAULTS = {"sqlite": ("hard", "soft"), "postgresql": ("hard", "soft", "severed")}
STRIDE = {"sqlite": 1, "postgresql": by_length(4, 1)}


@dataclass(slots=True, kw_only=True)
class Course:
    """The way through the program; each run begins with an empty database."""

    kind: str
    place: Arena
    fresh: "Fresh"
    operations: list[str]

    def points(self) -> list[int]:
        """Say at which operations something is to happen."""
        if FAILPOINT:
            return [int(FAILPOINT)]
        return list(range(0, len(self.operations), STRIDE[self.kind]))

    def ways(self, n: int) -> tuple[tuple[str, bool], ...]:
        """Say by which faults the n-th operation fails, and whether the program is patient."""
        every = [(fault, is_patient) for fault in FAULTS[self.kind] for is_patient in (True, False)]
        if FAILPOINT or by_length(0, 1):
            return tuple(every)
        return (every[n // STRIDE[self.kind] % len(every)],)

    def begin(self) -> None:
        """Begin anew."""
        self.place.far.forget()
        self.place.url = self.fresh.database()
        self.place.lives = 0

    def live(self, **more: object) -> int:
        """Live once, one thing after the other; gives how it ended."""
        return self.place.live(self.place.order(in_order=True, **more))

    def finish(self) -> None:
        """Let lives end by themselves, each in its own hour, until nothing is left to do."""
        for _ in range(LIVES):
            assert not self.live()
            if self.is_done():
                return

    def is_done(self) -> bool:
        """Whether the one document was taken, and all that follows from it is done."""
        return self.place.far.account().shown == {"a": 0} and self.place.is_done()

    def complaint(self, n: int, how: str) -> str | None:
        """Say what is wrong now that all is done, if anything is."""
        name = f"{how} at {n}, {self.operations[n]}"
        damage, _ = self.place.damage()
        if damage != NONE:
            return f"{name}: {damage}"
        if not self.is_done():
            return f"{name}: work is left"
        return None


@dataclass(slots=True, kw_only=True)
class Fresh:
    """Gives out databases with tables and nothing else; the one before is gone then."""

    postgres: PostgresDatabases | None
    folder: Path
    count: int = 0

    def database(self) -> str:
        """Say the address of a new one."""
        if self.postgres is not None:
            self.postgres.drop_all()
            return self.postgres.prepared(make_tables)
        template, copy = self.folder / "template.db", self.folder / "sweep.db"
        if not template.exists():
            make_tables(f"sqlite:///{template}")
        for left in self.folder.glob("sweep.db*"):
            left.unlink()
        copyfile(template, copy)
        return f"sqlite:///{copy}"


def make_tables(url: str) -> None:
    """Make the tables, and close whatever was opened for it."""
    database = Database(url)
    upgrade(database)
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def course(request: pytest.FixtureRequest) -> Iterator[Course]:
    """Know the way: how many operations it has, and that it is the same twice."""
    postgres = None
    with ExitStack() as stack:
        if request.param == "postgresql":
            postgres = request.getfixturevalue("postgres_databases")
            stack.callback(postgres.drop_all)
        place = stack.enter_context(arena(None, "calm", feeds=("a",), routes=WAYS))
        place.far.close()  # there is one document
        fresh = Fresh(postgres=postgres, folder=place.folder)
        found = Course(kind=request.param, place=place, fresh=fresh, operations=[])
        traces = []
        for _ in range(2):
            found.begin()
            assert not found.live()
            traces.append(trace_of(place.folder))
            assert not place.faults()
        assert traces[0] == traces[1], "two lives went two ways"
        yield replace(found, operations=traces[0])


@pytest.mark.timeout(by_length(600, 36_000))
def test_killed_at_any_operation_the_next_life_finishes_the_work(course: Course, figure: Figure):
    complaints = []
    for n in course.points():
        course.begin()
        assert course.live(passes=n) == KILLED, f"nobody came to operation {n}"
        course.finish()
        complaints.append(course.complaint(n, "killed"))

    figure("operations", len(course.operations))
    figure("points", len(complaints))
    assert not list(filter(None, complaints))


@pytest.mark.timeout(by_length(600, 36_000))
def test_failing_at_any_operation_the_next_tick_finishes_the_work(course: Course, figure: Figure):
    complaints = []
    for n in course.points():
        for fault, is_patient in course.ways(n):
            course.begin()
            course.live(passes=n, fault=fault, is_patient=is_patient, rounds=ROUNDS)
            course.finish()
            complaints.append(course.complaint(n, f"{fault}, patient: {is_patient}"))

    figure("operations", len(course.operations))
    figure("faults", len(complaints))
    assert not list(filter(None, complaints))
