"""What is known of stories when a message about them is made."""

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, select

from monitor.model.story import StorySoFar
from monitor.store.codec import names_from_json
from monitor.store.schema import article, feed, hit, story, story_article, telling, told, version

MIRROR = "mirror"


def so_far(
    rows: Connection, story_ids: Collection[int], destination: str
) -> Mapping[int, StorySoFar]:
    """Say what is known of stories, and what of them a destination was told.

    Articles that no watch meets any more are left out. Outlets and languages stand in the order
    in which they told it, as far as they say when.
    Figures are not filled in: they stand among the facts of a story (`stories.facts`).
    """
    current = and_(version.c.article_id == article.c.id, version.c.number == article.c.version)
    told_at = func.coalesce(telling.c.at, article.c.first_seen_at)
    statement = (
        select(
            story_article.c.story_id,
            story.c.first_seen_at.label("began_at"),
            article.c.id,
            article.c.copy_of,
            version.c.language,
            feed.c.tags,
            _outlet().label("outlet"),
            _is_told(destination).label("is_told"),
        )
        .join(story, story.c.id == story_article.c.story_id)
        .join(article, article.c.id == story_article.c.article_id)
        .join(version, current)
        .join(feed, feed.c.id == article.c.feed_id)
        .outerjoin(telling, telling.c.article_id == article.c.id)
        .where(story_article.c.story_id.in_(story_ids), ~_is_withdrawn())
        .order_by(story_article.c.story_id, told_at, article.c.id)
    )
    found = rows.execute(statement).all()
    replaced = _replaced(rows, story_ids)
    return {
        story_id: _so_far(story_id, list(group), replaced.get(story_id, ()))
        for story_id, group in groupby(found, key=lambda row: int(row.story_id))
    }


def outlets_by_site(rows: Connection, story_ids: Collection[int]) -> Mapping[str, str]:
    """Give the name of every outlet that tells one of these stories, by its site."""
    statement = (
        select(article.c.site, _outlet().label("outlet"))
        .join(story_article, story_article.c.article_id == article.c.id)
        .join(feed, feed.c.id == article.c.feed_id)
        .where(story_article.c.story_id.in_(story_ids), article.c.site.is_not(None))
        .distinct()
    )
    return {row.site: row.outlet for row in rows.execute(statement)}


def _outlet() -> ColumnElement[str]:
    return func.coalesce(feed.c.title, feed.c.own_title, article.c.site, feed.c.id)


def _replaced(rows: Connection, story_ids: Collection[int]) -> Mapping[int, tuple[int, ...]]:
    """Give the stories that were merged into each."""
    statement = select(story.c.id, story.c.merged_into).where(story.c.merged_into.in_(story_ids))
    found: dict[int, list[int]] = {}
    for row in rows.execute(statement.order_by(story.c.id)):
        found.setdefault(row.merged_into, []).append(row.id)
    return {one: tuple(others) for one, others in found.items()}


def _is_told(destination: str) -> ColumnElement[bool]:
    return exists().where(
        hit.c.article_id == article.c.id,
        told.c.hit_id == hit.c.id,
        told.c.destination == destination,
        ~told.c.is_dead,
    )


def _is_withdrawn() -> ColumnElement[bool]:
    """Whether an article met watches, and none of them any more."""
    mine = hit.c.article_id == article.c.id
    met = exists().where(mine, hit.c.withdrawn_at.is_(None))
    return and_(exists().where(mine, hit.c.withdrawn_at.is_not(None)), ~met)


def _so_far(story_id: int, members: list[Row[Any]], replaces: tuple[int, ...]) -> StorySoFar:
    told_of = [row for row in members if row.is_told]
    sources = [row for row in members if MIRROR not in names_from_json(row.tags)] or members
    languages, known = _languages(members), _languages(told_of)
    return StorySoFar(
        id=story_id,
        first_seen_at=members[0].began_at,
        first_outlet=sources[0].outlet,
        languages=languages,
        outlets=tuple(dict.fromkeys(row.outlet for row in sources)),
        articles=len(members),
        copies=sum(row.copy_of is not None for row in members),
        replaces=replaces,
        told_before=len(told_of),
        new_languages=tuple(one for one in languages if one not in known) if known else (),
    )


def _languages(members: Iterable[Row[Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.language for row in members if row.language != "und"))
