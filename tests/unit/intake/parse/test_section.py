import pytest

from monitor.intake.parse.document import NotAFeed, parse_document
from monitor.intake.parse.section import is_article_path

AT = "https://news.example.org/region/"
HEADLINE = "Sappers sent to the border region"


def page(inside: str) -> bytes:
    head = "<!doctype html><html lang='en-GB'><head><title>The region</title></head>"
    return f"{head}<body>{inside}</body></html>".encode()


def links(inside: str) -> list[tuple[str | None, str]]:
    found = parse_document(page(inside), AT, kind="page")
    entries = () if isinstance(found, NotAFeed) else found.entries
    return [(entry.link, entry.title) for entry in entries]


def test_links_to_articles_become_entries_in_the_order_of_the_page():
    found = parse_document(
        page(
            f"<a href='/2026/11/02/b'>{HEADLINE} again</a>"
            f"<p><a href='https://www.news.example.org/sappers-sent-to-border'>{HEADLINE}</a>"
        ),
        AT,
        kind="page",
    )

    assert (found.path, found.title, found.language) == ("page", "The region", "en")
    assert [entry.title for entry in found.entries] == [f"{HEADLINE} again", HEADLINE]
    assert found.entries[0].link == "https://news.example.org/2026/11/02/b"


def test_a_page_is_read_only_if_it_is_asked_for():
    body = page(f"<a href='/2026/11/02/a'>{HEADLINE}</a>")

    assert parse_document(body, AT) == NotAFeed(reason="not_a_feed", detail="an HTML page")


def test_a_feed_is_a_feed_whatever_was_asked_for():
    body = b"<rss version='2.0'><channel><item><title>a</title></item></channel></rss>"

    assert parse_document(body, AT, kind="page").path == "fast"


def test_a_page_without_articles_says_so():
    found = parse_document(page("<a href='/about'>About our newspaper and us</a>"), AT, kind="page")

    assert found == NotAFeed(reason="not_a_feed", detail="a page without links to articles")


def test_one_article_is_one_entry_and_its_heading_is_its_title():
    card = (
        "<a href='/a-story-1234567'><img src='x'></a>"
        f"<a href='/a-story-1234567?utm_source=x'><h2>{HEADLINE}</h2><p>And more words</p></a>"
        "<a href='/a-story-1234567'>Read all of the story here</a>"
    )

    assert [title for _, title in links(card)] == [HEADLINE]


@pytest.mark.parametrize(
    "outside",
    [
        "<nav><a href='/2026/11/02/a'>{0}</a></nav>", "<footer><a href='/2026/11/02/a'>{0}</a>",
        "<div role='navigation'><p><a href='/2026/11/02/a'>{0}</a></p></div>",
        "<a href='https://other.example.org/2026/11/02/a'>{0}</a>", "<a href='/region/'>{0}</a>",
        "<a href='/2026/11/02/a'>Read more</a>", "<a href='/region/north'>{0}</a>",
        "<a href='/tag/sappers-at-the-border'>{0}</a>", "<a>{0}</a>", "<a href='#x-y-z'>{0}</a>",
        "<a href='javascript:go(123456)'>{0}</a>",
        "<a href='mailto:a-b-c@news.example.org'>{0}</a>",
    ],
)  # fmt: skip
def test_what_is_no_article_is_left_out(outside):
    assert links(outside.format(HEADLINE)) == []


def test_chinese_headlines_are_counted_by_characters():
    body = "<a href='/news/20261102.html'>北韓向庫爾斯克派出工兵部隊</a><a href='/1234567'>更多</a>"

    assert [title for _, title in links(body)] == ["北韓向庫爾斯克派出工兵部隊"]


def test_a_stated_base_is_heard():
    body = (
        f"<base href='https://news.example.org/world/'><a href='one-two-three.html'>{HEADLINE}</a>"
    )

    assert links(body)[0][0] == "https://news.example.org/world/one-two-three.html"


@pytest.mark.parametrize(
    ("path", "is_article"),
    [
        ("/2026/11/02/a", True), ("/20261102/", True), ("/2026-11-02.html", True), ("/2026/11",
        True),
        ("/a/12345", True), ("/a/1234", False), ("/sappers-sent-to-kursk", True),
        ("/sappers_sent_to_kursk.html", True), ("/two-words", False), ("/", False), ("", False),
        ("/%D1%81%D0%B0%D0%BF-%D1%81%D0%B0%D0%BF-%D1%81%D0%B0%D0%BF", True),
        ("/author/john-of-the-desk", False), ("/page/20261102", False),
    ],
)  # fmt: skip
def test_an_article_is_known_by_its_path(path, is_article):
    assert is_article_path(f"https://news.example.org{path}") is is_article
