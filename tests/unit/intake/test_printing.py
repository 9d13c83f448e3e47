import json
from datetime import UTC, datetime

from monitor.intake.parse.document import parse_document
from monitor.intake.printing import document_json, page_json
from monitor.model.article import PageText

ENTRY = {"id", "link", "title", "published", "updated", "text", "language"}


def test_a_parsed_file_is_one_line_of_json():
    body = (
        b"<rss version='2.0'><channel><title>t</title><language>id-ID</language><item>"
        b"<title>a</title><link>https://a.b/1</link><guid>g</guid><description>words</description>"
        b"<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>"
    )

    line = json.loads(json.dumps(document_json("f.xml", parse_document(body))))

    assert (line["file"], line["path"]) == ("f.xml", "fast")
    assert line["feed"] == {"title": "t", "link": None, "language": "id"}
    assert line["entries"] == [
        {
            "id": "g", "link": "https://a.b/1", "title": "a", "text": "words", "language": "id",
            "published": "2026-11-02T10:00:00+00:00", "updated": None,
        }
    ]  # fmt: skip


def test_guids_are_printed_as_they_are_even_where_they_repeat():
    items = (
        b"<item><guid>g</guid><title>a</title></item><item><guid>g</guid><title>b</title></item>"
    )

    line = document_json("f", parse_document(b"<rss version='2.0'><channel>" + items))

    assert [entry["id"] for entry in line["entries"]] == ["g", "g"]


def test_an_entry_without_a_guid_is_printed_by_its_identity():
    item = b"<item><title>a</title><link>https://a.b/1</link></item>"

    line = document_json("f", parse_document(b"<rss version='2.0'><channel>" + item))

    assert line["entries"][0]["id"] == "https://a.b/1"
    assert line["entries"][0].keys() == ENTRY


def test_a_file_that_is_no_feed_says_why():
    line = document_json("f.html", parse_document(b"<html>"))

    assert line["error"] == "not_a_feed: an HTML page"
    assert line["entries"] == []


def test_a_page_is_one_line_of_json():
    date = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
    page = PageText(title="t", text="words", date=date, authors=("A",), language="id", method="x")

    assert json.loads(json.dumps(page_json("p.html", page))) == {
        "file": "p.html", "title": "t", "date": "2026-11-02T10:00:00+00:00", "authors": ["A"],
        "language": "id", "text": "words", "method": "x", "why": "",
    }  # fmt: skip


def test_a_page_without_an_article_says_so():
    assert page_json("p", PageText())["error"] == "no article"
    assert "wall" in page_json("p", PageText(method="wall"))["error"]
