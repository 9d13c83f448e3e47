"""Lint looks at each watch once: ten times the watches take about ten times the time."""

import random
from time import perf_counter

import pytest

from monitor.model.watch import Watch, WatchSet
from monitor.rules.grammar import parse_query
from monitor.rules.lint import lint
from monitor.rules.watchfile import watch_set

FORMS = (
    "{x} AND NOT title:({y} OR {z})",
    "{x} OR {y} OR {z}",
    '{x} NEAR/10 {y} AND NOT "{y} {z}"',
    "{x} AND /{y}[0-9]+/ AND site:{z}.example",
    "{x}* AND (=Foo OR {y}) AND lang:en",
)


def many(number: int) -> WatchSet:
    luck = random.Random(number)
    words = ["".join(luck.choices("abdegiklmnoprstu", k=8)) for _ in range(number)]
    queries = (
        luck.choice(FORMS).format(x=luck.choice(words), y=luck.choice(words), z=luck.choice(words))
        for _ in range(number)
    )
    watches = [Watch(id=f"w{n}", title="", query=parse_query(q)) for n, q in enumerate(queries)]
    return watch_set(watches, {})


@pytest.mark.bench
def test_no_two_watches_are_compared():
    few, lots = many(2_000), many(20_000)

    times = []
    for watches in (few, lots):
        before = perf_counter()
        lint(watches)
        times.append(perf_counter() - before)

    assert times[1] < 20 * times[0]
