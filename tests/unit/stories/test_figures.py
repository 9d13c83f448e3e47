"""Which number stands beside which counted entry."""

import dataclasses

from monitor.stories.figures import figures
from tests.rig.tellings import telling


def found(text: str, language: str = "en") -> list[tuple[str, float]]:
    return [(one.entry, one.value) for one in figures(telling(text=text, language=language))]


def test_each_entry_gets_the_number_beside_it():
    assert found("1,000 [sappers|sappers] and 5,000 [builders|builders]") == [
        ("sappers", 1000),
        ("builders", 5000),
    ]


def test_a_number_may_stand_behind_its_entry():
    assert found("[공병|sappers] 1천명, [건설병|builders] 5천 명", "ko") == [
        ("sappers", 1000),
        ("builders", 5000),
    ]


def test_three_words_may_stand_between_and_not_four():
    near = found("1,000 tall North Korean [sappers|sappers]")
    far = found("1,000 tall brave North Korean [sappers|sappers]")

    assert near == [("sappers", 1000)]
    assert far == []


def test_no_figure_crosses_a_sentence():
    assert found("They counted 1,000. [Sappers|sappers] came later.") == []


def test_no_figure_crosses_a_paragraph():
    assert found("There were 1,000\n[sappers|sappers] came later") == []


def test_no_figure_crosses_a_clause():
    assert found("1,000 houses where [sappers|sappers] work") == []


def test_a_number_inside_the_entry_is_part_of_its_name():
    assert found("the [1000 sappers battalion|sappers] came") == []


def test_days_are_no_dead():
    assert found("After 120 days the [dead|dead] were buried") == []


def test_what_is_not_counted_has_no_figures():
    assert found("5,000 [Koreans|north_korea] came") == []


def test_one_and_fractions_are_no_figures():
    assert found("1 [sapper|sappers], 2.5 [sappers|sappers]") == []


def test_the_title_comes_first_and_nothing_comes_twice():
    told = telling("1,000 [sappers|sappers]", "Yes, 1 000 [sappers|sappers]. Or 900 [men|sappers].")

    quotes = [(one.value, one.quote.field) for one in figures(told)]

    assert quotes == [(1000, "title"), (900, "text")]


def test_the_quote_is_the_sentence_at_its_place():
    told = telling(text="Kim met Shoigu. He sends 1,000 [sappers|sappers] soon. They left.")

    quote = figures(told)[0].quote

    assert quote.text == "He sends 1,000 sappers soon."
    assert told.text[quote.start : quote.end] == quote.text
    assert (quote.article, quote.outlet) == (1, "one.example")


def test_a_very_long_sentence_is_shown_around_the_figure():
    told = telling(text="word " * 300 + "1,000 [sappers|sappers] " + "word " * 300)

    quote = figures(told)[0].quote

    assert "1,000 sappers" in quote.text
    assert len(quote.text) <= 400


def test_an_entry_met_twice_at_one_place_has_one_figure():
    told = telling(text="1,000 [sappers|sappers] came")
    span = told.entries["sappers"][0]
    longer = dataclasses.replace(span, end=span.end + 1)
    twice = dataclasses.replace(told, entries={"sappers": (span, span, longer)})

    assert [one.value for one in figures(twice)] == [1000]


def test_a_place_inside_a_longer_one_is_not_meant():
    told = telling(text="5,000 [construction workers|builders] came")
    inner = dataclasses.replace(told.entries["builders"][0], start=19, entry="troops")
    both = dataclasses.replace(
        told,
        entries={**told.entries, "troops": (inner,)},
        counted=frozenset({"builders", "troops"}),
    )

    assert [one.entry for one in figures(both)] == ["builders"]


def test_entries_beside_each_other_share_a_number():
    assert found("mille [soldats|troops] du [génie|sappers]", "fr") == [
        ("troops", 1000),
        ("sappers", 1000),
    ]


def test_a_correction_tells_the_wrong_number_and_counts_for_nothing():
    text = "Ralat: versi pertama menyebut 10.000 [penjinak ranjau|sappers]."

    assert found(text, "id") == []


def test_what_follows_a_number_is_what_it_counts():
    assert found("[Sappers|sappers] found 600 mines.") == []
    assert found("[Sappers|sappers], 600 in number, came.") == [("sappers", 600)]
