from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.rhythm import Rhythm
from monitor.intake.schedule import (
    JITTER,
    SHORTEST,
    demand,
    due_at,
    first_polls,
)
from monitor.model.feed import Feed

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = Feed(id="f", address="https://example.org/feed")
SECOND = timedelta(seconds=1)
LONGEST = timedelta(hours=24)
THETA = st.one_of(st.just(inf), st.floats(0, 1e12))
RHYTHM = st.builds(
    Rhythm,
    seen_at=st.just(NOON.timestamp()),
    news_at=st.just(NOON.timestamp()),
    posts=st.floats(0, 10**4),
    seconds=st.floats(0, 10**6),
    recent=st.floats(0, 10),
    length=st.integers(0, 500),
    limit=st.one_of(st.just(inf), st.floats(300, 86_400)),
)


def feed(**more) -> Feed:
    return Feed(id="f", address="https://example.org/feed", **more)


def due(asks, theta: float = 1e3, name: str = "f", **more) -> timedelta:
    return due_at(name, asks, theta, NOON, **more) - NOON


@given(
    rhythm=st.one_of(st.none(), RHYTHM),
    failures=st.integers(0, 10_000),
    floor=st.one_of(st.none(), st.floats(0, 10**6)),
    theta=THETA,
    name=st.text(max_size=10),
)
def test_whatever_was_learned_the_wait_keeps_its_bounds(rhythm, failures, floor, theta, name):
    waited = due(demand(FEED, rhythm, failures=failures, floor=floor), theta, name)

    assert max(SHORTEST.total_seconds(), min(floor or 0, 86_400)) <= waited.total_seconds() + 1e-6
    assert waited <= LONGEST * (1 + JITTER)


@given(rhythm=RHYTHM, theta=THETA)
def test_a_feed_that_may_lose_posts_is_asked_before(rhythm, theta):
    asks = demand(FEED, rhythm)

    assert due(asks, theta) <= max(timedelta(seconds=asks.longest), SHORTEST * (1 + JITTER))


@given(rhythm=RHYTHM, failures=st.integers(0, 20), theta=THETA)
def test_one_more_failure_doubles_the_wait_up_to_a_day(rhythm, failures, theta):
    less, more = (due(demand(FEED, rhythm, failures=n), theta) for n in (failures, failures + 1))

    assert min(2 * less, LONGEST * (1 - JITTER)) <= more + SECOND
    assert more <= 2 * less + SECOND


def test_each_failure_doubles_the_wait_exactly():
    waits = [due(demand(FEED, None, failures=n)) for n in range(4)]

    assert [more / less for less, more in pairwise(waits)] == pytest.approx([2, 2, 2])


@given(rhythm=RHYTHM, theta=THETA, minutes=st.integers(1, 3000))
def test_an_interval_of_its_own_is_kept_whatever_was_learned(rhythm, theta, minutes):
    every = timedelta(minutes=minutes)

    assert every <= due(demand(feed(every=every), rhythm), theta) <= every * (1 + JITTER)


def test_a_servers_floor_goes_before_an_interval_of_its_own():
    assert due(demand(feed(every=timedelta(minutes=5)), None, floor=3600)) >= HOUR


def test_retry_after_is_kept_and_spread():
    asks = demand(FEED, None)
    waits = {due(asks, 0.0, f"feed-{n}", retry_after=7200) for n in range(50)}

    assert min(waits) >= 2 * HOUR
    assert len(waits) == 50


def test_a_feed_of_four_times_the_weight_is_asked_twice_as_often():
    plain, heavy = demand(FEED, None), demand(feed(weight=4.0), None)

    assert due(plain, 1e2) / due(heavy, 1e2) == pytest.approx(2, rel=1e-3)


@pytest.mark.parametrize("theta", [0.0, 1e3, inf], ids=["shortest", "free", "longest"])
def test_no_two_feeds_keep_step(theta):
    asks = demand(FEED, None, floor=1800)
    waits = [due(asks, theta, f"feed-{n}") for n in range(100)]

    assert len(set(waits)) == 100
    assert waits == [due(asks, theta, f"feed-{n}") for n in range(100)]


def test_a_few_new_feeds_are_polled_at_once():
    assert first_polls(30, NOON, HOUR) == (NOON,) * 30


def test_many_new_feeds_stay_within_their_share_of_the_budget():
    found = first_polls(10_000, NOON, timedelta(minutes=15))
    minutes = [
        sum(NOON + n * 60 * SECOND < at <= NOON + (n + 1) * 60 * SECOND for at in found)
        for n in range(15)
    ]

    assert found[0] == NOON
    assert found[-1] <= NOON + timedelta(minutes=15)
    assert max(minutes) <= 10_000 / 15 + 1


def test_with_a_long_interval_new_feeds_need_not_wait_so_long():
    assert first_polls(100, NOON, timedelta(days=1))[-1] == NOON + 70 * 2 * SECOND


def test_without_new_feeds_there_is_nothing_to_poll():
    assert first_polls(0, NOON, HOUR) == ()
