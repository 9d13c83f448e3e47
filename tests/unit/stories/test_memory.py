"""Neighbours in memory answer as `Neighbours` says."""

from datetime import UTC, datetime, timedelta

from monitor.model.story import Placing, Telling
from monitor.stories.features import Features
from monitor.stories.memory import MemoryNeighbours

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def put(memory: MemoryNeighbours, article: int, hours: int, keys: tuple[int, ...], **placing):
    telling = Telling(
        article=article, title=f"t{article}", text="x", language="en", seen_at=NOON + hours * HOUR
    )
    found = Features(language="en", keys=keys)
    return memory.put(telling, found, Placing(**{"story": None, "joined": "first", **placing}))


def test_the_latest_come_first_and_no_more_than_asked():
    memory = MemoryNeighbours()
    for article, hours in ((1, 0), (2, 3), (3, 1), (4, 3)):
        put(memory, article, hours, (7,))

    found = memory.sharing([7, 8], NOON - DAY, NOON + DAY, 3)

    assert [one.article for one in found] == [4, 2, 3]
    assert {one.key for one in found} == {7}


def test_what_was_told_too_early_or_too_late_is_left_out():
    memory = MemoryNeighbours()
    for article, hours in ((1, -48), (2, 0), (3, 48)):
        put(memory, article, hours, (7,))

    found = memory.sharing([7], NOON - DAY, NOON + DAY, 9)

    assert [one.article for one in found] == [2]


def test_a_story_is_named_after_its_first_article_and_merges_are_followed():
    memory = MemoryNeighbours()
    put(memory, 1, 0, (7,))
    put(memory, 2, 0, (8,))
    put(memory, 3, 0, (9,), story=2)
    put(memory, 4, 0, (9,), story=1, merges=(2,))

    assert [memory.story_of(article) for article in (1, 2, 3, 4)] == [1, 1, 1, 1]
    assert memory.known([3, 99])[3].story == 1


def test_texts_are_given_as_they_were_put():
    memory = MemoryNeighbours()
    put(memory, 1, 0, ())

    assert memory.texts([1, 2]) == {1: ("t1", "x")}


def test_an_article_that_is_put_again_is_found_once():
    memory = MemoryNeighbours()
    put(memory, 1, 0, (7,))
    put(memory, 1, 0, (7,))

    assert len(memory.sharing([7], NOON - DAY, NOON + DAY, 9)) == 1
