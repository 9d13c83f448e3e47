"""The matcher that the program and its users hold in their hands."""

from dataclasses import dataclass

from monitor.match.naive import NaiveMatcher, applies
from monitor.match.patterns import Forms, wanted
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
    """Watches compiled for matching; safe to share, holds no state between articles.

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
        self.watches = watches
        self._naive = NaiveMatcher(
            watches, expand_many(wanted(watches)) if forms is None else forms
        )

    def match(self, article: Article) -> list[Hit]:
        """Give the hits of an article, in the order of the watches."""
        return list(self.judge(article).hits)

    def judge(self, article: Article) -> Judged:
        """Judge an article: its language, then every watch."""
        languages = candidates(article.title, article.text, article.declared)
        return Judged(languages=languages, hits=tuple(self._naive.hits(article, languages)))

    def explain(self, article: Article, watch: str | None = None) -> tuple[Explained, ...]:
        """Say for every watch, or for one, which conditions an article meets and which not."""
        languages = candidates(article.title, article.text, article.declared)
        scene = self._naive.scene(article, languages)
        chosen = [one for one in self.watches.watches if watch in (None, one.id)]
        return tuple(_explained(self._naive, scene, one, article, languages) for one in chosen)


def _explained(
    naive: NaiveMatcher, scene: object, watch: Watch, article: Article, languages: Languages
) -> Explained:
    condition = naive.condition(scene, watch)  # type: ignore[arg-type]
    asked = applies(watch, article, languages)
    return Explained(watch=watch, met=condition.met and asked, applies=asked, condition=condition)
