"""A stored hit with what a digest says of its article: one SELECT and one reader for all."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, false, func, select

from monitor.model.message import HitRow
from monitor.store.codec import condition_from_json, names_from_json, spans_from_json
from monitor.store.schema import article, feed, hit, story_article, telling, version, watch


def hit_rows(is_late: ColumnElement[bool] | None = None) -> Select[Any]:
    """Begin a SELECT of hits; `is_late` is a column of a table that the caller joins."""
    words = and_(version.c.article_id == hit.c.article_id, version.c.number == hit.c.version)
    return (
        select(
            hit,
            func.coalesce(watch.c.title, hit.c.watch).label("watch_title"),
            func.coalesce(watch.c.severity, "normal").label("severity"),
            version.c.title,
            version.c.text,
            version.c.text_hash,
            version.c.lang_by,
            version.c.seen_at.label("fetched_at"),
            story_article.c.story_id,
            telling.c.cites,
            article.c.feed_id,
            article.c.address,
            article.c.site,
            article.c.published_at,
            article.c.first_seen_at,
            article.c.copy_of,
            func.coalesce(feed.c.title, feed.c.own_title, article.c.site, feed.c.id).label(
                "outlet"
            ),
            feed.c.tags,
            (false() if is_late is None else is_late).label("is_late"),
        )
        .join(article, article.c.id == hit.c.article_id)
        .join(version, words)
        .join(feed, feed.c.id == article.c.feed_id)
        .outerjoin(watch, watch.c.id == hit.c.watch)
        .outerjoin(story_article, story_article.c.article_id == hit.c.article_id)
        .outerjoin(telling, telling.c.article_id == hit.c.article_id)
    )


def hit_row(row: Row[Any]) -> HitRow:
    """Make a noun of one row of `hit_rows`."""
    return HitRow(
        hit_id=row.id,
        watch=row.watch,
        watch_title=row.watch_title,
        severity=row.severity,
        article_id=row.article_id,
        title=row.title,
        text=row.text,
        language=row.language,
        address=row.address,
        site=row.site,
        outlet=row.outlet,
        tags=names_from_json(row.tags),
        published_at=row.published_at,
        first_seen_at=row.first_seen_at,
        spans=spans_from_json(row.spans),
        entries=names_from_json(row.entries),
        rank=row.rank,
        why=condition_from_json(row.why),
        text_hash=row.text_hash,
        copy_of=row.copy_of,
        late=bool(row.is_late),
        lang_by=row.lang_by,
        cites=names_from_json(row.cites) if row.cites else (),
        version=row.version,
        fetched_at=row.fetched_at,
        story=row.story_id,
        feed=row.feed_id,
        canonical_address=row.address,
        published_by="feed" if row.published_at else None,
    )
