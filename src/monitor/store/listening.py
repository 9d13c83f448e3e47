"""How loud and how quiet watches are: who told what lately, and which of their feeds answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select

from monitor.model.watch import Watch
from monitor.store.codec import names_from_json
from monitor.store.schema import article, feed, hit, message, story_article
from monitor.store.schema import watch as watch_table

MIRROR = "mirror"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One hit of a watch, and who told it; `story` is None where articles are not grouped."""

    hit_id: int
    article_id: int
    story: int | None
    found_at: datetime
    site: str | None
    feed: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Of the feeds that a watch listens to: how many answered, and how many there are."""

    answering: int
    total: int


def voices(rows: Connection, watch: str, since: datetime, until: datetime) -> tuple[Voice, ...]:
    """List the hits of a watch found from `since` to `until`, the oldest first.

    What was there before its feed was watched, what was withdrawn, and mirrors are left out.
    """
    statement = (
        select(
            hit.c.id,
            hit.c.article_id,
            hit.c.found_at,
            article.c.site,
            article.c.feed_id,
            feed.c.tags,
            story_article.c.story_id,
        )
        .join(article, article.c.id == hit.c.article_id)
        .join(feed, feed.c.id == article.c.feed_id)
        .outerjoin(story_article, story_article.c.article_id == hit.c.article_id)
        .where(_counts(watch, since, until))
        .order_by(hit.c.found_at, hit.c.id)
    )
    found = (
        Voice(
            hit_id=row.id,
            article_id=row.article_id,
            story=row.story_id,
            found_at=row.found_at,
            site=row.site,
            feed=row.feed_id,
            tags=names_from_json(row.tags),
        )
        for row in rows.execute(statement)
    )
    return tuple(one for one in found if MIRROR not in one.tags)


def count(rows: Connection, watch: str, since: datetime, until: datetime) -> int:
    """Count the hits of a watch, as `voices` does, mirrors included."""
    statement = select(func.count()).select_from(hit).where(_counts(watch, since, until))
    return rows.execute(statement).scalar_one()


def began(rows: Connection, watch: str) -> datetime | None:
    """Say since when a watch has been running; None for one that nobody ever configured."""
    statement = select(watch_table.c.added_at).where(watch_table.c.id == watch)
    found: datetime | None = rows.execute(statement).scalar()
    return found


def answering(rows: Connection, watch: Watch, since: datetime) -> Answering:
    """Say how many of a watch's feeds answered since a time."""
    statement = select(feed.c.id, feed.c.tags, feed.c.succeeded_at).where(feed.c.is_active)
    heard = [row for row in rows.execute(statement) if _listens(watch, row.id, row.tags)]
    late = [row for row in heard if row.succeeded_at is None or row.succeeded_at < since]
    return Answering(answering=len(heard) - len(late), total=len(heard))


def is_made(rows: Connection, message_id: str) -> bool:
    """Whether a message of this id was ever made."""
    return rows.execute(select(message.c.id).where(message.c.id == message_id)).first() is not None


def _counts(watch: str, since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(
        hit.c.watch == watch,
        hit.c.found_at > since,
        hit.c.found_at <= until,
        hit.c.withdrawn_at.is_(None),
        ~hit.c.is_baseline,
    )


def _listens(watch: Watch, feed_id: str, tags: str) -> bool:
    if not (watch.feeds or watch.feed_tags):
        return True
    return feed_id in watch.feeds or not set(names_from_json(tags)).isdisjoint(watch.feed_tags)
