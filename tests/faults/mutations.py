"""Three ways to write the walks that look right and lose news; the kill test must catch them.

Each replaces one step of the real program, in a victim's own process.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Connection

from monitor.app import sending
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

    sending.deliver = deliver
    return shop


def due_later(shop: Shop) -> Shop:
    """Record hits in one transaction, and what is due in a second."""
    plan = hitting.plan
    later: list[tuple[Any, ...]] = []
    hitting.plan = lambda rows, *arguments: later.append(arguments)
    shop.rows.write = partial(_twice, shop.rows.write, plan, later)
    shop.rows.keep = partial(_twice, shop.rows.keep, plan, later)
    return shop


async def _twice(
    write: Access,
    plan: Callable[..., None],
    later: list[tuple[Any, ...]],
    work: Callable[[Connection], T],
) -> T:
    """Write, and then write what was put aside meanwhile."""
    done = await write(work)
    aside = tuple(later)
    later.clear()
    if aside:
        await write(lambda rows: [plan(rows, *arguments) for arguments in aside])
    return done


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
