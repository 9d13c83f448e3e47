import pytest

from monitor.intake.page import author_names, language_of, linked_data, paragraphs, title_of
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
    assert language_of(tree(html)) == language


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
    assert title_of(tree(f"<html><body><h1>{h1}</h1>"), found, None) == title


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ("A story - The Site", "A story"), ("A story | The Site", "A story"),
        ("The Site", "The Site"),
        ("A story of The Site", "A story of The Site"), ("- The Site", "- The Site"),
    ],
)  # fmt: skip
def test_the_name_a_site_gives_itself_is_cut_off(found, title):
    html = '<head><meta property="og:site_name" content="The Site"></head><p>x'

    assert title_of(tree(html), found, None) == title


def test_several_headings_are_no_title():
    assert title_of(tree("<h1>One</h1><h1>Two</h1>"), None, None) is None


def data(json: str):
    return linked_data(tree(f'<html><script type="application/ld+json">{json}</script><p>x'))


@pytest.mark.parametrize(
    "json",
    [
        '{"@type": "NewsArticle", "headline": "A"}',
        '[{"@type": ["Thing", "NewsArticle"], "headline": "A"}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "Article", "headline": "A"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "headline": "A"}}',
        '{"@type": "NewsArticle", "headline": "A", "articleBody": "line\nbreak"}',
    ],
)  # fmt: skip
def test_the_article_is_found_in_every_shape_of_data(json):
    assert data(json).headline == "A"


@pytest.mark.parametrize(
    "json", ["", "{", "5", "null", "[" * 5000, '{"@type": "Product", "name": "A"}', '{"@type": 5}']
)
def test_data_without_an_article_says_nothing(json):
    assert data(json) == linked_data(tree("<p>x"))


@pytest.mark.parametrize("value", ["5", "null", "[]", "{}", "true", '["a", 5, {"name": 7}]'])
def test_values_of_the_wrong_kind_do_no_harm(value):
    names = ("headline", "articleBody", "datePublished", "inLanguage")
    json = ", ".join(f'"{name}": {value}' for name in names)

    found = data(f'{{"@type": "NewsArticle", "author": {value}, {json}}}')

    assert (found.headline, found.body, found.published, found.language) == (None, "", None, None)


def test_authors_of_data_are_named_and_addresses_are_not():
    authors = '[{"name": "Ann"}, "Bob", {"name": "https://a.b/c"}, {"url": "x"}]'

    assert data(f'{{"@type": "Article", "author": {authors}}}').authors == ("Ann", "Bob")


def test_a_line_of_authors_is_split():
    assert author_names("Ann Writer; Bob Reader ;") == ("Ann Writer", "Bob Reader")


def test_paragraphs_of_menus_and_footers_are_left_out():
    html = (
        "<nav><p>Home and all the sections</p></nav><p>One sentence of the story.</p><p>short</p>"
    )

    assert paragraphs(tree(html)) == "One sentence of the story."
