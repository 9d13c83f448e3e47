"""The slow, obvious matcher: every watch on every article, word by word.

It is the oracle that the fast matcher is held to, and until then it is the matcher.
"""

from collections.abc import Iterator
from dataclasses import replace

from monitor.match.document import Document
from monitor.match.evaluate import has_language, is_possible, judge
from monitor.match.lookup import Lookup
from monitor.match.patterns import Forms
from monitor.match.scene import Scene
from monitor.match.terms import terms_of
from monitor.model.article import Article
from monitor.model.hit import Condition, Hit, Span
from monitor.model.query import And, AtLeast, Field, FieldName, Near, Not, Or, Query
from monitor.model.watch import Watch, WatchSet
from monitor.text.language import Languages


class NaiveMatcher:
    """Watches ready to be asked of articles; holds no state between articles."""

    def __init__(self, watches: WatchSet, forms: Forms) -> None:
        """Prepare the terms of every watch.

        Args:
            watches: What the user wrote.
            forms: Inflected forms for `match.patterns.wanted(watches)`.
        """
        self.watches = watches
        self._terms = terms_of(watches, forms)
        self._lookup = Lookup(self._terms.all())
        self._order = {name: number for number, name in enumerate(watches.lexicon)}
        self._waits = {watch.id: _forbids_beyond_title(watch.query) for watch in watches.watches}

    def scene(self, article: Article, languages: Languages) -> Scene:
        """Find every term in an article."""
        return Scene(Document(article, languages), self._terms, self._lookup)

    def hits(self, article: Article, languages: Languages) -> list[Hit]:
        """Give the hits of an article, in the order of the watches."""
        scene = self.scene(article, languages)
        found = (self._hit(scene, watch) for watch in self.watches.watches)
        return [hit for hit in found if hit]

    def condition(self, scene: Scene, watch: Watch) -> Condition:
        """Judge one watch and say why, met or not."""
        return judge(scene, watch.query).condition

    def _hit(self, scene: Scene, watch: Watch) -> Hit | None:
        if not applies(watch, scene.document.article, scene.document.languages):
            return None
        if not is_possible(scene, watch.query):
            return None
        verdict = judge(scene, watch.query)
        if not verdict.met:
            return None
        weight = [name for name in watch.weight if scene.of_entry(name)]
        extra = {scene.span_of(o) for name in weight for o in scene.of_entry(name)}
        spans = sorted({*_met_spans(verdict.condition), *extra}, key=_place)
        return Hit(
            watch=watch.id,
            article=scene.document.article.id,
            language=scene.document.languages.best,
            spans=tuple(spans),
            entries=self._entries(scene),
            rank=len(weight),
            why=_as_met(verdict.condition),
            provisional=self._waits[watch.id] and scene.document.article.body == "feed",
        )

    def _entries(self, scene: Scene) -> tuple[str, ...]:
        return tuple(name for name in self._order if scene.of_entry(name))


def applies(watch: Watch, article: Article, languages: Languages) -> bool:
    """Whether a watch asks about articles of this language and feed at all."""
    if watch.languages and not any(has_language(languages, lang) for lang in watch.languages):
        return False
    if not watch.feeds and not watch.feed_tags:
        return True
    return article.feed in watch.feeds or any(tag in watch.feed_tags for tag in article.tags)


def _met_spans(condition: Condition) -> Iterator[Span]:
    """Yield the spans of every part that helped; a part that is not met helped nothing."""
    if condition.met:
        yield from condition.spans
        for part in condition.parts:
            yield from _met_spans(part)


def _as_met(condition: Condition) -> Condition:
    """Keep the parts that were met: what else a rule asks for is no reason for this hit."""
    parts = tuple(_as_met(part) for part in condition.parts if part.met)
    return replace(condition, parts=parts)


def _place(span: Span) -> tuple[bool, int, int, str, str]:
    return (span.field == "text", span.start, span.end, span.entry or "", span.term)


def _forbids_beyond_title(query: Query, field: FieldName | None = None) -> bool:
    """Whether a NOT of the query can be broken by the page's text."""
    match query:
        case Not(part=Field(field=there)):
            return there != "title"
        case Not():
            return field != "title"
        case And(parts=parts) | Or(parts=parts) | Near(parts=parts):
            return any(_forbids_beyond_title(part, field) for part in parts)
        case Field(field=there, part=part):
            return _forbids_beyond_title(part, there)
        case AtLeast(part=part):
            return _forbids_beyond_title(part, field)
    return False
