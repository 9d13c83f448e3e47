"""Why an article stands where it does, in words that docs/reasons.md explains."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from monitor.model.story import Ground
from monitor.stories.belonging import Member
from monitor.stories.likeness import Match
from monitor.stories.trait import TraitKind

_WORDS: Final[dict[TraitKind, str]] = {
    "entry": "entries",
    "figure": "figures",
    "name": "names",
    "place": "places",
    "idea": "ideas",
    "day": "days",
    "word": "words",
}
_MOST: Final = 5


def copy_grounds(earliest: int, apart: timedelta) -> tuple[Ground, ...]:
    """Say why an article is a copy."""
    time = Ground(kind="time", detail=apart_words(apart), article=earliest)
    return Ground(kind="same_text", article=earliest), time


def news_grounds(at: datetime, members: Sequence[Member]) -> tuple[Ground, ...]:
    """Say what an article shares with the article of its story that is most like it."""
    best = max(members, key=lambda one: (one.likeness.score, -one.article))
    time = Ground(kind="time", detail=apart_words(at - best.at), article=best.article)
    return (*_shared(best), time)


def _shared(best: Member) -> Iterator[Ground]:
    for kind, word in _WORDS.items():
        of_kind = [one for one in best.likeness.matches if one.mine.kind == kind]
        of_kind.sort(key=lambda one: (-one.value, one.mine.label))
        if of_kind:
            detail = ", ".join(_label(one) for one in of_kind[:_MOST])
            yield Ground(kind=word, detail=detail, article=best.article)


def _label(match: Match) -> str:
    """Give both spellings of a name."""
    mine, theirs = match.mine.label, match.theirs.label
    return mine if mine == theirs else f"{mine} = {theirs}"


def apart_words(apart: timedelta) -> str:
    """Say in a few words how far apart two articles were told."""
    minutes = round(abs(apart).total_seconds() / 60)
    return f"{minutes} min apart" if minutes < 120 else f"{round(minutes / 60)} h apart"
