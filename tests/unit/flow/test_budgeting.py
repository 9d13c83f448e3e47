"""The common budget over a start, a reload and a clock that is set: kept, spread, and obeyed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from math import inf

import pytest
from sqlalchemy import Connection, func, select

from monitor.flow.budgeting import THETA, begin, demands_of, refit, remembered
from monitor.intake.budget import BURST, refilled
from monitor.intake.schedule import AT_ONCE, first_polls
from monitor.model.feed import Feed
from monitor.store import feeds, feedwatch, meta
from monitor.store.schema import feed as feed_table
from tests.rig.house import DAY, FEED, HOUR, MINUTE, NOON, House
from tests.rig.newsroom import RSS, Reply
from tests.rig.paper import rss

MANY = 1_000


def subscribe(house: House, at: datetime = NOON, **more: object) -> None:
    """Start, or start again, with the courier alone."""
    house.configure(
        feeds=[{"id": "courier", "address": house.news.address(FEED), **more}], at=at, every="2h"
    )


def say(house: House, **headers: str) -> None:
    body = rss([house.story("1", "Rain")])
    house.news.put(FEED, Reply(body=body, kind=RSS, etag='"1"', headers=headers))


def wait(house: House, since: datetime) -> timedelta:
    return house.state().next_poll_at - since


# Theta.


def test_what_the_budget_found_is_there_after_a_restart(any_house: House):
    say(any_house)
    any_house.poll(NOON)

    any_house.run.run(refit(any_house.room, any_house.rows.write))

    found = any_house.ask(remembered).theta
    assert found == pytest.approx(any_house.doors.budget.theta, rel=0.05)
    assert found != pytest.approx(type(any_house.doors.budget)().theta, rel=0.05)


@pytest.mark.parametrize("theta", [0.0, 1_234.5, inf])
def test_every_theta_comes_back_as_it_was(house: House, theta: float):
    house.tell(lambda rows: meta.put(rows, THETA, repr(theta)))

    assert house.ask(remembered).theta == theta


def test_a_slow_drift_is_kept(house: House):
    room = house.room
    for step in range(150):
        desk = replace(room.desk, every=timedelta(seconds=600 * 1.003**step))
        house.run.run(refit(replace(room, desk=desk), house.rows.write))

    kept = house.ask(remembered).theta
    assert kept == pytest.approx(house.doors.budget.theta, rel=0.05)


def test_without_a_feed_that_shares_theta_stays(house: House):
    subscribe(house, every="1h")
    before = house.doors.budget.theta

    house.run.run(refit(house.room, house.rows.write))

    assert house.doors.budget.theta == before


# What feeds ask for.


def test_after_a_start_all_feeds_ask_for_what_they_may(house: House):
    some = [{"id": f"f{n}", "address": house.news.address(f"/{n}")} for n in range(50)]
    house.configure(feeds=some, every="10m")

    house.doors.budget.fit(house.config.every)

    assert house.doors.budget.per_second == pytest.approx(50 / 600, rel=0.1)


def test_a_feed_that_stopped_or_is_no_longer_configured_asks_for_nothing(house: House):
    house.news.put(FEED, Reply(status=410))
    for day in range(4):
        house.poll(NOON + day * DAY)
    assert house.state().stopped_at is not None

    demands = house.ask(lambda rows: demands_of(rows, house.room.feeds))

    assert demands.polls_per_second(1.0) == 0


def test_what_was_learned_of_a_feed_counts_after_a_restart(house: House):
    told = [house.story(f"{n}", f"Rain {n}", published=NOON - n * MINUTE) for n in range(60)]
    house.print(*told)
    house.poll(NOON)
    before = house.doors.budget.demands.polls_per_second(1e6)

    house.run.run(begin(house.room, house.rows.read))

    assert house.doors.budget.demands.polls_per_second(1e6) == pytest.approx(before)


# First polls.


def new_feeds(count: int) -> Sequence[Feed]:
    return [Feed(id=f"f{n:04}", address=f"https://f{n}.example/feed") for n in range(count)]


def due(house: House, at: datetime) -> int:
    asked = select(func.count()).where(feed_table.c.is_active, feed_table.c.next_poll_at <= at)
    return house.ask(lambda rows: rows.execute(asked).scalar_one())


def start(house: House, some: Sequence[Feed], at: datetime, every: timedelta = HOUR) -> None:
    def sync(rows: Connection) -> None:
        feeds.sync(rows, some, at, lambda count: first_polls(count, at, every))

    house.tell(sync)


def test_the_first_polls_of_many_new_feeds_are_spread(any_house: House):
    start(any_house, new_feeds(MANY), NOON)

    minutes = [due(any_house, NOON + n * MINUTE) for n in range(61)]

    assert minutes[0] == AT_ONCE
    assert max(later - one for one, later in pairwise(minutes)) <= 60 / 2
    assert minutes[-1] == MANY


def test_a_second_start_does_not_spread_them_anew(house: House):
    start(house, new_feeds(MANY), NOON)
    before = due(house, NOON + 10 * MINUTE)

    start(house, new_feeds(MANY), NOON + 5 * MINUTE)

    assert due(house, NOON + 10 * MINUTE) == before


def test_one_new_feed_among_many_is_polled_at_once(house: House):
    start(house, new_feeds(MANY), NOON)

    start(house, new_feeds(MANY + 1), NOON + DAY)

    newest = select(feed_table.c.next_poll_at).where(feed_table.c.id == f"f{MANY}")
    assert house.ask(lambda rows: rows.execute(newest).scalar_one()) == NOON + DAY


# `every:` of a feed.


def test_a_shorter_interval_holds_at_once(any_house: House):
    subscribe(any_house, every="6h")
    say(any_house)
    any_house.poll(NOON)
    assert wait(any_house, NOON) >= 6 * HOUR

    subscribe(any_house, NOON + MINUTE, every="5m")

    assert wait(any_house, NOON + MINUTE) <= 5.5 * MINUTE


def test_a_longer_interval_holds_from_the_next_poll_on(house: House):
    subscribe(house, every="5m")
    say(house)
    house.poll(NOON)
    subscribe(house, NOON + MINUTE, every="6h")
    at = house.state().next_poll_at

    house.poll(at)

    assert at <= NOON + 6 * MINUTE
    assert wait(house, at) >= 6 * HOUR


def test_a_restart_changes_no_time(house: House):
    subscribe(house, every="5m")
    say(house)
    house.poll(NOON)
    at = house.state().next_poll_at

    subscribe(house, NOON + MINUTE, every="5m")

    assert house.state().next_poll_at == at


def test_what_the_server_asks_for_goes_before_a_shorter_interval(any_house: House):
    subscribe(any_house, every="5m")
    say(any_house, **{"Cache-Control": "max-age=7200"})
    any_house.poll(NOON)

    subscribe(any_house, NOON + MINUTE, every="5m")

    assert wait(any_house, NOON) >= 2 * HOUR


def test_a_failing_feed_is_not_asked_sooner_for_a_shorter_interval(house: House):
    subscribe(house, every="1h")
    house.news.put(FEED, Reply(status=503, headers={"Retry-After": "86400"}))
    house.poll(NOON)

    subscribe(house, NOON + MINUTE, every="5m")

    assert wait(house, NOON) >= DAY


def test_another_address_is_asked_at_once(house: House):
    subscribe(house, every="6h")
    say(house)
    house.poll(NOON)

    address = house.news.address("/elsewhere")
    house.configure(feeds=[{"id": "courier", "address": address}], at=NOON + MINUTE)

    now = house.state()
    assert (now.next_poll_at, now.etag, now.body_hash) == (NOON + MINUTE, None, None)


def test_another_address_takes_no_trouble_over(house: House):
    entries = [house.story(f"{n}", f"Rain {n}", published=NOON - n * HOUR) for n in range(60)]
    house.print(*entries, etag='"1"')
    for number in range(21):
        house.poll(NOON + number * 6 * HOUR)
    assert house.state().silent_since is not None

    house.configure(feeds=[{"id": "courier", "address": house.news.address("/elsewhere")}])

    assert house.ask(lambda rows: feedwatch.trouble(rows, NOON + 5 * DAY)) == ()


# The clock.


def test_a_clock_that_is_set_back_stops_no_polls():
    assert refilled(BURST, timedelta(hours=-1), 5.0) == BURST


def test_an_outage_makes_no_stampede():
    assert refilled(0.0, timedelta(days=9), 1.0) == BURST
