"""A small newsroom built of store functions: feeds are polled, slots closed, digests delivered.

What a feed says is a function of how often it was polled, so that everybody knows afterwards which
hits there must be. Every step may be killed anywhere and run again.
"""

import http.client
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection

from monitor.model.article import Entry
from monitor.model.feed import Feed
from monitor.model.hit import Condition, Given, Hit
from monitor.model.message import (
    Ambiguous,
    Decision,
    Done,
    GiveUp,
    HitRow,
    Message,
    Outcome,
    Parcel,
    Refused,
    Section,
    Sent,
    Slot,
    StoryCard,
    TryAgain,
)
from monitor.model.seam import Point, pass_by
from monitor.store import articles, due, feeds, hits, leases, outbox
from monitor.store.articles import SeenArticle
from monitor.store.database import Database
from monitor.store.feeds import FeedClaim
from monitor.store.outbox import DeliveryClaim

START = datetime(2025, 6, 17, tzinfo=UTC)
LEASE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
FEEDS = tuple(Feed(id=name, address=f"https://{name}.example/") for name in ("a", "b"))
# Two routes lead to the same reader: only one of them may tell her.
WAYS = (("first", "anna"), ("first", "bob"), ("second", "anna"))
READERS = ("anna", "bob")
NEW_EACH_POLL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the steps work on; `port` is the receiver's."""

    database: Database
    port: int
    point: Point = field(default=pass_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The walks of the program; a mutation replaces one of them."""

    poll: Callable[[World, datetime], None]
    close: Callable[[World, datetime], None]
    deliver: Callable[[World, datetime], None]


def published(feed_id: str, polls: int) -> list[Entry]:
    """Say what a feed carries when it was polled so often before: new entries and older ones."""
    newest = (polls + 1) * NEW_EACH_POLL
    oldest = max(0, newest - 3 * NEW_EACH_POLL)
    return [
        Entry(identity=str(n), link=f"https://{feed_id}.example/{n}", title=f"Entry {n}")
        for n in range(oldest, newest)
    ]


def poll(world: World, now: datetime) -> None:
    """Poll what is due, and record what was found in one transaction."""
    claims = world.database.write(
        lambda rows: feeds.claim(rows, feeds.Choice(now=now, limit=9), lease=LEASE)
    )
    for claim in claims:
        world.database.write(lambda rows: record(rows, claim, now))  # noqa: B023


def record(rows: Connection, claim: FeedClaim, now: datetime) -> None:
    polled(rows, claim, now)
    for hit_id in found(rows, claim, now):
        make_due(rows, hit_id, now)


def polled(rows: Connection, claim: FeedClaim, now: datetime) -> None:
    state = replace(
        claim.state, polls=claim.state.polls + 1, next_poll_at=now + SECOND, polled_at=now
    )
    leases.must(feeds.finish(rows, claim, state))


def found(rows: Connection, claim: FeedClaim, now: datetime) -> Iterable[int]:
    """Store what the feed says, and a hit of each new article."""
    entries = published(claim.feed, claim.state.polls)
    known = articles.known(rows, claim.feed, [entry.identity for entry in entries])
    for entry in entries:
        if entry.identity in known:
            continue
        stored = articles.put_entries(rows, claim.feed, [(entry, seen(entry))], now)[0]
        hit_id = hits.put(
            rows,
            a_hit(stored.article_id),
            article_id=stored.article_id,
            now=now,
            counts_at=now,
            baseline=False,
        )
        assert hit_id is not None
        yield hit_id


def make_due(rows: Connection, hit_id: int, now: datetime) -> None:
    for route, reader in WAYS:
        due.put(rows, hit_id, route, reader, ready_at=now)


def close(world: World, now: datetime) -> None:
    """Close the slot of this moment for every route and reader."""
    for route, reader in WAYS:
        close_one(world, route, reader, now)


def close_one(world: World, route: str, reader: str, now: datetime) -> None:
    slot = Slot(route=route, starts_at=now)
    waiting = world.database.read(lambda rows: due.waiting(rows, route, reader, now, 99))
    if not waiting:
        world.database.write(lambda rows: outbox.close_empty(rows, slot, reader, now))
        return
    said = message(waiting, slot, reader)
    world.database.write(lambda rows: outbox.close(rows, said, parcel(said, reader), now))


def deliver(world: World, now: datetime) -> None:
    """Send what is to be sent, and write down what became of it."""
    claims = world.database.write(lambda rows: outbox.claim(rows, now, limit=9, lease=LEASE))
    for claim in claims:
        outcome = post(world, claim.parcel)
        finish(world, claim, outcome, now)


def finish(world: World, claim: DeliveryClaim, outcome: Outcome, now: datetime) -> None:
    decision = decide(outcome, now)
    world.database.write(lambda rows: outbox.finish(rows, claim, outcome, decision, now))


def decide(outcome: Outcome, now: datetime) -> Decision:
    match outcome:
        case Sent():
            return Done()
        case Refused(final=True, reason=reason):
            return GiveUp(reason=reason)
        case Refused(reason=reason) | Ambiguous(reason=reason):
            return TryAgain(at=now + SECOND, reason=reason)


def post(world: World, sent: Parcel) -> Outcome:
    """Send a parcel to the receiver, for real."""
    world.point("send.begin")
    connection = http.client.HTTPConnection("127.0.0.1", world.port, timeout=10)
    try:
        connection.request("POST", "/", sent.body, {"webhook-id": sent.key})
        world.point("send.written")
        status = connection.getresponse().status
    except (http.client.HTTPException, OSError) as error:
        return Ambiguous(reason="connection_lost", answer=repr(error))
    finally:
        connection.close()
    world.point("send.answered")
    if status == 204:
        return Sent(answer=str(status))
    return Refused(reason=f"http_{status}", answer=str(status), final=status == 410)


SOUND = Steps(poll=poll, close=close, deliver=deliver)


def seen(entry: Entry) -> SeenArticle:
    return SeenArticle(
        address=entry.link,
        site=None,
        title=entry.title,
        text="",
        language="en",
        lang_by="declared",
        content_hash=entry.identity,
    )


def a_hit(article_id: int) -> Hit:
    return Hit(
        watch="all",
        article=str(article_id),
        language="en",
        reason=Given(spans=(), why=Condition(line="entry", met=True)),
    )


def message(waiting: tuple[HitRow, ...], slot: Slot, reader: str) -> Message:
    cards = tuple(StoryCard(lead=row) for row in waiting)
    return Message(
        id=f"{slot.route} {reader} {slot.starts_at.isoformat()}",
        kind="digest",
        route=slot.route,
        number=1,
        made_at=slot.starts_at,
        since=None,
        slot=slot,
        sections=(Section(watch="all", title="All", severity="normal", cards=cards),),
    )


def parcel(said: Message, reader: str) -> Parcel:
    rows = [card.lead for section in said.sections for card in section.cards]
    body = {"reader": reader, "addresses": [row.address for row in rows]}
    return Parcel(
        key=sha256(said.id.encode()).hexdigest()[:20],
        destination=reader,
        content_type="application/json",
        body=json.dumps(body).encode(),
    )
