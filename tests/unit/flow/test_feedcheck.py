"""A look at feeds stores nothing and tells what each gave."""

from monitor.flow.feedcheck import Look, Looked, look_at_all
from monitor.intake.fetch import FetchLimits
from monitor.store import feeds
from tests.rig.house import FEED, NOON, House
from tests.rig.newsroom import Reply
from tests.rig.paper import page


def looked(house: House) -> tuple[Looked, ...]:
    """Look at every feed of a house."""
    look = Look(
        dialer=house.dialer, children=house.children, limits=FetchLimits(seconds=5), at_once=2
    )
    return house.run.run(look_at_all(house.config.feeds, look, NOON))


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
    before = house.ask(feeds.listing)

    looked(house)

    assert house.ask(feeds.listing) == before


def test_answers_come_in_the_order_of_the_feeds(house: House):
    names = ["c", "a", "b"]
    house.configure(
        feeds=[{"id": name, "address": house.news.address(f"/{name}")} for name in names]
    )

    assert [one.feed.id for one in looked(house)] == names
