"""The program without its daemon: a test turns each walk by hand, at the time it says.

Nothing is replaced: the configuration is read from files, the database is real, documents are
parsed in real children, and the outlets answer on 127.0.0.1.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection

from monitor.app.access import Rows
from monitor.app.config import Config, load_config
from monitor.app.wiring import names_of, senders_of
from monitor.flow.budgeting import begin
from monitor.flow.deliver import deliver
from monitor.flow.digest import Desired, Made, Press, digests
from monitor.flow.ingest import Polled, ingest
from monitor.flow.judging import Desk
from monitor.flow.lexical import Lexicon, counted_of, entry_watches
from monitor.flow.newsroom import Budget, Doors, may_read_by
from monitor.flow.newsroom import Newsroom as Room
from monitor.flow.read import PageRead, read_page
from monitor.intake.fetch import FetchLimits
from monitor.intake.polite import Paces
from monitor.intake.robots import Robots
from monitor.match.matcher import Matcher
from monitor.model.feed import FeedState
from monitor.model.message import Decision, HitRow, Message
from monitor.model.watch import Route
from monitor.notify.destination import Sender
from monitor.outside.child import Children
from monitor.outside.dial import Dialer
from monitor.outside.guard import allowlist
from monitor.store import audit, due, feeds, feedwatch, hits, outbox, pages, watches
from monitor.store.database import Database, upgrade
from monitor.store.feeds import FeedClaim
from monitor.store.pages import PageClaim
from monitor.store.verify import verify
from tests.rig import configuration
from tests.rig.newsroom import RSS, Newsroom, Reply, newsroom
from tests.rig.paper import Story, page, rss

T = TypeVar("T")
NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LEASE = timedelta(minutes=5)
PATIENCE = timedelta(minutes=2)
FEED = "/feed"


@dataclass(slots=True, kw_only=True)
class House:
    """Walks over one database; `at` is always the present that they are told."""

    run: asyncio.Runner
    folder: Path
    rows: Rows
    news: Newsroom
    doors: Doors
    fetch_seconds: float = 10.0
    config: Config = field(init=False)
    matcher: Matcher = field(init=False)
    lexicon: Lexicon = field(init=False)

    @classmethod
    async def open(
        cls, run: asyncio.Runner, folder: Path, url: str, children: Children, stack: AsyncExitStack
    ) -> Self:
        """Open the database, the doors and the newsroom; they close with the stack."""
        database = Database(url)
        stack.callback(database.close)
        upgrade(database)
        rows = Rows(database)
        stack.callback(rows.close)
        news = await stack.enter_async_context(newsroom())
        allowed = allowlist(["127.0.0.0/8"])
        dialer = await stack.enter_async_context(Dialer(agent="rig", allowed=allowed))
        doors = Doors(
            dialer=dialer,
            children=children,
            paces=Paces(is_free=lambda host: True),
            robots=Robots(dialer, may_read_by(children)),
            budget=Budget(),
        )
        return cls(run=run, folder=folder, rows=rows, news=news, doors=doors)

    # What the user and the outlets do.

    def configure(
        self, *, feeds: Sequence[Mapping[str, Any]] | None = None, at: datetime = NOON, **rest: Any
    ) -> None:
        """Write the configuration, and take it as a start of the program does.

        Without `feeds` there is one, `courier`, at `FEED`, which tells everything from the start.
        """
        courier = {"id": "courier", "address": self.news.address(FEED), "first_run": "all"}
        config = configuration.write(self.folder, feeds=feeds or [courier], **rest)
        self.config = load_config(config, {})
        self.matcher = Matcher(self.config.watches, {})
        self.lexicon = Lexicon(
            matcher=Matcher(entry_watches(self.config.watches), {}),
            counted=counted_of(self.config.watches),
            publishers=self.config.publishers,
        )
        self.tell(lambda rows: feeds_sync(rows, self.config, at))
        self.run.run(begin(self.room, self.rows.read))

    def print(self, *stories: Story, path: str = FEED, etag: str | None = None) -> None:
        """Have an outlet's feed say these stories from now on."""
        self.news.put(path, Reply(body=rss(stories), kind=RSS, etag=etag))

    def print_page(self, path: str, title: str, *sentences: str) -> None:
        """Have a page say these sentences among others."""
        self.news.put(path, Reply(body=page(title, *sentences)))

    def story(self, name: str, title: str, text: str = "", **more: Any) -> Story:
        """Make an entry whose page is at `/name`."""
        return Story(id=name, title=title, link=self.news.address(f"/{name}"), text=text, **more)

    # The walks.

    def poll(self, at: datetime) -> list[Polled]:
        """Poll every feed that is due, one after the other."""
        return self.run.run(self.polling(at))

    def read_pages(self, at: datetime) -> list[PageRead]:
        """Read every page that is due, one after the other."""
        return self.run.run(self.reading(at))

    def compose(self, at: datetime, *, at_once: bool = False) -> list[Made]:
        """Close every route that is due."""
        return self.run.run(self.composing(at, at_once))

    def send(self, at: datetime) -> list[Decision]:
        """Try every delivery that is due, once."""
        return self.run.run(self.sending(at))

    async def polling(self, at: datetime) -> list[Polled]:
        """Poll what is due, beside other walks."""
        self.doors.budget.fit(self.config.every)
        claims = await self.rows.write(
            lambda rows: feeds.claim(rows, feeds.Choice(now=at, limit=99), lease=LEASE)
        )
        return [await self.ingest(claim, at) for claim in claims]

    async def reading(self, at: datetime) -> list[PageRead]:
        """Read what is due, beside other walks."""
        claims = await self.rows.write(lambda rows: pages.claim(rows, at, limit=99, lease=LEASE))
        return [await self.read_page(claim, at) for claim in claims]

    async def composing(self, at: datetime, at_once: bool = False) -> list[Made]:
        """Close what is due, beside other walks."""
        wishes = [
            Desired(route=route, destination=destination, at_once=at_once)
            for route in self.config.routes
            for destination in route.to
        ]
        return [one for wish in wishes for one in await self.digest(wish, at)]

    async def sending(self, at: datetime) -> list[Decision]:
        """Send what is due, beside other walks."""
        claims = await self.rows.write(lambda rows: outbox.claim(rows, at, limit=99, lease=LEASE))
        decided = [await deliver(claim, at, self.senders, self.rows.write) for claim in claims]
        return [decision for _, decision in decided]

    async def ingest(self, claim: FeedClaim, at: datetime) -> Polled:
        """Walk one poll."""
        return await ingest(claim, at, self.room, self.rows.read, self.rows.write)

    async def read_page(self, claim: PageClaim, at: datetime) -> PageRead:
        """Walk one page."""
        return await read_page(claim, at, self.room, self.rows.read, self.rows.write)

    async def digest(
        self, wish: Desired, at: datetime, rows: Rows | None = None
    ) -> tuple[Made, ...]:
        """Walk one route to one destination, over this house's rows or another's."""
        rows = rows or self.rows
        return await digests(wish, at, self.press, rows.read, rows.write)

    # What the walks are handed.

    @property
    def room(self) -> Room:
        """Doors, feeds and desk, as the configuration is now."""
        desk = Desk(
            matcher=self.matcher,
            watches={watch.id: watch for watch in self.config.watches.watches},
            routes=self.config.routes,
            every=self.config.every,
            lexicon=self.lexicon,
        )
        return Room(
            doors=self.doors,
            limits=FetchLimits(seconds=self.fetch_seconds),
            feeds={feed.id: feed for feed in self.config.feeds},
            desk=desk,
        )

    @property
    def press(self) -> Press:
        """Readers and watches, as the configuration is now."""
        mail = self.config.mail
        return Press(
            destinations=self.config.destinations,
            watches={watch.id: watch for watch in self.config.watches.watches},
            names=names_of(self.config.watches),
            sender=mail.sender if mail else "monitor@localhost",
        )

    @property
    def senders(self) -> Mapping[str, Sender]:
        """Ways to the destinations, as the configuration is now."""
        return senders_of(self.config, self.doors.dialer)

    def route(self, name: str) -> Route:
        """Find a configured route."""
        return next(route for route in self.config.routes if route.id == name)

    # What the rows say.

    def ask(self, question: Callable[[Connection], T]) -> T:
        """Read rows."""
        return self.run.run(self.rows.read(question))

    def tell(self, work: Callable[[Connection], T]) -> T:
        """Write rows."""
        return self.run.run(self.rows.write(work))

    def hits(self) -> list[tuple[str, str]]:
        """Give watch and title of every living hit, oldest first."""
        found = self.ask(lambda rows: hits.listing(rows, watch=None, since=NOON - DAY, limit=99))
        return [(hit.watch, hit.title) for hit in reversed(found)]

    def waiting(self, at: datetime, route: str = "desk", to: str = "files") -> list[str]:
        """Give the watches of the hits that are ready to be told."""
        return [row.watch for row in self.ask(lambda rows: due.waiting(rows, route, to, at, 99))]

    def state(self, name: str = "courier") -> FeedState:
        """Give what the last poll of a feed left."""
        return {one.id: one.state for one in self.ask(feedwatch.listing)}[name]

    def events(self, name: str = "courier") -> list[str]:
        """Give the reason word of every event of a feed, oldest first."""
        found = self.ask(lambda rows: audit.events(rows, since=NOON - DAY, limit=999))
        return [one.reason for one in reversed(found) if one.subject == name]

    def broken_promises(self) -> tuple[str, ...]:
        """Say what of the promise of delivery is broken."""
        return self.ask(verify)


def feeds_sync(rows: Connection, config: Config, at: datetime) -> None:
    """Tell the store what is configured."""
    feeds.sync(rows, config.feeds, at)
    watches.sync(rows, config.watches.watches, at)


def rows_of(message: Message) -> list[HitRow]:
    """Give every hit that a message tells, in its order."""
    cards = [card for section in message.sections for card in section.cards]
    return [row for card in cards for row in (card.lead, *card.others, *card.also)]


def told(made: Sequence[Made]) -> list[tuple[str, str]]:
    """Give watch and title of every hit that messages tell."""
    return [(row.watch, row.title) for one in made for row in rows_of(one.message)]
