"""What is written of one entry: the rows of entry and article, and the article's first text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor.model.article import Entry, LanguageBy
from monitor.store.codec import names_to_json
from monitor.store.keys import key_of
from monitor.store.versions import FEED, PageVersion


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


def article_row(
    feed_id: str, entry_: Entry, seen: SeenArticle, now: datetime
) -> Mapping[str, object]:
    """Give the row of a new article, without its id."""
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


def first_words(seen: SeenArticle) -> PageVersion:
    """Give the first text of an article: what the feed says of it."""
    return PageVersion(
        title=seen.title,
        text=seen.text,
        language=seen.language,
        lang_by=seen.lang_by,
        text_hash=seen.text_hash or seen.content_hash,
        body="feed",
        method=FEED,
    )


def entry_row(
    feed_id: str, entry_: Entry, seen: SeenArticle, article_id: int, now: datetime
) -> Mapping[str, object]:
    """Give the row of a new entry."""
    return {
        "feed_id": feed_id,
        "identity": entry_.identity,
        "identity_key": key_of(entry_.identity),
        "first_seen_at": now,
        **entry_words(entry_, seen, article_id, now),
    }


def entry_words(
    entry_: Entry, seen: SeenArticle, article_id: int, now: datetime
) -> Mapping[str, object]:
    """Give what changes when a feed says something else under the same identity."""
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
