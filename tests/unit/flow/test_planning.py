"""Who is to be told of a hit or a development, and who is not, with the reason."""

from datetime import timedelta

import pytest

from monitor.flow.planning import corroborated, give_up_holding
from monitor.flow.silencing import add
from monitor.model.watch import Silence
from tests.rig.configuration import AT_ONCE, SAPPERS
from tests.rig.house import DAY, HOUR, MINUTE, NOON, House
from tests.unit.flow.telling import Piece, begin, bring, develop, rows_of_hit

DAILY = {"id": "daily", "watches": ["*"], "to": ["files"], "at": ["08:00"]}
BOTH = [AT_ONCE, DAILY]


def waits(house: House, at: object = NOON, route: str = "desk") -> int:
    return len(house.waiting(at, route))


def test_the_first_hit_of_a_story_waits_for_its_alert_and_for_its_digest(any_house: House):
    any_house.configure(routes=BOTH)

    hit = bring(any_house, Piece(name="a", story=begin(any_house)))

    assert rows_of_hit(any_house, hit) == [("desk", "waiting", None), ("daily", "waiting", None)]


def test_a_later_hit_joins_the_alert_that_still_waits(any_house: House):
    story = begin(any_house)
    bring(any_house, Piece(name="a", story=story))

    hit = bring(any_house, Piece(name="b", story=story, at=NOON + MINUTE))

    assert rows_of_hit(any_house, hit) == [("desk", "waiting", None)]


def test_a_story_that_was_told_is_no_alert_again_but_stands_in_the_digest(any_house: House):
    any_house.configure(routes=BOTH)
    story = begin(any_house)
    bring(any_house, Piece(name="a", story=story))
    any_house.compose(NOON)

    hit = bring(any_house, Piece(name="b", story=story, at=NOON + MINUTE))

    assert rows_of_hit(any_house, hit) == [
        ("desk", "absent", "same_story"),
        ("daily", "waiting", None),
    ]


def test_another_watch_of_a_told_story_has_an_alert_of_its_own(house: House):
    story = begin(house)
    bring(house, Piece(name="a", story=story))
    house.compose(NOON)

    hit = bring(house, Piece(name="b", story=story, watch="bridges", at=NOON + MINUTE))

    assert rows_of_hit(house, hit) == [("desk", "waiting", None)]


def test_what_one_alert_route_told_another_does_not_tell_the_same_reader(house: House):
    house.configure(routes=[AT_ONCE, {**AT_ONCE, "id": "other"}])
    story = begin(house)
    bring(house, Piece(name="a", story=story))
    house.compose(NOON)

    hit = bring(house, Piece(name="b", story=story, at=NOON + MINUTE))

    assert [reason for *_, reason in rows_of_hit(house, hit)] == ["same_story", "same_story"]


@pytest.mark.parametrize(
    ("piece", "reason"), [({"is_copy": True}, "copy"), ({"tags": ("mirror",)}, "mirror")]
)
def test_copies_and_mirrors_of_a_told_story_say_so(house: House, piece: dict, reason: str):
    house.configure(routes=[{**AT_ONCE, "repeat": "6h"}])
    story = begin(house)
    bring(house, Piece(name="a", story=story))
    house.compose(NOON)

    hit = bring(house, Piece(name="b", story=story, at=NOON + MINUTE, **piece))

    assert rows_of_hit(house, hit) == [("desk", "absent", reason)]


def test_a_story_that_goes_on_waits_for_its_repetition(any_house: House):
    any_house.configure(routes=[{**AT_ONCE, "repeat": "6h"}])
    story = begin(any_house)
    bring(any_house, Piece(name="a", story=story))
    any_house.compose(NOON)

    bring(any_house, Piece(name="b", story=story, at=NOON + MINUTE))

    before = NOON + 6 * HOUR - timedelta(seconds=1)
    assert (waits(any_house, before), waits(any_house, NOON + 6 * HOUR)) == (0, 1)


def test_a_watch_that_names_no_new_story_is_for_digests_only(house: House):
    quiet = {**SAPPERS, "alert": {"on": ["correction"]}}
    house.configure(routes=BOTH, watches=[quiet])

    hit = bring(house, Piece(name="a", story=begin(house)))

    assert rows_of_hit(house, hit) == [
        ("desk", "absent", "digests_only"),
        ("daily", "waiting", None),
    ]


