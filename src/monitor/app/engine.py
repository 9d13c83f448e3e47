"""What runs: claims what is due, hands each claim to its walk, and never lets one stop another."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from monitor.app.clock import Clock
from monitor.app.report import Report
from monitor.app.sending import Outgoing
from monitor.app.shop import Shop
from monitor.flow.attention import listen
from monitor.flow.backset import heed_clock
from monitor.flow.budgeting import begin, refit
from monitor.flow.digest import Desired, digests
from monitor.flow.gathering import NEXT_DIGEST
from monitor.flow.ingest import ingest
from monitor.flow.outages import tell_operator
from monitor.flow.planning import give_up_holding
from monitor.flow.pruning import forget, prune
from monitor.flow.read import read_page
from monitor.flow.rerouting import reroute
from monitor.intake.budget import BURST, refilled
from monitor.intake.schedule import first_polls
from monitor.model.errors import StoreBroken, StoreDown, StoreError
from monitor.model.watch import Route
from monitor.notify.slots import held_until
from monitor.store import feeds, outages, pages, standings, watches
from monitor.store.feeds import FeedClaim
from monitor.store.leases import LeaseLost
from monitor.store.pages import PageClaim

C = TypeVar("C")
POLL_LEASE = timedelta(minutes=5)
PAGE_LEASE = timedelta(minutes=5)
MOST_AT_ONCE = 1_000
# So many feeds are claimed for each that can be polled: claims are cheaper by the dozen.
AHEAD = 4
STOP_SECONDS = 8.0
# Slots that were missed while nothing ran are closed when feeds were asked, or after this time.
CATCH_UP = timedelta(minutes=10)


class Engine:
    """One process's work: polls, pages, digests, deliveries, each with a bound of its own.

    `halted` is set when the database is damaged: then nothing more is to be done. `refused` is
    the last error of the database, if there was any.
    """

    def __init__(self, shop: Shop, clock: Clock, report: Report) -> None:
        """Take the shop as it is; a reload replaces `shop`, walks under way keep theirs."""
        self.shop = shop
        self._clock = clock
        self.report = report
        self.halted = asyncio.Event()
        self.refused: StoreError | None = None
        self._tokens, self._filled_at = BURST, clock()
        self._begun, self._is_caught_up = clock(), False
        self._is_stopping = self._was_tight = False
        self._width, self._slots = 0, asyncio.Semaphore(0)
        self._outgoing = Outgoing(clock, report.delivered, self._note)
        self._busy: dict[str, set[asyncio.Task[None]]] = {
            "poll": set(),
            "page": set(),
            "send": self._outgoing.tasks,
        }

    async def sync(self) -> None:
        """Tell the store which feeds, watches and routes are configured."""
        await self.heed_clock()
        await self.shop.rows.write(self._sync)
        await begin(self.shop.room, self.shop.rows.read)

    def _sync(self, rows: Connection) -> None:
        shop, now = self.shop, self._clock()
        feeds.sync(
            rows,
            tuple(shop.config.feeds),
            now,
            lambda count: first_polls(count, now, shop.config.every),
        )
        watches.sync(rows, shop.config.watches.watches, now)
        reroute(rows, shop.room.desk, now)

    async def poll(self) -> int:
        """Start polls of due feeds, as many as there is room for and the budget lets begin."""
        now, budget = self._clock(), self.shop.room.doors.budget
        self._tokens = refilled(self._tokens, now - self._filled_at, budget.per_second)
        self._filled_at = now
        started = await self.poll_some(int(self._tokens))
        self._tokens -= started
        return started

    async def hasten(self) -> None:
        """Have every feed that was never polled due at once."""
        now = self._clock()
        await self.shop.rows.write(lambda rows: feeds.hasten(rows, now))

    async def poll_some(
        self, most: int = MOST_AT_ONCE, *, only: Sequence[str] | None = None
    ) -> int:
        """Start polls of due feeds, as many as there is room for, whatever the budget says.

        Args:
            most: No more than these.
            only: No others than these, by id.
        """
        ahead = AHEAD * self.shop.config.limits.polls
        free = min(ahead - len(self._busy["poll"]), most)

        def claim(rows: Connection) -> Sequence[FeedClaim]:
            choice = feeds.Choice(now=self._clock(), limit=free, only=only)
            return feeds.claim(rows, choice, lease=POLL_LEASE) if free > 0 else ()

        return 0 if self._is_tight else await self._start("poll", claim, self._poll)

    async def fit(self) -> None:
        """Fit the common budget of polls to what the feeds are like now."""
        await self.guarded(refit(self.shop.room, self.shop.rows.write), "budget")

    async def read(self) -> int:
        """Start reading pages that are due."""
        free = self.shop.config.limits.pages - len(self._busy["page"])

        def claim(rows: Connection) -> Sequence[PageClaim]:
            now = self._clock()
            return pages.claim(rows, now, limit=free, lease=PAGE_LEASE) if free > 0 else ()

        return 0 if self._is_tight else await self._start("page", claim, self._page)

    async def send(self) -> int:
        """Start deliveries that are due; as they end, more follow by themselves."""
        work = self._outgoing.send(self.shop.rows, self.shop.senders)
        return await self.guarded(work, "claiming a send") or 0

    async def compose(self, *, at_once: bool = False) -> int:
        """Close every route that is due, for each of its destinations.

        With `at_once` alerts do not wait for more; digests keep their times all the same, and
        quiet hours are quiet.
        """
        made = await self._tell_operator()
        may_close = at_once or await self._has_caught_up()
        off = await self.guarded(self.shop.rows.read(standings.disabled), "digest") or ()
        for route in self.shop.config.routes:
            if route.at and not may_close:
                continue
            hurry = at_once and _may_hurry(route, self._clock())
            for destination in (one for one in route.to if one not in off):
                wish = Desired(route=route, destination=destination, at_once=hurry)
                made += await self._compose(wish)
        return made

    async def _has_caught_up(self) -> bool:
        """Whether feeds were asked since the start: a message about the time before can be made."""
        now, begun = self._clock(), self._begun
        if not self._is_caught_up:
            look = partial(feeds.next_due, polled_before=begun)
            due = await self.guarded(self.shop.rows.read(look), "digest")
            self._is_caught_up = due is None or due > now or now - begun >= CATCH_UP
        return self._is_caught_up

    async def _tell_operator(self) -> int:
        """Tell the operator what goes wrong with deliveries."""
        shop = self.shop
        work = tell_operator(
            shop.config.operator, self._clock(), shop.press, shop.rows.read, shop.rows.write
        )
        made = await self.guarded(work, "telling the operator")
        if made:
            self.report.made(made)
        return int(made is not None)

    async def heed_clock(self) -> None:
        """Bring back what was put off while the clock was ahead, and say so."""
        shop, rows = self.shop, self.shop.rows
        config, now = shop.config, self._clock()
        work = heed_clock(config.feeds, config.routes, now, rows.read, rows.write)
        if found := await self.guarded(work, "heeding the clock"):
            self.report.warn("the clock was ahead", **found)

    async def attend(self) -> None:
        """Notice watches that are louder than ever, and tell of those that went quiet."""
        await self.heed_clock()
        shop = self.shop
        rows, now = shop.rows, self._clock()
        held = give_up_holding(shop.config.routes, now, rows.read, rows.write)
        await self.guarded(held, "giving up what was held")
        off = await self.guarded(shop.rows.read(standings.disabled), "attention") or ()
        ways = [
            Desired(route=route, destination=destination)
            for route in shop.config.routes
            for destination in route.to
            if destination not in off
        ]
        access = shop.rows.read, shop.rows.write
        work = listen(shop.room.desk, shop.press, ways, self._clock(), access)
        for made in await self.guarded(work, "attention") or ():
            self.report.made(made)

    async def prune(self) -> None:
        """Delete old articles without hits, a small batch at a time."""
        rows, keep = self.shop.rows, self.shop.config.keep_articles
        gone = await self.guarded(prune(rows.write, self._clock() - keep), "pruning")
        await self.guarded(forget(rows.write, self._clock()), "pruning")
        if gone:
            self.report.say("pruned", articles=gone)

    async def ease(self) -> None:
        """Keep a reserve on the disk; one that was full has room again when it can be made."""
        rows = self.shop.rows
        if rows.patience is None:
            return
        if self._is_tight and not self._was_tight:
            note = rows.write(lambda opened: outages.note_full_disk(opened, self._clock()))
            await self.guarded(note, "noting the full disk")
        self._was_tight = self._is_tight
        await asyncio.to_thread(rows.patience.ease)

    @property
    def _is_tight(self) -> bool:
        patience = self.shop.rows.patience
        return patience is not None and patience.is_tight

    async def drain(self) -> None:
        """Wait until nothing is under way."""
        while running := [task for tasks in self._busy.values() for task in tasks]:
            await asyncio.wait(running)

    async def stop(self, hurry: asyncio.Event) -> None:
        """Let what is under way finish for a while, then cancel it; leases bring it back.

        Args:
            hurry: When it is set, nothing is waited for any more.
        """
        self._is_stopping = True
        self._outgoing.stop()
        running = [task for tasks in self._busy.values() for task in tasks]
        if not running:
            return
        ended, hurried = asyncio.wait(running), hurry.wait()
        first = [asyncio.create_task(ended), asyncio.create_task(hurried)]
        await asyncio.wait(first, timeout=STOP_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        for task in (*first, *running):
            task.cancel()
        await asyncio.gather(*first, *running, return_exceptions=True)

    async def _start(
        self,
        kind: str,
        claim: Callable[..., Sequence[C]],
        walk: Callable[[C], Awaitable[None]],
    ) -> int:
        claims = await self.guarded(self.shop.rows.write(claim), f"claiming a {kind}") or ()
        for one in claims:
            task = asyncio.create_task(self._run(walk(one), kind))
            self._busy[kind].add(task)
            task.add_done_callback(self._busy[kind].discard)
        return len(claims)

    async def _run(self, work: Awaitable[None], kind: str) -> None:
        await self.guarded(work, kind)

    async def guarded(self, work: Awaitable[C], kind: str) -> C | None:
        """Let no job take its neighbours with it; its lease brings the job back."""
        try:
            return await work
        except LeaseLost as lost:
            self.report.warn(f"{kind} came too late", detail=str(lost))
            return None
        except Exception as error:
            self._note(f"{kind} failed", error)
            return None

    def _note(self, event: str, error: BaseException) -> None:
        """Tell of an error; of a database that is down whoever waits for it tells, and once."""
        if isinstance(error, StoreBroken | StoreDown):
            self.refused = error
        if isinstance(error, StoreBroken):
            self.halted.set()
        elif not (isinstance(error, StoreDown) and self.shop.rows.patience is not None):
            self.report.fault(event, error)

    async def _poll(self, claim: FeedClaim) -> None:
        shop = self.shop
        if claim.feed in shop.room.feeds:
            rows = shop.rows
            async with self._gate(shop.config.limits.polls):
                if self._is_stopping:
                    return await self._let_go(claim)
                done = await ingest(claim, self._clock(), shop.room, rows.read, rows.keep)
            self.report.polled(done)

    async def _let_go(self, claim: FeedClaim) -> None:
        """Leave a feed that waited for its turn to the next start."""
        at, now = claim.state.next_poll_at, self._clock()
        await self.shop.rows.keep(lambda rows: feeds.put_off(rows, claim, at, None, now))

    def _gate(self, width: int) -> asyncio.Semaphore:
        """Give what lets so many polls in at the same time; a reload may change how many."""
        if width != self._width:
            self._width, self._slots = width, asyncio.Semaphore(width)
        return self._slots

    async def _page(self, claim: PageClaim) -> None:
        shop = self.shop
        rows = shop.rows
        self.report.read(await read_page(claim, self._clock(), shop.room, rows.read, rows.keep))

    async def _compose(self, wish: Desired) -> int:
        shop, now = self.shop, self._clock()
        work = digests(wish, now, shop.press, shop.rows.read, shop.rows.write)
        made = await self.guarded(work, "digest") or ()
        for one in made:
            self.report.made(one)
            if left := one.message.held_back.get(NEXT_DIGEST):
                way = {"route": wish.route.id, "to": wish.destination}
                self.report.warn("more is found than a digest tells", **way, left=left)
        return len(made)


def _may_hurry(route: Route, now: datetime) -> bool:
    """Whether nothing but the wish to collect more keeps a route from telling now."""
    return not route.at and held_until(route.quiet, now) <= now
