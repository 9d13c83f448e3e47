"""Entries: what each feed said, by identity, and the article each one speaks of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from monitor.model.article import Entry
from monitor.store.bulk import find
from monitor.store.inserts import put_new
from monitor.store.keys import key_of
from monitor.store.newcomers import put_newcomers
from monitor.store.rows_of import SeenArticle, article_row, entry_row, entry_words, first_words
from monitor.store.schema import article, entry
from monitor.store.versions import put_first, put_words

OF_FEED = entry.c.feed_id == bindparam("of_feed")
KNOWN = select(entry.c.identity_key, entry.c.article_id, entry.c.content_hash).where(OF_FEED)
SAID = select(entry.c.content_hash).where(OF_FEED)
KNOWN_BY_ADDRESS = (
    select(article.c.address_key, entry.c.article_id, entry.c.content_hash)
    .join(article, article.c.id == entry.c.article_id)
    .where(OF_FEED)
    .order_by(entry.c.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """An entry that was seen before; `article_id` is None when its article was pruned."""

    article_id: int | None
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """Which article an entry speaks of.

    `is_new_article`: it was not known before. `is_changed`: no text of the article was what this
    entry says, so that it is to be matched (also when it is new). A whole text from the page
    stays the current one, whatever the feed says later.
    """

    article_id: int
    is_new_article: bool
    is_changed: bool


def known(rows: Connection, feed_id: str, identities: Iterable[str]) -> Mapping[str, KnownEntry]:
    """Look up which of these entries of a feed were seen before, by identity."""
    asked = {key_of(identity): identity for identity in identities}
    found = find(rows, KNOWN, entry.c.identity_key, asked, of_feed=feed_id)
    return {
        asked[key]: KnownEntry(article_id=article_id, content_hash=words)
        for key, article_id, words in found
    }


def known_by_address(
    rows: Connection, feed_id: str, addresses: Mapping[str, str]
) -> Mapping[str, KnownEntry]:
    """Look up which of these canonical addresses a feed brought before, by identity.

    What is known is the newest entry of this feed that speaks of the article there.
    """
    asked = {key_of(address): identity for identity, address in addresses.items()}
    found = find(rows, KNOWN_BY_ADDRESS, article.c.address_key, asked, of_feed=feed_id)
    return {
        asked[key]: KnownEntry(article_id=article_id, content_hash=words)
        for key, article_id, words in found
    }


def said_before(
    rows: Connection, feed_id: str, hashes: Iterable[str], since: datetime
) -> frozenset[tuple[str, datetime]]:
    """Give content hash and date of those dated entries of a feed, first seen since a time."""
    found = {row[0] for row in find(rows, SAID, entry.c.content_hash, hashes, of_feed=feed_id)}
    if not found:  # as nearly always
        return frozenset()
    statement = select(entry.c.content_hash, entry.c.published_at).where(
        entry.c.feed_id == feed_id,
        entry.c.content_hash.in_(found),
        entry.c.first_seen_at >= since,
        entry.c.published_at.is_not(None),
    )
    return frozenset((row.content_hash, row.published_at) for row in rows.execute(statement))


def put_entries(
    rows: Connection, feed_id: str, said: Sequence[tuple[Entry, SeenArticle]], now: datetime
) -> tuple[StoredEntry, ...]:
    """Write down what a feed said, and find or make the article that each entry speaks of.

    An entry seen before keeps its article. Else an article with the same canonical address is
    the one, whichever feed brought it; else a new one is made. An entry whose article was pruned
    gets one again, and that does not count as new.
    """
    made = put_newcomers(rows, feed_id, said, now)
    return tuple(
        StoredEntry(article_id=made[one.identity], is_new_article=True, is_changed=True)
        if one.identity in made
        else _put_known(rows, feed_id, one, seen, now)
        for one, seen in said
    )


def _put_known(
    rows: Connection, feed_id: str, entry_: Entry, seen: SeenArticle, now: datetime
) -> StoredEntry:
    former = _former(rows, feed_id, entry_.identity)
    stored = _article_of(rows, feed_id, entry_, seen, now, former)
    if former is None:
        put_new(rows, entry, entry_row(feed_id, entry_, seen, stored.article_id, now))
    else:
        changes = entry_words(entry_, seen, stored.article_id, now)
        rows.execute(update(entry).where(entry.c.id == former.id).values(changes))
    return stored


def _former(rows: Connection, feed_id: str, identity: str) -> Row[Any] | None:
    statement = select(entry).where(
        entry.c.feed_id == feed_id, entry.c.identity_key == key_of(identity)
    )
    return rows.execute(statement).one_or_none()


def _article_of(
    rows: Connection,
    feed_id: str,
    entry_: Entry,
    seen: SeenArticle,
    now: datetime,
    former: Row[Any] | None,
) -> StoredEntry:
    words = first_words(seen)
    found = former.article_id if former is not None else None
    if found is None:
        made = _make(rows, article_row(feed_id, entry_, seen, now))
        if made is not None:
            put_first(rows, made, words, now)
            return StoredEntry(article_id=made, is_new_article=former is None, is_changed=True)
        found = _at(rows, seen.address)
    return StoredEntry(
        article_id=found,
        is_new_article=False,
        is_changed=put_words(rows, found, words, now),
    )


def _make(rows: Connection, values: Mapping[str, object]) -> int | None:
    made = put_new(rows, article, values)
    return None if made is None else made.id


def _at(rows: Connection, address: str | None) -> int:
    assert address is not None, "only an address can stand in the way of a new article"
    statement = select(article.c.id).where(article.c.address_key == key_of(address))
    found: int = rows.execute(statement).scalar_one()
    return found
