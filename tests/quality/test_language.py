"""The language of headlines alone: floors that only rise, and ceilings that only sink.

`texts/headlines.jsonl` holds headlines of 36 languages in our own words, of two to fifteen words;
`declared` is what a mistaken feed says. They were written before the detector was measured on
them. The detector was tuned on the first, third, fifth ... of each language ("tuned"); whoever
tuned it had written the others ("held"), so that these flatter it a little too.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.text.language import candidates

HERE = Path(__file__).parent
BOUNDS: dict[str, dict[str, float]] = json.loads((HERE / "language_floors.json").read_text())
UNSPACED = ("ja", "th", "zh")

pytestmark = pytest.mark.quality


def rows(half: str) -> Iterator[dict[str, Any]]:
    """Give the headlines of one half; rows of a language alternate."""
    seen: Counter[str] = Counter()
    for line in (HERE / "texts" / "headlines.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        seen[row["lang"]] += 1
        if (half == "tuned") == (seen[row["lang"]] % 2 == 1):
            yield row


def measured(half: str, feed: str) -> dict[str, float]:
    """Measure one half with feeds that say nothing, the truth, or something wrong."""
    count: Counter[str] = Counter()
    for row in rows(half):
        said = {"silent": None, "right": row["lang"], "wrong": row["declared"]}[feed]
        found = candidates(row["title"], "", said)
        is_long = row["lang"] in UNSPACED or len(row["title"].split()) >= 5
        is_best = found.best == row["lang"]
        count["all"] += 1
        count["best"] += is_best
        count["among"] += row["lang"] in found.candidates
        count["candidates"] += len(found.candidates)
        count["long"] += is_long
        count["best of long"] += is_long and is_best
    return {
        "best": round(count["best"] / count["all"], 3),
        "best of five words and more": round(count["best of long"] / count["long"], 3),
        "among the candidates": round(count["among"] / count["all"], 3),
        "candidates": round(count["candidates"] / count["all"], 2),
    }


@pytest.mark.parametrize("feed", ["silent", "right", "wrong"])
@pytest.mark.parametrize("half", ["tuned", "held"])
def test_no_floor_of_the_languages_of_headlines_gives_way(half: str, feed: str) -> None:
    found = measured(half, feed)
    print(json.dumps({f"{half}, {feed}": found}, indent=1))

    bounds = BOUNDS[f"{half}, {feed}"]
    assert found.pop("candidates") <= bounds["candidates"]
    assert {name: value for name, value in found.items() if value < bounds[name]} == {}


def test_the_headlines_are_many_and_in_many_languages() -> None:
    languages = Counter(row["lang"] for half in ("tuned", "held") for row in rows(half))

    assert len(languages) >= 36
    assert sum(count >= 20 for count in languages.values()) >= 24
