"""Developments: what is new in a story for a watch, each once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, select, update

from monitor.model.story import Development
from monitor.store.codec import evidence_from_json, evidence_to_json
from monitor.store.duerows import development_word
from monitor.store.inserts import put_new
from monitor.store.schema import development, hit, told

LONGEST_SUBJECT = 200


def put(rows: Connection, found: Development, story_id: int, now: datetime) -> int | None:
    """Write down a development of a story.

    Returns:
        Its id; None when that watch has one of this kind about this subject in the story already.
    """
    values = {
        "story_id": story_id,
        "article_id": found.article,
        "watch": found.watch,
        "kind": found.kind,
        "subject": found.subject[:LONGEST_SUBJECT],
        "evidence": evidence_to_json(found),
        "found_at": now,
    }
    made = put_new(rows, development, values)
    return None if made is None else made.id


def get(rows: Connection, ids: Collection[int]) -> Mapping[int, Development]:
    """Give developments by their ids, leaving out those that are gone."""
    statement = select(development).where(development.c.id.in_(ids))
    return {row.id: _development(row) for row in rows.execute(statement)}


def twins(rows: Connection, found: Development) -> tuple[int, ...]:
    """Give the same development of a story as other watches have it."""
    same = and_(
        development.c.story_id == found.story,
        development.c.kind == found.kind,
        development.c.subject == found.subject[:LONGEST_SUBJECT],
        development.c.id != found.id,
    )
    return tuple(rows.execute(select(development.c.id).where(same)).scalars())


def of_story(rows: Connection, story_id: int) -> tuple[Development, ...]:
    """List the developments of a story, in the order in which they were found."""
    statement = (
        select(development).where(development.c.story_id == story_id).order_by(development.c.id)
    )
    return tuple(_development(row) for row in rows.execute(statement))


def last_of(rows: Connection, watch: str, kind: str) -> datetime | None:
    """Say when a development of this kind was found last for a watch, in whatever story."""
    mine = and_(development.c.watch == watch, development.c.kind == kind)
    found: datetime | None = rows.execute(
        select(func.max(development.c.found_at)).where(mine)
    ).scalar()
    return found


def move(rows: Connection, from_story: int, to_story: int) -> None:
    """Let the developments of a story that was merged stand in the other.

    What both had stays with the story that went.
    """
    there = select(development).where(development.c.story_id == to_story)
    known = {(row.watch, row.kind, row.subject) for row in rows.execute(there)}
    mine = select(development).where(development.c.story_id == from_story)
    moving = [
        row.id
        for row in rows.execute(mine).all()
        if (row.watch, row.kind, row.subject) not in known
    ]
    _put_into(rows, moving, to_story)


def forget(rows: Connection, article_id: int, watch: str) -> None:
    """Forget what a watch found in an article that does not meet it, unless somebody was told."""
    mine = select(development.c.id).where(
        development.c.article_id == article_id, development.c.watch == watch
    )
    words = {development_word(number): number for number in rows.execute(mine).scalars()}
    about = select(hit.c.id).where(hit.c.article_id == article_id, hit.c.watch == watch)
    said = select(told.c.kind).where(told.c.hit_id.in_(about), told.c.kind.in_(words))
    kept = {words[kind] for kind in rows.execute(said).scalars()}
    gone = set(words.values()) - kept
    rows.execute(delete(development).where(development.c.id.in_(gone)))


def _put_into(rows: Connection, ids: Sequence[int], story_id: int) -> None:
    this = update(development).where(development.c.id.in_(ids))
    rows.execute(this.values(story_id=story_id))


def _development(row: Row[Any]) -> Development:
    return Development(
        id=row.id,
        kind=row.kind,
        watch=row.watch,
        subject=row.subject,
        article=row.article_id,
        story=row.story_id,
        found_at=row.found_at,
        **evidence_from_json(row.evidence),
    )
