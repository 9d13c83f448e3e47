"""Entries that stood in the last document as they stand now are not read again."""

from dataclasses import replace

from tests.rig.house import HOUR, NOON, House, told

LATER = NOON + HOUR


def test_what_stood_there_before_is_neither_lost_nor_told_again(any_house: House):
    old = any_house.story("1", "The sappers leave", "They go by train.")
    any_house.print(old)
    any_house.poll(NOON)
    any_house.compose(NOON)

    any_house.print(any_house.story("2", "More sappers leave", "They go by bus."), old)
    any_house.poll(LATER)

    assert told(any_house.compose(LATER + HOUR)) == [("sappers", "More sappers leave")]


def test_an_entry_that_changes_is_read_again(any_house: House):
    old = any_house.story("1", "Rain", "It rains.")
    any_house.print(old)
    any_house.poll(NOON)

    any_house.print(replace(old, title="The sappers leave in the rain"))
    any_house.poll(LATER)

    assert told(any_house.compose(LATER + HOUR)) == [("sappers", "The sappers leave in the rain")]


def test_an_entry_that_gets_a_double_under_its_guid_keeps_its_words(house: House):
    old = house.story("1", "The sappers leave", "They go by train.")
    house.print(old)
    house.poll(NOON)
    house.compose(NOON)

    double = replace(old, title="More sappers leave", link=house.news.address("/double"))
    house.print(double, old)
    house.poll(LATER)

    assert ("sappers", "More sappers leave") in told(house.compose(LATER + HOUR))
