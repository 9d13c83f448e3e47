"""Stories as people look at them: which there are, and what stands in one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select

from monitor.model.story import Ground, Joined
from monitor.store.codec import grounds_from_json, names_from_json
from monitor.store.schema import (
    article,
    feed,
    hit,
    story,
    story_article,
    telling,
    version,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryArticle:
    """One article of a story: what it is, and why it is in; times are UTC."""

    article_id: int
    story_id: int
    title: str
    text: str
    language: str
    outlet: str
    site: str | None
    address: str | None
    tags: tuple[str, ...]
    published_at: datetime | None
    first_seen_at: datetime
    copy_of: int | None
    joined: Joined
    grounds: tuple[Ground, ...]
    cites: tuple[str, ...]
    watches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """One story in a list; `title` is that of its first article."""

    story_id: int
    first_seen_at: datetime
    last_seen_at: datetime
    articles: int
    copies: int
    languages: int
    title: str


def articles_of(rows: Connection, story_id: int) -> tuple[StoryArticle, ...]:
    """List the articles of a story, in the order in which they came."""
    found = rows.execute(_articles().where(story_article.c.story_id == story_id)).all()
    met = _watches(rows, story_id)
    return tuple(_article(row, tuple(met.get(row.id, ()))) for row in found)


def listing(rows: Connection, *, since: datetime, limit: int) -> tuple[StoryRow, ...]:
    """List the stories that an article joined at `since` or later, the latest first."""
    last = func.max(article.c.first_seen_at)
    statement = (
        select(
            story.c.id,
            story.c.first_seen_at,
            last.label("last_seen_at"),
            func.count().label("articles"),
            func.count(article.c.copy_of).label("copies"),
            func.count(version.c.language.distinct()).label("languages"),
            func.min(article.c.id).label("first"),
        )
        .join(story_article, story_article.c.story_id == story.c.id)
        .join(article, article.c.id == story_article.c.article_id)
        .join(version, _current())
        .group_by(story.c.id, story.c.first_seen_at)
        .having(last >= since)
        .order_by(last.desc(), story.c.id.desc())
        .limit(limit)
    )
    found = rows.execute(statement).all()
    titles = _titles(rows, [row.first for row in found])
    return tuple(
        StoryRow(
            story_id=row.id,
            first_seen_at=row.first_seen_at,
            last_seen_at=row.last_seen_at,
            articles=row.articles,
            copies=row.copies,
            languages=row.languages,
            title=titles[row.first],
        )
        for row in found
    )


def _current() -> ColumnElement[bool]:
    return and_(version.c.article_id == article.c.id, version.c.number == article.c.version)


def _titles(rows: Connection, ids: list[int]) -> dict[int, str]:
    statement = select(article.c.id, version.c.title).join(version, _current())
    return {row.id: row.title for row in rows.execute(statement.where(article.c.id.in_(ids)))}


def _watches(rows: Connection, story_id: int) -> dict[int, list[str]]:
    statement = (
        select(hit.c.article_id, hit.c.watch)
        .join(story_article, story_article.c.article_id == hit.c.article_id)
        .where(story_article.c.story_id == story_id, hit.c.withdrawn_at.is_(None))
        .order_by(hit.c.id)
    )
    found: dict[int, list[str]] = {}
    for row in rows.execute(statement):
        found.setdefault(row.article_id, []).append(row.watch)
    return found


def _articles() -> Select[Any]:
    return (
        select(
            article.c.id,
            article.c.address,
            article.c.site,
            article.c.published_at,
            article.c.first_seen_at,
            article.c.copy_of,
            version.c.title,
            version.c.text,
            version.c.language,
            feed.c.tags,
            func.coalesce(feed.c.title, feed.c.own_title, article.c.site, feed.c.id).label(
                "outlet"
            ),
            story_article.c.story_id,
            story_article.c.joined,
            story_article.c.grounds,
            telling.c.cites,
        )
        .join(article, article.c.id == story_article.c.article_id)
        .join(version, _current())
        .join(feed, feed.c.id == article.c.feed_id)
        .outerjoin(telling, telling.c.article_id == article.c.id)
        .order_by(article.c.first_seen_at, article.c.id)
    )


def _article(row: Row[Any], watches: tuple[str, ...]) -> StoryArticle:
    return StoryArticle(
        article_id=row.id,
        story_id=row.story_id,
        title=row.title,
        text=row.text,
        language=row.language,
        outlet=row.outlet,
        site=row.site,
        address=row.address,
        tags=names_from_json(row.tags),
        published_at=row.published_at,
        first_seen_at=row.first_seen_at,
        copy_of=row.copy_of,
        joined=row.joined,
        grounds=grounds_from_json(row.grounds),
        cites=names_from_json(row.cites) if row.cites else (),
        watches=watches,
    )
