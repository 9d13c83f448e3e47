"""What is new in a story, and what only looks new."""

from datetime import timedelta

import pytest

from monitor.model.query import EntryRef
from monitor.model.watch import AlertOn, Watch
from monitor.stories.developments import developed, is_change, is_of, is_too_soon
from monitor.stories.facts import Facts
from tests.rig.tellings import NOON
from tests.rig.tellings import telling as tell

LATER = NOON + timedelta(hours=2)


def telling(*words, site="b.example", article=None, **options):
    """Make a telling; each site has one article."""
    return tell(*words, site=site, article=article or ord(site[0]), **options)


def watch(*alert_on: AlertOn, watch_for: tuple[str, ...] = ()) -> Watch:
    return Watch(
        id="w", title="W", query=EntryRef(name="sappers"), alert_on=alert_on, watch_for=watch_for
    )


def on(kind, *values) -> AlertOn:
    return AlertOn(kind=kind, values=values)


def story(*tellings) -> Facts:
    facts = Facts()
    for one in tellings:
        facts = facts.with_telling(one)
    return facts


def new(facts, told, asked=None, now=LATER, **options):
    found = developed(facts, told, asked or watch(), now=now, **options)
    return [(one.kind, one.subject) for one in found]


ONE = telling("1,000 [sappers|sappers]", "And 5,000 [builders|builders].", site="a.example")


class TestGates:
    asked = watch(watch_for=("kcna",))
    told = telling("[KCNA|kcna] confirms", minutes=90, site="b.example")

    def test_a_fresh_article_passes(self):
        assert new(story(ONE), self.told, self.asked) == [("first_term", "kcna")]

    @pytest.mark.parametrize("options", [{"is_baseline": True}, {"is_copy": True}])
    def test_baselines_and_copies_develop_nothing(self, options):
        assert new(story(ONE), self.told, self.asked, **options) == []

    def test_mirrors_develop_nothing(self):
        mirror = telling("[KCNA|kcna] confirms", tags=("mirror",))

        assert new(story(ONE), mirror, self.asked) == []

    def test_old_text_develops_nothing_though_it_is_seen_today(self):
        old = telling("[KCNA|kcna] confirms", published_minutes=-60 * 60, minutes=60)

        assert new(story(ONE), old, self.asked) == []

    def test_without_a_date_the_article_is_as_old_as_it_was_seen(self):
        assert new(story(ONE), self.told, self.asked, now=NOON + timedelta(hours=51)) == []

    def test_one_alert_of_a_kind_in_half_an_hour(self):
        assert is_too_soon(NOON, NOON + timedelta(minutes=29))
        assert not is_too_soon(NOON, NOON + timedelta(minutes=30))
        assert not is_too_soon(None, NOON)


class TestFirstInLanguage:
    asked = watch(on("first_in_language", "ko", "ja"))
    korean = telling("[공병|sappers]", language="ko", minutes=90)

    def test_a_named_language_is_told(self):
        assert new(story(ONE), self.korean, self.asked) == [("first_in_language", "ko")]

    def test_the_title_is_shown(self):
        found = developed(story(ONE), self.korean, self.asked, now=LATER)

        assert found[0].evidence[0].text == "공병"

    def test_only_once(self):
        assert new(story(ONE, self.korean), self.korean, self.asked) == []

    def test_not_in_the_first_hour(self):
        early = telling("[공병|sappers]", language="ko", minutes=60)

        assert new(story(ONE), early, self.asked) == []

    def test_not_for_a_language_that_is_not_named(self):
        assert new(story(ONE), telling("x", language="vi", minutes=90), self.asked) == []

    def test_not_for_a_language_in_doubt(self):
        doubtful = telling("x", language="ko", is_sure=False, minutes=90)

        assert new(story(ONE), doubtful, self.asked) == []

    def test_a_mirror_before_does_not_take_it_away(self):
        mirror = telling("공병", language="ko", tags=("mirror",), minutes=70)

        assert new(story(ONE, mirror), self.korean, self.asked) == [("first_in_language", "ko")]


