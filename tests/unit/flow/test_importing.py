"""Which outlines of a list become feeds, and under which ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.flow.importing import Names, NewFeed, Plan, language_of, plan
from monitor.intake.opml import Outline
from monitor.model.feed import Feed


def web(address: str) -> str:
    """Take http addresses only."""
    if not address.lower().startswith("http"):
        raise ValueError("an address begins with https://")
    return address


def planned(*outlines: Outline, feeds: tuple[Feed, ...] = (), tags: tuple[str, ...] = ()) -> Plan:
    """Say what an import would do."""
    return plan(outlines, feeds, web, tags)


def test_an_outline_becomes_a_feed_with_an_id():
    outline = Outline(
        address="https://www.mill.example/rss", title=" The\nMill ", language="en-GB", tags=("a",)
    )

    assert planned(outline, tags=("b", "a")).added == (
        NewFeed(
            address="https://www.mill.example/rss",
            id="mill",
            title="The Mill",
            language="en",
            tags=("a", "b"),
        ),
    )


def test_a_feed_that_is_configured_is_not_added_again():
    feed = Feed(id="mill", address="https://mill.example/rss")

    found = planned(Outline(address="HTTPS://mill.example:443/rss?utm_source=x"), feeds=(feed,))

    assert (found.added, [turned.why for turned in found.already]) == ((), ["configured as mill"])


def test_a_feed_that_stands_twice_in_the_list_is_added_once():
    one = Outline(address="https://mill.example/rss", line=3)

    found = planned(one, one)

    assert (len(found.added), [turned.why for turned in found.already]) == (
        1,
        ["stands in line 3 already"],
    )


def test_a_bad_address_is_refused_and_the_rest_goes_on():
    found = planned(Outline(address="mill", line=2), Outline(address="https://mill.example"))

    assert [(turned.outline.line, turned.why) for turned in found.refused] == [
        (2, "an address begins with https://")
    ]
    assert len(found.added) == 1


def test_an_outline_without_an_address_is_refused():
    (turned,) = planned(Outline(address="", title="Lost")).refused

    assert turned.why == "it has no xmlUrl, the address of a feed"


def test_a_page_stays_a_page():
    (new,) = planned(Outline(address="https://a.example/news", kind="page")).added

    assert new.kind == "page"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://tass.ru/rss/v2.xml", "tass"),
        ("https://www3.nhk.or.jp/rss/news/cat0.xml", "nhk"),
        ("https://feeds.bbci.co.uk/korean/rss.xml", "bbci"),
        ("https://meadow.substack.com/feed", "meadow"),
        ("http://127.0.0.1:8080/feed", "127.0.0.1"),
        ("http://[::1]/feed", "1"),
        ("https://xn--80aa.xn--p1ai/rss", "xn--80aa"),
    ],
)
def test_an_id_is_what_the_site_is_called(address: str, name: str):
    assert Names(()).give(address) == name


def test_equal_names_are_told_apart_by_language_by_path_by_number():
    names = Names(["yna"])

    given = [
        names.give("https://en.yna.co.kr/RSS/news.xml", "en"),
        names.give("https://www.yna.co.kr/rss/northkorea.xml", "en"),
        names.give("https://www.yna.co.kr/rss/news.xml", "en"),
        names.give("https://www.yna.co.kr/rss/all.xml", "en"),
    ]

    assert given == ["yna-en", "yna-northkorea", "yna-2", "yna-3"]


def test_a_wanted_id_is_given_once():
    names = Names(())

    given = [
        names.give("https://a.example", wanted="wire"),
        names.give("https://b.example", wanted="wire"),
    ]

    assert given == ["wire", "b"]


@given(st.lists(st.text(max_size=20), max_size=20))
def test_no_id_is_given_twice_and_every_one_is_valid(paths: list[str]):
    names = Names(())

    given = [names.give(f"https://news.example/{path}") for path in paths]

    assert len(set(given)) == len(given)
    assert all(name.isascii() and name[0].isalnum() and len(name) <= 100 for name in given)


def test_a_language_is_written_as_the_file_knows_it():
    assert [language_of(tag) for tag in ("zh-TW", "nb", "fil", "xx", None)] == [
        "zh", "no", "tl", None, None,
    ]  # fmt: skip
