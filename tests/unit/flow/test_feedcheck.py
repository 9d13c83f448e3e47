"""A look at feeds stores nothing and tells what each gave."""

import asyncio
from datetime import datetime

from monitor.flow.feedcheck import (
    Look,
    Looked,
    doubts,
    language_read,
    look_at_all,
    look_at_each,
    newest,
)
from monitor.intake.fetch import FetchLimits
from monitor.model.article import Entry, FeedDocument
from monitor.model.feed import Feed
from monitor.store import feedwatch
from tests.rig.house import DAY, FEED, NOON, House
from tests.rig.newsroom import RSS, Reply
from tests.rig.paper import page, rss


def look_of(house: House, at_once: int = 2) -> Look:
    """Give what looking needs."""
    return Look(
        dialer=house.doors.dialer,
        children=house.doors.children,
        limits=FetchLimits(seconds=5),
        at_once=at_once,
    )


def looked(house: House) -> tuple[Looked, ...]:
    """Look at every feed of a house."""
    return house.run.run(look_at_all(house.config.feeds, look_of(house), NOON))


def test_a_feed_shows_its_title_and_entries(house: House):
    house.print(house.story("a", "The sappers of a"))

    (one,) = looked(house)

    assert one.document is not None
    assert (one.document.title, len(one.document.entries)) == ("The Mill Courier", 1)


def test_a_page_is_no_feed(house: House):
    house.news.put(FEED, Reply(body=page("A page")))

    (one,) = looked(house)

    assert one.reason == "not_a_feed"


def test_a_host_in_trouble_is_told(house: House):
    house.news.put(FEED, Reply(status=500))

    (one,) = looked(house)

    assert one.reason == "http_5xx"


def test_looking_leaves_the_rows_as_they_were(house: House):
    house.print(house.story("a", "The sappers of a"))
    before = house.ask(feedwatch.listing)

    looked(house)

    assert house.ask(feedwatch.listing) == before


def test_answers_come_in_the_order_of_the_feeds(house: House):
    names = ["c", "a", "b"]
    house.configure(
        feeds=[{"id": name, "address": house.news.address(f"/{name}")} for name in names]
    )

    assert [one.feed.id for one in looked(house)] == names


def test_a_host_is_asked_twice_at_once_and_not_more_often(house: House):
    paths = [f"/{number}" for number in range(5)]
    house.configure(feeds=[{"id": path[1:], "address": house.news.address(path)} for path in paths])
    for path in paths:
        house.news.hold(path)

    async def asked_while_none_is_answered() -> int:
        task = asyncio.create_task(look_at_all(house.config.feeds, look_of(house, at_once=9), NOON))
        await asyncio.sleep(0.3)
        asked = len(house.news.asked)
        for path in paths:
            house.news.release(path)
        await task
        return asked

    assert house.run.run(asked_while_none_is_answered()) == 2


def test_a_busy_host_keeps_no_other_feed_waiting(house: House):
    house.print(house.story("a", "The sappers of a"))
    slow = [{"id": f"slow{n}", "address": house.news.address(f"/slow{n}")} for n in range(3)]
    local = house.folder / "feeds"
    local.mkdir()
    (local / "one.xml").write_bytes(rss([]))
    house.configure(feeds=[*slow, {"folder": str(local)}])
    for one in slow:
        house.news.hold(f"/{one['id']}")

    async def first() -> str:
        async for _, one in look_at_each(house.config.feeds, look_of(house, at_once=3), NOON):
            return one.feed.id
        return ""

    assert house.run.run(first()) == "feeds/one"


def test_what_is_doubtful_about_a_feed_is_said(house: House):
    titles = ("Мост открыт для всех", "Сапёры вернулись домой", "Мэр обещает новую дорогу")
    stories = [house.story(str(number), title) for number, title in enumerate(titles)]
    body = rss(stories).replace(b"<language>en", b"<language>ru")
    house.news.put("/new", Reply(body=body.decode().encode("cp1251"), kind=RSS))
    house.news.put(FEED, Reply(status=308, headers={"Location": "/new"}))
    house.configure(
        feeds=[{"id": "a", "address": house.news.address(FEED), "language": "uk"}],
    )

    (one,) = looked(house)

    assert doubts(one) == (
        f"has moved to {house.news.address('/new')}",
        "is written in cp1251, and says otherwise",
        "says ru, reads like ru, configured uk",
    )


def test_nothing_is_doubtful_about_an_ordinary_feed(house: House):
    house.print(house.story("a", "The sappers of a"))

    (one,) = looked(house)

    assert doubts(one) == ()


def test_an_empty_feed_is_doubtful():
    feed = Feed(id="a", address="https://a.example")

    assert doubts(Looked(feed=feed, document=FeedDocument(path="fast"))) == ("no entries",)
    assert doubts(Looked(feed=feed, reason="timeout")) == ()


def entry(title: str, **times: datetime) -> Entry:
    """Make an entry."""
    return Entry(identity=title, link=None, title=title, **times)


def test_the_newest_entry_is_the_newest_by_its_own_word():
    entries = (entry("a"), entry("b", updated=NOON), entry("c", published=NOON - DAY))

    assert newest(FeedDocument(path="fast", entries=entries)) == NOON
    assert newest(FeedDocument(path="fast")) is None


def test_a_language_is_read_when_enough_entries_agree():
    korean = tuple(entry(title) for title in ("다리가 열렸다", "시장이 말했다", "새 도로"))

    assert language_read(FeedDocument(path="fast", language="en", entries=korean)) == "ko"
    assert language_read(FeedDocument(path="fast", entries=korean[:2])) is None
    assert language_read(FeedDocument(path="fast", entries=(entry("123"),) * 9)) is None
