"""Versions: the texts of an article, one of them current; each that a hit points into stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, exists, func, insert, select, update

from monitor.model.article import BodyState, LanguageBy
from monitor.model.hit import Span
from monitor.store.columns import storable
from monitor.store.schema import article, hit, version

FEED = "feed"  # the method of a text that a feed said


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVersion:
    """A text of an article, cleaned, and how it was come by.

    Equal `text_hash` makes copies. `method` names the extractor, or is `feed`;
    `why` says why it was believed.
    """

    title: str
    text: str
    language: str
    lang_by: LanguageBy
    text_hash: str
    body: BodyState
    method: str
    why: str = ""


def put_version(rows: Connection, article_id: int, page: PageVersion, now: datetime) -> int | None:
    """Make this the current text of an article.

    Versions that are no longer current go, unless a hit points into them or they were the
    current one just before.

    Returns:
        The version's number, or None when title and text hash of the current one are the same;
        its `body`, and the `method` unless a feed said it, are then brought up to date in place.
    """
    current = _lock(rows, article_id)
    same = _same(rows, article_id, page)
    if same is None:
        same = _put_next(rows, article_id, page, now)
    else:
        this = and_(version.c.article_id == article_id, version.c.number == same)
        rows.execute(update(version).where(this).values(body=page.body))
        # What a feed said stays its own, also when a page said no more.
        found = {"method": page.method, "why": page.why}
        rows.execute(update(version).where(this, version.c.method != FEED).values(found))
    if same == current:
        return None
    rows.execute(update(article).where(article.c.id == article_id).values(version=same))
    _drop_unused(rows, article_id, (same, current))
    return same


def put_words(rows: Connection, article_id: int, words: PageVersion, now: datetime) -> bool:
    """Keep what a feed says now of an article; current only while the page was not read in full.

    Returns:
        Whether no text of the article was the same.
    """
    current = _lock(rows, article_id)
    if _same(rows, article_id, words) is not None:
        return False
    this = and_(version.c.article_id == article_id, version.c.number == current)
    if rows.execute(select(version.c.body).where(this)).scalar_one() == "full":
        added = _put_next(rows, article_id, words, now)
        _drop_unused(rows, article_id, (current, added))
    else:
        put_version(rows, article_id, words, now)
    return True


def former(rows: Connection, article_id: int) -> tuple[str, str] | None:
    """Give title and text that an article had before those it has now; None when it had no other.

    To be asked where its new text was put: later versions may have gone.
    """
    statement = (
        select(version.c.title, version.c.text)
        .join(article, article.c.id == version.c.article_id)
        .where(article.c.id == article_id, version.c.number != article.c.version)
        .order_by(version.c.number.desc())
        .limit(1)
    )
    row = rows.execute(statement).one_or_none()
    return None if row is None else (row.title, row.text)


def put_first(rows: Connection, article_id: int, words: PageVersion, now: datetime) -> None:
    """Give a new article its first text."""
    _put(rows, article_id, 1, words, now)


def set_body(rows: Connection, article_id: int, body: BodyState) -> None:
    """Say what became of the page, when its text is not to be the article's (`blocked`)."""
    current = select(article.c.version).where(article.c.id == article_id).scalar_subquery()
    changed = and_(version.c.article_id == article_id, version.c.number == current)
    rows.execute(update(version).where(changed).values(body=body))


def judged(rows: Connection, article_id: int, spans: Sequence[Span]) -> int:
    """Find the version that was judged: the one in which all spans stand where they say.

    The current one is tried first, then the newest; without spans it is the current one.
    """
    is_current = version.c.number == article.c.version
    statement = (
        select(version)
        .join(article, article.c.id == version.c.article_id)
        .where(article.c.id == article_id)
        .order_by(is_current.desc(), version.c.number.desc())
    )
    texts = rows.execute(statement).all()
    number: int = next((row.number for row in texts if _holds(row, spans)), texts[0].number)
    return number


def _holds(row: Row[Any], spans: Sequence[Span]) -> bool:
    places = {"title": row.title, "text": row.text}
    return all(
        places[span.field][span.start : span.end] == storable(span.surface) for span in spans
    )


def _lock(rows: Connection, article_id: int) -> int:
    # Two writers of one article come one after the other; on SQLite they always do.
    statement = select(article.c.version).where(article.c.id == article_id).with_for_update()
    number: int = rows.execute(statement).scalar_one()
    return number


def _same(rows: Connection, article_id: int, page: PageVersion) -> int | None:
    statement = select(func.max(version.c.number)).where(
        version.c.article_id == article_id,
        version.c.title == page.title,
        version.c.text_hash == page.text_hash,
    )
    found: int | None = rows.execute(statement).scalar()
    return found


def _put_next(rows: Connection, article_id: int, page: PageVersion, now: datetime) -> int:
    newest = select(func.max(version.c.number)).where(version.c.article_id == article_id)
    number: int = rows.execute(newest).scalar_one() + 1
    _put(rows, article_id, number, page, now)
    return number


def _put(rows: Connection, article_id: int, number: int, page: PageVersion, now: datetime) -> None:
    rows.execute(insert(version).values(version_row(article_id, number, page, now)))


def version_row(
    article_id: int, number: int, page: PageVersion, now: datetime
) -> Mapping[str, object]:
    """Give the row of a text."""
    return {
        "article_id": article_id,
        "number": number,
        "title": page.title,
        "text": page.text,
        "language": page.language,
        "lang_by": page.lang_by,
        "text_hash": page.text_hash,
        "body": page.body,
        "method": page.method,
        "why": page.why,
        "seen_at": now,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedWords:
    """What a feed last said of an article, and the number of that version."""

    number: int
    title: str
    text: str


def feed_words(rows: Connection, article_id: int) -> FeedWords | None:
    """Give what a feed last said of an article; None when that is not kept."""
    statement = (
        select(version.c.number, version.c.title, version.c.text)
        .where(version.c.article_id == article_id, version.c.method == FEED)
        .order_by(version.c.number.desc())
        .limit(1)
    )
    row = rows.execute(statement).one_or_none()
    return row and FeedWords(number=row.number, title=row.title, text=row.text)


def _drop_unused(rows: Connection, article_id: int, kept: tuple[int, int]) -> None:
    pointed_to = exists().where(
        hit.c.article_id == version.c.article_id, hit.c.version == version.c.number
    )
    last_said = (
        select(func.max(version.c.number))
        .where(version.c.article_id == article_id, version.c.method == FEED)
        .scalar_subquery()
    )
    old = and_(
        version.c.article_id == article_id,
        version.c.number.not_in(kept),
        version.c.number != func.coalesce(last_said, 0),
        ~pointed_to,
    )
    rows.execute(delete(version).where(old))