@pytest.mark.parametrize(("age", "reason"), [(timedelta(hours=48), None), (3 * DAY, "old")])
def test_what_is_old_is_no_alert(house: House, age: timedelta, reason: str | None):
    house.configure(routes=BOTH)

    hit = bring(house, Piece(name="a", published=NOON - age))

    assert [row[2] for row in rows_of_hit(house, hit)] == [reason, None]


def test_what_is_not_told_at_all_says_why_on_every_route(house: House):
    house.configure(routes=BOTH)

    hit = bring(house, Piece(name="a", untold="baseline"))

    assert {row[1:] for row in rows_of_hit(house, hit)} == {("absent", "baseline")}


def test_a_hit_without_a_route_says_so(house: House):
    house.configure(routes=[{**AT_ONCE, "feeds": {"tags": ["asia"]}}])

    hit = bring(house, Piece(name="a"))

    assert rows_of_hit(house, hit) == [("", "absent", "no_route")]


@pytest.fixture
def wary(any_house: House) -> House:
    """A house whose watch wants two sources before it alerts."""
    any_house.configure(routes=BOTH, watches=[{**SAPPERS, "sources": 2}])
    return any_house


def test_one_source_of_two_is_held_for_alerts_and_not_for_digests(wary: House):
    hit = bring(wary, Piece(name="a", story=begin(wary)))

    assert rows_of_hit(wary, hit) == [("desk", "waiting", "sources"), ("daily", "waiting", None)]
    assert (waits(wary), waits(wary, route="daily")) == (0, 1)


def test_the_second_source_lets_both_go(wary: House):
    story = begin(wary)
    bring(wary, Piece(name="a", story=story))

    bring(wary, Piece(name="b", story=story, at=NOON + HOUR, sources=2))

    assert waits(wary, NOON + HOUR) == 2


def test_a_source_without_a_hit_lets_them_go_too(wary: House):
    story = begin(wary)
    bring(wary, Piece(name="a", story=story))
    watches = wary.config.watches.watches

    freed = wary.tell(lambda rows: corroborated(rows, story, 2, watches, NOON + HOUR))

    assert (freed, waits(wary, NOON + HOUR)) == (1, 1)


def test_what_develops_in_a_story_of_one_source_is_held_with_it(any_house: House):
    watch = {**SAPPERS, "sources": 2, "alert": {"on": ["new_story", "correction"]}}
    any_house.configure(routes=BOTH, watches=[watch])
    story = begin(any_house)
    hit = bring(any_house, Piece(name="a", story=story))

    develop(any_house, hit, story, "correction")
    before = [(route, reason) for route, _, reason in rows_of_hit(any_house, hit)[2:]]
    bring(any_house, Piece(name="b", story=story, at=NOON + HOUR, sources=2))

    assert before == [("desk", "sources"), ("daily", None)]
    assert [reason for *_, reason in rows_of_hit(any_house, hit)] == [None] * 4


def test_an_alert_that_waited_for_sources_collects_from_the_last_of_them_on(wary: House):
    wary.configure(routes=[{**AT_ONCE, "wait": "5m"}], watches=[{**SAPPERS, "sources": 2}])
    story = begin(wary)
    bring(wary, Piece(name="a", story=story))
    bring(wary, Piece(name="b", story=story, at=NOON + HOUR, sources=2))

    made = wary.compose(NOON + HOUR + 4 * MINUTE), wary.compose(NOON + HOUR + 5 * MINUTE)

    assert [len(one) for one in made] == [0, 1]


def test_a_story_that_only_mirrors_tell_waits_for_a_source(house: House):
    hit = bring(house, Piece(name="a", story=begin(house), tags=("mirror",), sources=0))

    assert rows_of_hit(house, hit) == [("desk", "waiting", "sources")]


def test_what_is_held_is_told_by_the_digest_all_the_same(wary: House):
    hit = bring(wary, Piece(name="a", story=begin(wary)))

    wary.compose(NOON + DAY)

    assert rows_of_hit(wary, hit) == [("desk", "absent", "already_told"), ("daily", "taken", None)]


def give_up(house: House, at: object) -> int:
    work = give_up_holding(house.config.routes, at, house.rows.read, house.rows.write)
    return house.run.run(work)


