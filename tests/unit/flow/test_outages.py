"""What goes wrong with deliveries is told to the operator, on another way."""

import json
from datetime import datetime, timedelta

import pytest

from monitor.flow.digest import Made
from monitor.flow.outages import AT_MOST_EVERY, tell_operator
from monitor.model.message import GiveUp
from monitor.store import audit, outages, outbox, standings
from monitor.store.bulk import put_many
from monitor.store.outages import MOST_AT_ONCE
from monitor.store.schema import event
from tests.rig.configuration import AT_ONCE
from tests.rig.house import DAY, HOUR, NOON, House
from tests.rig.newsroom import Reply

HOOK = "/hook"


@pytest.fixture
def desk(any_house: House) -> House:
    """A house whose hits go to a webhook that wants nothing more; its operator has a folder."""
    any_house.news.put(HOOK, Reply(status=410))
    hook = {"webhook": any_house.news.address(HOOK)}
    any_house.configure(
        destinations={"hook": hook, "files": {"folder": "outbox"}},
        routes=[{**AT_ONCE, "to": ["hook"]}],
    )
    return any_house


def meet(house: House, name: str, at: datetime) -> None:
    house.print(house.story(name, f"The sappers of {name}"))
    house.poll(at)
    house.compose(at)


def tell(house: House, at: datetime, operator: str | None = "files") -> Made | None:
    rows = house.rows
    return house.run.run(tell_operator(operator, at, house.press, rows.read, rows.write))


def test_a_receiver_that_wants_nothing_more_is_switched_off_and_the_operator_told(desk: House):
    meet(desk, "a", NOON)
    assert desk.send(NOON) == [GiveUp(reason="gone")]

    made = tell(desk, NOON)
    desk.send(NOON)

    assert made is not None
    assert made.parcel.destination == "files"
    assert {(one.feed, one.reason) for one in made.message.trouble} == {
        ("hook", "disabled"),
        ("hook", "gone"),
    }
    written = [path.read_text() for path in (desk.folder / "outbox").glob("*.json")]
    assert [json.loads(text)["type"] for text in written] == ["feed.trouble"]


def test_the_operator_is_told_once(desk: House):
    meet(desk, "a", NOON)
    desk.send(NOON)
    tell(desk, NOON)

    assert tell(desk, NOON + DAY) is None


def test_nothing_is_told_when_nothing_went_wrong(house: House):
    assert tell(house, NOON) is None


def test_without_an_operator_nobody_is_told(desk: House):
    meet(desk, "a", NOON)
    desk.send(NOON)

    assert tell(desk, NOON, None) is None


def test_the_operators_own_trouble_goes_another_way(desk: House):
    meet(desk, "a", NOON)
    desk.send(NOON)

    made = tell(desk, NOON, "hook")

    assert made is not None
    assert made.parcel.destination == "files"


def test_what_is_given_up_is_told_once_an_hour(desk: House):
    desk.configure(destinations={"files": {"folder": "outbox"}}, routes=[{**AT_ONCE}])
    meet(desk, "a", NOON)
    desk.configure(
        destinations={"other": {"folder": "other"}}, routes=[{**AT_ONCE, "to": ["other"]}]
    )
    desk.send(NOON)
    first = tell(desk, NOON, "other")

    assert first is not None
    assert [(one.feed, one.reason) for one in first.message.trouble] == [
        ("files", "no_destination")
    ]
    assert tell(desk, NOON + AT_MOST_EVERY, "other") is None


def test_the_operator_who_was_told_by_a_clock_that_was_ahead_is_told_again(desk: House):
    desk.configure(destinations={"files": {"folder": "outbox"}}, routes=[{**AT_ONCE}])
    meet(desk, "a", NOON)
    meet(desk, "b", NOON)
    desk.configure(
        destinations={"other": {"folder": "other"}}, routes=[{**AT_ONCE, "to": ["other"]}]
    )
    desk.tell(lambda rows: outages.mark_told(rows, (), 0, NOON + 365 * DAY))
    desk.send(NOON)

    assert tell(desk, NOON, "other") is not None


def test_what_waits_for_a_receiver_comes_when_it_is_switched_on(desk: House):
    for hours, name in enumerate("abc"):
        meet(desk, name, NOON + hours * HOUR)
    desk.send(NOON + 2 * HOUR)
    at = NOON + 3 * HOUR
    desk.tell(lambda rows: outbox.retire(rows, at, limit=99))
    desk.news.put(HOOK, Reply(status=204))
    before = len(desk.news.asked_for(HOOK))

    assert desk.tell(lambda rows: outbox.enable(rows, "hook", at))
    desk.compose(at)
    desk.send(at)

    said = "".join(asked.body.decode() for asked in desk.news.asked_for(HOOK)[before:])
    assert all(f"The sappers of {name}" in said for name in "abc")


def test_a_receiver_that_fails_rests_and_no_attempt_is_spent(desk: House):
    desk.news.put(HOOK, Reply(status=500))
    for number, name in enumerate("abcde"):
        meet(desk, name, NOON + number * HOUR)
    at = NOON + 5 * HOUR
    desk.send(at)
    before = len(desk.news.asked_for(HOOK))

    for seconds in range(1, 40, 5):
        desk.send(at + timedelta(seconds=seconds))

    assert (before, len(desk.news.asked_for(HOOK))) == (5, 5)
    (standing,) = desk.ask(standings.unwell)
    assert (standing.lane, standing.reason) == ("hook", "http_5xx")


def test_what_waited_for_a_receiver_switched_off_hides_no_loss(any_house: House):
    gone = {"kind": "delivery_dead", "reason": "disabled", "detail": "", "at": NOON}
    many = [{**gone, "subject": f"hook {number}"} for number in range(MOST_AT_ONCE)]
    any_house.tell(lambda rows: put_many(rows, event, many))
    any_house.tell(lambda rows: audit.note(rows, "delivery_dead", "room 1", "refused", "no", NOON))

    made = tell(any_house, NOON)

    assert made is not None
    assert [(one.feed, one.reason) for one in made.message.trouble] == [("room", "refused")]
