"""Where the feeds of a page may be."""

from monitor.intake.discover import (
    Link,
    WebPage,
    discover,
    home,
    speaks_of_comments,
    spellings,
    usual,
)
from monitor.intake.parse.document import NotAFeed
from monitor.model.article import FeedDocument
from tests.rig.paper import rss

HERE = "https://a.example/news/today.html"
RSS = 'type="application/rss+xml"'


def page(head: str = "", body: str = "") -> WebPage:
    """Find the links of a page."""
    text = f"<html><head><title>The  Mill</title>{head}</head><body>{body}</body></html>"
    found = discover(text.encode(), HERE)
    assert isinstance(found, WebPage)
    return found


def addresses(found: WebPage) -> list[str]:
    """Give where the feeds may be, the likeliest first."""
    return [link.address for link in found.links]


def test_a_feed_is_a_feed():
    assert isinstance(discover(rss([]), HERE), FeedDocument)


def test_what_is_neither_feed_nor_page_says_why():
    assert discover(b"Sorry", HERE) == NotAFeed(
        reason="not_a_feed", detail="neither RSS, Atom nor JSON Feed"
    )
    assert isinstance(discover(b'{"error": "<none>"}', HERE), NotAFeed | WebPage)


def test_an_announced_feed_is_resolved_against_the_page_and_named():
    found = page(f'<link rel="alternate" {RSS} title="All" href="../all.xml">')

    assert found == WebPage(
        title="The Mill",
        links=(Link(address="https://a.example/all.xml", by="announced", title="All"),),
    )


def test_a_page_says_itself_where_its_links_begin():
    head = f'<base href="https://b.example/x/"><link rel="alternate" {RSS} href="f.xml">'

    assert addresses(page(head)) == ["https://b.example/x/f.xml"]


def test_every_type_of_feed_and_every_way_to_write_it_counts():
    head = "".join(
        f"<link REL='Alternate home' TYPE='{kind}; charset=utf-8' HREF='/{number}'>"
        for number, kind in enumerate(("application/atom+xml", "application/feed+json", "text/xml"))
    )

    assert addresses(page(head)) == [f"https://a.example/{number}" for number in range(3)]


def test_other_alternates_are_no_feeds():
    head = (
        '<link rel="alternate" hreflang="de" href="/de">'
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">'
        '<link rel="stylesheet" type="text/xml" href="/s.xsl">'
        f'<link rel="alternate" {RSS} href="javascript:alert(1)">'
        f'<link rel="alternate" {RSS} href="file:///etc/passwd">'
    )

    assert addresses(page(head)) == []


def test_equal_addresses_are_one_and_the_page_itself_is_none():
    head = "".join(
        f'<link rel="alternate" {RSS} href="{link}">'
        for link in ("/f", "https://A.example:443/f?utm_source=page", "today.html")
    )

    assert addresses(page(head)) == ["https://a.example/f"]


def test_comments_come_last():
    head = (
        f'<link rel="alternate" {RSS} title="The Mill » Comments Feed" href="/c">'
        f'<link rel="alternate" {RSS} href="/comments/feed">'
        f'<link rel="alternate" {RSS} href="/f">'
    )

    found = page(head, '<a href="/rss">RSS</a>')

    assert [link.by for link in found.links] == ["announced", "linked", "comments", "comments"]


def test_links_in_the_text_that_look_like_feeds_are_found_those_of_the_site_first():
    body = (
        '<a href="https://else.example/feed">x</a> <a href="/export/rss2/all">x</a>'
        '<a href="/about">About</a> <a href="/sub"><b>RSS</b></a> <a href="/feedback">x</a>'
        '<a href="https://reader.example/add?url=https%3A//a.example/feed">x</a>'
    )

    assert addresses(page(body=body)) == [
        "https://a.example/export/rss2/all",
        "https://a.example/sub",
        "https://else.example/feed",
    ]


def test_a_flood_of_links_is_cut():
    body = "".join(f'<a href="/rss/{number}">x</a>' for number in range(500))

    assert len(page(body=body).links) == 30


def test_usual_places_begin_below_the_page_itself():
    found = [link.address for link in usual("https://a.example:8443/world/?page=2")]

    assert found[:3] == [
        "https://a.example:8443/world/feed",
        "https://a.example:8443/feed",
        "https://a.example:8443/rss",
    ]
    for page_itself in ("https://a.example/", "https://a.example/world/today.html"):
        assert usual(page_itself)[0].address == "https://a.example/feed"


def test_the_first_page_of_a_site():
    assert home("https://a.example/world/?x#y") == "https://a.example/"


def test_what_a_person_types_is_an_address_with_and_without_its_scheme():
    assert spellings(" a.example/x ") == ("https://a.example/x", "http://a.example/x")
    assert spellings("http://a.example") == ("http://a.example",)
    assert spellings("feed:https://a.example/f") == ("https://a.example/f",)
    assert spellings("feed://a.example/f") == ("https://a.example/f", "http://a.example/f")
    assert spellings("file:///etc/passwd") == ("file:///etc/passwd",)


def test_what_readers_wrote_is_told_apart():
    assert speaks_of_comments("Kommentare zu: Die Brücke")
    assert not speaks_of_comments("The Mill Courier")
