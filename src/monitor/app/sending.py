"""Deliveries under way: many at a time, none that holds up the others, and no pause between."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.app.access import Rows
from monitor.app.clock import Clock
from monitor.flow.deliver import EACH, deliver, turns
from monitor.model.message import Decision, Outcome, Sent
from monitor.notify.destination import Sender
from monitor.store import outbox
from monitor.store.outbox import DeliveryClaim

LEASE = timedelta(minutes=5)  # longer than any sender's deadline, and its wait for a turn
SENDS = 64
RETIRED = 100
Tell = Callable[[DeliveryClaim, Outcome, Decision], None]
Fault = Callable[[str, BaseException], None]


class Outgoing:
    """Sends what is due, and claims more whenever half of what it claimed last has ended.

    A lane that did not just prove itself well has one place, however much waits for it: so many
    dead receivers hold up the others only when they are as many as there are places.
    """

    def __init__(self, clock: Clock, tell: Tell, fault: Fault, sends: int = SENDS) -> None:
        """Start nothing yet.

        Args:
            clock: Says the present.
            tell: Is told what became of each delivery.
            fault: Is told of errors of the program itself; the lease brings the delivery back.
            sends: How many are under way at the same time.
        """
        self.tasks: set[asyncio.Task[None]] = set()
        self._clock = clock
        self._tell = tell
        self._fault = fault
        self._sends = sends
        self._under_way: Counter[str] = Counter()
        self._well: set[str] = set()
        self._is_claiming = self._is_stopping = False
        self._until_more = 0
        self._ways: tuple[Rows, Mapping[str, Sender]] | None = None

    async def send(self, rows: Rows, senders: Mapping[str, Sender]) -> int:
        """Start deliveries that are due; as places become free, more follow by themselves.

        Args:
            rows: The outbox.
            senders: The sender of every destination; what follows uses the newest.

        Returns:
            How many were started at once.
        """
        self._ways = (rows, senders)
        return await self._start(rows, senders, is_thorough=True)

    def stop(self) -> None:
        """Start nothing more; what is under way goes on."""
        self._is_stopping = True

    async def _start(
        self, rows: Rows, senders: Mapping[str, Sender], *, is_thorough: bool = False
    ) -> int:
        free = self._sends - self._under_way.total()
        if free <= 0 or self._is_claiming or self._is_stopping:
            return 0
        self._is_claiming = True
        # Copies, because the claim runs in the writer's thread.
        whose = turns(senders, self._under_way, EACH, frozenset(self._well))
        whose = replace(whose, is_thorough=is_thorough)

        def take(opened: Connection) -> tuple[DeliveryClaim, ...]:
            now = self._clock()
            if is_thorough:
                outbox.retire(opened, now, limit=RETIRED)
            return outbox.claim(opened, now, limit=free, lease=LEASE, turns=whose)

        try:
            claims = await rows.write(take)
        finally:
            self._is_claiming = False
        self._until_more = (len(claims) + 1) // 2
        for claim in claims:
            self._under_way[claim.parcel.destination] += 1
            self._begin(self._deliver(claim, rows, senders, self._clock()))
        return len(claims)

    async def _deliver(
        self, claim: DeliveryClaim, rows: Rows, senders: Mapping[str, Sender], now: datetime
    ) -> None:
        destination = claim.parcel.destination
        try:
            outcome, decision = await deliver(claim, now, senders, rows.keep)
        except Exception as error:  # one delivery must not take its neighbours with it
            self._fault("send failed", error)
            return
        finally:
            self._under_way[destination] -= 1
        sender = senders.get(destination)
        self._learn((sender.lane if sender else None) or destination, outcome)
        self._tell(claim, outcome, decision)
        if self._until_more == 0:
            self._begin(self._more())

    def _learn(self, lane: str, outcome: Outcome) -> None:
        """Trust a lane that took something, at once; and no longer one that did not."""
        self._until_more -= 1
        if not isinstance(outcome, Sent):
            self._well.discard(lane)
        elif lane not in self._well:
            self._well.add(lane)
            self._until_more = 0

    async def _more(self) -> None:
        if self._ways is None:
            return
        try:
            await self._start(*self._ways)
        except Exception as error:  # the next tick tries again
            self._fault("claiming a send failed", error)

    def _begin(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
