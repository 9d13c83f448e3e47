"""What placing one article costs, by how many are stored: `make bench`; it must stay flat.

Stored articles are made up: words of a vocabulary in which some are everywhere and most are rare,
as in news, told over the last three days, so that none is out of reach. Prints a table, and
asserts nothing: no machine is like another.

Whoever has another store adds it to `STORES`: a function that gives `Neighbours` and how to put an
article there.
"""

import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from monitor.model.story import Placing, Telling
from monitor.stories.features import Features, features
from monitor.stories.memory import MemoryNeighbours
from monitor.stories.neighbours import Neighbours
from monitor.stories.placing import place
from monitor.stories.sitetext import SiteText

NOON: Final = datetime(2025, 6, 17, 12, tzinfo=UTC)
SIZES: Final = tuple(map(int, os.environ.get("BENCH_STORIES", "1000 30000").split()))
WORDS: Final = 20_000
ASKED: Final = 60

Put = Callable[[Telling, Features, Placing], object]


def _memory() -> tuple[Neighbours, Put]:
    memory = MemoryNeighbours()
    return memory, memory.put


STORES: Final[dict[str, Callable[[], tuple[Neighbours, Put]]]] = {"memory": _memory}

pytestmark = pytest.mark.bench


def _telling(chance: random.Random, article: int) -> Telling:
    """Make an article up: a word comes the more seldom the higher its number is."""
    words = [f"W{int(WORDS * chance.random() ** 3)}or" for _ in range(60)]
    numbers = [str(chance.randint(2, 9_999)) for _ in range(3)]
    return Telling(
        article=article,
        title=" ".join([*words[:7], "quake in", chance.choice(["Peru", "Iran", "Japan"])]),
        text=" ".join([*words[7:], *numbers]),
        language=chance.choice(["en", "es", "id"]),
        site=f"outlet{chance.randint(1, 900)}.example",
        seen_at=NOON - timedelta(hours=70 * chance.random()),
    )


@pytest.mark.parametrize("store", STORES)
@pytest.mark.timeout(3600)
def test_an_article_costs_the_same_however_many_are_stored(
    store: str, capsys: pytest.CaptureFixture[str]
):
    chance = random.Random(7)
    neighbours, put = STORES[store]()
    stored, costs = 0, []
    for size in SIZES:
        while stored < size:
            stored += 1
            telling = _telling(chance, stored)
            found = features(telling, SiteText())
            put(telling, found, Placing(story=None, joined="first"))
        costs.append(_cost(chance, neighbours))
    with capsys.disabled():
        for size, (describing, placing) in zip(SIZES, costs, strict=True):
            print(
                f"\n{store} {size:>9,} stored: {describing:.2f} ms features, {placing:.2f} ms place"
            )
            print(f"{'':>{len(store)}} {placing / costs[0][1]:.2f} times the first")


def _cost(chance: random.Random, neighbours: Neighbours) -> tuple[float, float]:
    """Give the medians of making features and of placing one more article, in milliseconds."""
    describing, placing = [], []
    for _ in range(ASKED):
        telling = _telling(chance, 10**9)
        begun = time.process_time()
        found = features(telling, SiteText())
        made = time.process_time()
        place(telling, found, neighbours)
        placing.append((time.process_time() - made) * 1e3)
        describing.append((made - begun) * 1e3)
    return statistics.median(describing), statistics.median(placing)
