"""Nouns for the tests of the store, with everything that a test does not care about filled in."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection

from monitor.model.article import Entry
from monitor.model.feed import Feed
from monitor.model.hit import Condition, Given, Hit, Span
from monitor.model.message import (
    HitRow,
    Message,
    Parcel,
    Section,
    Slot,
    StoryCard,
)
from monitor.store import articles, due, feeds, hits, outbox
from monitor.store.articles import PageVersion, SeenArticle
from monitor.store.feeds import FeedClaim
from monitor.store.outbox import DeliveryClaim

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

FEED = Feed(id="desk", address="https://desk.example/feed", title="The Desk", tags=("wire",))
ROUTE = "morning"
READER = "anna"
TITLE = "Сапёры едут в Курскую область"
TEXT = "Тысяча сапёров и пять тысяч строителей."


def feed(id_: str, address: str | None = None, title: str | None = None) -> Feed:
    return Feed(id=id_, address=address or f"https://{id_}.example/feed", title=title)


def take(
    rows: Connection, at: datetime, limit: int = 9, only: Sequence[str] | None = None
) -> tuple[FeedClaim, ...]:
    return feeds.claim(rows, feeds.Choice(now=at, limit=limit, only=only), lease=MINUTE)


def entry(identity: str = "1", *, title: str = TITLE, text: str = TEXT) -> Entry:
    return Entry(identity=identity, link=f"https://desk.example/{identity}", title=title, text=text)


def seen(
    address: str | None = "https://desk.example/1",
    *,
    title: str = TITLE,
    text: str = TEXT,
    is_baseline: bool = False,
) -> SeenArticle:
    return SeenArticle(
        address=address,
        site="desk.example",
        title=title,
        text=text,
        language="ru",
        lang_by="detected",
        content_hash=hash_of(title + text),
        text_hash=hash_of(text),
        declared="ru",
        is_baseline=is_baseline,
    )


def page(text: str, *, title: str = TITLE, body: str = "full") -> PageVersion:
    return PageVersion(
        title=title,
        text=text,
        language="ru",
        lang_by="detected",
        text_hash=hash_of(text),
        body=body,
        method="trafilatura",
    )


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def span(surface: str = "Сапёры", *, field: str = "title", start: int = 0) -> Span:
    return Span(
        field=field,
        start=start,
        end=start + len(surface),
        surface=surface,
        term="сапёр",
        entry="sappers",
        why="form",
    )


def hit(watch: str = "sappers", *, spans: tuple[Span, ...] | None = None, **fields: object) -> Hit:
    found = (span(),) if spans is None else spans
    return Hit(
        watch=watch,
        article="1",
        language="ru",
        reason=Given(
            spans=found,
            entries=("sappers", "kursk"),
            rank=1,
            why=Condition(line="$sappers", met=True, spans=found),
        ),
        **fields,
    )


def put_article(rows: Connection, identity: str = "1", *, at: datetime = NOON) -> int:
    words = seen(f"https://desk.example/{identity}", text=f"{TEXT} {identity}")
    return articles.put_entries(rows, FEED.id, [(entry(identity), words)], at)[0].article_id


def put_hit(
    rows: Connection,
    identity: str = "1",
    *,
    watch: str = "sappers",
    at: datetime = NOON,
    baseline: bool = False,
) -> int:
    article_id = put_article(rows, identity, at=at)
    made = hits.put(
        rows, hit(watch), article_id=article_id, now=at, counts_at=at, baseline=baseline
    )
    assert made is not None
    return made


def put_due(
    rows: Connection,
    identity: str = "1",
    *,
    route: str = ROUTE,
    reader: str = READER,
    at: datetime = NOON,
) -> int:
    hit_id = put_hit(rows, identity, at=at)
    due.put(rows, hit_id, route, reader, ready_at=at)
    return hit_id


def message(
    waiting: tuple[HitRow, ...], *, id_: str = "m1", route: str = ROUTE, slot_at: datetime = NOON
) -> Message:
    cards = tuple(StoryCard(lead=row) for row in waiting)
    return Message(
        id=id_,
        kind="digest",
        route=route,
        number=1,
        made_at=slot_at,
        since=None,
        slot=Slot(route=route, starts_at=slot_at),
        sections=(Section(watch="sappers", title="Sappers", severity="normal", cards=cards),),
    )


def parcel(said: Message, reader: str = READER) -> Parcel:
    return Parcel(
        key=hash_of(said.id + reader)[:20],
        destination=reader,
        content_type="application/json",
        body=f"{said.id} {said.hit_ids}".encode(),
    )


def close(
    rows: Connection,
    *,
    at: datetime = NOON,
    id_: str = "m1",
    route: str = ROUTE,
    reader: str = READER,
) -> bool:
    waiting = due.waiting(rows, route, reader, at, 100)
    said = message(waiting, id_=id_, route=route, slot_at=at)
    return outbox.close(rows, said, parcel(said, reader), at)


def claim_one(rows: Connection, at: datetime = NOON) -> DeliveryClaim:
    (claim,) = outbox.claim(rows, at, limit=1, lease=MINUTE)
    return claim
