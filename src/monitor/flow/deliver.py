"""Outbox to destination: one delivery sent, and what became of it written down."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection

from monitor.flow.seams import Access
from monitor.model.message import Decision, GiveUp, Outcome, Refused
from monitor.notify.breaker import heard
from monitor.notify.destination import Sender
from monitor.notify.retry import after
from monitor.store import outbox, standings
from monitor.store.outbox import DeliveryClaim, Turns

EACH = 32  # sends at the same time to one destination, or to one mail server


async def deliver(
    claim: DeliveryClaim, now: datetime, senders: Mapping[str, Sender], write: Access
) -> tuple[Outcome, Decision]:
    """Send one delivery, and write down what became of it.

    May be killed anywhere: the row stays `sending` until its lease ends, and then the same bytes
    go out again under the same key.

    Returns:
        What the receiver said, and what was decided: done, try again, or give up with a reason.
    """
    sender = senders.get(claim.parcel.destination)
    if sender is None:
        outcome: Outcome = Refused(
            reason="no_destination", answer="not in the configuration", final=True
        )
        decision: Decision = GiveUp(reason="no_destination")
    else:
        outcome = await sender.send(claim.parcel, now)
        tries, key = claim.attempts + 1, claim.parcel.key
        decision = after(outcome, tries, claim.first_try_at, now, sender.kind, key)
    await write(lambda rows: _write_down(rows, claim, sender, (outcome, decision), now))
    return outcome, decision


def turns(
    senders: Mapping[str, Sender],
    busy: Mapping[str, int],
    each: int = EACH,
    well: Collection[str] | None = None,
) -> Turns:
    """Say whose turn it may be, so that no receiver that hangs holds up another.

    Args:
        senders: The sender of every destination.
        busy: How many sends are under way to each destination.
        each: How many there may be on one lane.
        well: Lanes that just took something: any other has one; None trusts all that do not fail.
    """
    lanes = {name: sender.lane for name, sender in senders.items() if sender.lane is not None}
    taken: dict[str, int] = {}
    for name, count in busy.items():
        lane = lanes.get(name, name)
        taken[lane] = taken.get(lane, 0) + count
    return Turns(each=each, lanes=lanes, busy=taken, well=well)


def _write_down(
    rows: Connection,
    claim: DeliveryClaim,
    sender: Sender | None,
    ended: tuple[Outcome, Decision],
    now: datetime,
) -> None:
    outcome, decision = ended
    held = outbox.finish(rows, claim, outcome, decision, now)
    if held and sender is not None:
        before = standings.standing(rows, sender.lane or claim.parcel.destination)
        standings.keep(rows, before, heard(before, outcome, sender.kind, now), now)
