"""Two issues of a feed, walked from poll to outbox, while the machine beneath them fails.

A fault begins when a point has been passed so often, and is mended soon after somebody felt it.
Nothing is replaced: disk, locks and servers really fail.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Timer
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from monitor.app.access import Rows
from monitor.app.patience import DOWN, Patience
from monitor.app.reserve import Reserve
from monitor.model.errors import StoreDown
from monitor.outside.child import Children
from monitor.store.database import Database
from tests.rig import configuration
from tests.rig.house import NOON, House
from tests.rig.paper import Story
from tests.rig.program import titles_told

T = TypeVar("T")
MEND_SECONDS = 0.05
BUSY_SECONDS = 0.05
STEP = timedelta(minutes=20)
LONGEST_AFTERMATH = 4
ISSUES = (
    ("Sappers leave for the east", "The bridge opens in May"),
    ("Rain in the hills", "A ferry to the harbour", "More sappers are trained"),
)
WANTED = sorted(title for issue in ISSUES for title in issue if not title.startswith("Rain"))


class Fault(Protocol):
    """Something about the machine that can break and be mended."""

    def begin(self) -> None:
        """Break it."""

    def end(self) -> None:
        """Mend it; safe to call twice."""


@dataclass(slots=True, kw_only=True)
class Trigger:
    """Begins a fault at the n-th pass of a point, and ends it soon after it was felt."""

    fault: Fault
    place: str
    passes: int
    felt: bool = False
    has_begun: bool = False
    told: list[str] = field(default_factory=list)

    def __call__(self, name: str) -> None:
        """Be the seam of the database."""
        if name != self.place or self.has_begun:
            return
        self.passes -= 1
        if self.passes < 0:
            self.has_begun = True
            self.fault.begin()

    def tell(self, event: str, _detail: str) -> None:
        """Be told by whoever waits for the database."""
        self.told.append(event)
        if event == DOWN:
            self.feel()

    def feel(self) -> None:
        """Mend what was felt, a moment later."""
        self.felt = True
        timer = Timer(MEND_SECONDS, self.fault.end)
        timer.daemon = True
        timer.start()


class Patient(Rows):
    """Rows as the walks of the daemon have them, who wait with whatever they write."""

    async def write(self, work: Callable[[Connection], T], /) -> T:
        """Wait as `keep` does."""
        return await self.keep(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where houses stand: a folder, and what they share."""

    run: asyncio.Runner
    children: Children


@contextmanager
def house_on(
    ground: Ground, folder: Path, url: str, trigger: Trigger, reserve: Reserve | None = None
) -> Iterator[House]:
    """Open a house whose database is waited for."""
    folder.mkdir(parents=True, exist_ok=True)
    stack = AsyncExitStack()
    house = ground.run.run(House.open(ground.run, folder, url, ground.children, stack))
    house.configure(routes=[configuration.EVERY_HIT])
    database = Database(url, trigger, BUSY_SECONDS)
    stack.callback(database.close)
    let_go(house.rows)
    house.rows = Patient(database, Patience(trigger.tell, reserve))
    stack.callback(house.rows.close)
    try:
        yield house
    finally:
        trigger.fault.end()
        ground.run.run(stack.aclose())


def let_go(rows: Rows) -> None:
    """Close the connections of rows, as a disk that is to be remounted needs it; others follow."""
    rows._database.close()


def lone(name: str, title: str) -> Story:
    """Make an entry without a page: the pages of the rig are much alike, and so one story."""
    return Story(id=name, title=title, link=f"gone/{name}.html")


def live(house: House, trigger: Trigger) -> None:
    """Walk both issues, and then until nothing is left to do."""
    at = NOON
    for number, issue in enumerate(ISSUES):
        names = {f"{number}-{n}": title for n, title in enumerate(issue)}
        house.print(*(house.story(name, title) for name, title in names.items()), etag=str(number))
        walk(house, at, trigger)
        at += STEP
    trigger.fault.end()
    for _ in range(LONGEST_AFTERMATH):
        walk(house, at, trigger)
        at += STEP


def walk(house: House, at: datetime, trigger: Trigger) -> None:
    """Walk all walks once; who does not get through comes back later."""
    for step in (
        house.poll,
        house.read_pages,
        lambda at: house.compose(at, at_once=True),
        house.send,
    ):
        try:
            step(at)
        except StoreDown:
            trigger.feel()
    if trigger.has_begun and any(house.folder.rglob("*.part")):
        trigger.feel()  # the outbox felt it, not the database


def damage(house: House) -> tuple[list[str], tuple[str, ...]]:
    """Give what was told, in order, and what is broken of the promise."""
    return sorted(titles_told(house.folder / "outbox")), house.broken_promises()


SOUND: tuple[list[str], tuple[str, ...]] = (WANTED, ())
