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
    assert [found.hits["sappers"][day] for day in found.days] == [0, 1, 2]
    assert sum(found.hits["bridges"].values()) == 0


def test_articles_before_the_time_are_not_asked(house: House):
    house.print(house.story("a", "The sappers of a"))
    house.poll(NOON)

    found = house.ask(lambda rows: look_back(rows, house.matcher, NOON + DAY, NOON + DAY))

    assert found.articles == 0
