from datetime import UTC, datetime

import pytest

from monitor.intake.parse.reference import parse
from monitor.model.article import Entry, FeedDocument

AT = "https://news.example.org/feeds/all.xml"
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def rss(items: str, channel: str = "<title>t</title>") -> FeedDocument:
    found = parse(f'<rss version="2.0"><channel>{channel}{items}</channel></rss>', AT)
    assert found is not None
    return found


def item(inside: str) -> Entry:
    return rss(f"<item>{inside}</item>").entries[0]


def atom(inside: str, feed: str = "") -> Entry:
    found = parse(f"<feed {ATOM} {feed}><title>t</title><entry>{inside}</entry></feed>", AT)
    assert found is not None
    return found.entries[0]


def test_an_rss_entry_is_read():
    entry = item(
        "<title>Sappers &amp; deminers</title><link>https://a.b/1</link><guid>g1</guid>"
        "<description>Words</description><pubDate>Mon, 02 Nov 2026 10:00:00 +0300</pubDate>"
        "<author>desk@a.b (The Desk)</author>"
    )

    assert (entry.title, entry.link, entry.guid) == ("Sappers & deminers", "https://a.b/1", "g1")
    assert (entry.identity, entry.text) == ("g1", "Words")
    assert entry.published == datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
    assert entry.authors == ("The Desk",)


def test_an_atom_entry_is_read():
    entry = atom(
        '<title>a</title><link href="https://a.b/1"/><id>urn:1</id><summary>Words</summary>'
        "<published>2026-11-02T10:00:00Z</published><updated>2026-11-03T10:00:00Z</updated>"
    )

    assert (entry.guid, entry.link, entry.text) == ("urn:1", "https://a.b/1", "Words")
    assert entry.published == datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
    assert entry.updated == datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


def test_an_rdf_feed_is_read():
    found = parse(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel rdf:about='x'><title>t</title><dc:language>ru-RU</dc:language></channel>"
        "<item rdf:about='https://a.b/1'><title>a</title><link>https://a.b/1</link>"
        "<dc:date>2026-11-02T10:00:00Z</dc:date></item></rdf:RDF>",
        AT,
    )

    assert (found.language, found.entries[0].title) == ("ru", "a")
    assert found.entries[0].link == "https://a.b/1"


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("AT&amp;T", "AT&T"), ("AT&amp;amp;T", "AT&T"), ("AT&T", "AT&T"),
        ("<![CDATA[A <b>bold</b> &amp; move]]>", "A bold & move"), ("3 &lt; 5", "3 < 5"),
        ("&lt;b&gt;Bold&lt;/b&gt;", "Bold"), ("  a\n b  ", "a b"), ("a\u202eb\u2028c", "ab c"),
        ("<![CDATA[Q&A &amp; more]]>", "Q&A & more"),
        ("A &amp; B & C &#38; D &eacute;", "A & B & C & D é"),
    ],
)  # fmt: skip
def test_a_title_is_one_line_of_plain_words(title, read):
    assert item(f"<title>{title}</title>").title == read


@pytest.mark.parametrize(
    ("kind", "title", "read"),
    [
        ("xhtml", f"<div {XHTML}>A <b>bold</b> move</div>", "A bold move"),
        ("html", "A &lt;b&gt;bold&lt;/b&gt; move", "A bold move"),
        ("text", "The &lt;b&gt; tag", "The <b> tag"),
        ("text", "Fish &amp; chips", "Fish & chips"),
    ],
)  # fmt: skip
def test_an_atom_title_is_read_by_its_type(kind, title, read):
    assert atom(f'<title type="{kind}">{title}</title>').title == read


@pytest.mark.parametrize(
    ("link", "resolved"),
    [
        ("https://a.b/1", "https://a.b/1"), ("/1", "https://news.example.org/1"),
        ("1.html", "https://news.example.org/feeds/1.html"), ("//a.b/1", "https://a.b/1"),
        ("https://a.b/?x=1&amp;y=2", "https://a.b/?x=1&y=2"),
        ("https://a.b/?x=1&copy=2", "https://a.b/?x=1&copy=2"), ("javascript:alert(1)", None),
        ("data:text/html,x", None), ("file:///etc/passwd", None), ("mailto:a@b.c", None),
        ("https://a.b/" + "x" * 9000, None),
    ],
)  # fmt: skip
def test_a_link_is_resolved_and_only_the_web_is_linked(link, resolved):
    assert item(f"<title>a</title><link>{link}</link>").link == resolved


def test_xml_base_is_heard():
    entry = atom('<title>a</title><link href="x/1"/>', 'xml:base="https://a.b/news/"')

    assert entry.link == "https://a.b/news/x/1"


def test_a_guid_that_is_an_address_stands_in_for_a_link():
    assert item("<title>a</title><guid>https://a.b/1</guid>").link == "https://a.b/1"


