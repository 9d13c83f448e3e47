"""Entries that were in the last document come back without their words, as who they were."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.identity import distinct
from monitor.intake.parse.document import parse_document
from monitor.intake.parse.raw import RawEntry, Words, fingerprint, finish
from monitor.model.article import Entry, FeedDocument

AT = "https://news.example.org/feed"
NAMES = st.none() | st.sampled_from(["", "a", "b", "https://a.b/"])
TEXTS = st.sampled_from(["", "one", "<b>two</b>", "three"])
WORDS = st.builds(Words, value=TEXTS, is_html=st.booleans())
RAWS = st.lists(
    st.tuples(NAMES, NAMES, WORDS, st.none() | WORDS, WORDS).map(lambda told: RawEntry(*told)),
    max_size=6,
)


def told_without_words(entry: Entry) -> Entry:
    return replace(entry, title="", text="", authors=(), is_known=True)


@given(raws=RAWS, chosen=st.sets(st.integers(0, 5)))
def test_who_an_entry_is_does_not_depend_on_what_is_known(raws, chosen):
    whole = finish(raws)
    known = frozenset(entry.raw for place, entry in enumerate(whole) if place in chosen)

    quick = finish(raws, known)

    for entry, again in zip(whole, quick, strict=True):
        assert again == (told_without_words(entry) if again.is_known else entry)
        assert again.raw == entry.raw
        assert not again.is_known or entry.raw in known


@given(raws=RAWS)
def test_the_same_entries_of_a_document_are_distinct_whatever_is_known(raws):
    whole = finish(raws)
    quick = finish(raws, frozenset(entry.raw for entry in whole))

    assert [e.identity for e in distinct(quick)] == [e.identity for e in distinct(whole)]


@given(raws=RAWS)
def test_entries_of_one_hash_say_the_same(raws):
    whole = finish(raws)

    for entry in whole:
        same = [other for other in whole if other.raw == entry.raw]
        assert {(e.title, e.text, e.guid, e.link) for e in same} == {
            (entry.title, entry.text, entry.guid, entry.link)
        }


def item(number: int, text: str = "some words") -> str:
    return (
        f"<item><guid>g{number}</guid><link>https://a.b/{number}</link><title>t{number}</title>"
        f"<description>{text}</description><author>The Desk</author>"
        "<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate></item>"
    )


def jsonfeed(number: int, text: str = "some words") -> str:
    return f'{{"id": "g{number}", "url": "https://a.b/{number}", "content_text": "{text}"}}'


def sitemap(number: int, text: str = "some words") -> str:
    return f"<url><loc>https://a.b/{number}</loc><n:news><n:title>{text}</n:title></n:news></url>"


def page(number: int, text: str = "some words") -> str:
    return f"<a href='/2026/11/02/{number}'>{text} and two more</a>"


def rss(entries: list[str]) -> str:
    return f"<rss version='2.0'><channel><title>t</title>{''.join(entries)}</channel></rss>"


FORMS = {
    "fast": (item, rss),
    "reference": (item, lambda entries: rss(entries).replace("<title>t</title>", "<x:y>&</x:y>")),
    "jsonfeed": (jsonfeed, lambda entries: f'{{"items": [{", ".join(entries)}]}}'),
    "sitemap": (sitemap, lambda entries: f"<urlset xmlns:n='n'>{''.join(entries)}</urlset>"),
    "page": (page, lambda entries: f"<html><body>{''.join(entries)}</body></html>"),
}


def document(text: str, known: frozenset[bytes] = frozenset()) -> FeedDocument:
    found = parse_document(text.encode(), AT, kind="page", known=known)
    assert isinstance(found, FeedDocument)
    return found


@pytest.mark.parametrize("path", FORMS)
def test_in_every_format_only_what_is_new_or_changed_is_read(path):
    entry, around = FORMS[path]
    before = document(around([entry(1), entry(2)]))
    known = frozenset(entry.raw for entry in before.entries)

    after = document(around([entry(3), entry(1, "other words"), entry(2)]), known)

    assert after.path == path
    assert [entry.is_known for entry in after.entries] == [False, False, True]
    assert after.entries[2].identity == before.entries[1].identity
    assert after.entries[2].title == after.entries[2].text == ""
    assert after.entries[1].title or after.entries[1].text


def test_a_known_entry_keeps_its_guid_link_and_dates():
    before = document(rss([item(1)])).entries[0]

    after = document(rss([item(1)]), frozenset({before.raw})).entries[0]

    assert after == told_without_words(before)
    assert after.published == before.published is not None


def test_a_guid_that_repeats_is_read_in_full():
    entries = [item(1), item(1, "other words").replace("<title>t1", "<title>t9"), item(2)]
    known = frozenset(entry.raw for entry in document(rss(entries)).entries)

    found = document(rss(entries), known).entries

    assert [entry.is_known for entry in found] == [False, False, True]
    assert [entry.title for entry in found] == ["t1", "t9", ""]


def test_the_same_letters_as_html_and_as_text_have_two_hashes():
    html, text = (
        RawEntry("g", "l", Words("t"), Words("<b>a", is_html=is_html)) for is_html in (True, False)
    )

    assert fingerprint(html) != fingerprint(text)


def test_an_entry_without_guid_and_link_is_read_in_full():
    entries = ["<item><title>only words</title></item>"]
    known = frozenset(entry.raw for entry in document(rss(entries)).entries)

    assert document(rss(entries), known).entries[0].title == "only words"
