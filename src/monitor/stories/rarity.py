"""How rare the things an article speaks of are in the news of these days."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from monitor.stories.likeness import Rarity
from monitor.stories.neighbours import Shared
from monitor.stories.trait import Trait, TraitKind

COUNTED: Final[frozenset[TraitKind]] = frozenset({"entry", "figure", "name", "word"})
"""What is weighed by how many stories speak of it; how telling ideas and places are stands in
`things.txt`."""
_FADING: Final = 0.6


def stories_by_key(shared: Sequence[Shared]) -> dict[int, int]:
    """Count the stories that have each key, among the articles that were found for it."""
    found: dict[int, set[int]] = {}
    for one in shared:
        found.setdefault(one.key, set()).add(one.story)
    return {key: len(stories) for key, stories in found.items()}


def rarity_in(stories: Mapping[int, int]) -> Rarity:
    """Weigh things by how many stories speak of them: every doubling makes one tell less."""

    def rarity(trait: Trait) -> float:
        if trait.kind not in COUNTED:
            return trait.rarity
        return trait.rarity / (1 + _FADING * math.log2(max(1, stories.get(trait.key, 1))))

    return rarity
