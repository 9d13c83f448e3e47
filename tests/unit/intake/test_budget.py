import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from math import exp, inf, sqrt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.intake.budget import BURST, Demand, Demands, fit, interval, refilled

QUARTER = timedelta(minutes=15)
DAY = 86_400.0


@st.composite
def demand(draw):
    shortest = draw(st.floats(10, DAY))
    return Demand(
        pull=draw(st.floats(1e-8, 1)),
        shortest=shortest,
        longest=draw(st.floats(shortest, DAY)),
        is_fixed=draw(st.booleans()),
    )


def spent(demands: list[Demand], theta: float) -> float:
    return sum(1 / interval(one, theta) for one in demands if not one.is_fixed)


def free(pull: float) -> Demand:
    return Demand(pull=pull, shortest=10, longest=DAY)


@given(demands=st.lists(demand(), max_size=30), seconds=st.floats(20, DAY))
def test_the_fitted_feeds_spend_what_they_may(demands, seconds):
    allowed = sum(not one.is_fixed for one in demands) / seconds

    theta = fit(Counter(demands), timedelta(seconds=seconds))

    if theta == 0.0:
        assert spent(demands, 0.0) <= allowed
    elif theta == inf:
        assert spent(demands, inf) >= allowed * (1 - 1e-9)
    else:
        assert spent(demands, theta) == pytest.approx(allowed, rel=1e-6)


def test_a_feed_of_four_times_the_posts_is_asked_twice_as_often():
    demands = [free(1 / 3600), free(4 / 3600)]
    theta = fit(Counter(demands), QUARTER)

    assert interval(demands[0], theta) == pytest.approx(2 * interval(demands[1], theta))


def test_feeds_that_are_alike_are_asked_at_the_mean_interval():
    theta = fit({free(1 / 3600): 1000}, QUARTER)

    assert interval(free(1 / 3600), theta) == pytest.approx(900)


def test_no_other_intervals_of_the_same_cost_make_news_wait_less():
    chance = random.Random(5)
    demands = [free(exp(chance.uniform(-13, -5))) for _ in range(50)]
    theta = fit(Counter(demands), QUARTER)
    best = sum(one.pull * interval(one, theta) / 2 for one in demands)

    for _ in range(200):
        tried = [interval(one, theta) * chance.uniform(0.7, 1.4) for one in demands]
        scale = sum(1 / one for one in tried) / (len(demands) / 900)
        waits = sum(d.pull * t * scale / 2 for d, t in zip(demands, tried, strict=True))
        assert waits >= best


def test_feeds_with_intervals_of_their_own_take_nothing_from_the_others():
    own = Demand(pull=1, shortest=60, longest=60, is_fixed=True)
    shared = {free(1 / 3600): 3, free(1 / 7200): 5}

    assert fit({**shared, own: 100}, QUARTER) == fit(shared, QUARTER)


def test_when_all_feeds_fail_the_fit_does_not_make_up_for_it():
    well, failing = Demands(), Demands()
    well.put("a", free(1 / 3600))
    failing.put("a", replace(free(1 / 3600), longer=8))
    theta = failing.fitted(QUARTER)

    assert theta == well.fitted(QUARTER)
    assert failing.polls_per_second(theta) == pytest.approx(well.polls_per_second(theta) / 8)


def test_nothing_is_fitted_without_feeds():
    assert fit({}, QUARTER) == 0.0


def test_a_budget_that_is_too_small_lets_every_feed_wait_its_longest():
    guarded = Demand(pull=0.01, shortest=10, longest=600)

    assert interval(guarded, fit({guarded: 10}, timedelta(hours=5))) == 600


def test_counting_feeds_together_costs_less_than_two_percent():
    chance = random.Random(3)
    exact = [free(exp(chance.gauss(-10, 1.9))) for _ in range(3000)]
    demands = Demands()
    for number, one in enumerate(exact):
        demands.put(str(number), one)

    theta = demands.fitted(QUARTER)

    assert spent(exact, theta) == pytest.approx(3000 / 900, rel=0.02)
    assert demands.polls_per_second(theta) == pytest.approx(3000 / 900, rel=0.001)


def test_a_feed_counts_once_and_with_what_it_asked_for_last():
    demands, other = Demands(), Demands()
    demands.put("a", free(1))
    demands.put("a", free(1 / 3600))
    demands.put("b", free(1))
    demands.drop("b")
    demands.drop("never there")
    other.put("a", free(1 / 3600))

    assert demands.fitted(QUARTER) == other.fitted(QUARTER) > 0
    assert demands.polls_per_second(1.0) == other.polls_per_second(1.0)


def test_the_interval_is_the_square_root_of_theta_by_pull():
    assert interval(free(0.01), 400) == sqrt(400 / 0.01)


@example(ticks=[10.0] * 5, pace=100.0)
@given(ticks=st.lists(st.floats(0, 100), max_size=50), pace=st.floats(0, 100))
def test_in_no_time_begin_more_polls_than_the_pace_and_a_burst(ticks, pace):
    left, begun = BURST, 0
    for passed in ticks:
        left = refilled(left, timedelta(seconds=passed), pace)
        begun += int(left)
        left -= int(left)

    most = max(1.25 * pace, 0.5)
    assert begun <= most * sum(ticks) + max(BURST, 10 * most) + 1e-3
