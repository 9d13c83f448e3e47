"""Two ways to write the program that look right and lose news; the kill test must catch both."""

from dataclasses import replace
from datetime import datetime

from monitor.model.message import Sent
from monitor.store import feeds, outbox
from tests.faults.scenario import (
    LEASE,
    SOUND,
    Steps,
    World,
    finish,
    found,
    make_due,
    polled,
    post,
)


def mark_then_send(world: World, now: datetime) -> None:
    """Write down that a delivery is sent, and only then send it."""
    claims = world.database.write(lambda rows: outbox.claim(rows, now, limit=9, lease=LEASE))
    for claim in claims:
        finish(world, claim, Sent(answer="on its way"), now)
        post(world, claim.parcel)


def poll_with_due_later(world: World, now: datetime) -> None:
    """Record hits in one transaction, and what is due in a second."""
    claims = world.database.write(
        lambda rows: feeds.claim(rows, feeds.Choice(now=now, limit=9), lease=LEASE)
    )
    for claim in claims:
        new = world.database.write(
            lambda rows: (polled(rows, claim, now), list(found(rows, claim, now)))[1]  # noqa: B023
        )
        world.database.write(lambda rows: [make_due(rows, hit_id, now) for hit_id in new])  # noqa: B023


STEPS: dict[str, Steps] = {
    "sound": SOUND,
    "mark_then_send": replace(SOUND, deliver=mark_then_send),
    "due_later": replace(SOUND, poll=poll_with_due_later),
}
