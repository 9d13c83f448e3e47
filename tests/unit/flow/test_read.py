"""A page's walk: what its text adds, what it takes back, and what comes of a page in trouble."""

import asyncio

from monitor.store import articles, pages
from tests.rig import configuration
from tests.rig.house import FEED, HOUR, LEASE, MINUTE, NOON, PATIENCE, House, told
from tests.rig.newsroom import HTML, Reply
from tests.rig.paper import Story

LATER = NOON + HOUR
HARBOUR = "The harbour wakes up"


def publish(house: House, title: str, *sentences: str, text: str = "") -> Story:
    """Have the courier say it, with these sentences on its page."""
    story = house.story("1", title, text)
    house.print(story)
    house.print_page("/1", title, *sentences)
    return story


def test_the_text_of_the_page_meets_a_further_watch(any_house: House):
    publish(any_house, "The sappers leave", "They will mend the old bridge first.")
    any_house.poll(NOON)

    any_house.read_pages(NOON)

    assert sorted(watch for watch, _ in any_house.hits()) == ["bridges", "sappers"]


def test_a_hit_is_told_while_its_page_keeps_us_waiting(any_house: House):
    publish(any_house, "The sappers leave")
    any_house.news.hold("/1")
    any_house.poll(NOON)

    async def compose_meanwhile():
        reading = asyncio.create_task(any_house.reading(NOON))
        while not any_house.news.asked_for("/1"):
            await asyncio.sleep(0.01)
        made = await any_house.composing(NOON)
        was_still_waiting = not reading.done()
        any_house.news.release("/1")
        await reading
        return told(made), was_still_waiting

    result = any_house.run.run(compose_meanwhile())

    assert result == ([("sappers", "The sappers leave")], True)


def test_a_hit_of_the_page_alone_is_told_after_the_page_was_read(house: House):
    publish(house, "Spring", "They will mend the old bridge first.")
    house.poll(NOON)
    house.read_pages(NOON + MINUTE)

    made = house.compose(NOON + MINUTE)

    assert told(made) == [("bridges", "Spring")]


def test_a_hit_with_a_not_waits_for_the_page(any_house: House):
    publish(any_house, HARBOUR)

    any_house.poll(NOON)

    assert any_house.waiting(NOON + PATIENCE - MINUTE) == []


def test_a_hit_with_a_not_counts_as_soon_as_the_page_confirms_it(any_house: House):
    publish(any_house, HARBOUR)
    any_house.poll(NOON)

    any_house.read_pages(NOON + MINUTE)

    assert any_house.waiting(NOON + MINUTE) == ["harbour"]


def test_a_hit_with_a_not_counts_after_two_minutes_without_the_page(any_house: House):
    publish(any_house, HARBOUR)

    any_house.poll(NOON)

    assert any_house.waiting(NOON + PATIENCE) == ["harbour"]


def test_a_hit_that_the_page_breaks_is_never_told(any_house: House):
    publish(any_house, HARBOUR, "It is an exercise, said the master.")
    any_house.poll(NOON)

    any_house.read_pages(NOON + MINUTE)

    assert (any_house.hits(), any_house.compose(LATER)) == ([], [])


def test_a_hit_that_the_page_broke_does_not_come_back_with_a_second_feed(any_house: House):
    other = {"id": "other", "address": any_house.news.address("/other"), "first_run": "all"}
    story = publish(any_house, HARBOUR, "It is an exercise, said the master.")
    any_house.poll(NOON)
    any_house.read_pages(NOON)
    courier = {"id": "courier", "address": any_house.news.address(FEED)}
    any_house.configure(feeds=[courier, other])
    any_house.print(story, path="/other")

    any_house.poll(NOON + MINUTE)

    assert any_house.waiting(LATER) == []


def test_a_hit_that_the_page_broke_does_not_come_back_with_an_edit(house: House):
    publish(house, HARBOUR, "It is an exercise, said the master.")
    house.poll(NOON)
    house.read_pages(NOON)
    house.print(house.story("1", "The harbour wakes up early"))

    house.poll(LATER)

    assert house.waiting(LATER + HOUR) == []


