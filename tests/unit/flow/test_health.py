"""What counts as ill: something was due for an hour, and nothing succeeded."""

from datetime import datetime, timedelta

from monitor.flow.health import complaints
from monitor.store import feeds
from tests.rig.house import FEED, HOUR, MINUTE, NOON, House
from tests.rig.newsroom import Reply

BAD_HOOK = {"webhook": "http://127.0.0.1:1/hook"}
TO_HOOK = {"id": "desk", "watches": ["*"], "to": ["hook"], "wait": "0s"}
SECOND = timedelta(seconds=1)


def said(house: House, at: datetime) -> tuple[str, ...]:
    """Ask for complaints."""
    return house.ask(lambda rows: complaints(rows, at))


def test_a_house_without_feeds_is_well(house: House):
    house.tell(lambda rows: feeds.sync(rows, (), NOON))

    assert said(house, NOON + 9 * HOUR) == ()


def test_a_start_has_an_hour_of_patience(house: House):
    assert said(house, NOON + HOUR - SECOND) == ()


def test_a_feed_that_was_due_for_an_hour_and_never_polled_is_told(any_house: House):
    (sentence,) = said(any_house, NOON + HOUR)

    assert sentence.startswith("no poll has succeeded ever")


def test_a_poll_within_the_hour_is_well(any_house: House):
    any_house.print()
    any_house.poll(NOON)

    assert said(any_house, NOON + HOUR) == ()


def test_a_daemon_that_stopped_polling_is_told(house: House):
    house.print()
    house.poll(NOON)

    (sentence,) = said(house, NOON + 2 * HOUR)

    assert "since 2025-06-17 12:00 UTC" in sentence


def test_a_feed_that_has_been_failing_for_an_hour_is_told(any_house: House):
    any_house.news.put(FEED, Reply(status=500))
    any_house.poll(NOON)

    (sentence,) = said(any_house, NOON + HOUR)

    assert "1 of 1 feeds are failing" in sentence


def test_one_feed_that_answers_is_enough(house: House):
    good = {"id": "good", "address": house.news.address("/good")}
    bad = {"id": "bad", "address": house.news.address("/bad")}
    house.configure(feeds=[good, bad])
    house.print(path="/good")
    house.poll(NOON)

    assert said(house, NOON + HOUR) == ()


def test_a_delivery_that_waits_for_an_hour_is_told(any_house: House):
    any_house.configure(destinations={"hook": BAD_HOOK}, routes=[TO_HOOK])
    any_house.print(any_house.story("a", "The sappers of a"))
    any_house.poll(NOON)
    any_house.compose(NOON + MINUTE)
    any_house.send(NOON + MINUTE)

    before, after = (said(any_house, NOON + MINUTE + wait) for wait in (HOUR - SECOND, HOUR))

    assert not any("send" in sentence for sentence in before)
    assert any("1 deliveries wait" in sentence for sentence in after)


def test_a_delivery_that_was_sent_is_well(house: House):
    house.print(house.story("a", "The sappers of a"))
    house.poll(NOON)
    house.compose(NOON + MINUTE)
    house.send(NOON + MINUTE)

    assert not any("send" in sentence for sentence in said(house, NOON + 9 * HOUR))
