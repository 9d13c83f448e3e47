"""Kill the program anywhere, many times: no hit is lost, and nobody is told twice."""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

import pytest

from tests.faults.arena import NONE, Arena, arena
from tests.figures import Figure, by_length

KILLS = by_length(300, 20_000)
MUTANT_KILLS = 40
LIVES_IN_PEACE = 4
Open = Callable[..., AbstractContextManager[Arena]]


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest) -> Iterator[Open]:
    """Say how to open an arena on either database."""
    if request.param == "sqlite":
        yield partial(arena, None)
    else:
        databases = request.getfixturevalue("postgres_databases")
        yield partial(arena, databases.empty())
        databases.drop_all()


@pytest.mark.timeout(by_length(600, 36_000))
def test_killed_anywhere_no_hit_is_lost_and_nobody_is_told_twice(opened: Open, figure: Figure):
    with opened("moody") as place:
        place.fight("sound", random.Random(2025), kills=KILLS, by_time=True)
        place.drain()
        damage, toll = place.damage()
        faults = place.faults()

    figure("kills", toll.kills)
    figure("victims", toll.victims)
    figure("hits that readers had to be told", toll.hits)
    figure("deliveries", toll.deliveries)
    figure("lost", len(damage.lost))
    figure("told under two keys", len(damage.told_twice))
    figure("repeats under the same key", toll.repeats)
    figure("sends in doubt", toll.doubts)
    figure("kills a second", f"{toll.kills / toll.seconds:.1f}")
    assert damage == NONE
    assert not faults


@pytest.mark.parametrize("steps", ["mark_then_send", "due_later", "send_then_freeze"])
def test_a_mutation_that_is_never_killed_does_no_damage(opened: Open, steps: str):
    with opened("calm") as place:
        for _ in range(LIVES_IN_PEACE):
            assert not place.live(place.order(steps=steps))
        place.drain(steps)
        damage, toll = place.damage()

    assert toll.hits
    assert (damage.lost, damage.told_twice, damage.broken) == (frozenset(), frozenset(), ())


def test_marking_before_sending_loses_hits(opened: Open):
    with opened("calm") as place:
        place.fight("mark_then_send", random.Random(2025), kills=MUTANT_KILLS, by_time=False)
        place.drain("mark_then_send")
        damage, _ = place.damage()

    assert damage.lost


def test_writing_what_is_due_in_a_second_transaction_loses_hits(opened: Open):
    with opened("calm") as place:
        place.fight("due_later", random.Random(2025), kills=MUTANT_KILLS, by_time=False)
        place.drain("due_later")
        damage, _ = place.damage()

    assert damage.lost
    assert any("due to nobody" in sentence for sentence in damage.broken)


def test_sending_before_the_bytes_are_frozen_tells_under_two_keys(opened: Open):
    with opened("calm") as place:
        place.fight("send_then_freeze", random.Random(2025), kills=MUTANT_KILLS, by_time=False)
        place.drain("send_then_freeze")
        damage, _ = place.damage()

    assert damage.told_twice or damage.changed
