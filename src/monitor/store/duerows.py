"""A row of what is due, without the words of its article: one SELECT and one reader for all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, func, select

from monitor.store.schema import article, due, hit, message, story_article, watch

_DEVELOPMENT: Final = "dev/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What one destination is told, or to be told, by one route; times are UTC.

    Attributes:
        kind: `NEW`, or the word of a development (see `development_word`).
        state: `waiting`, `taken` (by a message) or `absent`.
        reason: Why it is absent, or why one that waits is held; a word of docs/reasons.md.
        ready_at: It is not told before.
        is_late: A message that told it died.
        story: In which its article stands; None where articles are not grouped.
        told_at: When the message that took it was made.
    """

    id: int
    hit_id: int
    kind: str
    route: str
    destination: str
    state: str
    reason: str | None
    ready_at: datetime
    is_late: bool
    watch: str
    severity: str
    article_id: int
    language: str
    site: str | None
    story: int | None
    told_at: datetime | None
    message_id: str | None


def development_word(development_id: int) -> str:
    """Give the word by which a development is due and told."""
    return f"{_DEVELOPMENT}{development_id}"


def development_of(kind: str) -> int | None:
    """Give the id of the development that a word stands for; None for `NEW`."""
    name, sign, number = kind.partition(_DEVELOPMENT)
    return int(number) if sign and not name else None


def due_rows() -> Select[Any]:
    """Begin a SELECT of what is due; `due`, `hit`, `story_article` and `message` are joined."""
    return (
        select(
            due,
            hit.c.watch,
            hit.c.article_id,
            hit.c.language,
            article.c.site,
            func.coalesce(watch.c.severity, "normal").label("severity"),
            story_article.c.story_id,
            message.c.made_at.label("told_at"),
        )
        .join(hit, hit.c.id == due.c.hit_id)
        .join(article, article.c.id == hit.c.article_id)
        .outerjoin(watch, watch.c.id == hit.c.watch)
        .outerjoin(story_article, story_article.c.article_id == hit.c.article_id)
        .outerjoin(message, message.c.id == due.c.message_id)
    )


def due_row(row: Row[Any]) -> Due:
    """Make a noun of one row of `due_rows`."""
    return Due(
        id=row.id,
        hit_id=row.hit_id,
        kind=row.kind,
        route=row.route,
        destination=row.destination,
        state=row.state,
        reason=row.reason,
        ready_at=row.ready_at,
        is_late=row.is_late,
        watch=row.watch,
        severity=row.severity,
        article_id=row.article_id,
        language=row.language,
        site=row.site,
        story=row.story_id,
        told_at=row.told_at,
        message_id=row.message_id,
    )
