"""Alerts: one for each story, not too many, none twice."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.flow.alerting import Pending, alerts
from monitor.flow.digest import Made
from monitor.flow.silencing import add
from monitor.model.message import NEW, GiveUp, Refused
from monitor.model.watch import Route, Silence
from monitor.store import outbox, stories
from monitor.store.duerows import Due
from tests.rig.configuration import AT_ONCE, BRIDGES, SAPPERS
from tests.rig.house import DAY, HOUR, LEASE, MINUTE, NOON, House, told
from tests.unit.flow.telling import Piece, begin, bring, develop, rows_of_hit

DAILY = {"id": "daily", "watches": ["*"], "to": ["files"], "at": ["08:00"]}
MORNING = NOON + 20 * HOUR
CORRECTING = {**SAPPERS, "alert": {"on": ["new_story", "correction"]}}


def told_of(made: list[Made]) -> list[list[str]]:
    """Give the pieces that each message tells."""
    return [[title.removeprefix("The sappers of ") for _, title in told([one])] for one in made]


def bring_all(house: House, *names: str, story: int | None = None, at=NOON) -> list[int]:
    return [bring(house, Piece(name=name, story=story, at=at)) for name in names]


def test_each_story_is_an_alert_of_its_own(any_house: House):
    bring_all(any_house, "a", "b", story=begin(any_house))
    bring_all(any_house, "c", story=begin(any_house))

    made = any_house.compose(NOON)

    assert told_of(made) == [["a", "b"], ["c"]]
    assert len({one.message.id for one in made}) == 2


def test_the_messages_of_one_moment_are_numbered(house: House):
    bring_all(house, "a", "b")

    assert [one.message.number for one in house.compose(NOON)] == [1, 2]


def test_without_a_group_all_that_waits_is_one_alert(house: House):
    house.configure(routes=[{**AT_ONCE, "group_by": []}])
    bring_all(house, "a", "b")

    assert told_of(house.compose(NOON)) == [["a", "b"]]


def test_alerts_may_be_one_for_each_watch(house: House):
    house.configure(routes=[{**AT_ONCE, "group_by": ["watch", "severity"]}])
    bring_all(house, "a", "b")
    bring(house, Piece(name="c", watch="bridges"))

    assert told_of(house.compose(NOON)) == [["a", "b"], ["c"]]


def test_the_first_alert_of_a_story_names_all_that_came_while_it_waited(any_house: House):
    any_house.configure(routes=[{**AT_ONCE, "wait": "5m"}])
    story = begin(any_house)
    bring_all(any_house, "a", story=story)
    bring_all(any_house, "b", story=story, at=NOON + 4 * MINUTE)
    early = any_house.compose(NOON + 5 * MINUTE - timedelta(seconds=1))

    made = any_house.compose(NOON + 5 * MINUTE)

    assert (early, told_of(made)) == ([], [["a", "b"]])


def test_what_was_not_ready_with_the_first_alert_is_no_second_one(any_house: House):
    any_house.configure(routes=[AT_ONCE, DAILY])
    story = begin(any_house)
    bring_all(any_house, "a", story=story)
    late = bring(any_house, Piece(name="b", story=story, ready_at=NOON + 2 * MINUTE))
    any_house.compose(NOON)

    made = any_house.compose(NOON + 2 * MINUTE)

    assert made == []
    assert rows_of_hit(any_house, late)[0] == ("desk", "absent", "same_story")


def test_one_story_does_not_hold_up_another(house: House):
    house.configure(routes=[{**AT_ONCE, "then_every": "3h", "repeat": "1h"}])
    story = begin(house)
    bring_all(house, "a", story=story)
    house.compose(NOON)
    bring_all(house, "b", story=story, at=NOON + MINUTE)
    bring_all(house, "c", story=begin(house), at=NOON + MINUTE)

    made = house.compose(NOON + 2 * HOUR), house.compose(NOON + 3 * HOUR)

    assert [told_of(one) for one in made] == [[["c"]], [["b"]]]


def test_a_story_that_goes_on_is_repeated_with_all_that_came_since(any_house: House):
    any_house.configure(routes=[{**AT_ONCE, "repeat": "6h"}])
    story = begin(any_house)
    bring_all(any_house, "a", story=story)
    any_house.compose(NOON)
    bring_all(any_house, "b", story=story, at=NOON + HOUR)
    bring_all(any_house, "c", story=story, at=NOON + 5 * HOUR)
    early = any_house.compose(NOON + 6 * HOUR - MINUTE)

    made = any_house.compose(NOON + 6 * HOUR)

    assert (early, told_of(made)) == ([], [["b", "c"]])


def test_one_kind_of_a_story_is_told_once_in_half_an_hour(any_house: House):
    any_house.configure(watches=[CORRECTING])
    story = begin(any_house)
    (hit,) = bring_all(any_house, "a", story=story)
    any_house.compose(NOON)
    develop(any_house, hit, story, "correction", at=NOON + MINUTE)
    any_house.compose(NOON + MINUTE)
    develop(any_house, hit, story, "correction", at=NOON + 2 * MINUTE)

    made = any_house.compose(NOON + 30 * MINUTE), any_house.compose(NOON + 31 * MINUTE)

    assert [len(one) for one in made] == [0, 1]


def test_what_a_clock_told_ahead_of_time_does_not_hold_up_what_develops(any_house: House):
    any_house.configure(watches=[CORRECTING], routes=[{**AT_ONCE, "then_every": "30m"}])
    story = begin(any_house)
    (hit,) = bring_all(any_house, "a", story=story)
    develop(any_house, hit, story, "correction", at=NOON)
    any_house.compose(NOON + 365 * DAY)
    develop(any_house, hit, story, "correction", at=NOON + MINUTE)

    made = any_house.compose(NOON + MINUTE)

    assert len(made) == 1


def test_alerts_of_a_clock_that_was_ahead_leave_the_hour_its_room(tight: House):
    bring_all(tight, "a", "b", "c", at=NOON)
    tight.compose(NOON + 365 * DAY)
    bring_all(tight, "d", at=NOON + MINUTE)

    made = tight.compose(NOON + MINUTE)

    assert ["d"] in told_of(made)


def test_alerts_of_one_story_hang_together(any_house: House):
    any_house.configure(watches=[CORRECTING])
    story = begin(any_house)
    (hit,) = bring_all(any_house, "a", story=story)
    (first,) = any_house.compose(NOON)
    develop(any_house, hit, story, "correction", at=NOON + MINUTE)

    (second,) = any_house.compose(NOON + MINUTE)

    assert (first.message.thread, first.message.first_key) == (story, None)
    assert (second.message.thread, second.message.first_key) == (story, first.parcel.key)
    assert second.message.first_subject == first.subject


def test_a_digest_hangs_under_nothing(house: House):
    house.configure(routes=[DAILY])
    bring_all(house, "a", story=begin(house))

    (made,) = house.compose(MORNING)

    assert made.message.thread is None


@pytest.fixture
def tight(any_house: House) -> House:
    """A house whose alerts are two an hour, with four stories."""
    any_house.configure(routes=[{**AT_ONCE, "limit": {"per_hour": 2}}])
    return any_house


def test_what_is_over_the_limit_goes_into_the_digest(tight: House):
    tight.configure(routes=[{**AT_ONCE, "limit": {"per_hour": 2}}, DAILY])
    hits = bring_all(tight, "a", "b", "c", "d")

    made = tight.compose(NOON), tight.compose(MORNING)

    assert [told_of(one) for one in made] == [[["a"], ["b"]], [["c", "d"]]]
    assert [rows_of_hit(tight, hit)[0][1:] for hit in hits[2:]] == [("absent", "over_limit")] * 2


def test_what_is_over_the_limit_and_has_no_digest_is_told_together_when_there_is_room(
    tight: House,
):
    bring_all(tight, "a", "b")
    tight.compose(NOON)
    bring_all(tight, "c", "d", "e", at=NOON + MINUTE)
    early = tight.compose(NOON + HOUR - MINUTE)

    made = tight.compose(NOON + HOUR)

    assert (early, told_of(made)) == ([], [["c"], ["d", "e"]])
    assert made[-1].message.thread is None


def test_what_is_urgent_comes_first(house: House):
    urgent = {**BRIDGES, "alert": {"severity": "high"}}
    house.configure(
        routes=[{**AT_ONCE, "limit": {"per_hour": 1}}, DAILY], watches=[SAPPERS, urgent]
    )
    bring_all(house, "a")
    bring(house, Piece(name="b", watch="bridges", at=NOON + MINUTE))

    assert told_of(house.compose(NOON + MINUTE)) == [["b"]]


def test_a_silence_that_comes_while_a_hit_waits_keeps_it_back_and_is_counted(any_house: House):
    any_house.configure(routes=[DAILY])
    hit = bring(any_house, Piece(name="a", site="mill.example"))
    bring_all(any_house, "b")
    wish = Silence(id="", ends_at=NOON + DAY, author="rina", comment="x", site="mill.example")
    any_house.tell(lambda rows: add(rows, wish, NOON))

    made = any_house.compose(MORNING)
    bring_all(any_house, "c", at=MORNING + HOUR)
    later = any_house.compose(MORNING + DAY)

    assert told_of(made) == [["b"]]
    assert rows_of_hit(any_house, hit) == [("daily", "absent", "silenced")]
    assert [dict(one.message.held_back) for one in (*made, *later)] == [{}, {}]


def test_silenced_hits_are_counted_in_the_message(any_house: House):
    any_house.configure(routes=[DAILY])
    wish = Silence(id="", ends_at=NOON + DAY, author="rina", comment="x", site="mill.example")
    any_house.tell(lambda rows: add(rows, wish, NOON))
    bring(any_house, Piece(name="a", site="mill.example"))
    bring_all(any_house, "b")

    made = any_house.compose(MORNING)
    bring_all(any_house, "c", at=MORNING + HOUR)
    later = any_house.compose(MORNING + DAY)

    assert [dict(one.message.held_back) for one in (*made, *later)] == [{"silenced": 1}, {}]


def lose_one(house: House) -> None:
    """Have the oldest delivery refused for good."""
    (claim,) = house.tell(lambda rows: outbox.claim(rows, NOON, limit=1, lease=LEASE))
    lost = Refused(reason="refused", answer="no", final=True)
    house.tell(
        lambda rows: outbox.finish(rows, claim, lost, GiveUp(reason="refused"), NOON + MINUTE)
    )


def test_a_story_whose_alert_died_is_told_again_late(any_house: House):
    story = begin(any_house)
    bring_all(any_house, "a", story=story)
    any_house.compose(NOON)
    lose_one(any_house)
    bring_all(any_house, "b", story=story, at=NOON + 2 * MINUTE)

    made = any_house.compose(NOON + 2 * HOUR)

    assert told_of(made) == [["a", "b"]]
    assert made[0].message.first_key is None


def merged(house: House) -> int:
    """Have two stories, `a` of the one told at noon, and `b` of the other merged into it."""
    kept, gone = begin(house), begin(house)
    bring_all(house, "a", story=kept)
    house.compose(NOON)
    (hit,) = bring_all(house, "b", story=gone, at=NOON + MINUTE)
    house.tell(lambda rows: stories.merge(rows, kept, gone))
    return hit


def test_what_waits_of_a_story_that_proved_to_be_a_told_one_is_no_alert(any_house: House):
    hit = merged(any_house)

    assert any_house.compose(NOON + HOUR) == []
    assert rows_of_hit(any_house, hit) == [("desk", "absent", "same_story")]


def test_what_waits_of_a_story_that_proved_to_be_a_told_one_comes_when_it_is_repeated(
    any_house: House,
):
    any_house.configure(routes=[{**AT_ONCE, "repeat": "6h"}])
    merged(any_house)

    made = any_house.compose(NOON + HOUR), any_house.compose(NOON + 6 * HOUR)

    assert [told_of(one) for one in made] == [[], [["b"]]]


def test_what_died_is_told_though_its_story_was_told_by_another_alert(any_house: House):
    kept, gone = begin(any_house), begin(any_house)
    bring_all(any_house, "a", story=kept)
    any_house.compose(NOON)
    bring_all(any_house, "b", story=gone, at=NOON + MINUTE)
    any_house.compose(NOON + MINUTE)
    any_house.tell(lambda rows: stories.merge(rows, kept, gone))
    lose_one(any_house)

    made = any_house.compose(NOON + 2 * HOUR)

    assert told_of(made) == [["a"]]


def due_row(number: int, story: int | None, minute: int, late: bool) -> Due:
    return Due(
        id=number,
        hit_id=number,
        kind=NEW,
        route="desk",
        destination="files",
        state="waiting",
        reason=None,
        ready_at=NOON + minute * MINUTE,
        is_late=late,
        watch="sappers",
        severity="normal",
        article_id=number,
        language="en",
        site=None,
        story=story,
        told_at=None,
        message_id=None,
    )


WAITING = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(1, 4)), st.integers(0, 90), st.booleans()),
    max_size=12,
).map(lambda given: [due_row(n, *one) for n, one in enumerate(given, start=1)])


@given(
    waiting=WAITING,
    room=st.one_of(st.none(), st.integers(0, 3)),
    elsewhere=st.frozensets(st.integers(1, 12)),
    minute=st.integers(0, 120),
)
def test_nothing_is_told_twice_or_lost_and_the_limit_is_kept(
    waiting: list[Due], room: int | None, elsewhere: frozenset[int], minute: int
):
    route = Route(id="desk", to=("files",), wait=10 * MINUTE, per_hour=room)
    pending = Pending(route=route, waiting=waiting, elsewhere=elsewhere, room=room)

    found = alerts(pending, NOON + minute * MINUTE)

    said = [row.id for one in found.now for row in one.rows]
    dropped = [number for ids in found.dropped.values() for number in ids]
    assert len(said + dropped) == len({*said, *dropped})
    assert set(dropped) <= elsewhere
    assert room is None or len(found.now) <= room
    assert all(one.rows for one in found.now)
