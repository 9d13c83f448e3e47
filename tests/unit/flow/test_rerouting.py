"""Routes that are renamed or removed strand no hit."""

from monitor.flow.rerouting import reroute
from tests.rig.house import HOUR, NOON, House, told

DESK = {"id": "desk", "watches": ["*"], "to": ["files"], "at": ["08:00"]}
RENAMED = {**DESK, "id": "newsdesk"}


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
