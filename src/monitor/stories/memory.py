"""Neighbours held in memory: for a file of articles, and for measurements."""

from bisect import insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.model.story import Placing, Telling
from monitor.stories.features import Features
from monitor.stories.neighbours import Neighbour, Shared


class MemoryNeighbours:
    """Everything that was placed, as the store would keep it; nothing is ever forgotten."""

    def __init__(self) -> None:
        self._by_key: defaultdict[int, list[tuple[datetime, int]]] = defaultdict(list)
        self._features: dict[int, tuple[datetime, Features, int | None]] = {}
        self._texts: dict[int, tuple[str, str]] = {}
        self._story: dict[int, int] = {}
        self._merged: dict[int, int] = {}

    def put(self, telling: Telling, features: Features, placing: Placing) -> int:
        """Keep a telling where it was placed; its story is named after it if it begins one.

        Returns:
            The id of its story.
        """
        article = telling.article
        self._forget(article)
        for key in features.keys:
            insort(self._by_key[key], (telling.at, article))
        self._features[article] = (telling.at, features, placing.copy_of)
        self._texts[article] = (telling.title, telling.text)
        self._story[article] = article if placing.story is None else placing.story
        self._merged.update(dict.fromkeys(placing.merges, self._story[article]))
        return self.story_of(article)

    def _forget(self, article: int) -> None:
        if article in self._features:
            at, features, _ = self._features[article]
            for key in features.keys:
                self._by_key[key].remove((at, article))

    def story_of(self, article: int) -> int:
        """Say in which story an article stands now."""
        story = self._story[article]
        while story in self._merged:
            story = self._merged[story]
        return story

    def sharing(
        self, keys: Sequence[int], since: datetime, until: datetime, most: int
    ) -> Sequence[Shared]:
        """See `Neighbours`."""
        found: list[Shared] = []
        for key in keys:
            latest = reversed(self._by_key.get(key, ()))
            near = ((at, article) for at, article in latest if at <= until)
            for (at, article), _ in zip(near, range(most), strict=False):
                if at < since:
                    break
                found.append(Shared(key, article, self.story_of(article), at))
        return found

    def known(self, articles: Sequence[int]) -> Mapping[int, Neighbour]:
        """See `Neighbours`."""
        return {one: self._neighbour(one) for one in articles if one in self._features}

    def texts(self, articles: Sequence[int]) -> Mapping[int, tuple[str, str]]:
        """See `Neighbours`."""
        return {one: self._texts[one] for one in articles if one in self._texts}

    def _neighbour(self, article: int) -> Neighbour:
        at, features, copy_of = self._features[article]
        return Neighbour(
            article=article,
            story=self.story_of(article),
            at=at,
            features=features,
            copy_of=copy_of,
        )