@pytest.mark.parametrize(
    "guid", ["<guid>g1</guid>", '<guid isPermaLink="false">https://a.b/1</guid>']
)
def test_a_guid_that_is_no_address_is_no_link(guid):
    assert item(f"<title>a</title>{guid}").link is None


def test_a_guid_is_not_resolved_so_that_a_feed_may_move():
    assert item("<title>a</title><guid>g1</guid>").guid == "g1"


def test_guids_repeated_for_different_articles_keep_both():
    found = rss(
        "<item><title>a</title><guid>g</guid><link>https://a.b/1</link></item>"
        "<item><title>b</title><guid>g</guid><link>https://a.b/2</link></item>"
    )

    assert len({entry.identity for entry in found.entries}) == 2
    assert {entry.guid for entry in found.entries} == {"g"}


def test_content_that_says_all_replaces_the_summary():
    words = "&lt;p&gt;One two three.&lt;/p&gt;"
    content = f"<content:encoded {CONTENT}>{words}</content:encoded>"

    entry = item(f"<title>a</title><description>One two</description>{content}")

    assert entry.text == "One two three."


def test_a_summary_that_says_more_stands_before_the_content():
    entry = atom(
        "<title>a</title><summary>Sappers came to the region of Kursk today</summary>"
        "<content>Something else was written here by the desk</content>"
    )

    assert entry.text == (
        "Sappers came to the region of Kursk today\n\nSomething else was written here by the desk"
    )


def test_scripts_and_styles_say_nothing():
    words = "&lt;style&gt;p {}&lt;/style&gt;&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;One.&lt;/p&gt;"

    assert item(f"<title>a</title><description>{words}</description>").text == "One."


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("Mon, 02 Nov 2026 10:00:00 GMT", datetime(2026, 11, 2, 10, 0, tzinfo=UTC)),
        ("Mon, 02 Nov 2026 10:00 +0900", datetime(2026, 11, 2, 1, 0, tzinfo=UTC)),
        ("02 Nov 2026", datetime(2026, 11, 2, 0, 0, tzinfo=UTC)),
        ("2026-11-02", datetime(2026, 11, 2, 0, 0, tzinfo=UTC)),
        ("2026-11-02 10:00:00", datetime(2026, 11, 2, 10, 0, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", None), ("Thu, 01 Jan 1970 00:00:00 GMT", None), ("soon", None),
        ("", None), ("1 " * 5000, None),
    ],
)  # fmt: skip
def test_dates_of_many_forms_are_read_and_nonsense_is_none(date, read):
    assert item(f"<title>a</title><pubDate>{date}</pubDate>").published == read


@pytest.mark.parametrize("date", ["9999-12-31T23:59:60Z", "Mon, 02 Nov 2026 10:00:00 +9999"])
def test_an_absurd_date_costs_no_entry(date):
    assert item(f"<title>a</title><pubDate>{date}</pubDate>").title == "a"


@pytest.mark.parametrize(
    ("said", "language"),
    [("id-ID", "id"), ("EN_us", "en"), ("zh-Hant", "zh-Hant"), ("zh-cn", "zh-cn"), ("и", None),
     ("unknown language", None), ("und", None), ("", None)],
)  # fmt: skip
def test_the_language_of_a_feed_is_read(said, language):
    found = rss("<item><title>a</title></item>", f"<title>t</title><language>{said}</language>")

    assert (found.language, found.entries[0].language) == (language, language)


def test_an_entrys_own_language_wins():
    entry = atom('<title xml:lang="id">a</title>', 'xml:lang="en"')

    assert entry.language == "id"


@pytest.mark.parametrize(
    "text",
    [
        "<rss version='2.0'><channel><title>t</title><item><title>a & b</title></item>",
        "<rss version='2.0'><channel><title>t</title><item><title>a &amp; b</title></channel>",
        "<rss version='2.0'><channel><item><title>a &nbsp;&amp; b</title></item></channel></rss>",
        "<rss version='2.0'><channel><x:y><item><title>a &amp; b</title></item></channel></rss>",
    ],
)
def test_a_broken_document_still_gives_its_entries(text):
    found = parse(text, AT)

    assert [entry.title.replace("\u00a0", "") for entry in found.entries] == ["a & b"]


@pytest.mark.parametrize("text", ["", "words", "<x/>", "<opml><body/></opml>"])
def test_what_is_no_feed_is_none(text):
    assert parse(text, AT) is None


@pytest.mark.parametrize("name", ["authors", "links", "title_detail", "summary_detail", "source"])
def test_an_element_named_like_feedparsers_own_results_costs_no_entry(name):
    assert item(f"<{name}>x</{name}><title>a</title>").title == "a"


def test_an_element_that_ends_behind_its_entry_costs_no_entry():
    found = parse(
        "<rss><channel><item><title>One</title><category>x</item></category>"
        "<item><title>Two</title></item></channel></rss>", AT
    )  # fmt: skip

    assert found is not None
    assert [entry.title for entry in found.entries] == ["One", "Two"]
