"""Numbers beside counted entries in sentences of the news, by language: floors that only rise.

The sentences are hand-made by authors who knew the code; in them, `[сапёров|sappers]` marks what
the lexicon met.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor.stories.figures import figures
from tests.rig.tellings import telling

HERE = Path(__file__).parent
FLOORS: Mapping[str, Mapping[str, float]] = json.loads(
    (HERE / "figures_floors.json").read_text(encoding="utf-8")
)
ALL = "all"

pytestmark = pytest.mark.quality


class Score(NamedTuple):
    """What was rightly found, found amiss, and missed, each with its sentence."""

    right: list[str]
    amiss: list[str]
    missed: list[str]

    @property
    def precision(self) -> float:
        found = len(self.right) + len(self.amiss)
        return len(self.right) / found if found else 1.0

    @property
    def recall(self) -> float:
        meant = len(self.right) + len(self.missed)
        return len(self.right) / meant if meant else 1.0


@cache
def scores() -> Mapping[str, Score]:
    found: dict[str, Score] = defaultdict(lambda: Score([], [], []))
    for line in (HERE / "figures.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        told = telling(text=case["text"], language=case["lang"])
        there = {(one.entry, one.value) for one in figures(told)}
        meant = {
            (entry, float(value)) for entry, values in case["figures"].items() for value in values
        }
        for language in (case["lang"], ALL):
            score = found[language]
            score.right.extend(f"{one}: {case['text']}" for one in there & meant)
            score.amiss.extend(f"{one}: {case['text']}" for one in there - meant)
            score.missed.extend(f"{one}: {case['text']}" for one in meant - there)
    return found


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_no_floor_gives_way(language: str) -> None:
    score = scores()[language]

    assert score.recall >= FLOORS[language]["recall"], score.missed
    assert score.precision >= FLOORS[language]["precision"], score.amiss


def test_every_language_has_a_floor() -> None:
    assert scores().keys() == FLOORS.keys()
