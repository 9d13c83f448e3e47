"""What a feed said (entry), what a page said (page text), and the article both speak of."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

BodyState = Literal["full", "partial", "feed", "blocked"]
LanguageBy = Literal["declared", "letters", "detected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed document, cleaned: `identity` is unique inside its feed.

    `guid` is the identifier as the feed gives it, which feeds repeat and forget. `text` is the
    feed's own content, or else its summary, as plain text; times are UTC.

    `raw` is a hash of what the feed wrote, before cleaning: 8 bytes; the same writing gives the
    same hash. `is_known` says that its caller knew that hash already, so that title, text and
    authors were left out; all else is there.
    """

    identity: str
    link: str | None
    title: str
    text: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    guid: str | None = None
    source: str | None = None
    is_known: bool = False
    raw: bytes | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """One parsed feed document.

    `path` says which parser read it: `fast`, `reference` (feedparser), `jsonfeed`, `sitemap`,
    `page`. `charset` is set when the bytes contradicted their declaration; `skipped` counts
    entries beyond the limit. `ttl` is how many seconds the feed promises to stay as it is;
    `older` is where its older entries are.
    """

    path: str
    title: str | None = None
    link: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    skipped: int = 0
    charset: str | None = None
    ttl: float | None = None
    older: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What extraction found in one page; `method` names the extractor that was believed.

    `why` says in a few words why it was. `canonical` is the address that the page calls its own,
    of the same site. `is_teaser` says that the publisher keeps the rest for subscribers.
    """

    title: str | None = None
    text: str = ""
    date: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    method: str = "none"
    why: str = ""
    canonical: str | None = None
    is_teaser: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as the matcher sees it: cleaned title and text, and where it came from.

    `text` is the page's text when it is full, else the feed's. `declared` is the language that
    the feed or page states. `site` is the host without `www.`. Offsets of spans are code points
    of `title` and `text` as they stand here.
    """

    id: str
    title: str
    text: str = ""
    declared: str | None = None
    address: str | None = None
    site: str | None = None
    feed: str | None = None
    tags: tuple[str, ...] = ()
    published: datetime | None = None
    body: BodyState = "feed"