def test_a_page_that_says_too_little_leaves_the_feed_its_word(house: House):
    publish(house, "The sappers leave")
    house.news.put("/1", Reply(body=b"<html><body><p>Please log in.</p></body></html>"))
    house.poll(NOON)

    house.read_pages(NOON)

    assert house.hits() == [("sappers", "The sappers leave")]


def test_a_page_in_trouble_is_tried_three_times_and_then_left(house: House):
    house.print(house.story("1", "The sappers leave"))
    house.news.put("/1", Reply(status=500))
    house.poll(NOON)

    reads = [len(house.read_pages(NOON + n * HOUR)) for n in range(6)]

    assert reads == [1, 1, 1, 0, 0, 0]


def test_a_page_that_is_gone_is_tried_once(house: House):
    house.print(house.story("1", "The sappers leave"))
    house.news.put("/1", Reply(status=404))
    house.poll(NOON)

    reads = [len(house.read_pages(NOON + n * HOUR)) for n in range(3)]

    assert reads == [1, 0, 0]


def test_what_the_feed_said_is_told_though_the_page_cannot_be_read(house: House):
    house.print(house.story("1", HARBOUR))
    house.news.put("/1", Reply(status=404))
    house.poll(NOON)
    house.read_pages(NOON)

    made = house.compose(NOON + PATIENCE)

    assert told(made) == [("harbour", HARBOUR)]


def test_a_page_that_moved_is_followed(house: House):
    house.print(house.story("1", "Spring"))
    house.news.put("/1", Reply(status=302, headers={"Location": "/2"}))
    house.print_page("/2", "Spring", "They will mend the old bridge first.")
    house.poll(NOON)

    house.read_pages(NOON)

    assert house.hits() == [("bridges", "Spring")]


def test_a_picture_at_the_address_of_a_page_is_no_page(house: House):
    house.print(house.story("1", "Spring"))
    house.news.put("/1", Reply(body=b"\x89PNG\r\n\x1a\n" + bytes(99), kind=HTML))
    house.poll(NOON)

    (read,) = house.read_pages(NOON)

    assert read.reason == "not_a_page"


def test_who_lost_the_lease_of_a_page_writes_nothing(any_house: House):
    publish(any_house, "Spring", "They will mend the old bridge first.")
    any_house.poll(NOON)
    (slow,) = any_house.tell(lambda rows: pages.claim(rows, NOON, limit=1, lease=LEASE))
    any_house.tell(lambda rows: pages.claim(rows, NOON + LEASE, limit=1, lease=LEASE))

    outcome = any_house.run.run(_outcome(any_house, slow))

    assert (outcome, any_house.hits()) == ("LeaseLost", [])


async def _outcome(house: House, slow: pages.PageClaim) -> str:
    try:
        await house.read_page(slow, NOON)
    except Exception as error:
        return type(error).__name__
    return "written"


def test_the_words_of_feed_and_page_stand_together(house: House):
    publish(house, "Spring", "They will mend the old bridge first.", text="A summary of its own.")
    house.poll(NOON)

    (read,) = house.read_pages(NOON)

    stored = house.ask(lambda rows: articles.get(rows, read.article_id))
    assert stored is not None
    assert stored.article.text.startswith("A summary of its own.\n\n")
    assert "They will mend the old bridge first." in stored.article.text


def test_a_page_leaves_the_hit_of_a_watch_that_listens_to_the_second_feed(any_house: House):
    feeds = [
        {"id": name, "address": any_house.news.address(path), "first_run": "all"}
        for name, path in (("courier", FEED), ("other", "/other"))
    ]
    picky = {**configuration.SAPPERS, "feeds": {"ids": ["other"]}}
    any_house.configure(feeds=feeds, watches=[picky])
    story = publish(any_house, "The sappers leave")
    any_house.print(story, path="/other")
    any_house.poll(NOON)

    any_house.read_pages(NOON)

    assert any_house.hits() == [("sappers", "The sappers leave")]
