"""Words of rules and the forms that must and must not show them: floors that only rise.

The set is hand-made: words of the news that the project is about, in 20 languages, with all forms
that an article would use, and near misses. It is small and its authors knew the code; what running
text says stands in docs/word-forms.md.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from scripts.measure_forms import Score, score_by_hand

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "word_forms_floors.json").read_text())

pytestmark = pytest.mark.quality


@cache
def scores() -> dict[str, Score]:
    lines = (HERE / "word_forms.jsonl").read_text(encoding="utf-8").splitlines()
    return score_by_hand(map(json.loads, lines))


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_no_floor_gives_way(language: str) -> None:
    score = scores()[language]

    assert score.recall >= FLOORS[language]["recall"], sorted(score.missed)
    assert score.precision >= FLOORS[language]["precision"], sorted(score.wrong)


def test_every_language_has_a_floor() -> None:
    assert scores().keys() == FLOORS.keys()
