"""A message before it is sent: what a route would tell now, and a test for one destination."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from monitor.flow.digest import Desired, Press, digests
from monitor.flow.seams import Access
from monitor.model.message import Message, Outcome, Rendered
from monitor.notify.destination import Sender
from monitor.notify.parcel import pack
from monitor.notify.render import render

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What one destination would get."""

    destination: str
    message: Message
    rendered: Rendered


async def preview(
    wish: Desired, now: datetime, press: Press, read: Access, write: Access
) -> tuple[Preview, ...]:
    """Show what a route would tell a destination now, without waiting for its time.

    This is the digest's own walk in transactions that are taken back: what is shown is what would
    be sent, and nothing is kept.

    Returns:
        A message each, nothing when nothing waits.
    """
    made = await digests(wish, now, press, read, _TakenBack(write))
    reader = press.destinations[wish.destination]
    return tuple(
        Preview(
            destination=wish.destination,
            message=one.message,
            rendered=render(one.message, reader, wish.route),
        )
        for one in made
    )


async def send_test(
    destination: str, now: datetime, press: Press, senders: Mapping[str, Sender]
) -> Outcome:
    """Send a message without news to one destination; nothing is written down."""
    message = Message(
        id=f"test/{destination}/{now.isoformat()}",
        kind="test",
        route="test",
        number=1,
        made_at=now,
        since=None,
        slot=None,
        sections=(),
    )
    reader = press.destinations[destination]
    parcel = pack(message, render(message, reader), reader, press.sender)
    return await senders[destination].send(parcel, now)


class _Undo(Exception):
    """Raised on purpose inside a transaction, so that nothing of it is kept."""


class _TakenBack:
    """Writes that are undone: the work runs, its result comes out, its rows do not stay."""

    def __init__(self, write: Access) -> None:
        self._write = write

    async def __call__(self, work: Callable[[Connection], T], /) -> T:
        results: list[T] = []

        def do_and_undo(rows: Connection) -> None:
            results.append(work(rows))
            raise _Undo

        try:
            await self._write(do_and_undo)
        except _Undo:
            return results[-1]
        raise AssertionError("the work above always raises")
