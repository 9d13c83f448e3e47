"""Where a new article belongs: beside which copies, in which story, or alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from monitor.model.story import Ground, Placing, Telling
from monitor.stories.belonging import Member, belonging
from monitor.stories.features import Features
from monitor.stories.grounds import copy_grounds, news_grounds
from monitor.stories.likeness import Rarity, compare
from monitor.stories.neighbours import Neighbour, Neighbours, Shared
from monitor.stories.originals import original_of
from monitor.stories.rarity import rarity_in, stories_by_key

REACH: Final = timedelta(days=3)
"""Articles that were told further apart are never compared."""
MOST_SHARING: Final = 30
"""So many articles are asked for by each key; a key that more have tells little."""
MOST_COMPARED: Final = 24
MOST_OF_STORY: Final = 8
LONG: Final = 1_500
"""An article of more words may join a story; others are not compared with it."""
LEAST: Final = 0.0
"""From these odds on (a logarithm) an article belongs to a story."""
MERGED: Final = 1.0
"""From these odds on it shows that two stories are one."""

FORMS: Final = frozenset({"veto_numbers", "veto_form"})
"""Whoever fills in the form of another article has other news than that one."""


def place(telling: Telling, features: Features, neighbours: Neighbours) -> Placing:
    """Say where an article belongs.

    The same article and the same neighbours give the same answer. An article that was placed
    before is not compared with itself, so it may be placed again.

    Args:
        telling: The article.
        features: What `features()` made of it.
        neighbours: Those placed earlier.
    """
    since, until = telling.at - REACH, telling.at + REACH
    shared = [
        one
        for one in neighbours.sharing(features.keys, since, until, MOST_SHARING)
        if one.article != telling.article
    ]
    stories = stories_by_key(shared)
    near = _nearest(shared, stories, neighbours)
    found = original_of(telling, features, near, neighbours)
    if found.original is not None:
        return _as_copy(found.original, telling)
    if features.roundup:
        ground = Ground(kind="roundup", detail="tells of many things at once")
        return Placing(story=None, joined="first", grounds=(ground, *found.vetoes))
    mine = _Newcomer(features=features, at=telling.at, rarity=rarity_in(stories))
    return _by_news(mine, near, found.vetoes)


def _nearest(
    shared: Sequence[Shared], stories: Mapping[int, int], neighbours: Neighbours
) -> list[Neighbour]:
    """Choose whom to compare with: those that share most, what is rare counting more."""
    sums: dict[int, float] = {}
    for one in shared:
        sums[one.article] = sums.get(one.article, 0.0) + 1 / stories[one.key]
    story_of = {one.article: one.story for one in shared}
    chosen: list[int] = []
    taken: dict[int, int] = {}
    for article in sorted(sums, key=lambda one: (-sums[one], one)):
        story = story_of[article]
        if taken.get(story, 0) < MOST_OF_STORY and len(chosen) < MOST_COMPARED:
            taken[story] = taken.get(story, 0) + 1
            chosen.append(article)
    known = neighbours.known(chosen)
    return [known[article] for article in chosen if article in known]


def _as_copy(original: Neighbour, telling: Telling) -> Placing:
    earliest = original.copy_of or original.article
    grounds = copy_grounds(earliest, telling.at - original.at)
    return Placing(story=original.story, joined="copy", copy_of=earliest, grounds=grounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Newcomer:
    """An article that is compared with others; `rarity` weighs what they share."""

    features: Features
    at: datetime
    rarity: Rarity

    def beside(self, article: int, at: datetime, features: Features) -> Member:
        likeness = compare(self.features, features, self.at - at, self.rarity)
        return Member(article=article, at=at, features=features, likeness=likeness)

    def odds(self, members: Sequence[Member]) -> float:
        return belonging(self.features, self.at, members)


def _by_news(mine: _Newcomer, near: Sequence[Neighbour], vetoes: tuple[Ground, ...]) -> Placing:
    stories: dict[int, list[Member]] = {}
    forms = {ground.article for ground in vetoes if ground.kind in FORMS}
    others = {one.story for one in near if one.article in forms}
    for one in near:
        if is_witness(one.features) and one.story not in others:
            member = mine.beside(one.article, one.at, one.features)
            stories.setdefault(one.story, []).append(member)
    odds = {story: mine.odds(members) for story, members in stories.items()}
    fitting = sorted((one for one in odds if odds[one] >= LEAST), key=lambda one: (-odds[one], one))
    if not fitting:
        return Placing(story=None, joined="first", grounds=vetoes)
    best = fitting[0]
    same = {best}
    if is_witness(mine.features):
        close = [one for one in fitting[1:] if odds[one] >= MERGED]
        same |= {one for one in close if _is_one(stories[best], stories[one], mine.rarity)}
    return Placing(
        story=min(same),
        joined="same_news",
        grounds=(*news_grounds(mine.at, stories[best]), *vetoes),
        merges=tuple(sorted(same - {min(same)})),
    )


def is_witness(features: Features) -> bool:
    """Whether an article says what its story is about: one that tells of much says little."""
    return not features.roundup and features.words <= LONG


def _is_one(some: Sequence[Member], others: Sequence[Member], rarity: Rarity) -> bool:
    """Whether two stories are one: every article of the smaller belongs to the other."""
    few, many = sorted((some, others), key=len)
    for one in few:
        mine = _Newcomer(features=one.features, at=one.at, rarity=rarity)
        if (
            mine.odds([mine.beside(other.article, other.at, other.features) for other in many])
            < MERGED
        ):
            return False
    return True
