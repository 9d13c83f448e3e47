"""Rules between the two other sets: most ask for something else, some for what one article says.

Rules whose words were taken from one article are met by it, and by few others. So about half of
the rules that an article's rarer words lead to are met: 100 hits an article at 100,000 rules.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from monitor.model.watch import Watch, WatchSet
from tests.rig.dense import dense

EVERY = 11
"""One watch in so many is of the words of an article."""


def middle(ordinary: WatchSet, texts: Sequence[str], seed: int) -> WatchSet:
    """Put watches that are made of the words of one text each in the place of some others.

    Args:
        ordinary: Watches that ask for anything; their entries are kept.
        texts: Articles; each gets as many watches as the others.
        seed: The same seed gives the same watches.
    """
    watches = list(ordinary.watches)
    places = range(0, len(watches), EVERY)
    for place, watch in zip(places, _of_each(texts, len(places), seed), strict=True):
        watches[place] = replace(watch, id=watches[place].id)
    return replace(ordinary, watches=tuple(watches), digest=f"middle-{ordinary.digest}")


def _of_each(texts: Sequence[str], count: int, seed: int) -> Iterator[Watch]:
    each = -(-count // len(texts))
    sets = (dense(each, [text], seed + number).watches for number, text in enumerate(texts))
    return islice(chain.from_iterable(zip(*sets, strict=True)), count)
