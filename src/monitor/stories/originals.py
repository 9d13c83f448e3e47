"""Which earlier article carried the text of a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from monitor.model.story import Ground, Telling
from monitor.stories.copies import MUCH_LONGER, Text, Verdict, compare
from monitor.stories.features import Features
from monitor.stories.neighbours import Neighbour, Neighbours
from monitor.stories.trait import TITLE
from monitor.text.fingerprint import resemblance

MOST_READ: Final = 4
"""So many texts are compared word by word."""
SHORT: Final = 60
"""Of a text of fewer words, a longer one may hold it all and share no key."""
LEAST_ALIKE: Final = 0.15
"""Texts whose prints are so much alike are compared, although no key of theirs is the same."""
NEARLY: Final = 0.1
"""Originals are as good as each other when they hold as much of a text, give or take this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The earliest article with the same text, and what spoke against others."""

    original: Neighbour | None
    vetoes: tuple[Ground, ...] = ()


def original_of(
    telling: Telling, features: Features, near: Sequence[Neighbour], neighbours: Neighbours
) -> Found:
    """Compare an article word by word with those whose texts may be its own."""
    likely = [one for one in near if _may_be_copy(one.features, features)]
    likely.sort(key=lambda one: (-resemblance(one.features.prints, features.prints), one.article))
    chosen = likely[:MOST_READ]
    texts = neighbours.texts([one.article for one in chosen])
    own = telling.text if features.own is None else features.own
    mine = Text(telling.title, own, telling.language)
    found: list[tuple[float, Neighbour]] = []
    vetoes = []
    for one in chosen:
        if one.article in texts:
            theirs = Text(*texts[one.article], telling.language)
            verdict = compare(mine, theirs, one_site=_is_one_site(one.features, features))
            if verdict.is_copy:
                found.append((verdict.covered, one))
            elif verdict.veto:
                vetoes.append(_veto(verdict, one))
    return Found(original=_original(found), vetoes=tuple(vetoes))


def _original(found: Sequence[tuple[float, Neighbour]]) -> Neighbour | None:
    """Choose the earliest of those that hold most of the text."""
    most = max((covered for covered, _ in found), default=0.0)
    best = [one for covered, one in found if covered >= most - NEARLY]
    return min(best, key=lambda one: (one.copy_of or one.article, one.article), default=None)


def _may_be_copy(one: Features, other: Features) -> bool:
    """Whether their texts are worth comparing: they share a run of words, or one is short.

    What calls itself a list of the day's news may hold a whole text, and is no copy of it.
    """
    if one.language != other.language:
        return False
    less, more = sorted((one.words, other.words))
    if _is_list(one) != _is_list(other) and more > MUCH_LONGER * less:
        return False
    shares = not set(one.text_keys).isdisjoint(other.text_keys)
    return less < SHORT or shares or resemblance(one.prints, other.prints) >= LEAST_ALIKE


def _is_list(one: Features) -> bool:
    return any(trait.mark == "roundup" and trait.weight == TITLE for trait in one.traits)


def _is_one_site(one: Features, other: Features) -> bool:
    return one.site is not None and one.site == other.site


def _veto(verdict: Verdict, one: Neighbour) -> Ground:
    detail = f"{verdict.covered:.0%} of the text"
    return Ground(kind=verdict.veto, detail=detail, article=one.article)
