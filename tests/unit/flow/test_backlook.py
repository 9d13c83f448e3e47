"""A watch is asked of what is stored, and answers by the day."""

from monitor.flow.backlook import look_back
from tests.rig.house import DAY, NOON, House


def test_hits_are_counted_by_the_day_their_article_was_first_seen(any_house: House):
    for number in (1, 2):
        names = [f"{number}{letter}" for letter in "ab"[:number]]
        stories = [any_house.story(name, f"The sappers of {name}") for name in names]
        any_house.print(*stories, any_house.story(f"other{number}", "Nothing of note"))
        any_house.poll(NOON + number * DAY)

    found = any_house.ask(lambda rows: look_back(rows, any_house.matcher, NOON, NOON + 2 * DAY))

    assert found.articles == 5
    assert [found.tallies["sappers"].days[day] for day in found.days] == [0, 1, 2]
    assert found.hits("bridges") == 0


def test_articles_before_the_time_are_not_asked(house: House):
    house.print(house.story("a", "The sappers of a"))
    house.poll(NOON)

    found = house.ask(lambda rows: look_back(rows, house.matcher, NOON + DAY, NOON + DAY))

    assert found.articles == 0


def test_sites_are_counted_and_copies_of_one_text_are_one_story(house: House):
    text = "The sappers of the valley have left the town and nobody knows for where they went."
    house.print(house.story("a", "Sappers leave", text), house.story("b", "Sappers leave", text))
    house.poll(NOON)

    found = house.ask(lambda rows: look_back(rows, house.matcher, NOON, NOON + DAY))

    tally = found.tallies["sappers"]
    assert tally.days.total() == 2
    assert tally.stories.total() == 1
    assert tally.sites == {"127.0.0.1": 2}


def test_a_week_is_estimated_from_the_time_that_the_store_covers(house: House):
    house.print(house.story("a", "The sappers of a"))
    house.poll(NOON)

    found = house.ask(lambda rows: look_back(rows, house.matcher, NOON - 7 * DAY, NOON + DAY))
    early = house.ask(lambda rows: look_back(rows, house.matcher, NOON, NOON))

    assert found.a_week("sappers") == 7
    assert early.a_week("sappers") is None


def test_a_watch_that_meets_more_than_a_fifth_of_all_articles_floods(house: House):
    quiet = [house.story(f"q{n}", f"Nothing of note in {n}") for n in range(4)]
    house.print(*quiet, house.story("a", "The sappers of a"))
    house.poll(NOON)
    within = house.ask(lambda rows: look_back(rows, house.matcher, NOON, NOON))
    house.print(house.story("b", "The sappers of b"))
    house.poll(NOON + DAY)

    beyond = house.ask(lambda rows: look_back(rows, house.matcher, NOON, NOON + DAY))

    assert (within.flooding(), beyond.flooding()) == ((), ("sappers",))
