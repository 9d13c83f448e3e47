"""Entries that nobody has seen before, many at a time: entry, article and first text of each.

Ids are drawn beforehand, so that three statements with many rows each do the work of three
statements for each row.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text

from monitor.model.article import Entry
from monitor.store.bulk import find, put_many
from monitor.store.keys import key_of
from monitor.store.rows_of import SeenArticle, article_row, entry_row, first_words
from monitor.store.schema import article, entry, version
from monitor.store.versions import version_row

STORED = select(entry.c.identity_key).where(entry.c.feed_id == bindparam("of_feed"))
PLACES = select(article.c.address_key)

Said = tuple[Entry, SeenArticle]


def put_newcomers(
    rows: Connection, feed_id: str, said: Sequence[Said], now: datetime
) -> Mapping[str, int]:
    """Make an article of every entry whose identity and whose address nobody has seen before.

    Returns:
        The articles that were made, by the identity of their entry. Whatever is missing was
        known in some way, and nothing was written of it.
    """
    keys = {one.identity: key_of(one.identity) for one, _ in said}
    times = Counter(one.identity for one, _ in said)
    places = {one.identity: seen.address and key_of(seen.address) for one, seen in said}
    taken = _entries(rows, feed_id, keys.values())
    addresses = Counter(place for place in places.values() if place)
    stood = _addresses(rows, addresses)
    fresh = [
        (one, seen)
        for one, seen in said
        if times[one.identity] == 1
        and keys[one.identity] not in taken
        and places[one.identity] not in stood
        and addresses[places[one.identity] or ""] < 2
    ]
    if not fresh:
        return {}
    made = _make(rows, feed_id, fresh, now)
    words = [version_row(made[one.identity], 1, first_words(seen), now) for one, seen in fresh]
    entries = [entry_row(feed_id, one, seen, made[one.identity], now) for one, seen in fresh]
    put_many(rows, version, words)
    put_many(rows, entry, entries)
    return made


def _make(
    rows: Connection, feed_id: str, fresh: Sequence[Said], now: datetime
) -> Mapping[str, int]:
    """Insert articles; another writer of PostgreSQL may have the same address at the same moment.

    Then the whole transaction is run again from its start: a unique column says so.
    """
    ids = _draw(rows, len(fresh))
    made = {one.identity: id_ for (one, _), id_ in zip(fresh, ids, strict=True)}
    values = [
        {"id": made[one.identity], **article_row(feed_id, one, seen, now)} for one, seen in fresh
    ]
    put_many(rows, article, values)
    return made


def _draw(rows: Connection, count: int) -> Sequence[int]:
    """Draw ids that no article has or ever had."""
    if rows.dialect.name == "postgresql":
        drawn = text("SELECT nextval('article_id_seq') FROM generate_series(1, :count)")
        return rows.execute(drawn, {"count": count}).scalars().all()
    highest = rows.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'article'")).scalar()
    first = (highest or 0) + 1
    return range(first, first + count)


def _entries(rows: Connection, feed_id: str, keys: Iterable[str]) -> set[str]:
    return {row[0] for row in find(rows, STORED, entry.c.identity_key, keys, of_feed=feed_id)}


def _addresses(rows: Connection, keys: Iterable[str]) -> set[str]:
    return {row[0] for row in find(rows, PLACES, article.c.address_key, keys)}
