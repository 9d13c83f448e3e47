"""Leave to ask: what a site forbids, when a host has no time, and that nothing is lost by it."""

from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.intake.polite import Paces
from monitor.store import feedwatch
from monitor.store.schema import page as page_table
from tests.rig.house import DAY, FEED, HOUR, LEASE, MINUTE, NOON, House, told
from tests.rig.newsroom import RSS, Newsroom, Reply, newsroom
from tests.rig.paper import Story, rss

ROBOTS = "/robots.txt"
FORBIDDEN = b"User-agent: *\nDisallow: /\n"
NEXT_ASKED = timedelta(minutes=31)


@pytest.fixture
def elsewhere(house: House) -> Iterator[Newsroom]:
    """A second newsroom: another origin."""
    stack = AsyncExitStack()
    yield house.run.run(stack.enter_async_context(newsroom()))
    house.run.run(stack.aclose())


def robots(house: House, body: bytes = b"", **more: object) -> None:
    house.news.put(ROBOTS, Reply(body=body, kind="text/plain", **more))


def publish(house: House, count: int = 1) -> None:
    """Have the courier tell of so many articles, each with the word of a watch on its page."""
    for number in range(count):
        house.print_page(f"/{number}", f"Spring {number}", "They mend the old bridge.")
    house.print(*(house.story(str(number), f"Sappers {number}") for number in range(count)))
    house.poll(NOON)


def outcome(house: House) -> list[tuple[str, str | None]]:
    """Give state and reason of every page, by article."""
    columns = page_table.c.state, page_table.c.reason
    asked = page_table.select().with_only_columns(*columns).order_by(page_table.c.article_id)
    return house.ask(lambda rows: [tuple(row) for row in rows.execute(asked)])


def pace(house: House, gap: timedelta) -> None:
    """Let a host be asked only so often."""
    house.doors = replace(house.doors, paces=Paces(gap))


def test_a_page_that_its_site_forbids_is_not_asked_for(any_house: House):
    robots(any_house, FORBIDDEN)
    publish(any_house)

    (read,) = any_house.read_pages(NOON)

    assert (read.reason, outcome(any_house)) == ("robots", [("failed", "robots")])
    assert any_house.news.asked_for("/0") == []


def test_the_words_of_the_feed_stand_where_the_page_is_forbidden(house: House):
    robots(house, FORBIDDEN)
    publish(house)
    house.read_pages(NOON)

    assert told(house.compose(NOON)) == [("sappers", "Sappers 0")]


def test_a_forbidden_page_is_never_tried_again(house: House):
    robots(house, FORBIDDEN)
    publish(house)
    house.read_pages(NOON)

    assert house.read_pages(NOON + 9 * DAY) == []


def test_only_the_forbidden_part_of_a_site_is_left_alone(house: House):
    robots(house, b"User-agent: *\nDisallow: /1\n")
    publish(house, 2)

    house.read_pages(NOON)

    assert outcome(house) == [("read", None), ("failed", "robots")]


def test_a_group_of_our_own_goes_before_that_of_all(house: House):
    robots(house, FORBIDDEN + b"\nUser-agent: NewsMonitor\nDisallow: /elsewhere\n")
    publish(house)

    house.read_pages(NOON)

    assert outcome(house) == [("read", None)]


def test_robots_is_asked_once_for_many_pages_and_again_after_a_day(house: House):
    robots(house, b"User-agent: *\nDisallow: /private\n")
    publish(house, 5)
    house.read_pages(NOON)
    assert len(house.news.asked_for(ROBOTS)) == 1

    house.read_pages(NOON + DAY)

    assert len(house.news.asked_for(ROBOTS)) == 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_a_robots_text_lets_us_read(house: House, status: int):
    robots(house, FORBIDDEN, status=status)
    publish(house)

    house.read_pages(NOON)

    assert outcome(house) == [("read", None)]


def test_a_site_in_trouble_is_read_later_and_that_counts_as_no_attempt(any_house: House):
    robots(any_house, status=503)
    publish(any_house)
    for number in range(5):
        any_house.read_pages(NOON + number * NEXT_ASKED)
    assert outcome(any_house) == [("waiting", "robots_unreachable")]
    assert any_house.news.asked_for("/0") == []

    robots(any_house)
    any_house.read_pages(NOON + 5 * NEXT_ASKED)

    assert outcome(any_house) == [("read", None)]
    assert ("bridges", "Sappers 0") in any_house.hits()


