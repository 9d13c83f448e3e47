"""The desk: an entry or a page becomes an article, and every watch is asked about it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from monitor.flow.lexical import Lexicon
from monitor.intake.urls import canonical, site_of
from monitor.match.matcher import Judged, Matcher
from monitor.model.article import Article, Entry, FeedDocument
from monitor.model.feed import Feed
from monitor.model.watch import Route, Watch

# Their links lead on by a program that runs in a browser only.
CLOSED_AGGREGATORS = frozenset({"news.google.com"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Rules and routes as they are now; a reload makes a new desk, walks under way keep theirs.

    `every` is the default interval between polls; `lexicon` finds what stories compare. `turn` lets
    one thread at a time judge: desks before and after a reload share it, because their matchers
    share what they remember.
    """

    matcher: Matcher
    watches: Mapping[str, Watch]
    routes: Sequence[Route]
    every: timedelta
    lexicon: Lexicon = field(default_factory=Lexicon)
    turn: Lock = field(default_factory=Lock, repr=False)

    def judge(self, article: Article) -> Judged:
        """Judge an article, from any thread."""
        return self.judge_all([article])[0]

    def judge_all(self, articles: Sequence[Article]) -> list[Judged]:
        """Judge the articles of one document, from any thread."""
        with self.turn:
            return [self.matcher.judge(article) for article in articles]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One entry as it was judged; `untold` is the reason word when nothing of it is told."""

    feed: Feed
    entry: Entry
    article: Article
    judged: Judged
    untold: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One document of a feed; `first` says that the feed was never read before.

    `replayed` are the identities of entries that are old, and only new by their identity.
    """

    feed: Feed
    document: FeedDocument
    first: bool
    replayed: frozenset[str] = frozenset()


async def sight(
    issue: Issue, entries: Sequence[Entry], desk: Desk, now: datetime
) -> tuple[Sighting, ...]:
    """Judge entries on the feed's own words, outside of the event loop."""

    def sight_all() -> tuple[Sighting, ...]:
        articles = [article_of(issue.feed, issue.document, entry, now) for entry in entries]
        return tuple(
            Sighting(
                feed=issue.feed,
                entry=entry,
                article=article,
                judged=judged,
                untold=_untold(issue, entry, now),
            )
            for entry, article, judged in zip(
                entries, articles, desk.judge_all(articles), strict=True
            )
        )

    return await asyncio.to_thread(sight_all) if entries else ()


def _untold(issue: Issue, entry: Entry, now: datetime) -> str | None:
    """Give the reason why an entry is no news, if it is none."""
    if issue.first and not _tells(issue.feed, entry, now):
        return "baseline"
    return "replay" if entry.identity in issue.replayed else None


def article_of(feed: Feed, document: FeedDocument, entry: Entry, now: datetime) -> Article:
    """Make the article that an entry speaks of; a date in the future becomes the present."""
    address = canonical(entry.link or "") or entry.link
    published = entry.published or entry.updated
    return Article(
        id=entry.identity,
        title=entry.title or _first_words(entry.text),
        text=entry.text,
        declared=feed.language or entry.language or document.language,
        address=address,
        site=_outlet(entry, address) or site_of(document.link) or site_of(feed.address),
        feed=feed.id,
        tags=feed.tags,
        published=min(published, now) if published else None,
    )


def leads_to_a_page(entry: Entry) -> bool:
    """Whether a link is one that can be read: some aggregators keep where it leads to themselves.

    Such an entry keeps the outlet that its `<source url>` names, and is never fetched.
    """
    return site_of(entry.link) not in CLOSED_AGGREGATORS


def _outlet(entry: Entry, address: str | None) -> str | None:
    """Give the site of who tells it: an aggregator names it beside its own link."""
    source = site_of(entry.source)
    return source if source and not leads_to_a_page(entry) else site_of(address)


def _first_words(text: str) -> str:
    """Stand in for a missing title."""
    return " ".join(text.split()[:12])


def tells_all(feed: Feed) -> bool:
    """Whether a feed tells everything, however long ago it was published."""
    return feed.first_run.kind == "all"


def _tells(feed: Feed, entry: Entry, now: datetime) -> bool:
    """Whether an entry seen at the first poll of its feed may be told."""
    if feed.first_run.kind == "last" and feed.first_run.window:
        published = entry.published or entry.updated
        return published is not None and published >= now - feed.first_run.window
    return feed.first_run.kind == "all"
