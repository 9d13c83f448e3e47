"""Lexicon entries: every form of a term, its options, and which terms are names."""

import pytest

from monitor.model.query import Exact, Phrase, Prefix, Regex, Term
from monitor.model.watch import LexiconTerm
from monitor.rules.lexicon import entry_of, is_name, term_of
from monitor.rules.slip import Slip

TERMS = [
    ("sapper", Term(text="sapper")),
    ("combat engineer", Phrase(text="combat engineer")),
    ("Pioniertrupp*", Prefix(text="Pioniertrupp")),
    ("=exact", Exact(text="exact")),
    ("==NIS", Exact(text="NIS", case=True)),
    ("/sapp?er/", Regex(pattern="sapp?er")),
    ({"term": "x*"}, Term(text="x*")),
    ({"exact": "two words"}, Exact(text="two words")),
    ({"case": "DPRK"}, Exact(text="DPRK", case=True)),
    ({"prefix": "Minenräum"}, Prefix(text="Minenräum")),
]


@pytest.mark.parametrize(("written", "leaf"), TERMS)
def test_every_form_of_a_term_gives_its_leaf(written, leaf):
    assert term_of(written, "en", ()).leaf == leaf


def test_options_of_a_term_are_kept():
    written = {"term": "北", "in": "title", "with": ["$russia", "$kursk"], "not_in": "北海道"}

    term = term_of(written, "ko", ())

    assert term == LexiconTerm(
        leaf=Term(text="北"),
        language="ko",
        not_in=("北海道",),
        in_field="title",
        with_entries=("russia", "kursk"),
    )


NAMES = [
    ("Kursk", "en", True),
    ("North Korea", "en", True),
    ("Северная Корея", "ru", True),
    ("Kim Jong-un", "en", True),
    ("DPRK", "ko", True),
    ("северокорейский", "ru", False),
    ("Battle of Kursk", "en", False),
    ("Mutual defence treaty", "en", False),
    ("sapper", "en", False),
    ("Pionier", "de", False),
    ("Kursk", "de", False),
    ("북한", "ko", False),
    ("朝鲜", "zh", False),
    ("كورسك", "ar", False),
    ("북한", "any", True),
    ("sapper", "any", True),
]


@pytest.mark.parametrize(("text", "language", "name"), NAMES)
def test_a_term_that_begins_with_capitals_is_a_name_but_not_in_german(text, language, name):
    assert is_name(text, language) is name


@pytest.mark.parametrize(("said", "language"), [(True, "de"), (True, "ko"), (False, "en")])
def test_what_is_said_about_a_name_goes_over_its_letters(said, language):
    assert term_of({"term": "Kursk", "name": said}, language, ()).name is said


FAULTS = [
    (14, (), "quotes: '14'"),
    (None, (), "text or a mapping"),
    ({"term": "a", "case": "A"}, (), "exactly one"),
    ({"not_in": ["x"]}, (), "exactly one"),
    ({"term": "a", "nott_in": ["x"]}, ("nott_in",), "did you mean 'not_in'"),
    ({"term": "a", "in": "titel"}, ("in",), "did you mean 'title'"),
    ({"term": "a", "with": ["russia"]}, ("with", 0), "did you mean '$russia'"),
    ({"term": "a", "name": "yes"}, ("name",), "true or false"),
    ({"term": "Kursk", "name": False}, ("name",), "names always"),
    ({"term": "..."}, ("term",), "no letter"),
    ("ab*", (), "too short"),
    ("/(/", (), "RE2"),
]


@pytest.mark.parametrize(("written", "at", "said"), FAULTS)
def test_a_fault_of_a_term_is_named_with_its_path(written, at, said):
    with pytest.raises(Slip) as slip:
        term_of(written, "any", ())

    assert (slip.value.at, said in slip.value.problem) == (at, True), slip.value


def test_an_entry_holds_its_terms_in_order_with_their_languages():
    parts = entry_of({"counted": True, "en": ["sapper", "deminer"], "id": "zeni"}, ("e",))

    assert (parts.counted, parts.slips) == (True, [])
    assert [(path, term.language) for path, term in parts.terms] == [
        (("e", "en", 0), "en"), (("e", "en", 1), "en"), (("e", "id"), "id"),
    ]  # fmt: skip


def test_every_fault_of_an_entry_is_found_at_once():
    parts = entry_of({"idn": ["x"], "en": ["ab*", 5], "ru": [], "conted": True}, ("e",))

    assert [slip.at for slip in parts.slips] == [
        ("e", "idn"), ("e", "en", 0), ("e", "en", 1), ("e", "ru"), ("e", "conted"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "meant"),
    [("idn", "id"), ("jp", "ja"), ("zh-TW", "zh"), ("conted", "counted"), ("EN", "en")],
)
def test_an_unknown_key_of_an_entry_is_offered_what_was_meant(key, meant):
    (slip,) = entry_of({key: ["x"], "en": ["y"]}, ()).slips

    assert f"did you mean '{meant}'" in slip.problem
