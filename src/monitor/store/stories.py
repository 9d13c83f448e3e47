"""Stories: what articles are compared by, which story each stands in, what each story knows.

An article's `story_id` is always that of a living story: a merge moves the articles, and the
story that went redirects to the one that stayed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    TextualSelect,
    and_,
    bindparam,
    delete,
    exists,
    func,
    select,
    text,
    update,
)
from sqlalchemy import insert as plain_insert

from monitor.model.story import Ground, Joined
from monitor.store.codec import grounds_from_json, grounds_to_json, names_to_json
from monitor.store.columns import NUMBER, UtcTime
from monitor.store.inserts import insert, put_new
from monitor.store.schema import (
    article,
    hit,
    meta,
    neighbour,
    site_text,
    story,
    story_article,
    telling,
    version,
)

LOCK = "stories"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An article that was placed: its features (bytes of stories' own), story, time, original."""

    article_id: int
    story_id: int
    at: datetime
    features: bytes
    copy_of: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One article of a story, and why it is in."""

    article_id: int
    story_id: int
    joined: Joined
    joined_at: datetime
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What is kept of an article for comparing: bytes of stories' own, and its keys."""

    at: datetime
    site: str | None
    features: bytes
    keys: Sequence[int]
    cites: Sequence[str] = ()


def lock(rows: Connection) -> None:
    """Let one transaction at a time place articles; on SQLite it is the only writer anyway."""
    if rows.dialect.name != "sqlite":
        put_new(rows, meta, {"key": LOCK, "value": ""})
        rows.execute(select(meta.c.key).where(meta.c.key == LOCK).with_for_update())


def sharing(
    rows: Connection, keys: Sequence[int], since: datetime, until: datetime, most: int
) -> list[Row[Any]]:
    """Give who has these keys: rows of `key, article_id, story_id, at`.

    Of each key the latest `most` told between `since` and `until`, the answers of one key
    together and latest first.
    """
    found: list[Row[Any]] = []
    for start in range(0, len(keys), MOST_KEYS):
        some = keys[start : start + MOST_KEYS]
        values = {f"key{place}": key for place, key in enumerate(some)}
        limits = {"since": since, "until": until, "most": most}
        found += rows.execute(_sharing(len(some)), values | limits).all()
    return found


MOST_KEYS = 40


@cache
def _sharing(count: int) -> TextualSelect:
    """Make the question once for each number of keys: each key has a limit of its own."""
    one = (
        "SELECT * FROM (SELECT n.key, n.article_id, s.story_id, n.at FROM neighbour n "
        "JOIN story_article s ON s.article_id = n.article_id "
        "WHERE n.key = :key{place} AND n.at BETWEEN :since AND :until "
        "ORDER BY n.at DESC, n.article_id DESC LIMIT :most) AS k{place}"
    )
    question = " UNION ALL ".join(one.format(place=place) for place in range(count))
    times = [bindparam(name, type_=UtcTime) for name in ("since", "until")]
    return (
        text(question)
        .bindparams(*times)
        .columns(key=NUMBER, article_id=NUMBER, story_id=NUMBER, at=UtcTime)
    )


def kept(rows: Connection, article_ids: Sequence[int]) -> tuple[Kept, ...]:
    """Give what is kept of these articles, leaving out those that are not placed."""
    statement = (
        select(
            telling.c.article_id,
            telling.c.at,
            telling.c.features,
            story_article.c.story_id,
            article.c.copy_of,
        )
        .join(story_article, story_article.c.article_id == telling.c.article_id)
        .join(article, article.c.id == telling.c.article_id)
        .where(telling.c.article_id.in_(article_ids))
    )
    return tuple(
        Kept(
            article_id=row.article_id,
            story_id=row.story_id,
            at=row.at,
            features=row.features,
            copy_of=row.copy_of,
        )
        for row in rows.execute(statement)
    )


def texts(
    rows: Connection, article_ids: Sequence[int]
) -> Mapping[int, tuple[str, str, str | None]]:
    """Give title, text and site of articles as they stand now."""
    current = and_(version.c.article_id == article.c.id, version.c.number == article.c.version)
    statement = (
        select(article.c.id, article.c.site, version.c.title, version.c.text)
        .join(version, current)
        .where(article.c.id.in_(article_ids))
    )
    return {row.id: (row.title, row.text, row.site) for row in rows.execute(statement)}


def common(rows: Connection, site: str) -> bytes | None:
    """Give what is known of the texts of a site: bytes of stories' own."""
    found: bytes | None = rows.execute(
        select(site_text.c.common).where(site_text.c.site == site)
    ).scalar()
    return found


def put_common(rows: Connection, site: str, value: bytes) -> None:
    """Keep what is known of the texts of a site."""
    statement = insert(rows, site_text).values(site=site, common=value)
    rows.execute(statement.on_conflict_do_update(index_elements=["site"], set_={"common": value}))


def put_telling(rows: Connection, article_id: int, what: Compared) -> None:
    """Keep what an article is compared by, in place of what was kept before."""
    values = {
        "at": what.at,
        "site": what.site,
        "features": what.features,
        "cites": names_to_json(what.cites),
    }
    statement = insert(rows, telling).values(article_id=article_id, **values)
    rows.execute(statement.on_conflict_do_update(index_elements=["article_id"], set_=values))
    rows.execute(delete(neighbour).where(neighbour.c.article_id == article_id))
    keys = [{"key": key, "article_id": article_id, "at": what.at} for key in what.keys]
    if keys:
        rows.execute(plain_insert(neighbour), keys)


