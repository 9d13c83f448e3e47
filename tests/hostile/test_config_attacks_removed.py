"""A reload takes away a watch, a route, a destination: what waits is told, or says why not."""

import pytest

from monitor.flow.rerouting import reroute
from monitor.model.message import Done, GiveUp
from monitor.store import outbox
from tests.rig.configuration import BRIDGES, SAPPERS
from tests.rig.house import HOUR, NOON, House, told
from tests.unit.flow.conftest import any_house as any_house
from tests.unit.flow.conftest import children as children
from tests.unit.flow.conftest import make_house as make_house
from tests.unit.flow.conftest import runner as runner

DESK = {"id": "desk", "watches": ["*"], "to": ["files"], "at": ["08:00"]}
NIGHT = {"id": "night", "watches": ["*"], "to": ["files"], "at": ["20:00"]}
OTHER = {"destinations": {"other": {"folder": "elsewhere"}}}
ELSEWHERE = {**DESK, "to": ["other"]}
REMOVED = {
    "nothing": {"routes": [DESK], "watches": [SAPPERS, BRIDGES]},
    "the watch": {"routes": [DESK], "watches": [BRIDGES]},
    "the route": {"routes": [NIGHT], "watches": [SAPPERS, BRIDGES]},
    "the destination": {"routes": [ELSEWHERE], "watches": [SAPPERS, BRIDGES], **OTHER},
}


def begun(house: House) -> None:
    """Have a hit of one watch wait for a route's digest."""
    house.configure(routes=[DESK], watches=[SAPPERS, BRIDGES])
    house.print(house.story("a", "The sappers of a"))
    house.poll(NOON)


@pytest.mark.parametrize("what", REMOVED)
def test_a_delivery_that_was_made_is_sent_or_given_up_with_its_reason(any_house: House, what: str):
    begun(any_house)
    made = any_house.compose(NOON + 24 * HOUR)
    assert told(made) == [("sappers", "The sappers of a")]

    any_house.configure(at=NOON + 25 * HOUR, **REMOVED[what])
    any_house.tell(lambda rows: reroute(rows, any_house.room.desk, NOON + 25 * HOUR))
    (decision,) = any_house.send(NOON + 25 * HOUR)

    if what == "the destination":
        assert decision == GiveUp(reason="no_destination")
        (row,) = any_house.ask(lambda rows: outbox.listing(rows, limit=9))
        assert (row.state, row.reason) == ("dead", "no_destination")
    else:
        assert isinstance(decision, Done)
        assert len(list((any_house.folder / "outbox").glob("*.eml"))) == 1


@pytest.mark.parametrize("what", REMOVED)
def test_a_hit_that_waits_is_told_all_the_same(any_house: House, what: str):
    begun(any_house)

    any_house.configure(at=NOON + HOUR, **REMOVED[what])
    any_house.tell(lambda rows: reroute(rows, any_house.room.desk, NOON + HOUR))
    made = any_house.compose(NOON + 48 * HOUR)

    assert told(made) == [("sappers", "The sappers of a")]
