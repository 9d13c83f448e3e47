"""A feed's walk: what the first poll tells, what the next ones bring, and what goes wrong."""

import itertools
from datetime import timedelta

import pytest

from monitor.model.feed import FeedState
from monitor.model.message import FeedTrouble
from monitor.store import feeds, feedwatch
from monitor.store.feeds import FeedClaim
from monitor.store.leases import LeaseLost
from tests.rig.house import FEED, HOUR, LEASE, NOON, House, told
from tests.rig.newsroom import RSS, Reply
from tests.rig.paper import Story, rss

LATER = NOON + HOUR
OTHER = "/other"


def take_stock(house: House, **more: object) -> None:
    """Configure the courier as it is without `first_run: all`."""
    house.configure(feeds=[{"id": "courier", "address": house.news.address(FEED), **more}])


def sappers(house: House, name: str = "1", title: str = "The sappers leave") -> Story:
    return house.story(name, title)


def state(house: House, name: str = "courier") -> FeedState:
    return {one.id: one.state for one in house.ask(feedwatch.listing)}[name]


def claim(house: House, at=NOON) -> FeedClaim:
    (one,) = house.tell(lambda rows: feeds.claim(rows, feeds.Choice(now=at, limit=1), lease=LEASE))
    return one


def test_the_first_poll_tells_nothing(any_house: House):
    take_stock(any_house)
    any_house.print(sappers(any_house))

    any_house.poll(NOON)

    assert any_house.compose(LATER) == []


def test_the_first_poll_writes_its_hits_down(house: House):
    take_stock(house)
    house.print(sappers(house))

    house.poll(NOON)

    assert house.hits() == [("sappers", "The sappers leave")]


def test_the_first_poll_reads_no_page(house: House):
    take_stock(house)
    house.print(sappers(house))

    house.poll(NOON)

    assert house.read_pages(NOON) == []


def test_a_first_run_of_all_tells_what_is_there_already(any_house: House):
    any_house.print(sappers(any_house))

    any_house.poll(NOON)

    assert told(any_house.compose(NOON)) == [("sappers", "The sappers leave")]


def test_a_first_run_with_a_window_tells_only_what_is_as_new(house: House):
    take_stock(house, first_run={"last": "24h"})
    old = house.story("1", "Old sappers", published=NOON - timedelta(hours=25))
    new = house.story("2", "New sappers", published=NOON - timedelta(hours=23))
    house.print(old, new)

    house.poll(NOON)

    assert told(house.compose(NOON)) == [("sappers", "New sappers")]


def test_a_first_run_with_a_window_tells_no_entry_without_a_date(house: House):
    take_stock(house, first_run={"last": "24h"})
    house.print(sappers(house))

    house.poll(NOON)

    assert house.compose(NOON) == []


def test_a_new_entry_of_a_known_feed_is_told_before_its_page_is_read(any_house: House):
    take_stock(any_house)
    any_house.print(any_house.story("1", "Rain"))
    any_house.poll(NOON)
    any_house.print(any_house.story("1", "Rain"), sappers(any_house, "2"))

    any_house.poll(LATER)

    assert told(any_house.compose(LATER)) == [("sappers", "The sappers leave")]
    assert any_house.news.asked_for("/2") == []


def test_only_the_page_of_the_new_entry_is_read(house: House):
    take_stock(house)
    house.print(house.story("1", "Rain"))
    house.poll(NOON)
    house.print(house.story("1", "Rain"), house.story("2", "Snow"))
    house.poll(LATER)

    house.read_pages(LATER)

    pages = [one.path for one in house.news.asked if one.path not in (FEED, "/robots.txt")]
    assert pages == ["/2"]


def test_the_second_poll_sends_the_validator_back(house: House):
    house.print(sappers(house), etag='W/"7"')
    house.poll(NOON)

    house.poll(LATER)

    conditions = [one.headers.get("if-none-match") for one in house.news.asked_for(FEED)]
    assert conditions == [None, 'W/"7"']


def test_a_304_brings_nothing_and_counts_as_an_answer(any_house: House):
    any_house.print(sappers(any_house), etag='"7"')
    any_house.poll(NOON)

    (polled,) = any_house.poll(LATER)

    now = state(any_house)
    assert (polled.unchanged, now.succeeded_at, now.changed_at) == (True, LATER, NOON)


def test_the_same_body_again_brings_nothing(house: House):
    house.print(sappers(house))
    house.poll(NOON)

    (polled,) = house.poll(LATER)

    assert (polled.unchanged, state(house).changed_at) == (True, NOON)


def test_a_validator_that_the_server_renews_is_kept_though_the_body_is_the_same(house: House):
    body = rss([sappers(house)])
    house.news.put(FEED, *(Reply(body=body, kind=RSS, etag=etag) for etag in ('"1"', '"2"')))
    house.poll(NOON)

    house.poll(LATER)

    assert state(house).etag == '"2"'


