"""Which earlier article carried the text of a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from monitor.model.story import Ground, Telling
from monitor.stories.copies import Text, Verdict, compare
from monitor.stories.features import Features
from monitor.stories.neighbours import Neighbour, Neighbours
from monitor.text.fingerprint import resemblance

MOST_READ: Final = 4
"""So many texts are compared word by word."""
SHORT: Final = 60
"""Of a text of fewer words, a longer one may hold it all and share no key."""


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
    found, vetoes = [], []
    for one in chosen:
        if one.article in texts:
            theirs = Text(*texts[one.article], telling.language)
            verdict = compare(mine, theirs, one_site=_is_one_site(one.features, features))
            if verdict.is_copy:
                found.append(one)
            elif verdict.veto:
                vetoes.append(_veto(verdict, one))
    return Found(
        original=min(found, key=lambda one: one.article, default=None), vetoes=tuple(vetoes)
    )


def _may_be_copy(one: Features, other: Features) -> bool:
    """Whether their texts are worth comparing: they share a run of words, or one is short."""
    if one.language != other.language:
        return False
    is_short = min(one.words, other.words) < SHORT
    return is_short or not set(one.text_keys).isdisjoint(other.text_keys)


def _is_one_site(one: Features, other: Features) -> bool:
    return one.site is not None and one.site == other.site


def _veto(verdict: Verdict, one: Neighbour) -> Ground:
    detail = f"{verdict.covered:.0%} of the text"
    return Ground(kind=verdict.veto, detail=detail, article=one.article)
