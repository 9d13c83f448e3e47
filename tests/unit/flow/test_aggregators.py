"""Entries of an aggregator whose links say nothing: the outlet is kept, the link left alone."""

from monitor.flow.judging import article_of, leads_to_a_page
from monitor.model.article import Entry, FeedDocument
from monitor.model.feed import Feed
from tests.rig.house import NOON

FEED = Feed(id="search", address="https://news.google.com/rss/search?q=kursk")
OPAQUE = "https://news.google.com/rss/articles/CBMiabc"
OUTLET = "https://www.courier.example"


def entry(link: str, source: str | None = OUTLET) -> Entry:
    return Entry(identity="1", link=link, title="Sappers leave", source=source)


def site(one: Entry) -> str | None:
    return article_of(FEED, FeedDocument(path="fast"), one, NOON).site


def test_the_outlet_is_the_one_that_the_aggregator_names():
    assert site(entry(OPAQUE)) == "courier.example"


def test_an_aggregator_that_names_no_outlet_is_one_itself():
    assert site(entry(OPAQUE, source=None)) == "news.google.com"


def test_a_link_to_an_article_says_whose_it_is():
    assert site(entry("https://mill.example/1")) == "mill.example"


def test_a_closed_link_is_never_fetched():
    assert not leads_to_a_page(entry(OPAQUE))
    assert leads_to_a_page(entry("https://mill.example/1"))
