"""Feeds that number their entries anew: the same words are told once."""

from datetime import timedelta

from tests.rig.house import FEED, HOUR, NOON, House, told

LONG = (
    "The sappers leave by train on Monday, and nobody at the station would say where they go next."
)
LATER = NOON + HOUR


def test_the_same_words_under_a_new_identity_are_told_once(any_house: House):
    any_house.print(any_house.story("1", "The sappers leave", LONG, published=NOON))
    any_house.poll(NOON)
    first = told(any_house.compose(NOON))

    any_house.print(any_house.story("2", "The sappers leave", LONG, published=NOON))
    any_house.poll(LATER)

    assert first == [("sappers", "The sappers leave")]
    assert told(any_house.compose(LATER + HOUR)) == []


def test_a_headline_alone_may_come_again(house: House):
    house.print(house.story("1", "The sappers leave"))
    house.poll(NOON)
    house.compose(NOON)

    house.print(house.story("2", "The sappers leave"))
    house.poll(LATER)

    assert told(house.compose(LATER + HOUR)) == [("sappers", "The sappers leave")]


def test_the_same_words_of_another_day_are_news(house: House):
    house.print(house.story("1", "The sappers leave", LONG, published=NOON))
    house.poll(NOON)
    house.compose(NOON)

    house.print(house.story("2", "The sappers leave", LONG, published=LATER))
    house.poll(LATER)

    assert told(house.compose(LATER + HOUR)) == [("sappers", "The sappers leave")]


def test_after_days_the_same_words_are_news_again(house: House):
    house.print(house.story("1", "The sappers leave", LONG, published=NOON))
    house.poll(NOON)
    house.compose(NOON)
    later = NOON + timedelta(days=4)

    house.print(house.story("2", "The sappers leave", LONG, published=NOON))
    house.poll(later)

    assert told(house.compose(later + HOUR)) == [("sappers", "The sappers leave")]


def test_other_words_under_a_new_identity_are_news(house: House):
    house.print(house.story("1", "The sappers leave", LONG, published=NOON))
    house.poll(NOON)
    house.compose(NOON)

    house.print(house.story("2", "The sappers leave", f"{LONG} Later they were seen in Kursk."))
    house.poll(LATER)

    assert told(house.compose(LATER + HOUR)) == [("sappers", "The sappers leave")]
    assert FEED in {one.path for one in house.news.asked}
