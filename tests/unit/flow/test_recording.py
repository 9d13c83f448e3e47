"""Edits of an entry, and many ways to one reader: what is told, and what is not told again."""

from tests.rig.configuration import AT_ONCE
from tests.rig.house import HOUR, NOON, House, told

LATER = NOON + HOUR


def test_an_edit_that_newly_meets_a_watch_is_told(any_house: House):
    any_house.print(any_house.story("1", "Spring"))
    any_house.poll(NOON)
    any_house.print(any_house.story("1", "Spring, and the sappers"))

    any_house.poll(LATER)

    assert told(any_house.compose(LATER)) == [("sappers", "Spring, and the sappers")]


def test_an_edit_repeats_no_hit_that_was_told(any_house: House):
    any_house.print(any_house.story("1", "The sappers leave"))
    any_house.poll(NOON)
    any_house.compose(NOON)
    any_house.print(any_house.story("1", "The sappers leave at noon"))

    any_house.poll(LATER)

    assert any_house.compose(LATER) == []


def test_an_edit_repeats_no_hit_of_the_baseline(house: House):
    house.configure(feeds=[{"id": "courier", "address": house.news.address("/feed")}])
    house.print(house.story("1", "The sappers leave"))
    house.poll(NOON)
    house.print(house.story("1", "The sappers leave at noon"))

    house.poll(LATER)

    assert house.compose(LATER) == []


def test_an_edit_of_the_baseline_that_newly_meets_a_watch_is_told(house: House):
    house.configure(feeds=[{"id": "courier", "address": house.news.address("/feed")}])
    house.print(house.story("1", "Spring"))
    house.poll(NOON)
    house.print(house.story("1", "Spring, and the sappers"))

    house.poll(LATER)

    assert told(house.compose(LATER)) == [("sappers", "Spring, and the sappers")]


def test_an_edit_of_the_feed_takes_back_nothing_that_the_page_said(house: House):
    house.print(house.story("1", "Spring"))
    house.print_page("/1", "Spring", "They will mend the old bridge first.")
    house.poll(NOON)
    house.read_pages(NOON)
    house.print(house.story("1", "Spring in the valley"))

    house.poll(LATER)

    assert [watch for watch, _ in told(house.compose(LATER))] == ["bridges"]


def test_an_old_entry_that_comes_back_is_no_news(house: House):
    first = house.story("1", "The sappers leave")
    house.print(first)
    house.poll(NOON)
    house.compose(NOON)
    house.print(house.story("2", "Rain"))
    house.poll(LATER)
    house.print(first, house.story("2", "Rain"))

    house.poll(LATER + HOUR)

    assert house.compose(LATER + HOUR) == []


def test_two_routes_to_one_reader_tell_a_hit_once(any_house: House):
    second = {**AT_ONCE, "id": "second"}
    any_house.configure(routes=[AT_ONCE, second])
    any_house.print(any_house.story("1", "The sappers leave"))
    any_house.poll(NOON)

    made = any_house.compose(NOON)

    assert told(made) == [("sappers", "The sappers leave")]
    assert any_house.waiting(LATER, "second") == []


def test_two_readers_of_one_route_are_each_told(any_house: House):
    readers = {name: {"folder": name} for name in ("anna", "files")}
    any_house.configure(destinations=readers, routes=[{**AT_ONCE, "to": ["anna", "files"]}])
    any_house.print(any_house.story("1", "The sappers leave"))
    any_house.poll(NOON)

    made = any_house.compose(NOON)

    assert [one.parcel.destination for one in made] == ["anna", "files"]


def test_a_route_takes_only_its_watches(house: House):
    some = {**AT_ONCE, "watches": ["sap*"]}
    rest = {**AT_ONCE, "id": "rest", "watches": ["bridges", "harbour"]}
    house.configure(routes=[some, rest])
    house.print(house.story("1", "The sappers leave"), house.story("2", "The bridge is mended"))
    house.poll(NOON)

    waiting = {name: house.waiting(NOON, name) for name in ("desk", "rest")}

    assert waiting == {"desk": ["sappers"], "rest": ["bridges"]}


def test_a_hit_that_no_route_takes_says_so(house: House):
    tagged = {**AT_ONCE, "feeds": {"tags": ["wire"]}}
    house.configure(routes=[tagged])
    house.print(house.story("1", "The sappers leave"))

    house.poll(NOON)

    assert (house.hits(), house.compose(LATER)) == ([("sappers", "The sappers leave")], [])
