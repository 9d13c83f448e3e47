from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.identity import LONGEST, Keys, content_hash, distinct, identities
from monitor.model.article import Entry

SMALL = st.sampled_from(["", "a", "b"])
KEYS = st.builds(Keys, guid=st.none() | SMALL, link=st.none() | SMALL, title=SMALL, text=SMALL)


def keys(guid=None, link=None, title="t", text=""):
    return Keys(guid=guid, link=link, title=title, text=text)


def test_the_guid_comes_first():
    assert identities([keys("g", "https://a.b/")]) == ("g",)


def test_without_a_guid_the_link_is_the_identity():
    assert identities([keys(link="https://a.b/")]) == ("https://a.b/",)


def test_without_both_the_words_are_the_identity():
    assert identities([keys(title="t", text="x")]) == (content_hash("t", "x"),)


def test_a_guid_repeated_for_different_links_is_not_enough():
    assert identities([keys("g", "l1"), keys("g", "l2"), keys("h", "l3")]) == (
        "g link=l1",
        "g link=l2",
        "h",
    )


def test_a_guid_and_link_repeated_for_different_titles_are_not_enough():
    names = identities([keys("g", "l", "one"), keys("g", "l", "two")])

    assert names == ("g link=l title=one", "g link=l title=two")


def test_the_same_entry_twice_keeps_the_identity_it_has_alone():
    assert identities([keys("g", "l"), keys("g", "l")]) == ("g", "g")


@given(entries=st.lists(KEYS, max_size=8))
def test_entries_of_one_identity_have_one_title_and_link(entries):
    named = list(zip(identities(entries), entries, strict=True))

    for name, entry in named:
        same = [other for also, other in named if also == name]
        assert {other.title for other in same} == {entry.title}
        assert {other.link or None for other in same} == {entry.link or None}


@given(guid=st.text(min_size=1, max_size=2000))
def test_no_identity_is_longer_than_its_limit(guid):
    assert len(identities([keys(guid)])[0]) <= LONGEST


def test_long_guids_that_differ_at_the_end_stay_apart():
    assert len(set(identities([keys("x" * 5000 + "a"), keys("x" * 5000 + "b")]))) == 2


def test_title_and_text_cannot_trade_places():
    assert content_hash("a", "b") != content_hash("ab", "")


def test_distinct_keeps_the_first_of_repeated_entries_and_drops_the_silent():
    first, again = (
        Entry(identity="a", link=None, title="1"),
        Entry(identity="a", link=None, title="2"),
    )
    silent = Entry(identity="b", link=None, title="")
    other = Entry(identity="c", link="https://a.b/", title="")

    assert distinct([silent, first, again, other]) == (first, other)
