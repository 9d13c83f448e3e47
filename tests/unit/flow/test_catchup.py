"""Entries that came and went between two polls: found again where a feed keeps its older ones."""

from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.intake.polite import Paces
from monitor.store import feedwatch
from tests.rig.house import DAY, FEED, HOUR, NOON, House, told
from tests.rig.newsroom import RSS, Newsroom, Reply, newsroom
from tests.rig.paper import Story, rss

LATER = NOON + HOUR
PLAIN = "/plain"  # an address that does not look like one of WordPress
ARCHIVE = "/archive"


@pytest.fixture
def elsewhere(house: House) -> Iterator[Newsroom]:
    """A second newsroom: another origin."""
    stack = AsyncExitStack()
    yield house.run.run(stack.enter_async_context(newsroom()))
    house.run.run(stack.aclose())


def subscribe(house: House, path: str = FEED, **more: object) -> None:
    """Configure the courier, whose first poll tells nothing."""
    every = more.pop("every", "10m")
    address = house.news.address(path)
    house.configure(feeds=[{"id": "courier", "address": address, **more}], every=every)


def stories(house: House, *numbers: int, **more: object) -> list[Story]:
    return [house.story(str(number), f"Sappers {number}", **more) for number in numbers]


def put(
    house: House, said: Sequence[Story], path: str = FEED, *, older: str | None = None, by="next"
) -> None:
    """Have a path say these stories, and where the ones before them are."""
    link = f'<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="{by}" href="{older}"/>'
    body = rss(said).replace(b"<language>", (link if older else "").encode() + b"<language>")
    house.news.put(path, Reply(body=body, kind=RSS))


def numbers_told(house: House, at=LATER) -> list[int]:
    return sorted(int(title.split()[1]) for _, title in told(house.compose(at)))


@pytest.mark.parametrize("by", ["prev-archive", "next"])
def test_what_an_archive_kept_is_told_and_nothing_is_lost(any_house: House, by: str):
    subscribe(any_house, PLAIN)
    put(any_house, stories(any_house, 3, 2, 1), PLAIN)
    any_house.poll(NOON)
    older = any_house.news.address(ARCHIVE)
    put(any_house, stories(any_house, 8, 7, 6), PLAIN, older=older, by=by)
    put(any_house, stories(any_house, 5, 4, 3), ARCHIVE)

    any_house.poll(LATER)

    assert numbers_told(any_house) == [4, 5, 6, 7, 8]
    assert (any_house.state().losses, any_house.events()) == (0, ["caught_up"])


def test_archives_are_followed_from_one_to_the_next(house: House):
    subscribe(house, PLAIN)
    put(house, stories(house, 1), PLAIN)
    house.poll(NOON)
    put(house, stories(house, 4), PLAIN, older=house.news.address("/a1"))
    put(house, stories(house, 3), "/a1", older=house.news.address("/a2"))
    put(house, stories(house, 2, 1), "/a2")

    house.poll(LATER)

    assert numbers_told(house) == [2, 3, 4]


def test_a_feed_of_wordpress_is_asked_for_its_further_pages(house: House):
    subscribe(house)
    put(house, stories(house, 1))
    house.poll(NOON)
    put(house, stories(house, 4))
    put(house, stories(house, 3), f"{FEED}?paged=2")
    put(house, stories(house, 2, 1), f"{FEED}?paged=3")

    house.poll(LATER)

    assert (numbers_told(house), house.state().losses) == ([2, 3, 4], 0)


def test_a_further_page_keeps_what_else_the_address_says(house: House):
    subscribe(house, f"{FEED}?cat=7")
    put(house, stories(house, 1), f"{FEED}?cat=7")
    house.poll(NOON)
    put(house, stories(house, 3), f"{FEED}?cat=7")
    put(house, stories(house, 2, 1), f"{FEED}?cat=7&paged=2")

    house.poll(LATER)

    assert numbers_told(house) == [2, 3]


