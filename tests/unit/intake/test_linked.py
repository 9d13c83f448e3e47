import pytest

from monitor.intake.linked import linked_data
from monitor.intake.tree import tree_of


def data(json: str):
    return linked_data(tree_of(f'<html><script type="application/ld+json">{json}</script><p>x'))


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
    assert data(json) == linked_data(tree_of("<p>x"))


@pytest.mark.parametrize("value", ["5", "null", "[]", "{}", "true", '["a", 5, {"name": 7}]'])
def test_values_of_the_wrong_kind_do_no_harm(value):
    names = ("headline", "articleBody", "datePublished", "inLanguage")
    json = ", ".join(f'"{name}": {value}' for name in names)

    found = data(f'{{"@type": "NewsArticle", "author": {value}, {json}}}')

    assert (found.headline, found.body, found.published, found.language) == (None, "", None, None)


def test_authors_of_data_are_named_and_addresses_are_not():
    authors = '[{"name": "Ann"}, "Bob", {"name": "https://a.b/c"}, {"url": "x"}]'

    assert data(f'{{"@type": "Article", "author": {authors}}}').authors == ("Ann", "Bob")


@pytest.mark.parametrize(
    ("value", "is_free"), [("false", False), ('"False"', False), ("true", True)]
)
def test_what_is_not_for_everybody_says_so(value, is_free):
    found = data(f'{{"@type": "NewsArticle", "isAccessibleForFree": {value}}}')

    assert found.is_free is is_free


def test_who_says_nothing_of_money_is_free():
    assert data('{"@type": "NewsArticle"}').is_free


STORY = "The bridge over the northern river was opened on Sunday after nine years of work. "


def test_a_body_that_is_written_down_twice_is_read_once():
    whole = STORY + "Engineers had to wait for the floods to pass. " * 5

    found = data(f'{{"@type": "NewsArticle", "articleBody": "{whole}{whole}"}}')

    assert found.body == whole.strip()


def test_a_body_that_only_repeats_a_phrase_is_left_whole():
    whole = STORY + "Nothing else happened there. " * 40 + STORY

    found = data(f'{{"@type": "NewsArticle", "articleBody": "{whole}"}}')

    assert found.body.count("northern river") in (1, 2)
    assert "Nothing else happened" in found.body
