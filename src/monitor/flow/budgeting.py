"""The common budget of polls: made of the stored rows at a start, fitted again and again, kept."""

from collections.abc import Mapping
from math import isclose

from sqlalchemy import Connection

from monitor.flow.newsroom import Budget, Newsroom
from monitor.flow.seams import Access
from monitor.intake.budget import Demands
from monitor.intake.rhythm import from_line
from monitor.intake.schedule import demand
from monitor.model.feed import Feed
from monitor.store import feeds, meta

THETA = "budget.theta"
WORTH_KEEPING = 0.01


def remembered(rows: Connection) -> Budget:
    """Give the budget as the process before left it."""
    kept = meta.get(rows, THETA)
    return Budget(theta=float(kept), kept=float(kept)) if kept else Budget()


def demands_of(rows: Connection, configured: Mapping[str, Feed]) -> Demands:
    """Say what each feed asks for, by what is stored of it."""
    demands = Demands()
    for row in feeds.rhythms(rows):
        feed = configured.get(row.feed)
        if feed is not None:
            learned = from_line(row.rhythm)
            asks = demand(feed, learned, failures=row.failures, floor=row.floor)
            demands.put(feed.id, asks)
    return demands


async def begin(room: Newsroom, read: Access) -> None:
    """Learn what the configured feeds ask for: at a start, and after a reload."""
    room.doors.budget.demands = await read(lambda rows: demands_of(rows, room.feeds))


async def refit(room: Newsroom, write: Access) -> None:
    """Fit the budget anew, use it from now on, and keep it for the next process."""
    budget = room.doors.budget
    budget.fit(room.desk.every)
    theta = budget.theta
    if not isclose(budget.kept, theta, rel_tol=WORTH_KEEPING):
        await write(lambda rows: meta.put(rows, THETA, repr(theta)))
        budget.kept = theta
