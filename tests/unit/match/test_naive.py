"""The meaning of the query language, one claim at a time."""

import pytest

from monitor.model.article import Article
from tests.unit.match.asking import hit, matcher_of, surfaces


@pytest.mark.parametrize(
    ("query", "text", "met"),
    [
        ("sapper", "Two sappers came", True),
        ("=sapper", "Two sappers came", False),
        ("==NIS", "The NIS said", True),
        ("==NIS", "Nis is a town", False),
        ("sap*", "The sappers came", True),
        ('"military builders"', "military builders came", True),
        ('"military builders"', "builders of the military", False),
        ('"military builders"', "the military. Builders came", False),
        ("sapper AND Kursk", "A sapper in Kursk", True),
        ("sapper AND Kursk", "A sapper in Omsk", False),
        ("sapper OR Kursk", "A sapper in Omsk", True),
        ("sapper AND NOT Kursk", "A sapper in Omsk", True),
        ("sapper AND NOT Kursk", "A sapper in Kursk", False),
        ("sapper NEAR/3 Kursk", "Kursk saw two sappers", True),
        ("sapper NEAR/2 Kursk", "Kursk saw two sappers", False),
        ("sapper PRE/5 Kursk", "Kursk saw two sappers", False),
        ("Kursk PRE/5 sapper", "Kursk saw two sappers", True),
        ("sapper SAME sentence Kursk", "A sapper came. Kursk waited.", False),
        ("sapper SAME 2 sentences Kursk", "A sapper came. Kursk waited.", True),
        ("sapper SAME paragraph Kursk", "A sapper came. Kursk waited.", True),
        ("sapper SAME paragraph Kursk", "A sapper came.\n\nKursk waited.", False),
        ("sapper NOT NEAR/2 Kursk", "Kursk sapper", False),
        ("sapper NOT NEAR/2 Kursk", "Kursk sapper and far away stood another sapper", True),
        ("ATLEAST/2 sapper", "A sapper met a sapper", True),
        ("ATLEAST/3 sapper", "A sapper met a sapper", False),
        ("NEAR/6(sapper, Kursk, mines)", "The sapper cleared mines near Kursk", True),
        ("NEAR/1(sapper, Kursk, mines)", "The sapper cleared mines near Kursk", False),
        ("/kurs[kc]/", "in kursc", True),
        ("lang:en AND sapper", "The sapper came to the town with the others", True),
        ("lang:ru AND sapper", "The sapper came to the town with the others", False),
    ],
)
def test_each_form_of_the_language_means_what_the_manual_says(
    query: str, text: str, met: bool
) -> None:
    found = hit(query, "", text, lang="en")

    assert (found is not None) is met


def test_the_title_is_the_paragraph_before_the_text() -> None:
    near = hit("sapper NEAR/2 Kursk", "To Kursk", "sappers go", lang="en")
    phrase = hit('"Kursk sappers"', "To Kursk", "sappers go", lang="en")

    assert near is not None
    assert phrase is None


@pytest.mark.parametrize(
    ("query", "met"),
    [("title:sapper", False), ("body:sapper", True), ("lead:sapper", True), ("title:Kursk", True)],
)
def test_a_field_looks_only_there(query: str, met: bool) -> None:
    found = hit(query, "To Kursk", "sappers go", lang="en")

    assert (found is not None) is met


def test_the_lead_is_the_first_hundred_words_of_the_text() -> None:
    text = "word " * 100 + "sapper"

    assert hit("lead:sapper", "", text, lang="en") is None
    assert hit("body:sapper", "", text, lang="en") is not None


def test_spans_lead_back_to_the_original_text() -> None:
    found = hit("Kursk AND sapper", "", "«Kursk’s» 2 SAPPERS, ﬁnally", lang="en")

    assert surfaces(found) == ["Kursk", "SAPPERS"]


def test_a_name_is_not_found_inside_another_word() -> None:
    assert hit("Kursk", "", "Die Kurskorrektur der Partei", lang="de") is None
    assert hit("Iran", "", "di perairan utara", lang="id") is None


def test_a_veto_counts_for_its_own_occurrence_only() -> None:
    lexicon = "lexicon: {kursk: {any: [{term: Kursk, not_in: [Battle of Kursk]}]}}"

    assert hit("$kursk", "The Battle of Kursk", lexicon=lexicon, lang="en") is None
    assert surfaces(
        hit("$kursk", "Battle of Kursk, and Kursk today", lexicon=lexicon, lang="en")
    ) == ["Kursk"]


def test_a_risky_term_needs_company_in_its_sentence() -> None:
    lexicon = "lexicon: {nk: {any: [{term: NK, with: [$kursk]}]}, kursk: {any: [Kursk]}}"

    assert hit("$nk", "NK sends men to Kursk", lexicon=lexicon, lang="en") is not None
    assert hit("$nk", "", "NK sends men. Kursk waits.", lexicon=lexicon, lang="en") is None


def test_a_common_word_counts_only_in_its_language() -> None:
    lexicon = "lexicon: {sappers: {fr: [génie]}}"

    assert (
        hit("$sappers", "Le régiment du génie est arrivé dans la ville", lexicon=lexicon, lang="fr")
        is not None
    )
    assert (
        hit("$sappers", "Das Genie ist in der Stadt angekommen", lexicon=lexicon, lang="de") is None
    )


def test_a_hit_says_which_entries_it_met_and_its_rank() -> None:
    lexicon = "lexicon: {kursk: {any: [Kursk]}, shoigu: {any: [Shoigu]}}"

    found = hit("$kursk", "Shoigu speaks of Kursk", lexicon=lexicon, lang="en")

    assert found is not None
    assert found.entries == ("kursk", "shoigu")
    assert found.spans[0].entry == "kursk"


def test_why_says_what_was_too_far_away() -> None:
    matcher = matcher_of("", "sapper NEAR/1 Kursk")
    explained = matcher.explain(
        Article(id="1", title="", text="A sapper far away from Kursk", declared="en")
    )

    assert not explained[0].met
    assert explained[0].condition.note == "found, but too far apart"