def test_a_page_of_a_site_that_never_comes_back_is_given_up_in_the_end(house: House):
    robots(house, status=503)
    publish(house)

    for day in range(32):
        house.read_pages(NOON + day * DAY)

    assert outcome(house) == [("failed", "robots_unreachable")]


def test_a_robots_text_is_read_where_a_redirect_leads(house: House):
    robots(house, status=301, headers={"Location": "/moved.txt"})
    house.news.put("/moved.txt", Reply(body=FORBIDDEN, kind="text/plain"))
    publish(house)

    house.read_pages(NOON)

    assert outcome(house) == [("failed", "robots")]


def test_a_robots_text_that_goes_in_circles_is_none(house: House):
    robots(house, status=302, headers={"Location": ROBOTS})
    publish(house)

    house.read_pages(NOON)

    assert outcome(house) == [("read", None)]


@pytest.mark.parametrize(
    "text", ["\ufeffUser-agent: *\nDisallow: /\n", "User-agent: *\r\nDisallow: /\r\n"]
)
def test_a_robots_text_is_read_however_its_editor_saved_it(house: House, text: str):
    robots(house, text.encode())
    publish(house)

    house.read_pages(NOON)

    assert outcome(house) == [("failed", "robots")]


def test_a_very_long_robots_text_is_obeyed_as_far_as_it_was_read(house: House):
    robots(house, FORBIDDEN + b"# " + b"x" * 700_000)
    publish(house)

    house.read_pages(NOON)

    assert house.news.asked_for("/0") == []


def test_a_page_at_a_private_address_is_given_up_at_once(house: House):
    house.print(Story(id="1", title="Sappers", link="http://10.9.8.7/page"))
    house.poll(NOON)

    house.read_pages(NOON)

    assert outcome(house) == [("failed", "private_address")]


def test_a_page_whose_address_cannot_be_is_given_up_in_the_end(house: House):
    house.print(Story(id="1", title="Sappers", link="http://courier.example:99999/page"))
    house.poll(NOON)

    for hour in range(9):
        house.read_pages(NOON + hour * HOUR)

    assert outcome(house) == [("failed", "bad_address")]


def test_a_page_that_sends_us_to_an_address_that_cannot_be_is_given_up_in_the_end(house: House):
    publish(house)
    house.news.put("/0", Reply(status=302, headers={"Location": "http://courier.example:99999/"}))

    for hour in range(9):
        house.read_pages(NOON + hour * HOUR)

    assert outcome(house) == [("failed", "bad_redirect")]


def test_a_feed_that_sends_us_to_an_address_that_cannot_be_is_a_failure(house: House):
    house.news.put(FEED, Reply(status=301, headers={"Location": "http://courier.example:99999/"}))

    (polled,) = house.poll(NOON)

    assert (polled.state.reason, polled.state.failures) == ("bad_redirect", 1)


def test_robots_is_asked_the_way_that_the_page_is(house: House, elsewhere: Newsroom):
    address = house.news.address(FEED)
    proxy = elsewhere.address("")
    story = house.story("0", "Sappers 0")
    elsewhere.put(address, Reply(body=rss([story]), kind=RSS))
    house.configure(
        feeds=[{"id": "courier", "address": address, "first_run": "all", "proxy": proxy}]
    )
    house.poll(NOON)

    house.read_pages(NOON)

    assert [one.path for one in house.news.asked] == []


def test_pages_of_one_host_wait_for_their_turn_and_none_is_lost(any_house: House):
    publish(any_house, 6)
    pace(any_house, timedelta(minutes=1))

    rounds = [
        [one.state for one in any_house.read_pages(NOON + minute * MINUTE)] for minute in range(9)
    ]

    assert max(states.count("full") for states in rounds) == 1
    assert outcome(any_house) == 6 * [("read", None)]


