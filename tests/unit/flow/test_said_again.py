"""Feeds that number their entries anew: the same words are told once."""

from datetime import datetime, timedelta

from tests.rig.configuration import EVERY_HIT
from tests.rig.house import FEED, HOUR, NOON, House, told

LONG = (
    "The sappers leave by train on Monday, and nobody at the station would say where they go next."
)
LATER = NOON + HOUR


def new(house: House, at: datetime) -> list[tuple[str, str]]:
    """Give every hit that was not told yet, also one of a story that was."""
    return told(house.compose(at, at_once=True))


def test_the_same_words_under_a_new_identity_are_told_once(any_house: House):
    any_house.configure(routes=[EVERY_HIT])
    any_house.print(any_house.story("1", "The sappers leave", LONG, published=NOON))
    any_house.poll(NOON)
    first = new(any_house, NOON)

    any_house.print(any_house.story("2", "The sappers leave", LONG, published=NOON))
    any_house.poll(LATER)

    assert first == [("sappers", "The sappers leave")]
    assert new(any_house, LATER + HOUR) == []


def test_a_headline_alone_may_come_again(house: House):
    house.configure(routes=[EVERY_HIT])
    house.print(house.story("1", "The sappers leave"))
    house.poll(NOON)
    new(house, NOON)

    house.print(house.story("2", "The sappers leave"))
    house.poll(LATER)

    assert new(house, LATER + HOUR) == [("sappers", "The sappers leave")]


def test_the_same_words_of_another_day_are_news(house: House):
    house.configure(routes=[EVERY_HIT])
    house.print(house.story("1", "The sappers leave", LONG, published=NOON))
    house.poll(NOON)
    new(house, NOON)

    house.print(house.story("2", "The sappers leave", LONG, published=LATER))
    house.poll(LATER)

    assert new(house, LATER + HOUR) == [("sappers", "The sappers leave")]


def test_after_days_the_same_words_are_news_again(house: House):
    house.configure(routes=[EVERY_HIT])
    house.print(house.story("1", "The sappers leave", LONG, published=NOON))
    house.poll(NOON)
    new(house, NOON)
    later = NOON + timedelta(days=4)

    house.print(house.story("2", "The sappers leave", LONG, published=NOON))
    house.poll(later)

    assert new(house, later + HOUR) == [("sappers", "The sappers leave")]


def test_other_words_under_a_new_identity_are_news(house: House):
    house.configure(routes=[EVERY_HIT])
    house.print(house.story("1", "The sappers leave", LONG, published=NOON))
    house.poll(NOON)
    new(house, NOON)

    house.print(house.story("2", "The sappers leave", f"{LONG} Later they were seen in Kursk."))
    house.poll(LATER)

    assert new(house, LATER + HOUR) == [("sappers", "The sappers leave")]
    assert FEED in {one.path for one in house.news.asked}
