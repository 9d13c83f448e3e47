"""How much two articles tell the same news: what they share, weighed, and how far apart they are.

The weights were fitted as `scripts/fit_stories.py` does it, on the events of tests/quality/stories
with an even number; that of entries is set by hand, since each lexicon holds others.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from monitor.stories.features import Features
from monitor.stories.trait import BODY, LEAD, TITLE, Trait, TraitKind
from monitor.text.soundalike import likeness

ALIKE: Final = 0.86
"""Two names of one skeleton are one name from this likeness on."""
SPELLED: Final = 5
SPELLED_RARITY: Final = 0.8
"""A name of so many letters that is spelled alike is one, however few its consonants are."""
STANDING: Final = {TITLE: 1.0, LEAD: 0.8, BODY: 0.35}
"""How much a thing counts in the title, in the first sentences, further down."""
KINDS: Final[tuple[TraitKind, ...]] = ("name", "figure", "place", "idea", "day", "word", "entry")
SUMMED: Final[tuple[TraitKind, ...]] = ("name", "figure", "place", "idea", "entry")
SHARED: Final[tuple[TraitKind, ...]] = ("name", "figure", "idea")
MOST: Final = 3.0
"""What many things in common tell has an end."""

Rarity = Callable[[Trait], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One thing that both articles speak of, and how much that tells."""

    mine: Trait
    theirs: Trait
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two articles compare; `score` is a logarithm of odds: above 0 they tell one story."""

    score: float
    matches: tuple[Match, ...]


WEIGHTS: Final[Mapping[str, float]] = {
    "sum_entry": 0.30,
    "bare": -0.84,
    "gap": -0.31,
    "gap_6": -2.00,
    "gap_12": -2.14,
    "share_figure": 8.03,
    "sum_figure": 2.03,
    "share_name": 1.02,
    "sum_name": 0.77,
    "share_idea": 3.49,
    "sum_idea": 0.64,
    "unshared_ideas": -1.87,
    "sum_place": 2.52,
    "head_word": 0.24,
    "one_language": -2.81,
    "day_differs": -3.46,
}
BIAS: Final = -2.25
OWN: Final[frozenset[TraitKind]] = frozenset({"name", "figure"})
"""What belongs to one piece of news; places, ideas and entries are shared by many."""
BARE: Final = 0.3
"""Below this hardly a name or figure is in common."""
SMOOTH: Final = 0.5
"""One thing in common is little where both articles speak of hardly anything."""
_BOUND: Final = 8.0


def compare(mine: Features, theirs: Features, apart: timedelta, rarity: Rarity) -> Likeness:
    """Weigh what speaks for and against two articles telling the same news."""
    found = tuple(matches(mine, theirs, rarity))
    signs = evidence(mine, theirs, found, apart)
    score = BIAS + sum(WEIGHTS[name] * value for name, value in signs.items() if name in WEIGHTS)
    return Likeness(score=max(-_BOUND, min(_BOUND, score)), matches=found)


def matches(mine: Features, theirs: Features, rarity: Rarity) -> Iterator[Match]:
    """Give what both speak of, each thing once."""
    for kind, traits in mine.by_kind.items():
        others = theirs.by_kind.get(kind, {})
        for mark in traits.keys() & others.keys():
            one, other = traits[mark], others[mark]
            alike = likeness(one.mark, other.mark) if kind == "name" else 1.0
            if alike >= ALIKE:
                standing = (STANDING[one.weight] * STANDING[other.weight]) ** 0.5
                yield Match(
                    mine=one, theirs=other, value=standing * rarity(one) * _sure(one, alike)
                )


def _sure(trait: Trait, alike: float) -> float:
    """Give back what a name of few consonants lacks, where both are spelled alike."""
    if trait.kind != "name" or alike < 1 or len(trait.mark) < SPELLED:
        return alike
    return max(1.0, SPELLED_RARITY / max(trait.rarity, 0.1))


def evidence(
    mine: Features, theirs: Features, found: tuple[Match, ...], apart: timedelta
) -> dict[str, float]:
    """Give what the weights are for, by name."""
    hours = abs(apart) / timedelta(hours=1)
    sums = dict.fromkeys(KINDS, 0.0)
    for match in found:
        sums[match.mine.kind] += match.value
    signs = {f"sum_{kind}": min(sums[kind], MOST) for kind in SUMMED}
    for kind in SHARED:
        whole = math.sqrt(_total(mine, kind) * _total(theirs, kind))
        signs[f"share_{kind}"] = sums[kind] / (whole + SMOOTH)
    heads = (one.value for one in found if one.mine.kind == "word" and _in_head(one))
    return signs | {
        "bare": float(sum(sums[kind] for kind in OWN) < BARE),
        "head_word": min(sum(heads), MOST),
        "unshared_ideas": _unshared(mine, theirs) + _unshared(theirs, mine),
        "one_language": float(mine.language == theirs.language),
        "day_differs": float(_day_differs(mine, theirs)),
        "gap": math.log2(1 + hours),
        "gap_6": float(hours > 6),
        "gap_12": float(hours > 12),
    }


def _in_head(match: Match) -> bool:
    """Whether it stands in the title of one and in the title or first sentences of the other."""
    weights = (match.mine.weight, match.theirs.weight)
    return max(weights) == TITLE and min(weights) >= LEAD


def _total(features: Features, kind: TraitKind) -> float:
    traits = features.by_kind.get(kind, {}).values()
    return sum(trait.rarity * STANDING[trait.weight] for trait in traits)


def _day_differs(mine: Features, theirs: Features) -> bool:
    """Whether both name days in title or lead, and none in common."""
    one, other = _days(mine), _days(theirs)
    return bool(one and other) and one.isdisjoint(other)


def _days(features: Features) -> set[str]:
    return {mark for mark, one in features.by_kind.get("day", {}).items() if one.weight >= LEAD}


def _unshared(mine: Features, theirs: Features) -> float:
    """Give the share of the ideas in a title that the other article does not speak of at all."""
    title = [one for one in mine.by_kind.get("idea", {}).values() if one.weight == TITLE]
    whole = sum(one.rarity for one in title)
    if not whole:
        return 0.5
    known = theirs.by_kind.get("idea", {})
    return sum(one.rarity for one in title if one.mark not in known) / whole
