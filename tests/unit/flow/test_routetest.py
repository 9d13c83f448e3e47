"""Who gets a stored article, when, and who does not, and why: as the rows say."""

import pytest

from monitor.flow.routetest import Answer, Table, of_stored
from monitor.flow.silencing import add
from monitor.model.watch import Silence
from monitor.store import due
from tests.rig.configuration import AT_ONCE, SAPPERS
from tests.rig.house import DAY, HOUR, MINUTE, NOON, House
from tests.unit.flow.telling import Piece, bring

DAILY = {"id": "daily", "watches": ["*"], "to": ["files"], "at": ["08:00"]}
MORNING = NOON + 20 * HOUR


def answers(house: House, hit_id: int, at=NOON) -> dict[str, Answer]:
    table = Table(watches=house.room.desk.watches, routes=house.config.routes, now=at)
    article = house.ask(lambda rows: due.words_of_hit(rows, hit_id)).article_id
    return {one.route: one for one in house.ask(lambda rows: of_stored(rows, article, (), table))}


def test_a_digest_comes_at_its_next_slot(any_house: House):
    any_house.configure(routes=[DAILY])
    hit = bring(any_house, Piece(name="a"))

    one = answers(any_house, hit)["daily"]

    assert (one.state, one.at, one.kind) == ("comes", MORNING, "digest")


def test_an_alert_comes_when_its_wait_is_over(house: House):
    house.configure(routes=[{**AT_ONCE, "wait": "5m"}])
    hit = bring(house, Piece(name="a"))

    one = answers(house, hit)["desk"]

    assert (one.state, one.at, one.kind) == ("comes", NOON + 5 * MINUTE, "alert")


def test_an_alert_in_quiet_hours_comes_at_their_end(house: House):
    quiet = {"from": "11:00", "to": "15:00", "tz": "UTC"}
    house.configure(routes=[{**AT_ONCE, "quiet": quiet}])
    hit = bring(house, Piece(name="a"))

    assert answers(house, hit)["desk"].at == NOON + 3 * HOUR


def test_an_alert_over_the_limit_comes_when_the_hour_has_room(house: House):
    house.configure(routes=[{**AT_ONCE, "limit": {"per_hour": 1}}])
    bring(house, Piece(name="a"))
    house.compose(NOON)
    hit = bring(house, Piece(name="b", at=NOON + MINUTE))

    assert answers(house, hit, NOON + MINUTE)["desk"].at == NOON + HOUR


def test_what_was_told_says_when_and_by_which_route(any_house: House):
    any_house.configure(routes=[AT_ONCE, DAILY])
    hit = bring(any_house, Piece(name="a"))
    any_house.compose(NOON)

    found = answers(any_house, hit, NOON + HOUR)

    assert (found["desk"].state, found["desk"].at) == ("told", NOON)
    assert (found["daily"].reason, found["daily"].detail) == ("already_told", "by desk")


def test_what_waits_for_sources_says_how_many(any_house: House):
    any_house.configure(watches=[{**SAPPERS, "sources": 2}])
    any_house.print(any_house.story("a", "The sappers of a"))
    any_house.poll(NOON)
    (row,) = any_house.ask(lambda rows: due.of_article(rows, 1))

    one = answers(any_house, row.hit_id)["desk"]

    assert (one.state, one.reason, one.detail) == ("held", "sources", "1 of 2")


def test_what_is_over_the_limit_says_which_route_tells_it(house: House):
    house.configure(routes=[{**AT_ONCE, "limit": {"per_hour": 1}}, DAILY])
    bring(house, Piece(name="a"))
    hit = bring(house, Piece(name="b"))
    house.compose(NOON)

    one = answers(house, hit)["desk"]

    assert (one.reason, one.detail) == ("over_limit", "daily tells it")


def test_a_silence_over_what_waits_is_named(house: House):
    hit = bring(house, Piece(name="a"))
    wish = Silence(id="", ends_at=NOON + HOUR, author="rina", comment="x", watch="sappers")
    house.tell(lambda rows: add(rows, wish, NOON))

    one = answers(house, hit)["desk"]

    assert (one.state, one.reason) == ("not", "silenced")
    assert one.detail == "by s1 of rina until 2025-06-17 13:00 UTC"


UNFIT = [
    ({"watches": ["bridges"]}, "other_watches"),
    ({"severity": ["high"]}, "other_severity"),
    ({"feeds": {"tags": ["asia"]}}, "other_tags"),
    ({}, "newer_route"),
]


@pytest.mark.parametrize(("what", "reason"), UNFIT)
def test_a_route_that_does_not_tell_it_says_why(house: House, what: dict, reason: str):
    hit = bring(house, Piece(name="a"))
    house.configure(routes=[AT_ONCE, {**AT_ONCE, "id": "other", **what}])

    one = answers(house, hit)["other"]

    assert (one.state, one.reason) == ("not", reason)


def test_a_slot_that_is_open_tells_it_at_once(house: House):
    house.configure(routes=[DAILY])
    hit = bring(house, Piece(name="a"))

    assert answers(house, hit, NOON + DAY)["daily"].at == NOON + DAY
