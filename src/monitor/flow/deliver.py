"""Outbox to destination: one delivery sent, and what became of it written down."""

from collections.abc import Mapping
from datetime import datetime

from monitor.flow.seams import Access
from monitor.model.message import Decision, GiveUp, Outcome, Refused
from monitor.notify.destination import Sender
from monitor.notify.retry import after
from monitor.store import outbox
from monitor.store.outbox import DeliveryClaim


async def deliver(
    claim: DeliveryClaim, now: datetime, senders: Mapping[str, Sender], write: Access
) -> tuple[Outcome, Decision]:
    """Send one delivery, and write down what became of it.

    May be killed anywhere: the row stays `sending` until its lease ends, and then the same bytes
    go out again under the same key.

    Returns:
        What the receiver said, and what was decided: done, try again, or give up with a reason.
    """
    outcome = await _send(claim, now, senders)
    decision = _decide(claim, outcome, now, senders)
    await write(lambda rows: outbox.finish(rows, claim, outcome, decision, now))
    return outcome, decision


async def _send(claim: DeliveryClaim, now: datetime, senders: Mapping[str, Sender]) -> Outcome:
    sender = senders.get(claim.parcel.destination)
    if sender is None:
        return Refused(reason="no_destination", answer="not in the configuration", final=True)
    return await sender.send(claim.parcel, now)


def _decide(
    claim: DeliveryClaim, outcome: Outcome, now: datetime, senders: Mapping[str, Sender]
) -> Decision:
    sender = senders.get(claim.parcel.destination)
    if sender is None:
        return GiveUp(reason="no_destination")
    key = claim.parcel.key
    return after(outcome, claim.attempts + 1, claim.first_try_at, now, sender.kind, key)
