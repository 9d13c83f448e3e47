"""The matcher that the program and its users hold in their hands."""

from dataclasses import dataclass

from monitor.match.changes import Changes
from monitor.match.evaluate import applies
from monitor.match.fast import FastMatcher
from monitor.match.index import build_index
from monitor.match.patterns import Forms
from monitor.match.terms import wanted
from monitor.model.article import Article
from monitor.model.hit import Condition, Hit
from monitor.model.watch import Watch, WatchSet
from monitor.text.forms.expand import expand_many
from monitor.text.language import Languages, candidates


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An article's language and its hits."""

    languages: Languages
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """How one watch reads one article; `applies` is False where the watch does not ask it."""

    watch: Watch
    met: bool
    applies: bool
    condition: Condition


class Matcher:
    """Watches compiled for matching; it remembers words, and nothing else, between articles.

    One thread at a time may use it.

    Attributes:
        watches: All watches.
        compiled: The watches of its main book; others than `watches` after `changed`.

    Example:
        >>> matcher = Matcher(load_watches(Path("config/watches")))
        >>> hits = matcher.match(Article(id="1", title="Korut kirim penjinak ranjau ke Kursk"))
    """

    def __init__(self, watches: WatchSet, forms: Forms | None = None) -> None:
        """Compile watches.

        Args:
            watches: As `load_watches` gives them.
            forms: Inflected forms made elsewhere; made here when left out, which loads
                dictionaries and takes some seconds.
        """
        made = expand_many(wanted(watches)) if forms is None else forms
        self._open(watches, build_index(watches, made))

    @classmethod
    def of_book(cls, watches: WatchSet, book: bytes | memoryview) -> "Matcher":
        """Open watches that were compiled elsewhere.

        Raises:
            ValueError: The bytes are no book that this program can read.
        """
        matcher = cls.__new__(cls)
        matcher._open(watches, book)
        return matcher

    def _open(self, watches: WatchSet, book: bytes | memoryview) -> None:
        self.watches = self.compiled = watches
        self._fast = FastMatcher(watches, book)

    def changed(self, watches: WatchSet, found: Changes, forms: Forms) -> "Matcher":
        """Give a matcher of newer watches: what changed is compiled, the rest is kept as it is.

        Costs milliseconds for a few watches; compile anew when it is quiet, for a changed watch
        costs a little at every article until then.

        Args:
            watches: All watches as they are now.
            found: What `changes` says of the watches that this matcher was compiled from.
            forms: Inflected forms for `wanted(found.newer)`.
        """
        book = build_index(found.newer, forms)
        matcher = Matcher.__new__(Matcher)
        matcher.watches, matcher.compiled = watches, self.compiled
        matcher._fast = self._fast.changed(watches, found, book)
        return matcher

    def match(self, article: Article) -> list[Hit]:
        """Give the hits of an article, in the order of the watches."""
        return list(self.judge(article).hits)

    def judge(self, article: Article) -> Judged:
        """Judge an article: its language, then every watch."""
        languages = candidates(article.title, article.text, article.declared)
        return Judged(languages=languages, hits=tuple(self._fast.hits(article, languages)))

    def explain(self, article: Article, watch: str | None = None) -> tuple[Explained, ...]:
        """Say for every watch, or for one, which conditions an article meets and which not."""
        languages = candidates(article.title, article.text, article.declared)
        chosen = [one for one in self.watches.watches if watch in (None, one.id)]
        names = (one.id for one in chosen)
        conditions = self._fast.conditions(article, languages, names)
        return tuple(
            _explained(one, condition, article, languages)
            for one, condition in zip(chosen, conditions, strict=True)
        )


def _explained(
    watch: Watch, condition: Condition, article: Article, languages: Languages
) -> Explained:
    asked = applies((watch.languages, watch.feeds, watch.feed_tags), article, languages)
    return Explained(watch=watch, met=condition.met and asked, applies=asked, condition=condition)
