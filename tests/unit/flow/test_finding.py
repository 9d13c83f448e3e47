"""From an address to feeds, over real HTTP, and politely."""

import asyncio
from collections.abc import Iterator

import pytest

from monitor.cli import feeds_child
from monitor.flow.feedcheck import Look
from monitor.flow.finding import MOST_REQUESTS, Search, find_feeds
from monitor.intake.fetch import FetchLimits
from monitor.outside.child import Children
from monitor.outside.dial import Dialer
from monitor.outside.guard import allowlist
from tests.rig.house import NOON, House
from tests.rig.newsroom import RSS, Newsroom, Reply
from tests.rig.paper import Story, page, rss

ALTERNATE = '<link rel="alternate" type="application/rss+xml" href="{}">'


@pytest.fixture(scope="module")
def finders(runner: asyncio.Runner) -> Iterator[Children]:
    """A child that can discover."""
    started = Children(feeds_child.main, count=1)
    yield started
    started.close()


class Site:
    """A site in a house's newsroom, and somebody who looks for its feeds."""

    def __init__(self, house: House, finders: Children) -> None:
        self.news: Newsroom = house.news
        self._house, self._finders = house, finders

    def feed(self, path: str, *names: str, title: str = "The Mill Courier") -> None:
        """Have a feed with these entries."""
        stories = [Story(id=name, title=name, link=f"https://a.example/{name}") for name in names]
        self.news.put(path, Reply(body=rss(stories, title=title), kind=RSS))

    def page(self, path: str, *, head: str = "", body: str = "") -> None:
        """Have a page."""
        text = f"<html><head><title>Mill</title>{head}</head><body>{body}</body></html>"
        self.news.put(path, Reply(body=text.encode()))

    def search(self, path: str, *, dialer: Dialer | None = None, seconds: float = 5) -> Search:
        """Look for the feeds of a page."""
        written = self.news.address(path) if path.startswith("/") else path
        look = Look(
            dialer=dialer or self._house.doors.dialer,
            children=self._finders,
            limits=FetchLimits(seconds=seconds),
            at_once=1,
        )
        return self._house.run.run(find_feeds(written, look, NOON, pause=0))

    def found(self, path: str) -> list[str]:
        """Give the paths of the feeds."""
        start = len(self.news.address(""))
        return [found.address[start:] for found in self.search(path).found]

    def asked(self) -> list[str]:
        """Give the paths that were asked for."""
        return [one.path for one in self.news.asked]


@pytest.fixture
def site(house: House, finders: Children) -> Site:
    """A site without anything."""
    return Site(house, finders)


def test_an_address_of_a_feed_is_that_feed_and_nothing_else_is_asked(site: Site):
    site.feed("/f", "a")

    search = site.search("/f")

    assert [(found.by, found.document.title) for found in search.found] == [
        ("given", "The Mill Courier")
    ]
    assert site.asked() == ["/f"]


def test_what_a_page_announces_is_found(site: Site):
    site.page(
        "/", head=ALTERNATE.format("/a") + ALTERNATE.format("/b"), body='<a href="/rss">x</a>'
    )
    site.feed("/a", "a")
    site.feed("/b", "b")

    assert site.found("/") == ["/a", "/b"]
    assert "/rss" not in site.asked()


def test_a_feed_in_two_formats_is_one(site: Site):
    site.page("/", head=ALTERNATE.format("/a") + ALTERNATE.format("/b"))
    site.feed("/a", "a")
    site.feed("/b", "a")

    search = site.search("/")

    assert len(search.found) == 1
    assert search.tried[-1].detail.startswith("the same entries as")


def test_an_announcement_is_not_believed_before_it_is_parsed(site: Site):
    site.page("/", head=ALTERNATE.format("/a"), body='<a href="/export/rss">RSS</a>')
    site.news.put("/a", Reply(body=page("Sorry")))
    site.feed("/export/rss", "a")

    search = site.search("/")

    assert [found.by for found in search.found] == ["linked"]
    assert [(tried.by, tried.reason) for tried in search.tried] == [
        ("given", "not_a_feed"),
        ("announced", "not_a_feed"),
    ]


def test_the_first_page_of_the_site_is_looked_at_too(site: Site):
    site.page("/world/article")
    site.page("/", head=ALTERNATE.format("/a"))
    site.feed("/a", "a")

    assert site.found("/world/article") == ["/a"]


def test_the_first_usual_place_that_is_a_feed_will_do(site: Site):
    site.page("/")
    site.feed("/rss", "a")
    site.feed("/rss.xml", "a")

    assert site.found("/") == ["/rss"]
    assert site.asked() == ["/", "/feed", "/rss"]


def test_a_page_that_is_gone_still_has_a_site(site: Site):
    site.feed("/feed", "a")

    search = site.search("/gone")

    assert [found.by for found in search.found] == ["usual"]
    assert search.page is None


def test_comments_are_only_looked_at_when_there_is_nothing_else(site: Site):
    site.page("/", head=ALTERNATE.format("/comments/feed") + ALTERNATE.format("/a"))
    site.feed("/comments/feed", "c", title="Comments for The Mill")
    site.feed("/a", "a")

    assert site.found("/") == ["/a"]

    site.news.put("/a", Reply(status=404))
    assert [found.by for found in site.search("/").found] == ["comments"]


def test_a_feed_that_says_it_is_of_comments_is_believed(site: Site):
    site.page("/post")
    site.page("/")
    site.feed("/post/feed", "c", title="Comments on: Post")
    site.feed("/feed", "a")

    assert [(found.by) for found in site.search("/post").found] == ["comments", "usual"]


def test_a_search_ends_after_a_dozen_questions(site: Site):
    site.page("/", body="".join(f'<a href="/rss/{number}">x</a>' for number in range(20)))

    search = site.search("/")

    assert len(site.asked()) == MOST_REQUESTS
    assert len(search.untried) == 20 - (MOST_REQUESTS - 1) + 9


def test_a_host_that_asks_for_peace_is_left_in_peace(site: Site):
    site.page("/")
    site.news.put("/feed", Reply(status=429))

    search = site.search("/")

    assert site.asked() == ["/", "/feed"]
    assert search.tried[-1].reason == "slow_down"


def test_where_nobody_answers_no_other_path_is_tried(site: Site):
    search = site.search("http://127.0.0.1:1/")

    assert [tried.reason for tried in search.tried] == ["no_connection"]
    assert search.untried == []


def test_an_address_without_its_scheme_is_tried_with_both(site: Site):
    site.feed("/f", "a")
    address = site.news.address("/f")

    search = site.search(address.removeprefix("http://"), seconds=0.5)

    assert [found.address for found in search.found] == [address]


def test_the_guard_stands_before_every_address(site: Site, house: House):
    async def strict() -> Dialer:
        return await Dialer(agent="rig", allowed=allowlist(())).__aenter__()

    dialer = house.run.run(strict())
    search = site.search("/", dialer=dialer)
    house.run.run(dialer.__aexit__(None, None, None))

    assert [tried.reason for tried in search.tried] == ["private_address"]
    assert site.asked() == []


def test_a_permanent_redirect_gives_the_address_to_write_down(site: Site):
    site.news.put("/old", Reply(status=301, headers={"Location": "/new"}))
    site.feed("/new", "a")

    assert site.found("/old") == ["/new"]


def test_a_page_without_a_feed_can_be_watched_itself(site: Site):
    site.page("/news")

    search = site.search("/news")

    assert (search.found, search.page) == ([], site.news.address("/news"))
