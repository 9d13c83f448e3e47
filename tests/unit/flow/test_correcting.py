"""Stories put right by a person: what is split stays split, what is merged is one."""

import pytest

from monitor.flow import correcting
from monitor.model.errors import RequestError
from monitor.store import stories
from tests.rig.house import HOUR, MINUTE, NOON, House
from tests.unit.flow.test_storying import OTHER, TEXT, TITLE, tell

BY = "rina"


def told(house: House) -> tuple[list[int], dict[int, int]]:
    """Have three outlets tell something, and say which story each article is in."""
    tell(house, "mill", TITLE, TEXT)
    tell(house, "harbour", "Sappers to go to Kursk, says Shoigu", OTHER, NOON + MINUTE)
    tell(house, "bay", TITLE, TEXT.replace("two hours", "three hours"), NOON + 2 * MINUTE)
    ids = sorted(house.ask(lambda rows: stories.stories_of(rows, range(1, 99))))
    return ids, where(house)


def where(house: House) -> dict[int, int]:
    return dict(house.ask(lambda rows: stories.stories_of(rows, range(1, 99))))


def test_what_is_split_has_a_story_of_its_own_and_the_rest_keeps_its_id(any_house: House):
    (one, two, three), before = told(any_house)

    made = any_house.tell(lambda rows: correcting.split(rows, before[one], {two}, BY, NOON))

    assert where(any_house) == {one: before[one], two: made, three: before[one]}
    (member,) = any_house.ask(lambda rows: stories.members(rows, made))
    assert (member.joined, member.grounds[0].detail) == (
        "person",
        f"{BY}, from story {before[one]}",
    )


def test_what_a_person_split_is_not_put_together_by_its_page(house: House):
    (one, two, _), before = told(house)
    made = house.tell(lambda rows: correcting.split(rows, before[one], {two}, BY, NOON))

    tell(house, "hill", TITLE, TEXT, NOON + HOUR)

    assert where(house)[two] == made


def test_merged_stories_are_one_under_the_older_id(any_house: House):
    (one, two, _), before = told(any_house)
    made = any_house.tell(lambda rows: correcting.split(rows, before[one], {two}, BY, NOON))

    kept, joined = any_house.tell(lambda rows: correcting.merge(rows, made, before[one], BY, NOON))

    assert (kept, joined) == (before[one], 1)
    assert set(where(any_house).values()) == {before[one]}
    assert any_house.ask(lambda rows: stories.living(rows, made)) == before[one]


@pytest.mark.parametrize("articles", [{999}, {1, 2, 3}])
def test_what_cannot_be_split_is_refused_with_its_reason(house: House, articles: set[int]):
    (one, _, _), before = told(house)

    with pytest.raises(RequestError):
        house.tell(lambda rows: correcting.split(rows, before[one], articles, BY, NOON))


def test_what_cannot_be_merged_is_refused_with_its_reason(house: House):
    (one, _, _), before = told(house)

    for other in (before[one], 999):
        with pytest.raises(RequestError):
            house.tell(lambda rows, n=other: correcting.merge(rows, before[one], n, BY, NOON))