def test_a_failing_feed_keeps_its_validators(any_house: House):
    any_house.print(sappers(any_house), etag='"7"')
    any_house.poll(NOON)
    any_house.news.put(FEED, Reply(status=500))

    any_house.poll(LATER)

    assert state(any_house).etag == '"7"'


def test_each_failure_doubles_the_wait(house: House):
    house.news.put(FEED, Reply(status=500))
    at, waits = NOON, []
    for _ in range(4):
        house.poll(at)
        waits.append(state(house).next_poll_at - at)
        at = state(house).next_poll_at

    ratios = [later / earlier for earlier, later in itertools.pairwise(waits)]

    assert ratios == pytest.approx([2, 2, 2])


def test_a_feed_that_answers_again_is_polled_as_often_as_before(house: House):
    house.print(sappers(house))
    house.poll(NOON)
    usual = state(house).next_poll_at - NOON
    house.news.put(FEED, Reply(status=500))
    house.poll(LATER)
    house.print(sappers(house))

    house.poll(LATER + HOUR)

    assert state(house).next_poll_at - (LATER + HOUR) < 1.9 * usual


def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(house: House):
    house.news.put(FEED, Reply(status=503, headers={"Retry-After": "7200"}))

    house.poll(NOON)

    assert state(house).next_poll_at >= NOON + timedelta(hours=2)


def test_a_failing_feed_is_named_in_the_next_message(any_house: House):
    broken = {"id": "broken", "address": any_house.news.address(OTHER)}
    courier = {"id": "courier", "address": any_house.news.address(FEED), "first_run": "all"}
    any_house.configure(feeds=[courier, broken])
    any_house.print(sappers(any_house))
    any_house.news.put(OTHER, Reply(status=500))
    any_house.poll(NOON)

    (made,) = any_house.compose(NOON)

    trouble = FeedTrouble(
        feed="broken", title="broken", reason="http_5xx", detail="HTTP 500", since=NOON
    )
    assert made.message.trouble == (trouble,)


def test_a_document_that_is_no_feed_is_a_failure_with_a_reason(house: House):
    house.print_page(FEED, "A page, and no feed")

    (polled,) = house.poll(NOON)

    assert polled.state.reason == "not_a_feed"


def test_a_feed_that_moved_is_followed(house: House):
    house.news.put(FEED, Reply(status=301, headers={"Location": OTHER}))
    house.print(sappers(house), path=OTHER)

    house.poll(NOON)

    assert house.hits() == [("sappers", "The sappers leave")]


def test_a_feed_that_went_in_circles_is_a_failure_with_a_reason(house: House):
    house.news.put(FEED, Reply(status=302, headers={"Location": FEED}))

    (polled,) = house.poll(NOON)

    assert polled.state.reason == "too_many_redirects"


def test_a_feed_that_never_ends_its_answer_is_given_up_in_time(house: House):
    house.news.hold(FEED)
    house.fetch_seconds = 0.2

    (polled,) = house.poll(NOON)

    assert polled.state.reason == "timeout"


def test_who_lost_the_lease_writes_nothing(any_house: House):
    any_house.print(sappers(any_house))
    slow = claim(any_house)
    claim(any_house, NOON + LEASE)

    with pytest.raises(LeaseLost):
        any_house.run.run(any_house.ingest(slow, NOON))

    assert (any_house.hits(), state(any_house).polls) == ([], 0)


def test_who_lost_the_lease_writes_no_failure_either(house: House):
    house.news.put(FEED, Reply(status=500))
    slow = claim(house)
    claim(house, NOON + LEASE)

    house.run.run(house.ingest(slow, NOON))

    assert state(house).failures == 0


def test_a_poll_that_another_repeats_brings_nothing_twice(any_house: House):
    any_house.print(sappers(any_house))
    any_house.poll(NOON)
    any_house.print(sappers(any_house), any_house.story("2", "Rain"))

    any_house.poll(LATER)

    assert any_house.hits() == [("sappers", "The sappers leave")]


def test_an_article_in_two_feeds_is_told_once(any_house: House):
    both = [
        {"id": name, "address": any_house.news.address(path), "first_run": "all"}
        for name, path in (("courier", FEED), ("other", OTHER))
    ]
    any_house.configure(feeds=both)
    any_house.print(sappers(any_house))
    again = Story(id="77", title="Sappers leave", link=any_house.news.address("/1?utm_source=x"))
    any_house.print(again, path=OTHER)

    any_house.poll(NOON)

    assert told(any_house.compose(NOON)) == [("sappers", "The sappers leave")]
    assert len(any_house.read_pages(NOON)) == 1


def test_a_message_calls_an_outlet_what_its_feed_calls_itself(house: House):
    house.print(sappers(house))
    house.poll(NOON)

    (made,) = house.compose(NOON)

    assert made.message.sections[0].cards[0].lead.outlet == "The Mill Courier"
