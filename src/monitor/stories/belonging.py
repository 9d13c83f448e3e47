"""Whether an article belongs to a story: compared with several of its articles, and with their sum.

One article may be a bad witness: it is short, or tells only half. What most of a story's articles
speak of is its core. A new article that lacks the core, or whose headline speaks of what none of
them knows, is a sibling: the same people and places, and other news.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from monitor.stories.features import Features
from monitor.stories.likeness import STANDING, Likeness
from monitor.stories.trait import LEAD, TITLE, Trait, TraitKind

CORE: Final = 0.45
"""What so many of a story's articles speak of, weighed by where, is its core."""
LEAST_CORE: Final = 0.1
"""A core that tells less says nothing."""
NAMES: Final[tuple[TraitKind, ...]] = ("name", "place")
IDEAS: Final[tuple[TraitKind, ...]] = ("idea",)
FIGURES: Final[tuple[TraitKind, ...]] = ("figure",)
WEIGHTS: Final[Mapping[str, float]] = {
    "best_three": 0.31,
    "mean": 0.33,
    "idle": -0.44,
    "day_known": 1.64,
    "core_names": 1.05,
    "new_ideas": -0.39,
    "new_figures": -0.87,
}
BIAS: Final = -0.04

Mark = tuple[TraitKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article of a story, and how it compares with the new one."""

    article: int
    at: datetime
    features: Features
    likeness: Likeness


def belonging(mine: Features, at: datetime, members: Sequence[Member]) -> float:
    """Say how likely an article tells the news of a story, as a logarithm of odds.

    Args:
        mine: The article's features.
        at: When it was told.
        members: Articles of the story, at least one.
    """
    signs = evidence(mine, at, members)
    return BIAS + sum(WEIGHTS[name] * value for name, value in signs.items() if name in WEIGHTS)


def evidence(mine: Features, at: datetime, members: Sequence[Member]) -> dict[str, float]:
    """Give what the weights are for, by name."""
    scores = sorted((one.likeness.score for one in members), reverse=True)
    return {
        "best_three": sum(scores[:3]) / len(scores[:3]),
        "mean": sum(scores) / len(scores),
        "idle": _hours(at - max(one.at for one in members)),
        "day_known": _day_known(mine, members),
        "core_names": _core(mine, _known(members, NAMES), len(members)),
        "new_ideas": _new(mine, members, IDEAS),
        "new_figures": _new(mine, members, FIGURES),
    }


def _hours(time: timedelta) -> float:
    return math.log2(1 + max(0.0, time / timedelta(hours=1)))


def _marks(features: Features, kinds: Sequence[TraitKind]) -> dict[Mark, Trait]:
    return {
        (kind, mark): trait
        for kind in kinds
        for mark, trait in features.by_kind.get(kind, {}).items()
    }


def _known(
    members: Sequence[Member], kinds: Sequence[TraitKind]
) -> dict[Mark, tuple[float, float]]:
    """Give what the articles of a story speak of: how rare it is, and how many speak of it."""
    known: dict[Mark, tuple[float, float]] = {}
    for member in members:
        for mark, trait in _marks(member.features, kinds).items():
            count = known.get(mark, (0.0, 0.0))[1]
            known[mark] = (trait.rarity, count + STANDING[trait.weight])
    return known


def _core(mine: Features, known: Mapping[Mark, tuple[float, float]], size: int) -> float:
    """Give how much of a story's core an article speaks of, from 0 to 1."""
    whole = covered = 0.0
    for (kind, mark), (rarity, count) in known.items():
        if count >= CORE * size:
            value = rarity * count / size
            trait = mine.by_kind.get(kind, {}).get(mark)
            whole += value
            covered += value * min(1.0, STANDING[trait.weight] + 0.2) if trait else 0.0
    return covered / whole if whole > LEAST_CORE else 0.5


def _new(mine: Features, members: Sequence[Member], kinds: Sequence[TraitKind]) -> float:
    """Give how much of what a headline speaks of no article of the story knows.

    The more articles there are, the more it tells.
    """
    known = {mark for member in members for mark in _marks(member.features, kinds)}
    title = {mark: one for mark, one in _marks(mine, kinds).items() if one.weight == TITLE}
    new = sum(trait.rarity for mark, trait in title.items() if mark not in known)
    return new * math.log2(1 + len(members))


def _day_known(mine: Features, members: Sequence[Member]) -> float:
    """Say how many of the days that a story's articles name the article names, too."""
    days: dict[str, int] = {}
    for member in members:
        for mark, trait in member.features.by_kind.get("day", {}).items():
            if trait.weight >= LEAD:
                days[mark] = days.get(mark, 0) + 1
    heavy = [mark for mark, one in mine.by_kind.get("day", {}).items() if one.weight >= LEAD]
    if not days or not heavy:
        return 0.5
    return max(days.get(mark, 0) for mark in heavy) / sum(days.values())
