"""The slow, obvious matcher: every watch on every article, word by word.

It is the oracle that the fast matcher is held to, and until then it is the matcher.
"""

from monitor.match.document import Document
from monitor.match.evaluate import applies, is_possible, judge
from monitor.match.lookup import Found, Lookup
from monitor.match.patterns import Forms
from monitor.match.reason import reason
from monitor.match.scene import Scene
from monitor.match.terms import forbids_beyond_title, terms_of
from monitor.model.article import Article
from monitor.model.hit import Condition, Hit
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
        self._order = tuple(watches.lexicon)
        self._waits = {watch.id: forbids_beyond_title(watch.query) for watch in watches.watches}

    def scene(self, article: Article, languages: Languages) -> Scene:
        """Find every term in an article."""
        document = Document(article, languages)
        return Scene(document, Found(document, self._terms, self._lookup))

    def hits(self, article: Article, languages: Languages) -> list[Hit]:
        """Give the hits of an article, in the order of the watches."""
        scene = self.scene(article, languages)
        found = (self._hit(scene, watch) for watch in self.watches.watches)
        return [hit for hit in found if hit]

    def condition(self, scene: Scene, watch: Watch) -> Condition:
        """Judge one watch and say why, met or not."""
        return judge(scene, watch.query).condition

    def _hit(self, scene: Scene, watch: Watch) -> Hit | None:
        asked = (watch.languages, watch.feeds, watch.feed_tags)
        if not applies(asked, scene.document.article, scene.document.languages):
            return None
        if not is_possible(scene, watch.query):
            return None
        if not judge(scene, watch.query).met:
            return None
        article = scene.document.article
        return Hit(
            watch=watch.id,
            article=article.id,
            language=scene.document.languages.best,
            reason=reason(scene, watch, [name for name in self._order if scene.of_entry(name)]),
            provisional=self._waits[watch.id] and article.body == "feed",
        )
