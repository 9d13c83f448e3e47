"""Stories across languages against floors that only rise: see `docs/stories.md`.

The events with an even number were looked at when the weights were fitted, those with an odd
number only check them. Pairs of articles in one language are not counted.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.quality.stories_data import load
from tests.rig.grouping import (
    Groups,
    Row,
    alerts,
    b_cubed,
    grouped,
    halves,
    in_order,
    pairs,
    swallowed,
)

FLOORS: Mapping[str, Mapping[str, float]] = json.loads(
    (Path(__file__).parent / "stories_floors.json").read_text(encoding="utf-8")
)
SHUFFLES = range(5)
HALVES = ("fitted", "checked")

pytestmark = pytest.mark.quality


@cache
def _grouped(seed: int | None) -> tuple[list[Row], Groups]:
    rows = in_order(load(), seed)
    return rows, grouped(rows)


def _half(name: str, seed: int | None = None) -> tuple[list[Row], Groups]:
    rows, groups = _grouped(seed)
    return dict(halves(rows))[name], groups


def _share(found: int, whole: int) -> float:
    return found / whole


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("seed", [None, *SHUFFLES])
def test_pairs_keep_their_floors_in_any_order_of_arrival(half: str, seed: int | None):
    score = pairs(*_half(half, seed))["all", "all"]

    assert score.precision >= FLOORS[half]["precision"], score
    assert score.recall >= FLOORS[half]["recall"], score


@pytest.mark.parametrize("half", HALVES)
def test_each_article_sees_its_own_story(half: str):
    precision, recall = b_cubed(*_half(half))

    assert precision >= FLOORS[half]["b_cubed_precision"]
    assert recall >= FLOORS[half]["b_cubed_recall"]


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("seed", [None, *SHUFFLES])
def test_a_true_story_is_told_once_and_not_swallowed(half: str, seed: int | None):
    rows, groups = _half(half, seed)
    lost = swallowed(rows, groups)

    assert alerts(rows, groups) <= FLOORS[half]["alerts"]
    assert _share(len(lost), len({row["story"] for row in rows})) <= FLOORS[half]["swallowed"], lost


@pytest.mark.parametrize("seed", [None, *SHUFFLES])
def test_hardly_an_article_changes_its_story(seed: int | None):
    rows, groups = _grouped(seed)

    assert _share(len(groups.moved), len(rows)) <= FLOORS["all"]["moved"], groups.moved


@pytest.mark.parametrize("half", HALVES)
def test_copies_among_them_are_found(half: str):
    rows, groups = _half(half)
    wrong = {row["id"] for row in rows if groups.copies[row["id"]] and not row["copy_of"]}
    missed = {row["id"] for row in rows if row["copy_of"] and not groups.copies[row["id"]]}

    assert (wrong, missed) == (set(), set())
