"""Entries: what each feed said, by identity, and the article each one speaks of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, select, update

from monitor.model.article import Entry, LanguageBy
from monitor.store.codec import names_to_json
from monitor.store.inserts import put_new
from monitor.store.keys import key_of
from monitor.store.schema import article, entry
from monitor.store.versions import PageVersion, put_first, put_words

ASKED_AT_ONCE = 500  # SQLite refuses a statement with too many values


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """An entry that was seen before; `article_id` is None when its article was pruned."""

    article_id: int | None
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenArticle:
    """What was made of one entry: cleaned words, their language, where the article is at home.

    `address` is the canonical one: entries of any feed that share it are one article. It is None
    when the entry's link does not name one article (a home page, no link): then the entry's
    identity does. `content_hash` tells whether the feed changed the entry; `text_hash` finds
    copies. `declared` is the language that entry, document or configuration state.
    """

    address: str | None
    site: str | None
    title: str
    text: str
    language: str
    lang_by: LanguageBy
    content_hash: str
    text_hash: str = ""
    declared: str | None = None
    is_baseline: bool = False


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
    columns = (entry.c.identity_key, entry.c.article_id, entry.c.content_hash)
    found: dict[str, KnownEntry] = {}
    for keys in _batches(asked):
        statement = select(*columns).where(
            entry.c.feed_id == feed_id, entry.c.identity_key.in_(keys)
        )
        for row in rows.execute(statement):
            found[asked[row.identity_key]] = KnownEntry(
                article_id=row.article_id, content_hash=row.content_hash
            )
    return found


def put_entry(
    rows: Connection, feed_id: str, entry_: Entry, seen: SeenArticle, now: datetime
) -> StoredEntry:
    """Write down what a feed said, and find or make the article it speaks of.

    An entry seen before keeps its article. Else an article with the same canonical address is
    the one, whichever feed brought it; else a new one is made. An entry whose article was pruned
    gets one again, and that does not count as new.
    """
    former = _former(rows, feed_id, entry_.identity)
    stored = _article_of(rows, feed_id, entry_, seen, now, former)
    changes = _changes(entry_, seen, stored.article_id, now)
    if former is None:
        first = {
            "feed_id": feed_id,
            "identity": entry_.identity,
            "identity_key": key_of(entry_.identity),
            "first_seen_at": now,
        }
        put_new(rows, entry, {**first, **changes})
    else:
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
    words = _words(seen)
    found = former.article_id if former is not None else None
    if found is None:
        made = _make(rows, _fresh(feed_id, entry_, seen, now))
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


def _fresh(feed_id: str, entry_: Entry, seen: SeenArticle, now: datetime) -> Mapping[str, object]:
    return {
        "feed_id": feed_id,
        "address": seen.address,
        "address_key": None if seen.address is None else key_of(seen.address),
        "site": seen.site,
        "declared": seen.declared,
        "version": 1,
        "is_baseline": seen.is_baseline,
        "published_at": entry_.published,
        "first_seen_at": now,
    }


def _words(seen: SeenArticle) -> PageVersion:
    return PageVersion(
        title=seen.title,
        text=seen.text,
        language=seen.language,
        lang_by=seen.lang_by,
        text_hash=seen.text_hash or seen.content_hash,
        body="feed",
        method="feed",
    )


def _changes(
    entry_: Entry, seen: SeenArticle, article_id: int, now: datetime
) -> Mapping[str, object]:
    return {
        "article_id": article_id,
        "content_hash": seen.content_hash,
        "link": entry_.link,
        "title": entry_.title,
        "authors": names_to_json(entry_.authors),
        "published_at": entry_.published,
        "updated_at": entry_.updated,
        "changed_at": now,
    }


def _batches(keys: Mapping[str, str]) -> Iterator[Sequence[str]]:
    left = iter(keys)
    while batch := list(islice(left, ASKED_AT_ONCE)):
        yield batch
