from datetime import timedelta
from itertools import pairwise

import pytest

from monitor.intake.budget import BURST, HEADROOM, SLOWEST
from tests.rig.simulator import Learned, Outcome, Plan, equal, oracle, play
from tests.rig.sources import DAY, HOUR, rough_sources, sources

HOURLY = timedelta(hours=1)
CALM = Plan(days=6, warm_up=2, refit=300)
OFF = (4 * DAY, 4 * DAY + 6 * HOUR)
ROUGH = Plan(days=6, warm_up=2, refit=300, off=((3 * DAY, 3 * DAY), OFF))
LATE = 60.0  # what a queue for a host or for the purse may add


@pytest.fixture(scope="module")
def calm():
    feeds = sources(200, CALM.days, 3)
    ways = {"ours": Learned(feeds, HOURLY), "equal": equal(feeds, HOURLY)}
    ways["oracle"] = oracle(feeds, HOURLY)
    return feeds, {name: play(feeds, way, HOURLY, CALM) for name, way in ways.items()}


@pytest.fixture(scope="module")
def rough():
    feeds = rough_sources(140, ROUGH.days, 3)
    return feeds, play(feeds, Learned(feeds, HOURLY), HOURLY, ROUGH)


def test_news_waits_half_as_long_as_with_equal_intervals(calm):
    _, outcomes = calm

    assert outcomes["ours"].mean_delay <= 0.5 * outcomes["equal"].mean_delay


def test_what_is_learned_is_nearly_as_good_as_what_is_known(calm):
    _, outcomes = calm

    assert outcomes["ours"].mean_delay <= 1.1 * outcomes["oracle"].mean_delay


def test_no_way_polls_more_than_the_others(calm):
    feeds, outcomes = calm
    polls = {name: len(one.times) / len(feeds) / CALM.days / 24 for name, one in outcomes.items()}

    assert polls == pytest.approx(dict.fromkeys(polls, 1.0), rel=0.02)


def test_hardly_a_post_is_lost_and_none_of_a_feed_of_some_length(calm):
    feeds, outcomes = calm
    lost = outcomes["ours"].lost
    long = {one.feed.id for one in feeds if one.length >= 25}

    assert not long & {feed for feed, count in lost.items() if count}
    assert sum(lost.values()) <= 0.003 * outcomes["ours"].posts


def test_two_polls_of_one_host_are_never_closer_than_the_gap(rough):
    feeds, outcome = rough
    for host in {one.host for one in feeds}:
        times = sorted(at for one in feeds if one.host == host for at in outcome.polls[one.feed.id])
        assert min(b - a for a, b in pairwise(times)) >= 1.0


def test_no_minute_has_more_polls_than_the_budget_and_a_burst(rough):
    _, outcome = rough
    times = outcome.times
    most = 60 * max(HEADROOM * max(pace for _, pace in outcome.wanted), SLOWEST) + BURST
    begin = 0
    for end, at in enumerate(times):
        while times[begin] <= at - 60:
            begin += 1
        assert end - begin + 1 <= most + 1


def test_a_servers_floor_is_kept_also_over_a_restart(rough):
    feeds, outcome = rough
    waits = [wait for one in feeds if one.floor for wait in waits_of(outcome, one.feed.id)]

    assert min(waits) >= 3 * HOUR


def test_a_feed_with_an_interval_of_its_own_keeps_it(rough):
    feeds, outcome = rough
    for one in feeds:
        if one.feed.every:
            every = one.feed.every.total_seconds()
            waits = waits_of(outcome, one.feed.id)
            assert min(waits) >= every
            assert sorted(waits)[-3] <= every * 1.1 + LATE  # all but the outage and the start


def test_no_feed_is_left_for_longer_than_a_day(rough):
    feeds, outcome = rough
    waits = [wait for one in feeds for wait in waits_of(outcome, one.feed.id)]

    assert max(waits) <= DAY + (OFF[1] - OFF[0]) + 600


def test_a_server_that_is_down_is_left_alone_more_and_more(rough):
    feeds, outcome = rough
    down = [one for one in feeds if one.down[0] == DAY and not one.feed.every]
    for one in down:
        tried = [at for at in outcome.polls[one.feed.id] if one.is_down(at)]
        waits = [b - a for a, b in pairwise(tried)]
        assert all(later >= min(1.5 * wait, 0.89 * DAY) for wait, later in pairwise(waits))


def test_after_an_outage_every_feed_is_polled_soon_and_its_posts_are_found(rough):
    feeds, outcome = rough
    late = [
        one.feed.id
        for one in feeds
        if OFF[0] <= next(at for at in outcome.polls[one.feed.id] if at >= OFF[0]) < OFF[1]
    ]
    fits = [one for one in feeds if posts_in(one.posts, OFF) <= one.length // 2]

    assert late == []
    assert sum(outcome.lost[one.feed.id] for one in fits) <= 0.003 * outcome.posts


def test_restarts_change_nothing(calm):
    feeds, outcomes = calm
    often = Plan(
        days=6, warm_up=2, refit=300, off=tuple((d * HOUR, d * HOUR) for d in range(1, 144, 7))
    )

    restarted = play(feeds, Learned(feeds, HOURLY), HOURLY, often)

    assert restarted.mean_delay == pytest.approx(outcomes["ours"].mean_delay, rel=0.02)
    assert len(restarted.times) == pytest.approx(len(outcomes["ours"].times), rel=0.01)


def waits_of(outcome: Outcome, feed: str) -> list[float]:
    return [b - a for a, b in pairwise(outcome.polls[feed])]


def posts_in(posts, span) -> int:
    return sum(span[0] - HOUR <= at < span[1] + HOUR for at in posts)
