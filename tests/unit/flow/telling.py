"""Hits in stories, written down and planned as recording does it, without a poll."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from monitor.flow.planning import NewHit, plan, plan_development
from monitor.model.article import Entry
from monitor.model.hit import Condition, Given, Hit, Span
from monitor.model.story import Development
from monitor.store import articles, developments, due, hits, stories
from monitor.store.articles import SeenArticle
from monitor.store.schema import due as table
from monitor.store.stories import Member
from tests.rig.house import NOON, House


@dataclass(frozen=True, kw_only=True)
class Piece:
    """An article that one watch meets."""

    name: str
    story: int | None = None
    watch: str = "sappers"
    at: datetime = NOON
    ready_at: datetime | None = None
    published: datetime | None = None
    site: str = "courier.example"
    language: str = "en"
    tags: tuple[str, ...] = ()
    is_copy: bool = False
    sources: int = 1
    untold: str | None = None


def begin(house: House) -> int:
    """Begin a story."""
    return house.tell(lambda rows: stories.begin(rows, NOON))


def bring(house: House, piece: Piece) -> int:
    """Write an article and its hit down, and plan who is told; give the hit's id."""
    return house.tell(lambda rows: _bring(rows, house, piece))


def develop(
    house: House,
    hit_id: int,
    story: int,
    kind: str,
    *,
    at: datetime = NOON,
    published: datetime | None = None,
) -> int:
    """Find a development in the article of a hit, and plan who is told; give its id."""
    piece = Piece(name=kind, story=story, at=at, published=published)
    return house.tell(lambda rows: _develop(rows, house, hit_id, piece))


def rows_of_hit(house: House, hit_id: int) -> list[tuple[str, str, str | None]]:
    """Give route, state and reason of every row of a hit."""
    statement = select(table.c.route, table.c.state, table.c.reason).where(table.c.hit_id == hit_id)
    return house.ask(
        lambda rows: [tuple(row) for row in rows.execute(statement.order_by(table.c.id))]
    )


def _bring(rows: Connection, house: House, piece: Piece) -> int:
    title = f"The sappers of {piece.name}"
    entry = Entry(identity=piece.name, link=f"https://{piece.site}/{piece.name}", title=title)
    words = SeenArticle(
        address=entry.link,
        site=piece.site,
        title=title,
        text="",
        language=piece.language,
        lang_by="detected",
        content_hash=piece.name,
        text_hash=piece.name,
        declared=piece.language,
        is_baseline=False,
    )
    article_id = articles.put_entries(rows, "courier", [(entry, words)], piece.at)[0].article_id
    if piece.story is not None:
        member = Member(
            article_id=article_id,
            story_id=piece.story,
            joined="copy" if piece.is_copy else "same_news",
            joined_at=piece.at,
            grounds=(),
        )
        stories.put_member(rows, member)
    ready_at = piece.ready_at or piece.at
    found = _hit(piece)
    hit_id = hits.put(
        rows, found, article_id=article_id, now=piece.at, counts_at=ready_at, baseline=False
    )
    assert hit_id is not None
    plan(rows, _new(house, hit_id, piece, ready_at), house.config.routes, piece.at)
    return hit_id


def _new(house: House, hit_id: int, piece: Piece, ready_at: datetime) -> NewHit:
    return NewHit(
        hit_id=hit_id,
        watch=house.room.desk.watches[piece.watch],
        tags=piece.tags,
        ready_at=ready_at,
        told_at=piece.published,
        untold=piece.untold,
        story=piece.story,
        is_copy=piece.is_copy,
        sources=piece.sources,
    )


def _hit(piece: Piece) -> Hit:
    span = Span(
        field="title",
        start=4,
        end=11,
        surface="sappers",
        term="sapper",
        entry="sappers",
        why="form",
    )
    reason = Given(
        spans=(span,),
        entries=("sappers",),
        rank=0,
        why=Condition(line="$sappers", met=True, spans=(span,)),
    )
    return Hit(watch=piece.watch, article=piece.name, language=piece.language, reason=reason)


def _develop(rows: Connection, house: House, hit_id: int, piece: Piece) -> int:
    row = due.words_of_hit(rows, hit_id)
    found = Development(
        kind=piece.name, watch=row.watch, subject=f"at {piece.at}", article=row.article_id
    )
    number = developments.put(rows, found, piece.story, piece.at)
    assert number is not None
    new = _new(house, hit_id, replace(piece, watch=row.watch), piece.at)
    plan_development(rows, replace(found, id=number), new, house.config.routes, piece.at)
    return number