class TestFirstFrom:
    asked = watch(on("new_story"), on("first_from", "tass.ru", "state"))

    def test_a_named_site_is_told_once(self):
        tass = telling("x", site="tass.ru", minutes=9)

        assert new(story(ONE), tass, self.asked) == [("first_from", "tass.ru")]
        assert new(story(ONE, tass), tass, self.asked) == []

    def test_a_tag_is_told_once_whoever_has_it(self):
        one, other = (telling("x", site=f"{n}.example", tags=("state",)) for n in "bc")

        assert new(story(ONE), one, self.asked) == [("first_from", "state")]
        assert new(story(ONE, one), other, self.asked) == []

    def test_a_site_stands_for_what_is_below_it_and_nothing_else(self):
        assert is_of("tass.ru", "special.tass.ru", ())
        assert not is_of("tass.ru", "notass.ru", ())
        assert not is_of("tass.ru", None, ())

    def test_who_begins_a_story_is_told_by_the_new_story(self):
        tass = telling("x", site="tass.ru")

        assert new(Facts(), tass, self.asked) == []
        assert new(Facts(), tass, watch(on("first_from", "tass.ru"))) == [("first_from", "tass.ru")]


class TestFirstTerm:
    asked = watch(on("new_story"), watch_for=("kcna", "denial"))

    def test_the_sentence_is_shown(self):
        told = telling("News", "Kim met Shoigu. The [KCNA|kcna] said so.", minutes=20)

        found = developed(story(ONE), told, self.asked, now=LATER)

        assert (found[0].kind, found[0].subject) == ("first_term", "kcna")
        assert found[0].evidence[0].text == "The KCNA said so."

    def test_not_far_down_in_the_text(self):
        assert new(story(ONE), telling("x", "word " * 120 + "[KCNA|kcna]"), self.asked) == []

    def test_a_term_in_the_depths_does_not_take_it_away(self):
        deep = telling("x", "word " * 120 + "[KCNA|kcna]")

        found = new(story(ONE, deep), telling("[KCNA|kcna]"), self.asked)

        assert found == [("first_term", "kcna")]

    def test_only_once(self):
        kcna = telling("[KCNA|kcna]")

        assert new(story(ONE, kcna), kcna, self.asked) == []

    def test_the_page_of_the_article_that_began_the_story_begins_it_too(self):
        page = telling("Title", "The [KCNA|kcna] said so.", article=97)
        other = telling("Title", "The [KCNA|kcna] said so.", article=2)

        assert new(story(ONE), page, self.asked) == []
        assert new(story(ONE), other, self.asked) == [("first_term", "kcna")]

    def test_a_story_that_begins_with_it_never_lacked_it(self):
        assert new(Facts(), telling("[KCNA|kcna]"), self.asked) == []


