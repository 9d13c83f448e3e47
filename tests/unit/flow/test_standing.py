"""What a watch still needs, and what of the article nearly gave it."""

import pytest

from monitor.flow.explain import explain
from monitor.flow.standing import Stand, stands
from monitor.match.matcher import Matcher
from monitor.model.article import Article
from monitor.model.watch import LexiconEntry, Watch
from monitor.rules.grammar import parse_query
from monitor.rules.lexicon import entry_of
from monitor.rules.watchfile import watch_set

LEXICON = {
    "kursk": {"any": [{"term": "Kursk", "not_in": ["submarine Kursk"]}]},
    "sappers": {"en": ["=sapper"], "de": ["=Pionier"]},
}
FAR = "word " * 54


def stood(query: str, title: str, text: str = "", **more: object) -> Stand:
    """Ask one watch about one article."""
    entries = {
        name: LexiconEntry(id=name, terms=tuple(t for _, t in entry_of(value, ()).terms))
        for name, value in LEXICON.items()
    }
    watch = Watch(id="w", title="W", query=parse_query(query), **more)
    watches = watch_set([watch], entries)
    article = Article(id="1", title=title, text=text, declared="en", site="a.example")
    (found,) = stands(explain(Matcher(watches, {}), article), watches)
    return found


def lines(one: Stand) -> list[str]:
    return [shortfall.missing.condition.line for shortfall in one.shortfalls]


def sentences(one: Stand) -> list[str]:
    return [near.sentence for shortfall in one.shortfalls for near in shortfall.near]


NEEDS = [
    ("=a AND =b AND =c", "a c", ["=b"]),
    ("=a AND =b AND =c", "a", ["=b", "=c"]),
    ("(=a AND =b AND =c) OR (=d AND =e)", "a b", ["=c"]),
    ("=a AND (=b OR =c)", "a", ["=b OR =c"]),
    ("=a NEAR/3 =b", "a", ["=b"]),
    ("=a NEAR/3 =b", "a x x x x b", ["=a NEAR/3 =b"]),
    ("=a AND NOT =b", "a b", ["NOT =b"]),
    ("ATLEAST/3 =a", "a a", ["ATLEAST/3 =a"]),
    ("=a AND site:b.example", "a", ["site:b.example"]),
    ("(=a NEAR/3 =b) AND (=a NEAR/5 =b)", "a", ["=b"]),
]


@pytest.mark.parametrize(("query", "title", "expected"), NEEDS)
def test_the_fewest_conditions_that_are_missing_are_named(query, title, expected):
    assert lines(stood(query, title)) == expected


def test_what_is_met_misses_nothing():
    found = stood("=a AND =b", "a b")

    assert (found.standing, found.shortfalls) == ("met", ())


def test_a_watch_of_which_nothing_is_there_is_not_nearly_met():
    assert stood("=a", "b").standing == "missed"
    assert stood("=a AND =b", "b").standing == "nearly"


def test_a_watch_of_other_languages_lacks_that_and_nothing_else():
    found = stood("=a", "a", languages=("ru",))

    assert (found.standing, lines(found)) == ("nearly", [])


def test_words_too_far_apart_are_measured():
    found = stood("=sapper NEAR/40 $kursk", "x", f"sapper {FAR}Kursk")

    assert sentences(found) == ["“sapper” and “Kursk” are there, but 55 words apart (40 allowed)"]
    assert [span.start for span in found.shortfalls[0].near[0].spans] == [0, len(f"sapper {FAR}")]


def test_the_title_counts_as_the_paragraph_before_the_text():
    found = stood("=a SAME paragraph =b", "a", "b")

    assert "1 paragraph apart (within one paragraph wanted)" in sentences(found)[0]


def test_words_in_the_wrong_order_are_told():
    assert "not in this order" in sentences(stood("=a PRE/5 =b", "b a"))[0]


def test_a_veto_is_repeated():
    (sentence,) = sentences(stood("=sapper AND $kursk", "sapper on the submarine Kursk"))

    assert "stands in “submarine Kursk”" in sentence


def test_a_word_of_a_language_that_the_article_is_not_in_is_named():
    (sentence,) = sentences(stood("=north AND $sappers", "north Pionier and so on in the end"))

    assert "is Pionier of $sappers in de, and the article is read as en" in sentence


def test_a_form_that_is_not_listed_is_named():
    (sentence,) = sentences(stood("=north AND $kursk", "The Kursker of the north"))

    assert sentence == "“Kursker” begins like Kursk of $kursk: a form not listed?"


@pytest.mark.parametrize("slip", ["Kurks", "Kursq", "Kurrsk", "Kusk"])
def test_one_letter_off_is_named(slip):
    (sentence,) = sentences(stood("=north AND $kursk", f"The {slip} of the north"))

    assert sentence == f"“{slip}” is one letter off Kursk of $kursk"


def test_a_forbidden_word_is_named():
    assert sentences(stood("=a AND NOT =b", "a b")) == ["“b” is there"]


def test_what_the_article_has_instead_of_a_filter_is_named():
    assert sentences(stood("=a AND site:b.example", "a")) == ["the article has a.example"]
