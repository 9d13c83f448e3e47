"""What a story knows after each telling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories.facts import Facts, lead_end, prominent, so_far
from monitor.stories.known import MOST_NAMES
from tests.rig.tellings import NOON, telling

FIRST = telling(
    "КНДР направит тысячу [сапёров|sappers]", "[Шойгу|shoigu] рассказал.", language="ru",
    site="vestnik.example", article=1,
)  # fmt: skip
SECOND = telling(
    "Korut kirim 1.000 [zeni|sappers]", "Dan 5.000 [pekerja|builders].", language="id",
    site="kabar.example", article=2, minutes=30, tags=("wire",),
)  # fmt: skip


def fold(*tellings, **options):
    facts = Facts()
    for one in tellings:
        facts = facts.with_telling(one, **options)
    return facts


def test_facts_name_what_was_told_in_the_order_in_which_it_came():
    facts = fold(FIRST, SECOND)

    assert facts.first_seen_at == NOON
    assert facts.first_outlet == "vestnik.example"
    assert facts.languages == ("ru", "id")
    assert facts.publishers == ("vestnik.example", "kabar.example")
    assert facts.entries == ("sappers", "shoigu", "builders")
    assert (facts.articles, facts.copies) == (2, 0)


def test_a_figure_knows_who_gives_it():
    known = {(one.entry, one.value): one for one in fold(FIRST, SECOND).figures}

    assert known["sappers", 1000].publishers == ("vestnik.example", "kabar.example")
    assert known["sappers", 1000].is_supported
    assert known["builders", 5000].is_wire
    assert known["builders", 5000].is_first


@pytest.mark.parametrize("options", [{"is_copy": True}, {}])
def test_copies_and_mirrors_are_articles_and_no_sources(options):
    mirror = telling("1,000 [sappers|sappers]", language="ko", tags=() if options else ("mirror",))

    facts = fold(mirror, **options)

    assert facts.articles == 1
    assert (facts.publishers, facts.languages, facts.figures, facts.entries) == ((), (), (), ())


def test_a_doubtful_language_is_not_known():
    assert fold(telling("x", language="ms", is_sure=False)).languages == ()
    assert fold(telling("x", language="und")).languages == ()


def test_entries_far_down_are_not_prominent():
    told = telling("[Kim|kim]", "word " * 150 + "[deaths|dead]")

    assert prominent(told) == ("kim",)


def test_the_lead_of_a_text_in_ideographs_is_two_hundred_of_them():
    assert lead_end("工" * 300) == 200
    assert lead_end("two words") == 9


def test_a_line_gives_the_same_facts_back():
    third = telling("1,500 [sappers|sappers]", site="c.example", minutes=90)
    facts = fold(FIRST, SECOND, third)

    line = facts.to_line()

    assert "\n" not in line
    assert Facts.from_line(line) == facts


def test_nothing_written_is_nothing_known():
    assert Facts.from_line(None) == Facts.from_line("") == Facts()


def test_a_line_of_another_version_is_refused():
    with pytest.raises(ValueError, match="version 0"):
        Facts.from_line('{"v":0}')


def test_facts_stay_small_however_many_tell():
    facts = Facts()
    for number in range(MOST_NAMES + 50):
        told = f"{number * 7 + 2} [sappers|sappers]"
        facts = facts.with_telling(telling(told, site=f"site{number}.example"))

    assert len(facts.publishers) == MOST_NAMES
    assert len(facts.to_line()) < 40_000
    assert facts.articles == MOST_NAMES + 50


def test_a_message_tells_the_figures_most_told_first():
    facts = fold(telling("6,000 [men|troops]"), FIRST, SECOND)

    told = so_far(facts, story=7, told_before=1, new_languages=("id",))

    assert (told.figures[0].entry, told.figures[0].value) == ("sappers", 1000)
    assert told.outlets == ("one.example", "vestnik.example", "kabar.example")
    assert (told.id, told.told_before, told.new_languages, told.articles) == (7, 1, ("id",), 3)


def test_a_number_of_another_entry_is_not_told():
    builders = [telling("5,000 [builders|builders]", site=f"{name}.example") for name in "abcde"]
    wrong = telling("5,000 [du génie|sappers]", site="f.example", article=9)

    told = so_far(fold(*builders, wrong), story=1)

    assert [one.entry for one in told.figures] == ["builders"]


def test_a_story_without_an_article_cannot_be_told():
    with pytest.raises(ValueError, match="without an article"):
        so_far(Facts(), story=1)


def test_two_stories_that_are_one_know_what_both_knew():
    other = fold(
        telling("1,000 [sappers|sappers]", "400 [dead|dead].", site="z.example", minutes=-60)
    )

    facts = fold(FIRST, SECOND).joined(other)

    assert facts.first_outlet == "z.example"
    assert facts.publishers == ("z.example", "vestnik.example", "kabar.example")
    assert facts.articles == 3
    known = {(one.entry, one.value): one.publishers for one in facts.figures}
    assert known["sappers", 1000] == ("z.example", "vestnik.example", "kabar.example")
    assert known["dead", 400] == ("z.example",)


def test_nothing_joins_like_nothing():
    facts = fold(FIRST, SECOND)

    assert facts.joined(Facts()) == Facts().joined(facts) == facts


@given(sites=st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12))
def test_publishers_are_named_once(sites):
    facts = fold(*(telling("x", site=site) for site in sites))

    assert facts.publishers == tuple(dict.fromkeys(sites))
    assert facts.articles == len(sites)