def test_no_older_entry_is_asked_for_while_one_of_the_last_poll_is_left(house: House):
    subscribe(house)
    put(house, stories(house, 1))
    house.poll(NOON)
    put(house, stories(house, 3, 2, 1))

    house.poll(LATER)

    assert {one.path for one in house.news.asked} == {FEED}


def test_five_older_documents_are_read_and_no_more(house: House):
    subscribe(house)
    put(house, stories(house, 1))
    house.poll(NOON)
    put(house, stories(house, 90))
    for page in range(2, 12):
        put(house, stories(house, 90 - page), f"{FEED}?paged={page}")

    house.poll(LATER)

    asked = [one.path for one in house.news.asked if "paged" in one.path]
    assert asked == [f"{FEED}?paged={page}" for page in range(2, 7)]


def test_what_was_found_is_told_though_something_is_missing(house: House):
    subscribe(house)
    put(house, stories(house, 1))
    house.poll(NOON)
    put(house, stories(house, 9))
    put(house, stories(house, 8), f"{FEED}?paged=2")

    house.poll(LATER)

    assert (numbers_told(house), house.state().losses) == ([8, 9], 1)


def test_an_archive_that_stood_before_the_first_poll_brings_nothing_old(house: House):
    subscribe(house, PLAIN)
    put(house, stories(house, 13, 12, 11), PLAIN)
    house.poll(NOON)
    put(house, stories(house, 16), PLAIN, older=house.news.address(ARCHIVE))
    put(house, stories(house, 15, 14, 13, 12, 11, 10, 9), ARCHIVE)

    house.poll(LATER)

    assert numbers_told(house) == [14, 15, 16]


def test_a_feed_that_names_its_entries_anew_at_every_poll_lost_nothing(house: House):
    subscribe(house)
    for number in range(4):
        anew = [replace(one, id=f"{number}-{one.id}") for one in stories(house, 3, 2, 1)]
        put(house, anew)
        put(house, stories(house, 0), f"{FEED}?paged=2")
        house.poll(NOON + number * HOUR)

    assert (house.state().losses, house.events()) == (0, [])
    assert {one.path for one in house.news.asked} == {FEED}


def lose(house: House) -> None:
    """Let something come and go between noon and one o'clock, where no archive is."""
    subscribe(house, PLAIN)
    put(house, stories(house, 1), PLAIN)
    house.poll(NOON)
    put(house, stories(house, 3), PLAIN)
    house.poll(LATER)


def test_a_loss_is_counted_and_noted_once(any_house: House):
    lose(any_house)
    put(any_house, stories(any_house, 4, 3), PLAIN)

    any_house.poll(LATER + HOUR)

    now = any_house.state()
    assert (now.losses, now.lost_at) == (1, LATER)
    assert any_house.events() == ["possible_loss"]


def test_a_loss_is_trouble_for_a_day(any_house: House):
    lose(any_house)

    def trouble(at) -> list[tuple[str, object]]:
        found = any_house.ask(lambda rows: feedwatch.trouble(rows, at))
        return [(one.reason, one.since) for one in found]

    assert trouble(LATER + DAY - HOUR) == [("possible_loss", LATER)]
    assert trouble(LATER + DAY + HOUR) == []


def test_after_a_loss_the_feed_is_asked_twice_as_often(house: House):
    subscribe(house, PLAIN, every="6h")
    put(house, stories(house, 3, 2, 1), PLAIN)
    house.poll(NOON)
    lost_at = NOON + 6 * HOUR
    put(house, stories(house, 9, 8, 7), PLAIN)

    house.poll(lost_at)

    assert house.state().next_poll_at - lost_at <= 3 * HOUR


