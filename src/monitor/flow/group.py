"""Articles grouped one after the other in memory, as the daemon groups those that it stores."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from monitor.flow.lexical import Lexicon
from monitor.model.article import Article
from monitor.model.story import Ground
from monitor.stories.features import features
from monitor.stories.memory import MemoryNeighbours
from monitor.stories.placing import place
from monitor.stories.sitetext import SiteText
from monitor.text.language import candidates

FIRST_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
"""When articles were told that say nothing of it, where none before them does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Where an article was put: articles are named by their place, counted from 1.

    `copy_of` is the earliest article with the same text, `story` the first of its story.
    """

    number: int
    copy_of: int | None
    story: int
    grounds: tuple[Ground, ...]


class Grouping:
    """Groups articles in the order in which they come; the same order gives the same stories."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._neighbours = MemoryNeighbours()
        self._common: defaultdict[str, SiteText] = defaultdict(SiteText)
        self._last_at = FIRST_MOMENT
        self._count = 0

    def add(self, article: Article) -> Grouped:
        """Group one more article.

        Args:
            article: With the time of its publication; one without was told when the article
                before it was.
        """
        self._count += 1
        self._last_at = article.published or self._last_at
        languages = candidates(article.title, article.text, article.declared)
        telling = self._lexicon.telling(
            article, languages, article_id=self._count, seen_at=self._last_at
        )
        site = telling.site or ""
        found = features(telling, self._common[site])
        placing = place(telling, found, self._neighbours)
        kept = replace(telling, text=found.own or "")  # later texts are compared with no furniture
        story = self._neighbours.put(kept, found, placing)
        if site and placing.copy_of is None:  # copies are news of the site, and no furniture
            self._common[site] = self._common[site].add(telling.text)
        return Grouped(
            number=self._count, copy_of=placing.copy_of, story=story, grounds=placing.grounds
        )

    def story_of(self, number: int) -> int:
        """Say in which story an article stands now, merges followed to their end."""
        return self._neighbours.story_of(number)