def test_what_is_held_until_it_is_old_is_given_up_and_the_digest_has_it(wary: House):
    hit = bring(wary, Piece(name="a", story=begin(wary)))

    given_up = give_up(wary, NOON + 2 * DAY), give_up(wary, NOON + 2 * DAY + MINUTE)

    assert given_up == (0, 1)
    assert rows_of_hit(wary, hit) == [("desk", "absent", "sources"), ("daily", "waiting", None)]


def test_a_story_that_a_clock_told_ahead_of_time_is_repeated_in_time(house: House):
    house.configure(routes=[{**AT_ONCE, "repeat": "6h"}])
    story = begin(house)
    bring(house, Piece(name="a", story=story, at=NOON + 365 * DAY))
    house.compose(NOON + 365 * DAY)

    bring(house, Piece(name="b", story=story))

    assert (waits(house, NOON), waits(house, NOON + 6 * HOUR)) == (0, 1)


def silence(house: House, **what: str) -> None:
    wish = Silence(id="", ends_at=NOON + HOUR, author="rina", comment="known", **what)
    house.tell(lambda rows: add(rows, wish, NOON))


@pytest.mark.parametrize(
    "what", [{"watch": "sap*"}, {"site": "example"}, {"term": "$sappers"}, {"term": "Sappers"}]
)
def test_what_a_silence_covers_is_planned_for_nobody(house: House, what: dict[str, str]):
    house.configure(routes=BOTH)
    silence(house, **what)

    hit = bring(house, Piece(name="a"))

    assert {row[1:] for row in rows_of_hit(house, hit)} == {("absent", "silenced")}


def test_a_silence_of_a_story_covers_that_story(any_house: House):
    story = begin(any_house)
    silence(any_house, story=str(story))

    hits = bring(any_house, Piece(name="a", story=story)), bring(any_house, Piece(name="b"))

    assert [rows_of_hit(any_house, hit)[0][2] for hit in hits] == ["silenced", None]


def test_everything_that_a_silence_names_must_fit(house: House):
    silence(house, watch="sappers", site="elsewhere.example")

    hit = bring(house, Piece(name="a"))

    assert rows_of_hit(house, hit) == [("desk", "waiting", None)]


def test_a_silence_that_is_over_covers_nothing(house: House):
    silence(house, watch="sappers")

    hit = bring(house, Piece(name="a", at=NOON + HOUR))

    assert rows_of_hit(house, hit) == [("desk", "waiting", None)]


def test_a_development_is_told_by_digests_and_by_alerts_that_want_it(any_house: House):
    watch = {**SAPPERS, "alert": {"on": ["new_story", "correction"]}}
    any_house.configure(routes=BOTH, watches=[watch])
    story = begin(any_house)
    hit = bring(any_house, Piece(name="a", story=story))

    develop(any_house, hit, story, "correction")
    develop(any_house, hit, story, "updated")

    assert rows_of_hit(any_house, hit)[2:] == [
        ("desk", "waiting", None),
        ("daily", "waiting", None),
        ("daily", "waiting", None),
    ]


def test_a_development_is_told_once(any_house: House):
    watch = {**SAPPERS, "alert": {"on": ["new_story", "correction"]}}
    any_house.configure(routes=BOTH, watches=[watch])
    story = begin(any_house)
    hit = bring(any_house, Piece(name="a", story=story))
    any_house.compose(NOON)
    develop(any_house, hit, story, "correction", at=NOON + MINUTE)

    made = any_house.compose(NOON + MINUTE), any_house.compose(NOON + DAY)

    assert [len(one) for one in made] == [1, 0]
    assert [one.kind for one in made[0][0].message.sections[0].cards[0].developments] == [
        "correction"
    ]


def test_a_development_of_an_old_article_is_no_alert_unless_it_is_a_correction(house: House):
    watch = {**SAPPERS, "alert": {"on": ["first_term", "correction"]}}
    house.configure(watches=[watch])
    story = begin(house)
    hit = bring(house, Piece(name="a", story=story, published=NOON - 3 * DAY))

    develop(house, hit, story, "first_term", published=NOON - 3 * DAY)
    develop(house, hit, story, "correction", published=NOON - 3 * DAY)

    assert [row[2] for row in rows_of_hit(house, hit)[1:]] == ["old", None]