def test_a_quiet_poll_after_a_loss_does_not_make_the_interval_long_again(house: House):
    subscribe(house, PLAIN, every="6h")
    put(house, stories(house, 3, 2, 1), PLAIN)
    house.poll(NOON)
    put(house, stories(house, 9, 8, 7), PLAIN)
    house.poll(NOON + 6 * HOUR)

    house.poll(NOON + 9 * HOUR)

    assert house.state().next_poll_at - (NOON + 9 * HOUR) <= 3.5 * HOUR


def test_an_archive_of_another_origin_is_not_told_what_the_feed_is_asked_with(
    house: House, elsewhere: Newsroom
):
    subscribe(house, PLAIN, headers={"X-Key": "k"}, cookies={"seat": "7"})
    put(house, stories(house, 1), PLAIN)
    house.poll(NOON)
    put(house, stories(house, 3), PLAIN, older=elsewhere.address(ARCHIVE))
    elsewhere.put(ARCHIVE, Reply(body=rss(stories(house, 2, 1)), kind=RSS))

    house.poll(LATER)

    (asked,) = elsewhere.asked
    assert not asked.headers.keys() & {"x-key", "cookie"}


def test_an_archive_of_the_own_origin_is_asked_as_the_feed_is(house: House):
    subscribe(house, PLAIN, headers={"X-Key": "k"}, cookies={"seat": "7"})
    put(house, stories(house, 1), PLAIN)
    house.poll(NOON)
    put(house, stories(house, 3), PLAIN, older=house.news.address(ARCHIVE))
    put(house, stories(house, 2, 1), ARCHIVE)

    house.poll(LATER)

    (asked,) = house.news.asked_for(ARCHIVE)
    assert (asked.headers["x-key"], asked.headers["cookie"]) == ("k", "seat=7")


def test_the_gap_of_a_host_does_not_end_the_search(house: House):
    subscribe(house)
    house.doors = replace(house.doors, paces=Paces(timedelta(seconds=0.7)))
    put(house, stories(house, 1))
    house.poll(NOON)
    put(house, stories(house, 5))
    put(house, stories(house, 4), f"{FEED}?paged=2")
    put(house, stories(house, 3), f"{FEED}?paged=3")
    put(house, stories(house, 2, 1), f"{FEED}?paged=4")

    house.poll(LATER)

    assert (numbers_told(house), house.state().losses) == ([2, 3, 4, 5], 0)


SITEMAP = "/news-sitemap.xml"


def put_sitemap(house: House, said: Sequence[Story]) -> None:
    """Have robots.txt name a sitemap of news that holds these stories."""
    robots = f"User-agent: *\nAllow: /\nSitemap: {house.news.address(SITEMAP)}\n"
    house.news.put("/robots.txt", Reply(body=robots.encode(), kind="text/plain"))
    items = "".join(
        f"<url><loc>{one.link}</loc><n:news><n:publication_date>{NOON.isoformat()}"
        f"</n:publication_date><n:title>{one.title}</n:title></n:news></url>"
        for one in said
    )
    names = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    body = f"<urlset {names}>{items}</urlset>".encode()
    house.news.put(SITEMAP, Reply(body=body, kind="application/xml"))


def test_where_no_archive_is_the_sites_own_sitemap_of_news_is_read(any_house: House):
    subscribe(any_house, PLAIN)
    put(any_house, stories(any_house, 1), PLAIN)
    any_house.poll(NOON)
    put(any_house, stories(any_house, 4), PLAIN)
    put_sitemap(any_house, stories(any_house, 4, 3, 2, 1))

    any_house.poll(LATER)

    assert numbers_told(any_house) == [2, 3, 4]
    assert (any_house.state().losses, any_house.events()) == (0, ["caught_up"])


def test_a_sitemap_that_does_not_reach_back_leaves_the_loss(house: House):
    subscribe(house, PLAIN)
    put(house, stories(house, 1), PLAIN)
    house.poll(NOON)
    put(house, stories(house, 4), PLAIN)
    put_sitemap(house, stories(house, 4, 3))

    house.poll(LATER)

    assert (numbers_told(house), house.state().losses) == ([3, 4], 1)
