"""A new story that is perhaps one which was told: its alert goes into that thread, and says so."""

from datetime import datetime

import pytest

from monitor.flow.akin import is_akin
from monitor.flow.digest import Made
from monitor.store import stories
from monitor.stories.facts import Facts, Known
from tests.rig.house import HOUR, NOON, House
from tests.unit.flow.test_correcting import where
from tests.unit.flow.test_storying import FAR, TEXT, TITLE, tell

FIGURE = Known(entry="sappers", value=1000, publishers=("mill",))
ENTRIES = ("kursk", "sappers", "shoigu")
KNOWS = Facts(first_seen_at=NOON, entries=ENTRIES, figures=(FIGURE,), articles=1)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Facts(entries=ENTRIES, figures=(FIGURE,)), True),
        (Facts(entries=(*ENTRIES, "seoul"), figures=(FIGURE,)), True),
        (Facts(entries=ENTRIES), False),
        (Facts(entries=ENTRIES[:2], figures=(FIGURE,)), False),
        (Facts(), False),
    ],
)
def test_stories_that_share_three_entries_and_a_figure_are_akin(other: Facts, same: bool):
    assert is_akin(Facts(entries=ENTRIES, figures=(FIGURE,)), other) == same


def alerted(house: House, at: datetime) -> Made:
    """Tell a story, and later another that a person keeps apart from it; give the second alert."""
    tell(house, "mill", TITLE, TEXT)
    house.compose(NOON)
    house.tell(lambda rows: stories.put_facts(rows, 1, KNOWS.to_line()))
    tell(house, "garrison", "Sappers and firemen draw", FAR, at)
    ((_, story),) = [pair for pair in where(house).items() if pair[1] != 1]
    house.tell(lambda rows: stories.put_facts(rows, story, KNOWS.to_line()))
    (made,) = house.compose(at)
    return made


def test_a_story_like_one_that_was_told_goes_into_its_thread_and_says_so(any_house: House):
    made = alerted(any_house, NOON + 5 * HOUR)

    assert made.message.is_akin
    assert made.message.first_key is not None
    assert made.message.first_subject is not None


def test_a_story_like_one_of_yesterday_has_a_thread_of_its_own(house: House):
    made = alerted(house, NOON + 7 * HOUR)

    assert (made.message.is_akin, made.message.first_key) == (False, None)