class TestFigureChanged:
    more = telling("1,500 [sappers|sappers]", site="b.example", article=2, minutes=90)

    def test_one_source_alone_differs(self):
        assert new(story(ONE), self.more) == [("differs", "sappers=1500")]

    def test_a_second_publisher_makes_it_a_change(self):
        second = telling(
            "1.500 [zeni|sappers]", language="id", site="c.example", article=3, minutes=95
        )

        found = developed(story(ONE, self.more), second, watch(), now=LATER)

        assert [(one.kind, one.subject) for one in found] == [("figure_changed", "sappers=1500")]
        assert (found[0].before, found[0].after) == (("1000",), "1500")
        assert [one.outlet for one in found[0].evidence] == ["b.example", "c.example"]
        assert [one.text for one in found[0].evidence] == ["1,500 sappers", "1.500 zeni"]

    def test_what_was_told_before_and_seen_later_changes_nothing(self):
        wire = telling(
            "3,000 [sappers|sappers]",
            site="w.example",
            tags=("wire",),
            minutes=95,
            published_minutes=-60,
        )

        assert new(story(ONE), wire) == []

    def test_a_third_publisher_is_no_news(self):
        second = telling("1,500 [sappers|sappers]", site="c.example")
        third = telling("1,500 [sappers|sappers]", site="d.example")

        assert new(story(ONE, self.more, second), third) == []

    def test_a_wire_is_enough(self):
        wire = telling("1,500 [sappers|sappers]", site="b.example", tags=("wire",))

        assert new(story(ONE), wire) == [("figure_changed", "sappers=1500")]

    def test_two_sites_of_one_publisher_are_one_source(self):
        other = telling(
            "1,500 [men|sappers]", site="m.b.example", publisher="b.example", minutes=95
        )

        assert new(story(ONE, self.more), other) == [("differs", "sappers=1500")]

    def test_a_mirror_is_no_second_source(self):
        mirror = telling("1,500 [men|sappers]", site="m.example", tags=("mirror",))
        again = telling("1,500 [men|sappers]", site="b.example", minutes=95)

        assert new(story(ONE, self.more, mirror), again) == [("differs", "sappers=1500")]

    def test_the_figure_that_was_first_is_never_the_change(self):
        again = telling("1,000 [sappers|sappers]", site="c.example")

        assert new(story(ONE, self.more), again) == []

    def test_two_figures_of_the_first_article_are_both_known(self):
        both = telling("1,000 [sappers|sappers]", "First 400 [sappers|sappers].", site="a.example")
        again = telling("400 [men|sappers]", site="b.example", article=2, tags=("wire",))

        assert new(story(both), again) == []

    def test_the_first_figure_of_an_entry_changes_nothing(self):
        wire = telling("600 [dead|dead]", site="b.example", tags=("wire",))

        assert new(story(ONE), wire) == []

    def test_the_sum_of_what_is_known_is_no_news(self):
        wire = telling("6,000 [sappers|sappers]", site="b.example", tags=("wire",))

        assert new(story(ONE), wire) == []

    def test_a_part_of_what_is_known_is_no_news(self):
        total = telling("6,000 [sappers|sappers]", site="a.example")
        parts = telling(
            "1,000 [sappers|sappers] and 5,000 [builders|builders]",
            site="b.example",
            tags=("wire",),
        )

        assert new(story(total), parts) == []

    def test_the_page_of_the_first_article_only_says_more(self):
        page = telling("1,000 [sappers|sappers]", "First 400 [sappers|sappers].", site="a.example")
        again = telling("400 [men|sappers]", site="b.example", article=2, tags=("wire",))

        assert new(story(ONE), page) == []
        assert new(story(ONE, page), again) == []

    def test_a_figure_of_another_entry_is_no_news(self):
        second = telling("5,000 [builders|builders]", site="b.example")
        wrong = telling("5,000 [du génie|sappers]", site="c.example", tags=("wire",))

        assert new(story(ONE, second), wrong) == []

    def test_days_that_became_dead_at_one_outlet_only_differ(self):
        known = telling("600 [dead|dead] in 120 days", site="a.example")
        wrong = telling("120 [dead|dead]", site="b.example")

        assert new(story(known), wrong) == [("differs", "dead=120")]

    def test_what_fell_is_a_change_too(self):
        wire = telling("700 [sappers|sappers]", site="b.example", tags=("wire",))

        assert new(story(ONE), wire) == [("figure_changed", "sappers=700")]


@pytest.mark.parametrize(
    ("value", "known", "expected"),
    [
        (1500, [1000], True),
        (1400, [1000], True),
        (1099, [1000], False),  # less than 10 % away
        (1100, [1000], True),
        (1000, [1300], False),  # 1,300 in round figures
        (1140, [1000], False),  # told more exactly
        (15_000, [14_700], False),
        (10_000, [1000], True),
        (900, [1000], True),
        (1500, [], False),
        (1500, [1000, 1450], False),
    ],
)
def test_a_change_is_far_from_all_that_is_known(value, known, expected):
    assert is_change(value, known, known) == expected


@pytest.mark.parametrize("value", [6000, 4000, 6600, 5600])
def test_what_can_be_worked_out_is_no_change(value):
    assert not is_change(value, [1], [1000, 5000, 600])