def forget_neighbours(rows: Connection, before: datetime, limit: int) -> int:
    """Forget the keys of at most `limit` articles told before a time: nobody is compared with them.

    Returns:
        How many keys went.
    """
    old = select(telling.c.article_id).where(
        telling.c.at < before,
        exists().where(neighbour.c.article_id == telling.c.article_id),
    )
    ids = rows.execute(old.order_by(telling.c.at).limit(limit)).scalars().all()
    return rows.execute(delete(neighbour).where(neighbour.c.article_id.in_(ids))).rowcount


def begin(rows: Connection, first_seen_at: datetime) -> int:
    """Begin a story without articles, and give its id."""
    made = rows.execute(plain_insert(story).values(first_seen_at=first_seen_at))
    assert made.inserted_primary_key is not None
    number: int = made.inserted_primary_key[0]
    return number


def put_member(rows: Connection, member: Member) -> None:
    """Let an article stand in a story, wherever it stood before."""
    values = {
        "story_id": member.story_id,
        "joined": member.joined,
        "joined_at": member.joined_at,
        "grounds": grounds_to_json(member.grounds),
    }
    statement = insert(rows, story_article).values(article_id=member.article_id, **values)
    rows.execute(statement.on_conflict_do_update(index_elements=["article_id"], set_=values))


def merge(rows: Connection, kept_id: int, gone_id: int) -> None:
    """Let one story absorb another: its articles move, and its id redirects for ever."""
    rows.execute(
        update(story_article).where(story_article.c.story_id == gone_id).values(story_id=kept_id)
    )
    redirected = (story.c.id == gone_id) | (story.c.merged_into == gone_id)
    rows.execute(update(story).where(redirected).values(merged_into=kept_id))
    earlier = select(func.min(story.c.first_seen_at)).where(story.c.id.in_([kept_id, gone_id]))
    first_seen_at = rows.execute(earlier).scalar_one()
    rows.execute(update(story).where(story.c.id == kept_id).values(first_seen_at=first_seen_at))


def living(rows: Connection, story_id: int) -> int | None:
    """Follow merges to the story that stands for this one now; None when there is none."""
    row = rows.execute(select(story.c.merged_into).where(story.c.id == story_id)).one_or_none()
    if row is None:
        return None
    into: int | None = row.merged_into
    return story_id if into is None else into


def stories_of(rows: Connection, article_ids: Sequence[int]) -> Mapping[int, int]:
    """Say in which story each article stands, leaving out those without one."""
    statement = select(story_article.c.article_id, story_article.c.story_id).where(
        story_article.c.article_id.in_(article_ids)
    )
    return {row.article_id: row.story_id for row in rows.execute(statement)}


def members(rows: Connection, story_id: int, most: int | None = None) -> tuple[Member, ...]:
    """List the articles of a story, at most so many, in the order in which they came."""
    return tuple(_member(row) for row in rows.execute(_members(story_id).limit(most)))


def members_met(rows: Connection, story_id: int, most: int) -> tuple[Member, ...]:
    """List the articles of a story that have a living hit, as `members` does."""
    is_met = exists().where(
        hit.c.article_id == story_article.c.article_id, hit.c.withdrawn_at.is_(None)
    )
    statement = _members(story_id).where(is_met).limit(most)
    return tuple(_member(row) for row in rows.execute(statement))


def facts(rows: Connection, story_id: int) -> str | None:
    """Give what a story knows of itself: a line of stories' own, None before the first."""
    found: str | None = rows.execute(select(story.c.facts).where(story.c.id == story_id)).scalar()
    return found


def put_facts(rows: Connection, story_id: int, line: str) -> None:
    """Keep what a story knows of itself."""
    rows.execute(update(story).where(story.c.id == story_id).values(facts=line))


def forget_facts(rows: Connection, story_ids: Collection[int]) -> None:
    """Have what stories know of themselves made anew: their articles are others now."""
    rows.execute(update(story).where(story.c.id.in_(story_ids)).values(facts=None))


def first_seen_of(rows: Connection, article_ids: Collection[int]) -> datetime:
    """Say when the first of these articles was seen, UTC."""
    earliest = select(func.min(article.c.first_seen_at)).where(article.c.id.in_(article_ids))
    at: datetime = rows.execute(earliest).scalar_one()
    return at


def first_seen(rows: Connection, story_id: int) -> datetime:
    """Say when the first article of a story was seen, UTC."""
    statement = select(story.c.first_seen_at).where(story.c.id == story_id)
    at: datetime = rows.execute(statement).scalar_one()
    return at


def _members(story_id: int) -> Select[Any]:
    return (
        select(story_article)
        .where(story_article.c.story_id == story_id)
        .order_by(story_article.c.article_id)
    )


def _member(row: Row[Any]) -> Member:
    return Member(
        article_id=row.article_id,
        story_id=row.story_id,
        joined=row.joined,
        joined_at=row.joined_at,
        grounds=grounds_from_json(row.grounds),
    )
