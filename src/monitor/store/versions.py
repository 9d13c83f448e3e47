"""Versions: each text an article ever had and something still points to; the last is current."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, delete, exists, insert, select, update

from monitor.model.article import BodyState, LanguageBy
from monitor.store.schema import article, hit, version


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVersion:
    """A text of an article, cleaned, and how it was come by.

    `text_hash` is a hash of the text: equal hashes make copies. `method` names the extractor, or
    is `feed`.
    """

    title: str
    text: str
    language: str
    lang_by: LanguageBy
    text_hash: str
    body: BodyState
    method: str


def put_version(rows: Connection, article_id: int, page: PageVersion, now: datetime) -> int | None:
    """Make this the current text of an article, unless it is already.

    The version before stays, and so does each that a hit points into; older ones go.

    Returns:
        The version's number, or None when title and text hash are what they were; `body` and
        `method` are then brought up to date in place.
    """
    number = _lock(rows, article_id)
    current = and_(version.c.article_id == article_id, version.c.number == number)
    same = and_(current, version.c.title == page.title, version.c.text_hash == page.text_hash)
    kept = rows.execute(update(version).where(same).values(body=page.body, method=page.method))
    if kept.rowcount:
        return None
    put_first(rows, article_id, page, now, number=number + 1)
    rows.execute(update(article).where(article.c.id == article_id).values(version=number + 1))
    _drop_unused(rows, article_id, number)
    return number + 1


def put_first(
    rows: Connection, article_id: int, page: PageVersion, now: datetime, *, number: int = 1
) -> None:
    """Write a version down, without making it the current one."""
    rows.execute(
        insert(version).values(
            article_id=article_id,
            number=number,
            title=page.title,
            text=page.text,
            language=page.language,
            lang_by=page.lang_by,
            text_hash=page.text_hash,
            body=page.body,
            method=page.method,
            seen_at=now,
        )
    )


def set_body(rows: Connection, article_id: int, body: BodyState) -> None:
    """Say what became of the page, when its text is not to be the article's (`blocked`)."""
    current = select(article.c.version).where(article.c.id == article_id).scalar_subquery()
    changed = and_(version.c.article_id == article_id, version.c.number == current)
    rows.execute(update(version).where(changed).values(body=body))


def _lock(rows: Connection, article_id: int) -> int:
    # Two writers of one article come one after the other; on SQLite they always do.
    statement = select(article.c.version).where(article.c.id == article_id).with_for_update()
    number: int = rows.execute(statement).scalar_one()
    return number


def _drop_unused(rows: Connection, article_id: int, previous: int) -> None:
    pointed_to = exists().where(
        hit.c.article_id == version.c.article_id, hit.c.version == version.c.number
    )
    old = and_(version.c.article_id == article_id, version.c.number < previous, ~pointed_to)
    rows.execute(delete(version).where(old))
