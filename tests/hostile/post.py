"""A hit that many receivers are to be told of: all are tried at once, by the walk of the daemon."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.flow.deliver import deliver
from monitor.model.message import Decision, Outcome
from monitor.notify.destination import Sender
from monitor.outside.child import Children
from monitor.store import outbox
from monitor.store.outbox import DeliveryClaim
from tests.rig.configuration import AT_ONCE
from tests.rig.house import LEASE, NOON, House

CALM = "files"
"""The destination that nobody attacks: a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One attempt: when, what was said, what follows, and how long it took, in seconds."""

    at: datetime
    outcome: Outcome
    decision: Decision
    took: float


async def post_office(
    run: asyncio.Runner, folder: Path, children: Children, stack: AsyncExitStack
) -> House:
    """Open a house for it."""
    return await House.open(run, folder, f"sqlite:///{folder / 'rows.db'}", children, stack)


def tell(house: House, receivers: Mapping[str, Mapping[str, str]]) -> None:
    """Have a hit that is to be told to all of these destinations, and to a folder."""
    house.configure(
        destinations={CALM: {"folder": "outbox"}, **receivers},
        routes=[{**AT_ONCE, "to": [CALM, *receivers]}],
        mail={"host": "127.0.0.1", "sender": "news@example.org", "security": "none"},
    )
    house.print(house.story("1", "Sappers come", "They mend the bridge."))
    house.poll(NOON)
    house.compose(NOON)


async def attempt(house: House, at: datetime, senders: Mapping[str, Sender]) -> dict[str, Tried]:
    """Try every delivery that is due, all at once."""
    clock = asyncio.get_running_loop().time
    claims: Sequence[DeliveryClaim] = await house.rows.write(
        lambda rows: outbox.claim(rows, at, limit=999, lease=LEASE)
    )

    async def one(claim: DeliveryClaim) -> Tried:
        begun = clock()
        outcome, decision = await deliver(claim, at, senders, house.rows.write)
        return Tried(at=at, outcome=outcome, decision=decision, took=clock() - begun)

    tried = await asyncio.gather(*map(one, claims))
    return {claim.parcel.destination: one for claim, one in zip(claims, tried, strict=True)}
