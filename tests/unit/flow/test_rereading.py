"""Pages with a hit are read again, 1, 6, 24 and 72 hours later; what changed is a new version."""

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select

from monitor.intake import child_main
from monitor.outside.child import Children
from monitor.store import articles
from monitor.store.articles import StoredArticle
from monitor.store.schema import page as page_table
from monitor.store.schema import version
from tests.rig.house import DAY, HOUR, MINUTE, NOON, House, told
from tests.rig.newsroom import Asked, Reply
from tests.rig.paper import page

PAGE = "/1"
TITLE = "The sappers leave"
AGAIN = [NOON + hours * HOUR for hours in (1, 6, 24, 72)]


def put_page(house: House, *sentences: str, **more: object) -> None:
    house.news.put(PAGE, Reply(body=page(TITLE, *sentences), **more))


def publish(house: House, title: str = TITLE, *sentences: str, **more: object) -> None:
    """Have the courier tell of one article, poll at noon, and read its page."""
    house.print(house.story("1", title))
    put_page(house, *sentences, **more)
    house.poll(NOON)
    house.read_pages(NOON)


def asked(house: House) -> list[Asked]:
    return list(house.news.asked_for(PAGE))


def row(house: House):
    """Give the row of the one page."""
    return house.ask(lambda rows: rows.execute(select(page_table)).one())


def stored_article(house: House) -> StoredArticle:
    """Give the one article as it is now."""
    article_id = row(house).article_id
    found = house.ask(lambda rows: articles.get(rows, article_id))
    assert found is not None
    return found


def versions(house: House) -> list[int]:
    numbers = select(version.c.number).order_by(version.c.number)
    return house.ask(lambda rows: list(rows.execute(numbers).scalars()))


def times(house: House, until: datetime) -> list[datetime]:
    """Let the house live by steps of half an hour, and say when it asked for the page."""
    found, at = [], NOON
    while at <= until:
        before = len(asked(house))
        house.read_pages(at)
        found += [at] * (len(asked(house)) - before)
        at += HOUR / 2
    return found


def test_a_page_with_a_hit_is_read_four_times_more(any_house: House):
    publish(any_house)

    assert times(any_house, NOON + 5 * DAY) == AGAIN
    assert row(any_house).next_read_at is None


def test_a_page_without_a_hit_is_read_once(any_house: House):
    publish(any_house, "Spring")

    assert times(any_house, NOON + 5 * DAY) == []


def test_readings_that_nobody_could_do_are_left_out(house: House):
    publish(house)

    house.read_pages(NOON + 30 * HOUR)

    assert row(house).next_read_at == AGAIN[3]
    assert len(asked(house)) == 2


def test_a_page_is_asked_for_again_with_what_it_said_last(any_house: House):
    publish(any_house, etag='"7"', headers={"Last-Modified": "Tue, 17 Jun 2025 09:05:00 GMT"})

    any_house.read_pages(AGAIN[0])

    first, second = asked(any_house)
    assert "if-none-match" not in first.headers
    assert second.headers["if-none-match"] == '"7"'
    assert second.headers["if-modified-since"] == "Tue, 17 Jun 2025 09:05:00 GMT"


def test_a_304_changes_nothing_and_the_page_is_read_again_later(any_house: House):
    publish(any_house, etag='"7"')

    (read,) = any_house.read_pages(AGAIN[0])

    assert (read.state, read.new_hits, versions(any_house)) == ("unchanged", 0, [1, 2])
    now = row(any_house)
    assert (now.readings, now.etag, now.state) == (2, '"7"', "read")
    assert times(any_house, NOON + 5 * DAY) == AGAIN[1:]


def test_a_304_costs_no_reading_in_a_child(house: House):
    publish(house, etag='"7"')
    nobody = Children(child_main.main, count=1)
    nobody.close()  # whoever asks a child now gets an error
    house.doors = replace(house.doors, children=nobody)

    (read,) = house.read_pages(AGAIN[0])

    assert read.state == "unchanged"


