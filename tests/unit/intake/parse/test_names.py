import pytest
from feedparser.api import StrictFeedParser
from lxml import etree

from monitor.intake.parse import entry, head
from monitor.intake.parse.names import HANDLED, Unsure, attributes_of, name_of


def element(xml: str) -> etree._Element:
    return etree.fromstring(xml)


@pytest.mark.parametrize(
    ("xml", "name"),
    [
        ("<pubDate/>", "pubdate"), ('<a:B xmlns:a="http://www.w3.org/2005/Atom"/>', "b"),
        ('<q:Date xmlns:q="http://purl.org/dc/elements/1.1/"/>', "dc_date"),
        ('<q:Y xmlns:q="urn:q"/>', "q_y"), ('<y xmlns="urn:q"/>', "y"),
        ('<q:title xmlns:q="urn:q"/>', "q_title"),
        ('<t xmlns="http://backend.userland.com/rss2"/>', "t"),
    ],
)  # fmt: skip
def test_an_element_has_feedparsers_name(xml, name):
    assert name_of(element(xml)) == name


@pytest.mark.parametrize(
    "xml",
    [
        '<title xmlns="urn:q"/>', '<dc:title xmlns:dc="urn:q"/>',
        '<a:title xmlns:a="urn:q" xmlns:b="urn:q"/>',
    ],
)  # fmt: skip
def test_a_telling_name_in_a_doubtful_namespace_is_left_to_feedparser(xml):
    with pytest.raises(Unsure):
        name_of(element(xml))


def test_attributes_are_read_by_their_bare_names():
    found = attributes_of(
        element('<a REL="Next" xml:lang="id" lang="en" x:q="1" xmlns:x="urn:x" Type="HTML"/>')
    )

    assert found == {"rel": "next", "lang": "id", "q": "1", "type": "html"}


def test_whatever_feedparser_handles_is_read_refused_or_passed_over():
    assert {"title", "content_encoded", "media_title"} <= HANDLED
    for readers, passed in ((entry.READERS, entry.PASSED_OVER), (head.READERS, head.UNASKED)):
        assert readers.keys() | passed >= HANDLED
    assert hasattr(StrictFeedParser, "looks_like_html")