def test_a_robots_text_takes_a_turn_of_its_host_as_a_page_does(house: House):
    robots(house)
    publish(house)
    pace(house, timedelta(minutes=1))

    house.read_pages(NOON)
    at_once = [one.path for one in house.news.asked if one.path != FEED]
    for minute in range(1, 4):
        house.read_pages(NOON + minute * MINUTE)

    assert at_once == [ROBOTS]
    assert [one.path for one in house.news.asked if one.path != FEED] == [ROBOTS, "/0"]


def test_a_robots_text_is_not_asked_for_while_its_host_has_no_time(house: House):
    publish(house)
    pace(house, timedelta(hours=1))
    house.doors.paces.turn("127.0.0.1", NOON - MINUTE)

    house.read_pages(NOON)

    assert house.news.asked_for(ROBOTS) == []
    assert outcome(house) == [("waiting", None)]


def test_a_page_is_put_off_as_often_as_it_takes(house: House):
    publish(house)
    pace(house, timedelta(hours=1))
    for hour in range(9):
        at = NOON + hour * HOUR
        house.doors.paces.turn("127.0.0.1", at - MINUTE)
        house.read_pages(at)
    assert outcome(house) == [("waiting", None)]

    pace(house, timedelta(0))
    house.read_pages(NOON + DAY)

    assert outcome(house) == [("read", None)]


def many_feeds(house: House, count: int) -> None:
    feeds = [
        {"id": f"f{n}", "address": house.news.address(f"{FEED}/{n}"), "first_run": "all"}
        for n in range(count)
    ]
    for n in range(count):
        house.print(house.story(f"s{n}", f"Sappers {n}"), path=f"{FEED}/{n}")
    house.configure(feeds=feeds, every="6h")


def test_feeds_of_one_host_wait_for_their_turn_and_none_is_lost(any_house: House):
    many_feeds(any_house, 6)
    pace(any_house, timedelta(minutes=1))

    rounds = [any_house.poll(NOON + minute * MINUTE) for minute in range(9)]

    assert max(sum(one.later is None for one in polled) for polled in rounds) == 1
    assert sorted(title for _, title in any_house.hits()) == [f"Sappers {n}" for n in range(6)]


def test_a_feed_that_waits_for_its_turn_is_not_in_trouble(house: House):
    many_feeds(house, 2)
    pace(house, timedelta(minutes=1))

    house.poll(NOON)

    assert house.ask(lambda rows: feedwatch.trouble(rows, NOON)) == ()


def rest(house: House) -> None:
    """Let three feeds fail, so that their host rests, and a fourth find it resting."""
    many_feeds(house, 4)
    for n in range(4):
        house.news.put(f"{FEED}/{n}", Reply(status=500))
    house.poll(NOON)


def test_a_host_in_trouble_is_left_alone_by_its_other_feeds(any_house: House):
    rest(any_house)

    reasons = sorted(any_house.state(f"f{n}").reason or "" for n in range(4))

    assert reasons == ["host_resting", *(3 * ["http_5xx"])]
    assert len(any_house.news.asked) == 3


def test_a_resting_host_is_no_failure_of_the_feed_that_waits(house: House):
    rest(house)

    (waits,) = [
        one.state for one in house.ask(feedwatch.listing) if one.state.reason == "host_resting"
    ]

    assert (waits.failures, waits.polls) == (0, 0)
    assert waits.next_poll_at <= NOON + 5 * MINUTE


def test_trouble_begins_when_it_begins_and_not_when_the_host_is_asked_next(any_house: House):
    rest(any_house)

    trouble = any_house.ask(lambda rows: feedwatch.trouble(rows, NOON))

    assert {one.since for one in trouble} == {NOON}


def test_a_host_that_answers_again_serves_whoever_waited(house: House):
    rest(house)
    for n in range(4):
        house.print(house.story(f"s{n}", f"Sappers {n}"), path=f"{FEED}/{n}")

    for minute in range(1, 60):
        house.poll(NOON + minute * MINUTE)

    waited = {f"f{n}": house.state(f"f{n}").reason for n in range(4)}
    assert None in waited.values()
    assert "host_resting" not in waited.values()


def test_a_feed_that_was_put_off_is_free_for_others_at_once(any_house: House):
    many_feeds(any_house, 2)
    pace(any_house, timedelta(minutes=1))
    any_house.poll(NOON)

    later = any_house.poll(NOON + LEASE / 2)

    assert [one.later for one in later] == [None]
