"""Which ideas of the lexicon an article speaks of, whatever it met: what stories compare.

Every entry becomes a watch of its own, so that the matcher which finds hits finds these, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from threading import Lock

import tld

from monitor.match.matcher import Matcher
from monitor.model.article import Article
from monitor.model.hit import Span
from monitor.model.query import EntryRef
from monitor.model.story import Telling
from monitor.model.watch import Watch, WatchSet
from monitor.rules.digest import digest_of
from monitor.text.language import Languages

SURE = 0.9
NOBODY: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What makes an article a telling: the entries as watches, and who is one publisher.

    Attributes:
        matcher: Compiled from `entry_watches`; None where no entries are looked for.
        counted: Entries beside which figures are watched.
        publishers: By site, the name of those that are one source with others.
    """

    matcher: Matcher | None = None
    counted: frozenset[str] = frozenset()
    publishers: Mapping[str, str] = field(default_factory=dict)
    turn: Lock = field(default_factory=Lock, repr=False)

    def telling(
        self, article: Article, languages: Languages, *, article_id: int, seen_at: datetime
    ) -> Telling:
        """Make a telling of an article, from any thread."""
        entries = self._entries(article)
        return Telling(
            article=article_id,
            title=article.title,
            text=article.text,
            language=languages.best.partition("-")[0],
            is_sure=languages.by != "detected" or languages.score >= SURE,
            site=article.site,
            publisher=publisher_of(article.site, self.publishers) or article.feed or "",
            tags=article.tags,
            address=article.address,
            published_at=article.published and min(article.published, seen_at),
            seen_at=seen_at,
            entries=entries,
            counted=self.counted.intersection(entries),
        )

    def spans(self, article: Article) -> tuple[Span, ...]:
        """Give the places of all entries in an article."""
        return tuple(span for spans in self._entries(article).values() for span in spans)

    def _entries(self, article: Article) -> Mapping[str, tuple[Span, ...]]:
        if self.matcher is None:
            return {}
        with self.turn:
            return {hit.watch: hit.spans for hit in self.matcher.match(article)}


def entry_watches(watches: WatchSet) -> WatchSet:
    """Give a watch for every lexicon entry, under the entry's own name."""
    found = tuple(
        Watch(id=entry.id, title=entry.id, query=EntryRef(name=entry.id))
        for entry in watches.lexicon.values()
    )
    digest = digest_of(found, watches.lexicon)
    return WatchSet(watches=found, lexicon=watches.lexicon, digest=digest)


def counted_of(watches: WatchSet) -> frozenset[str]:
    """Give the entries beside which figures are watched."""
    return frozenset(entry.id for entry in watches.lexicon.values() if entry.counted)


def publisher_of(site: str | None, groups: Mapping[str, str] = NOBODY) -> str | None:
    """Give the publisher of a site: its group's name, else its registrable domain.

    Args:
        site: A host without `www.`, or None.
        groups: Name of a group by the site, or a site above it.
    """
    if site is None:
        return None
    above = site
    while above:
        if above in groups:
            return groups[above]
        above = above.partition(".")[2]
    return _registrable(site)


@lru_cache(maxsize=10_000)
def _registrable(site: str) -> str:
    """Give the domain that somebody registered. Source: the Public Suffix List, as `tld` ships it.

    A host under no known suffix counts by its last two labels; an address of numbers by itself.
    """
    found = tld.get_fld(f"http://{site}/", fail_silently=True)
    if found is not None:
        return str(found)
    if site.replace(".", "").isdigit() or ":" in site:
        return site
    return ".".join(site.split(".")[-2:])
