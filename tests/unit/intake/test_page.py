import pytest

from monitor.intake.page import about, language_of, metas_of, title_of
from monitor.intake.tree import tree_of


def tree(html: str):
    found = tree_of(html)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<html lang="id-ID"><p>x', "id"), ('<html lang="zh-Hant-TW"><p>x', "zh-Hant"),
        ('<html xml:lang="ru"><p>x', "ru"),
        ('<html><meta property="og:locale" content="pt_BR"><p>x', "pt"),
        ('<html lang=""><meta name="language" content="ko"><p>x', "ko"),
        ('<html><article lang="ja"><p>x</article>', "ja"), ('<html lang="и"><p>x', None),
        ("<html><p>x", None),
        ('<html lang="{{lang}}"><meta property="og:locale" content="de_DE"><p>x', "de"),
    ],
)  # fmt: skip
def test_the_declared_language_is_found_wherever_it_is_said(html, language):
    page = tree(html)

    assert language_of(page, metas_of(page)) == language


def titled(h1: str, head: str = "", headline: str | None = None) -> str | None:
    page = tree(f"<html><head>{head}</head><body><h1>{h1}</h1>")
    return title_of(page, metas_of(page), headline)


def card(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


@pytest.mark.parametrize(
    ("found", "h1", "title"),
    [
        ("A story | The Site", "A story", "A story"), ("A story - The Site", "A story", "A story"),
        ("A story – The Site", "A story", "A story"), ("A story", "Another", "A story"),
        ("A story-teller", "A story", "A story-teller"), ("", "A story", "A story"),
        ("A story: the second part", "The Site", "A story: the second part"), ("", "", None),
    ],
)  # fmt: skip
def test_the_sites_name_is_cut_off_the_title(found, h1, title):
    assert titled(h1, card(found)) == title


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ("A story - The Site", "A story"), ("A story | The Site", "A story"),
        ("The Site", "The Site"),
        ("A story of The Site", "A story of The Site"), ("- The Site", "- The Site"),
    ],
)  # fmt: skip
def test_the_name_a_site_gives_itself_is_cut_off(found, title):
    assert titled("", card(found) + '<meta property="og:site_name" content="The Site">') == title


def test_several_headings_are_no_title():
    assert titled("One</h1><h1>Two") is None


def test_the_data_names_the_article_where_no_card_does():
    assert titled("", headline="Told by data") == "Told by data"


PLACE = "https://www.example.org/news/2026/11/02/story"


@pytest.mark.parametrize(
    ("html", "day"),
    [
        ('<meta property="article:published_time" content="2026-10-01T08:00:00Z">', "2026-10-01"),
        ('<meta itemprop="datePublished" content="2026-10-02">', "2026-10-02"),
        ('<meta name="date" content="nonsense"><p><time datetime="2026-10-03">', "2026-10-03"),
        ("<p>no date at all", "2026-11-02"),
    ],
)
def test_the_day_is_found_wherever_the_page_says_it(html, day):
    date = about(tree(f"<html><head>{html}"), PLACE).date

    assert date is not None
    assert date.date().isoformat() == day


def test_a_page_may_have_no_date():
    assert about(tree("<p>x"), "https://example.org/20261399/x").date is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Writer", ("Ann Writer",)), ("Ann Writer; Bob Reader ;", ("Ann Writer", "Bob Reader")),
        ("https://example.org/ann", ()),
    ],
)  # fmt: skip
def test_authors_are_named_and_addresses_are_not(line, names):
    assert (
        about(tree(f'<head><meta name="author" content="{line}"></head><p>x'), None).authors
        == names
    )


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("https://example.org/s", "https://example.org/s"), ("/s", "https://www.example.org/s"),
        ("https://m.example.org/s", "https://m.example.org/s"),
        ("https://elsewhere.org/s", None), ("javascript:x", None), ("", None), ("http://[", None),
        ("https://example.org.evil.net/s", None),
    ],
)  # fmt: skip
def test_the_page_may_name_its_own_address_on_its_own_site_only(href, canonical):
    page = tree(f'<head><link rel="canonical" href="{href}"></head><p>x')

    assert about(page, PLACE).canonical == canonical


def test_without_an_address_no_canonical_one_is_believed():
    page = tree('<head><link rel="canonical" href="https://example.org/s"></head><p>x')

    assert about(page, None).canonical is None


def test_neither_title_nor_authors_grow_beyond_what_a_line_may_be():
    authors = ";".join("a" * 300 for _ in range(50))
    head = f"<meta name=author content='{authors}'><meta property=og:title content='{'t' * 2000}'>"

    said = about(tree(f"<head>{head}</head><p>x"), None)

    assert len(said.title or "") == 1_000
    assert len(said.authors) <= 10
    assert all(len(author) <= 200 for author in said.authors)
