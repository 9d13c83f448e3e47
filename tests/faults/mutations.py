"""Three ways to write the walks that look right and lose news; the kill test must catch them.

Each replaces one step of the real program, in a victim's own process.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection

from monitor.app import sending
from monitor.app.access import Rows
from monitor.app.shop import Shop
from monitor.flow import digest, hitting
from monitor.flow.digest import Made
from monitor.flow.seams import Access
from monitor.model.message import Decision, Done, Outcome, Sent
from monitor.notify.destination import Sender
from monitor.store import outbox
from monitor.store.outbox import DeliveryClaim
from tests.faults.station import Change, same

T = TypeVar("T")


def mark_then_send(shop: Shop) -> Shop:
    """Write down that a delivery is sent, and only then send it."""

    async def deliver(
        claim: DeliveryClaim, now: datetime, senders: Mapping[str, Sender], write: Access
    ) -> tuple[Outcome, Decision]:
        marked = Sent(answer="on its way"), Done()
        await write(lambda rows: outbox.finish(rows, claim, *marked, now))
        await senders[claim.parcel.destination].send(claim.parcel, now)
        return marked

    sending.deliver = deliver  # type: ignore[assignment]  # the walk is replaced on purpose
    return shop


def due_later(shop: Shop) -> Shop:
    """Record hits in one transaction, and what is due in a second."""
    planned = hitting.plan
    later: list[tuple[Any, ...]] = []
    hitting.plan = lambda rows, *arguments: later.append(arguments)  # type: ignore[assignment]
    return replace(shop, rows=_Twice(shop.rows, planned, later))  # type: ignore[arg-type]


class _Twice:
    """Rows whose every write is followed by a second one, of what was put aside meanwhile."""

    def __init__(
        self, rows: Rows, plan: Callable[..., None], later: list[tuple[Any, ...]]
    ) -> None:
        self.read = rows.read
        self._write, self._plan, self._later = rows.write, plan, later

    async def write(self, work: Callable[[Connection], T], /) -> T:
        """Write twice."""
        done = await self._write(work)
        aside = tuple(self._later)
        self._later.clear()
        for arguments in aside:
            await self._write(partial(self._second, arguments))
        return done

    def _second(self, arguments: tuple[Any, ...], rows: Connection) -> None:
        self._plan(rows, *arguments)


def send_then_freeze(shop: Shop) -> Shop:
    """Send a message as soon as it is made, and freeze its bytes after that."""
    close = digest._close

    async def sent_first(made: Made, destination: str, now: datetime, write: Access) -> bool:
        await shop.senders[destination].send(made.parcel, now)
        return await close(made, destination, now, write)

    digest._close = sent_first
    return shop


CHANGES: dict[str, Change] = {
    "sound": same,
    "mark_then_send": mark_then_send,
    "due_later": due_later,
    "send_then_freeze": send_then_freeze,
}
