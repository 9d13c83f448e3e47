"""Articles, what is current of them, and what of them can be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, exists, func, select, update

from monitor.model.article import Article, LanguageBy
from monitor.store.codec import names_from_json
from monitor.store.entries import (
    KnownEntry,
    StoredEntry,
    known,
    known_by_address,
    put_entries,
    said_before,
)
from monitor.store.rows_of import SeenArticle
from monitor.store.schema import article, entry, feed, hit, version
from monitor.store.versions import FeedWords, PageVersion, feed_words, put_version, set_body

__all__ = [
    "FeedWords",
    "KnownEntry",
    "PageVersion",
    "SeenArticle",
    "StoredArticle",
    "StoredEntry",
    "by_hash",
    "feed_words",
    "get",
    "known",
    "known_by_address",
    "prune",
    "put_entries",
    "put_version",
    "recent",
    "said_before",
    "set_body",
    "set_copy",
]

READ_AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article as it is now, and what the store knows besides; times are UTC.

    `article.id` is `article_id` as text. `version` counts from 1.
    """

    article_id: int
    article: Article
    version: int
    language: str
    lang_by: LanguageBy
    text_hash: str
    method: str
    is_baseline: bool
    copy_of: int | None
    first_seen_at: datetime
    seen_at: datetime


def get(rows: Connection, article_id: int) -> StoredArticle | None:
    """Look one article up; None when it was never there, or pruned."""
    row = rows.execute(_current().where(article.c.id == article_id)).one_or_none()
    return None if row is None else _stored(row)


def recent(rows: Connection, since: datetime) -> Iterator[StoredArticle]:
    """Go through the articles first seen at `since` or later, in the order they came.

    Holds few of them in memory at a time; to be used up inside the transaction of `rows`.
    """
    last = 0
    while True:
        later = and_(article.c.first_seen_at >= since, article.c.id > last)
        statement = _current().where(later).order_by(article.c.id).limit(READ_AT_ONCE)
        found = rows.execute(statement).all()
        yield from (_stored(row) for row in found)
        if len(found) < READ_AT_ONCE:
            return
        last = found[-1].id


def by_hash(rows: Connection, text_hash: str) -> int | None:
    """Find the article that had this text first; None when nobody had, or for an empty hash."""
    if not text_hash:
        return None
    statement = select(func.min(version.c.article_id)).where(version.c.text_hash == text_hash)
    found: int | None = rows.execute(statement).scalar()
    return found


def set_copy(rows: Connection, article_id: int, original_id: int | None) -> None:
    """Say of which other article this one is a copy; None for of none."""
    rows.execute(update(article).where(article.c.id == article_id).values(copy_of=original_id))


def prune(rows: Connection, before: datetime, limit: int) -> int:
    """Forget at most `limit` articles first seen before `before` that met no watch.

    Their versions and pages go with them. Their entries stay, without words, so that a feed that
    still carries them does not bring them back as new.

    Returns:
        How many went; fewer than `limit` when no more are left.
    """
    old = (
        select(article.c.id)
        .where(article.c.first_seen_at < before)
        .where(~exists().where(hit.c.article_id == article.c.id))
        .order_by(article.c.first_seen_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = rows.execute(old).scalars().all()
    if ids:
        wordless = {"link": None, "title": None, "authors": None, "article_id": None}
        rows.execute(update(entry).where(entry.c.article_id.in_(ids)).values(wordless))
        rows.execute(delete(article).where(article.c.id.in_(ids)))
    return len(ids)


def _current() -> Select[Any]:
    return (
        select(
            article,
            version.c.title,
            version.c.text,
            version.c.language,
            version.c.lang_by,
            version.c.text_hash,
            version.c.body,
            version.c.method,
            version.c.seen_at,
            feed.c.tags,
        )
        .join(
            version,
            and_(version.c.article_id == article.c.id, version.c.number == article.c.version),
        )
        .join(feed, feed.c.id == article.c.feed_id)
    )


def _stored(row: Row[Any]) -> StoredArticle:
    return StoredArticle(
        article_id=row.id,
        article=_article(row),
        version=row.version,
        language=row.language,
        lang_by=row.lang_by,
        text_hash=row.text_hash,
        method=row.method,
        is_baseline=row.is_baseline,
        copy_of=row.copy_of,
        first_seen_at=row.first_seen_at,
        seen_at=row.seen_at,
    )


def _article(row: Row[Any]) -> Article:

    return Article(
        id=str(row.id),
        title=row.title,
        text=row.text,
        declared=row.declared,
        address=row.address,
        site=row.site,
        feed=row.feed_id,
        tags=names_from_json(row.tags),
        published=row.published_at,
        body=row.body,
    )
