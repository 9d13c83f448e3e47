import pytest

from monitor.intake.parse.document import parse_document
from monitor.intake.parse.hints import older_among, span

AT = "https://news.example.org/feed.xml"
SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
ITEM = "<item><title>a</title></item>"
BROKEN = "<unclosed>"


@pytest.mark.parametrize(
    ("ttl", "period", "frequency", "seconds"),
    [
        ("60", None, None, 3600.0), (" 5 ", "daily", "1", 300.0), (None, "hourly", None, 3600.0),
        (None, "hourly", "2", 1800.0), (None, None, "24", 3600.0), (None, "Weekly", "7", 86400.0),
        ("0", None, None, None), ("soon", None, None, None), ("-5", None, None, None),
        (None, "often", "2", None), (None, None, None, None), ("9" * 30, None, None, None),
        ({}, [], 5, None), (None, "daily", "0", 86400.0),
    ],
)  # fmt: skip
def test_a_feed_says_how_long_it_stays_as_it_is(ttl, period, frequency, seconds):
    assert span(ttl, period, frequency) == seconds


def test_an_archive_comes_before_a_next_page_and_the_first_of_equals_wins():
    links = [("next", "n"), ("prev-archive", "a"), ("prev-archive", "b"), ("self", "s")]

    assert older_among(links) == "a"
    assert older_among(links[:1]) == "n"
    assert older_among([("prev-archive", None)]) is None


@pytest.mark.parametrize("rest", ["", BROKEN])
def test_both_readers_hear_the_hints(rest):
    body = (
        f"<rss version='2.0' {SY}><channel><sy:updatePeriod>hourly</sy:updatePeriod>"
        f"<sy:updateFrequency>4</sy:updateFrequency><link rel='next' href='?page=2'/>"
        f"<item><title>a</title><source url='https://a.example.org/'>A</source></item>{rest}"
        "</channel></rss>"
    )

    found = parse_document(body.encode(), AT)

    assert found.path == ("reference" if rest else "fast")
    assert (found.ttl, found.older) == (900.0, f"{AT}?page=2")
    assert found.entries[0].source == "https://a.example.org/"


@pytest.mark.parametrize("rest", ["", BROKEN])
def test_a_copied_entry_names_the_feed_it_came_from(rest):
    source = (
        "<source><id>https://b.example.org/x</id><link href='https://b.example.org/'/>"
        "<author><name>N</name><uri>https://n.example.org</uri></author></source>"
    )
    body = f"<feed {ATOM}><entry><title>a</title>{source}</entry>{rest}</feed>"

    found = parse_document(body.encode(), AT)

    assert found.path == ("reference" if rest else "fast")
    assert found.entries[0].source == "https://b.example.org/"


def test_a_json_feed_names_its_next_page():
    body = b'{"version": "https://jsonfeed.org/version/1.1", "items": [], "next_url": "?p=2"}'

    assert parse_document(body, "https://a.b/f.json").older == "https://a.b/f.json?p=2"
