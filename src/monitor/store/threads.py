"""What alerts have told of stories: to whom, when, and in which thread."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, and_, or_, select

from monitor.model.message import NEW
from monitor.store.duerows import Due, due_row, due_rows
from monitor.store.schema import delivery, due, hit, message, story, story_article


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The first message of a story's thread: its subject, and the key of its delivery."""

    subject: str
    key: str


def told_by_alerts(
    rows: Connection, destination: str, since: datetime, stories: Collection[int]
) -> tuple[Due, ...]:
    """List what alerts told a destination after `since`, and whenever it was about `stories`.

    What a dead delivery carried does not count: it waits again.
    """
    told = due_rows().where(
        due.c.destination == destination, due.c.state == "taken", message.c.kind == "alert"
    )
    # Said as subqueries, which SQLite begins with: it would else go through all that was ever due.
    recent = told.where(due.c.message_id.in_(select(message.c.id).where(message.c.made_at > since)))
    hits = select(hit.c.id).where(hit.c.article_id.in_(_articles_of(stories)))
    about = told.where(due.c.hit_id.in_(hits))
    asked = (recent, about) if stories else (recent,)
    found = {row.id: due_row(row) for question in asked for row in rows.execute(question)}
    return tuple(found.values())


def of_story(
    rows: Connection, story_id: int, watch: str, destinations: Collection[str]
) -> tuple[Due, ...]:
    """List what alerts told these destinations as new of a watch in a story, and what waits."""
    statement = due_rows().where(
        hit.c.article_id.in_(_articles_of([story_id])),
        hit.c.watch == watch,
        due.c.kind == NEW,
        due.c.destination.in_(destinations),
        or_(due.c.state == "waiting", and_(due.c.state == "taken", message.c.kind == "alert")),
    )
    return tuple(due_row(row) for row in rows.execute(statement))


def first_of(rows: Connection, story_id: int, destination: str) -> Thread | None:
    """Find the first message of a story's thread that a destination was sent.

    Stories that were merged into this one share its thread.
    """
    same = select(story.c.id).where(or_(story.c.id == story_id, story.c.merged_into == story_id))
    carried = and_(delivery.c.message_id == message.c.id, delivery.c.destination == destination)
    statement = (
        select(message.c.subject, delivery.c.key)
        .join(delivery, carried)
        .where(message.c.thread.in_(same), message.c.subject.is_not(None))
        .where(delivery.c.state != "dead")
        .order_by(message.c.made_at, delivery.c.id)
        .limit(1)
    )
    row = rows.execute(statement).one_or_none()
    return None if row is None else Thread(subject=row.subject, key=row.key)


def _articles_of(stories: Collection[int]) -> Select[tuple[int]]:
    return select(story_article.c.article_id).where(story_article.c.story_id.in_(stories))