def test_a_page_that_is_the_same_byte_for_byte_is_unchanged(house: House):
    publish(house)

    (read,) = house.read_pages(AGAIN[0])

    assert read.state == "unchanged"


def test_a_validator_that_the_server_renews_is_the_one_sent_next(house: House):
    publish(house, etag='"7"')
    house.news.put(PAGE, Reply(status=304, headers={"ETag": '"8"'}))
    house.read_pages(AGAIN[0])

    house.read_pages(AGAIN[1])

    assert asked(house)[-1].headers["if-none-match"] == '"8"'


def test_what_a_page_says_later_is_a_new_version_and_a_new_hit(any_house: House):
    publish(any_house)
    any_house.compose(NOON)
    put_page(any_house, "They will mend the old bridge first.")

    (read,) = any_house.read_pages(AGAIN[0])

    assert (read.state, read.new_hits) == ("full", 1)
    assert sorted(any_house.hits()) == [("bridges", TITLE), ("sappers", TITLE)]
    assert told(any_house.compose(AGAIN[0])) == [("bridges", TITLE)]


def test_a_hit_that_stands_is_told_once_however_often_the_page_is_read(any_house: House):
    publish(any_house)
    found = told(any_house.compose(NOON))
    for number, at in enumerate(AGAIN):
        put_page(any_house, f"The sappers came back {number} times.")
        any_house.read_pages(at)
        found += told(any_house.compose(at))

    assert found == [("sappers", TITLE)]


def test_the_text_of_the_last_reading_is_the_current_one(house: House):
    publish(house)
    put_page(house, "They will mend the old bridge first.")

    house.read_pages(AGAIN[0])

    assert "mend the old bridge" in stored_article(house).article.text


def test_a_page_read_again_holds_each_sentence_once(house: House):
    publish(house)
    put_page(house, "They will mend the old bridge first.")

    house.read_pages(AGAIN[0])

    stored = stored_article(house)
    assert stored.article.text.count("heard three reports") == 1


def test_a_page_that_said_nothing_at_first_holds_each_sentence_once_later(house: House):
    house.print(house.story("1", TITLE, "A summary of its own, longer than what the page says."))
    house.news.put(PAGE, Reply(body=b"<html><body><p>Please log in.</p></body></html>"))
    house.poll(NOON)
    house.read_pages(NOON)
    for at, sentence in zip(AGAIN, ("The bridge is old.", "The mill is old."), strict=False):
        put_page(house, sentence)
        house.read_pages(at)

    assert stored_article(house).article.text.count("heard three reports") == 1


def test_the_words_of_the_feed_stay_when_the_page_is_read_again(house: House):
    house.print(house.story("1", TITLE, "A summary of its own."))
    put_page(house)
    house.poll(NOON)
    house.read_pages(NOON)
    put_page(house, "They will mend the old bridge first.")

    house.read_pages(AGAIN[0])

    assert stored_article(house).article.text.startswith("A summary of its own.\n\n")


def test_a_wall_later_spoils_nothing(any_house: House):
    publish(any_house, "Spring", "They will mend the old bridge first.")
    before = stored_article(any_house)
    any_house.news.put(PAGE, Reply(body=b"<html><body><p>Please log in.</p></body></html>"))

    any_house.read_pages(AGAIN[0])

    after = stored_article(any_house)
    assert (after.article.text, after.article.body) == (before.article.text, "full")
    assert any_house.hits() == [("bridges", "Spring")]


def test_a_hit_that_the_page_takes_back_is_withdrawn_and_the_page_let_be(house: House):
    publish(house, "Spring", "They will mend the old bridge first.")
    put_page(house, "They will mend the old mill first.")

    house.read_pages(AGAIN[0])

    assert house.hits() == []
    assert times(house, NOON + 5 * DAY) == []


def test_a_hit_that_comes_with_an_edit_of_the_feed_has_the_page_read_again(any_house: House):
    publish(any_house, "Spring")
    any_house.print(any_house.story("1", TITLE))
    edited = NOON + 30 * MINUTE
    any_house.poll(edited)

    assert row(any_house).next_read_at is not None
    assert times(any_house, NOON + 5 * DAY)[0] == edited + HOUR


