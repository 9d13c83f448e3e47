"""Routes that are renamed or removed strand no hit."""

from monitor.flow.rerouting import reroute
from monitor.store import stories
from monitor.stories.facts import Facts
from tests.rig.configuration import AT_ONCE, SAPPERS
from tests.rig.house import HOUR, NOON, House, told
from tests.unit.flow.telling import Piece, begin, bring, rows_of_hit

DESK = {"id": "desk", "watches": ["*"], "to": ["files"], "at": ["08:00"]}
RENAMED = {**DESK, "id": "newsdesk"}
DAILY = {**DESK, "id": "daily"}


def test_what_waits_on_a_renamed_route_is_told_by_its_new_name(any_house: House):
    any_house.configure(routes=[DESK])
    any_house.print(any_house.story("a", "The sappers of a"))
    any_house.poll(NOON)
    any_house.configure(routes=[RENAMED])

    any_house.tell(lambda rows: reroute(rows, any_house.room.desk, NOON + HOUR))

    made = any_house.compose(NOON + 24 * HOUR)
    assert [title for _, title in told(made)] == ["The sappers of a"]


def test_what_no_route_takes_any_more_says_so(any_house: House):
    any_house.configure(routes=[DESK])
    any_house.print(any_house.story("a", "The sappers of a"))
    any_house.poll(NOON)
    any_house.configure(routes=[{**DESK, "id": "new", "feeds": {"tags": ["nowhere"]}}])

    stranded = any_house.tell(lambda rows: reroute(rows, any_house.room.desk, NOON + HOUR))

    assert stranded == 1
    assert any_house.compose(NOON + 24 * HOUR) == []
    assert any_house.broken_promises() == ()


WARY = {**SAPPERS, "sources": 2}


def held(house: House) -> int:
    """Bring a hit of one source, where two are asked for; give its id."""
    house.configure(routes=[AT_ONCE, DAILY], watches=[WARY])
    story = begin(house)
    hit = bring(house, Piece(name="a", story=story))
    knows = Facts(first_seen_at=NOON, publishers=("courier.example",), articles=1)
    house.tell(lambda rows: stories.put_facts(rows, story, knows.to_line()))
    return hit


def test_what_is_held_for_sources_stays_held_when_both_its_routes_are_renamed(any_house: House):
    hit = held(any_house)
    renamed = [{**AT_ONCE, "id": "new"}, {**DESK, "id": "newer"}]
    any_house.configure(routes=renamed, watches=[WARY])

    any_house.tell(lambda rows: reroute(rows, any_house.room.desk, NOON + HOUR))

    assert rows_of_hit(any_house, hit)[2:] == [
        ("new", "waiting", "sources"),
        ("newer", "waiting", None),
    ]


def test_what_was_held_is_let_go_when_its_watch_asks_for_fewer_sources(any_house: House):
    hit = held(any_house)
    any_house.configure(routes=[AT_ONCE, DAILY], watches=[SAPPERS])

    any_house.tell(lambda rows: reroute(rows, any_house.room.desk, NOON + HOUR))

    assert rows_of_hit(any_house, hit)[0] == ("desk", "waiting", None)


def test_what_was_held_is_let_go_when_its_route_makes_digests(any_house: House):
    hit = held(any_house)
    any_house.configure(routes=[DESK, DAILY], watches=[WARY])

    any_house.tell(lambda rows: reroute(rows, any_house.room.desk, NOON + HOUR))

    assert rows_of_hit(any_house, hit)[0] == ("desk", "waiting", None)


def test_what_is_held_stays_held_when_nothing_changed(any_house: House):
    hit = held(any_house)

    any_house.tell(lambda rows: reroute(rows, any_house.room.desk, NOON + HOUR))

    assert rows_of_hit(any_house, hit)[0] == ("desk", "waiting", "sources")


def test_a_renamed_digest_lets_no_alert_go_that_is_held(any_house: House):
    hit = held(any_house)
    any_house.configure(routes=[AT_ONCE, {**DAILY, "id": "newer"}], watches=[WARY])

    any_house.tell(lambda rows: reroute(rows, any_house.room.desk, NOON + HOUR))

    assert rows_of_hit(any_house, hit)[0] == ("desk", "waiting", "sources")


def test_a_renamed_digest_makes_no_alert_of_what_was_none(any_house: House):
    any_house.configure(routes=[AT_ONCE, DAILY])
    hit = bring(any_house, Piece(name="a", published=NOON - 72 * HOUR))
    any_house.configure(routes=[AT_ONCE, {**DAILY, "id": "newer"}])

    any_house.tell(lambda rows: reroute(rows, any_house.room.desk, NOON + HOUR))

    assert rows_of_hit(any_house, hit) == [
        ("desk", "absent", "old"),
        ("daily", "absent", "no_route"),
        ("newer", "waiting", None),
    ]
