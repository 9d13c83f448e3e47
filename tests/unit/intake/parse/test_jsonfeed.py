import json
from datetime import UTC, datetime

import pytest

from monitor.intake.parse.jsonfeed import parse

AT = "https://news.example.org/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items, **more):
    return parse(json.dumps({"version": VERSION, "title": "t", "items": items, **more}), AT)


def test_an_entry_is_read():
    found = feed(
        {
            "id": "1", "url": "/a", "title": "Sappers & co",
            "content_html": "<p>One <b>two</b></p>",
            "date_published": "2026-11-02T10:00:00+03:00", "date_modified": "2026-11-02T08:00:00Z",
            "authors": [{"name": "The Desk"}], "language": "id-ID",
        }
    )  # fmt: skip
    entry = found.entries[0]

    assert (found.path, found.title) == ("jsonfeed", "t")
    assert (entry.guid, entry.link) == ("1", "https://news.example.org/a")
    assert (entry.title, entry.text, entry.language) == ("Sappers & co", "One two", "id")
    assert entry.published == datetime(2026, 11, 2, 7, 0, tzinfo=UTC)
    assert entry.updated == datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
    assert entry.authors == ("The Desk",)


def test_version_one_names_a_single_author():
    assert feed({"id": "1", "author": {"name": "A"}}).entries[0].authors == ("A",)


def test_plain_content_means_what_it_says():
    assert (
        feed({"id": "1", "content_text": "The <b> tag & co"}).entries[0].text == "The <b> tag & co"
    )


def test_a_summary_stands_in_for_missing_content():
    assert feed({"id": "1", "summary": "Words"}).entries[0].text == "Words"


def test_an_external_address_stands_in_for_a_missing_one():
    assert feed({"id": "1", "external_url": "https://a.b/"}).entries[0].link == "https://a.b/"


def test_a_number_is_an_id_too():
    assert feed({"id": 7, "title": "a"}).entries[0].guid == "7"


def test_the_version_may_be_forgotten_where_items_look_like_entries():
    assert parse('{"items": [{"id": "1"}]}', AT) is not None


@pytest.mark.parametrize(
    "value", [None, 5, [], {}, True, "nonsense", "2026-13-45", "0001-01-01T00:00:00+14:00"]
)
def test_values_of_the_wrong_kind_cost_no_entry(value):
    names = ("title", "url", "date_published", "authors", "author", "content_html", "language")

    found = feed({"id": "1", **dict.fromkeys(names, value)}, language=value, home_page_url=value)

    assert len(found.entries) == 1
    assert found.entries[0].published is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_only_the_web_is_linked(link):
    assert feed({"id": "1", "url": link}).entries[0].link is None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "5", '"x"', "null", '{"items": 5}', '{"items": []}', "[" * 100_000,
     '{"version": "' + VERSION + '"}', '{"items": [5, null]}'],
)  # fmt: skip
def test_what_is_no_json_feed_is_none(text):
    assert parse(text, AT) is None


def test_an_empty_feed_with_its_version_is_a_feed():
    assert feed().entries == ()