def test_a_hit_of_an_edited_title_stands_when_the_page_is_read_again(house: House):
    publish(house, "Spring")
    house.print(house.story("1", TITLE))
    house.poll(NOON + HOUR)
    put_page(house, "The council thanked everybody.")

    house.read_pages(NOON + 2 * HOUR)

    assert [watch for watch, _ in house.hits()] == ["sappers"]


def test_a_hit_of_an_edited_summary_stands_when_the_page_is_read_again(house: House):
    publish(house, "Spring")
    house.print(house.story("1", "Spring", "The sappers leave the old mill on Monday morning."))
    house.poll(NOON + HOUR)
    put_page(house, "The council thanked everybody.")

    house.read_pages(NOON + 2 * HOUR)

    assert house.hits() == [("sappers", "Spring")]


def test_a_hit_on_the_last_words_of_a_summary_stands_when_the_page_ends_otherwise(house: House):
    house.print(house.story("1", "Spring", "The council met in the morning with three sappers."))
    put_page(house)
    house.poll(NOON)

    house.read_pages(NOON)

    assert house.hits() == [("sappers", "Spring")]


def test_an_edit_while_the_page_is_on_its_way_loses_no_hit(any_house: House):
    any_house.print(any_house.story("1", "Spring"))
    put_page(any_house)
    any_house.poll(NOON)
    any_house.print(any_house.story("1", TITLE))
    any_house.news.hold(PAGE)

    async def edit_meanwhile() -> None:
        reading = asyncio.create_task(any_house.reading(NOON))
        while not any_house.news.asked_for(PAGE):
            await asyncio.sleep(0.01)
        await any_house.polling(NOON + HOUR)
        any_house.news.release(PAGE)
        await reading

    any_house.run.run(edit_meanwhile())
    any_house.read_pages(NOON + 2 * HOUR)

    assert [watch for watch, _ in any_house.hits()] == ["sappers"]


def test_an_edit_that_brings_no_hit_has_no_page_read_again(house: House):
    publish(house, "Spring")
    house.print(house.story("1", "Summer"))

    house.poll(NOON + HOUR)

    assert row(house).next_read_at is None


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=500),
        Reply(status=404),
        Reply(status=410),
        Reply(body=b"%PDF-1.7 \x00\x01", kind="application/pdf"),
    ],
    ids=["500", "404", "410", "pdf"],
)
def test_what_was_read_stands_though_the_page_fails_later(house: House, reply: Reply):
    publish(house, "Spring", "They will mend the old bridge first.", etag='"7"')
    house.news.put(PAGE, reply)
    for minute in range(0, 120, 5):
        house.read_pages(AGAIN[0] + minute * MINUTE)

    now = row(house)
    assert house.hits() == [("bridges", "Spring")]
    assert (now.state, now.etag, now.readings) == ("read", '"7"', 1)
    assert now.reason is not None


def test_a_page_that_was_missing_once_is_looked_for_six_hours_later(house: House):
    publish(house, "Spring", "They will mend the old bridge first.")
    house.news.put(PAGE, Reply(status=404))
    house.read_pages(AGAIN[0])
    put_page(house, "The sappers will mend the old bridge first.")

    (read,) = house.read_pages(AGAIN[0] + 6 * HOUR)

    assert (read.state, read.new_hits) == ("full", 1)
    assert row(house).reason is None


def test_a_page_that_fails_to_the_end_is_let_be(house: House):
    publish(house)
    house.news.put(PAGE, Reply(status=404))

    assert times(house, NOON + 5 * DAY) == [AGAIN[0], AGAIN[0] + 6 * HOUR, *AGAIN[2:]]


def test_a_page_that_a_child_cannot_read_keeps_its_validators_for_later(house: House):
    publish(house, "Spring", "They will mend the old bridge first.", etag='"7"')
    house.news.put(PAGE, Reply(body=b"%PDF-1.7", etag='"8"'))
    house.read_pages(AGAIN[0])

    assert row(house).etag == '"7"'
