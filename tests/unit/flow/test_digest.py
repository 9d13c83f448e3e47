"""What is due becomes a message: when, with what, and only once."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from monitor.app.access import Rows
from monitor.flow.digest import Desired, Made
from monitor.store import meta, outbox
from monitor.store.database import Database
from tests.rig.configuration import AT_ONCE
from tests.rig.house import DAY, FEED, HOUR, MINUTE, NOON, House, told
from tests.unit.flow.telling import Piece, bring

# 08:00 in Jakarta is 01:00 UTC.
MORNING = {"id": "desk", "watches": ["*"], "to": ["files"], "at": ["08:00"], "tz": "Asia/Jakarta"}
EIGHT = datetime(2025, 6, 18, 1, tzinfo=UTC)


def meet(house: House, *names: str, at: datetime = NOON) -> None:
    """Have one hit of each name, each the first of what it tells."""
    for name in names:
        bring(house, Piece(name=name, at=at))


def told_of(made: list[Made]) -> list[str]:
    return [title.removeprefix("The sappers of ") for _, title in told(made)]


def test_nothing_is_made_while_nothing_waits(house: House):
    assert house.compose(NOON) == []


def test_a_slot_is_not_closed_before_its_time(any_house: House):
    any_house.configure(routes=[MORNING])
    meet(any_house, "a")

    assert any_house.compose(EIGHT - timedelta(seconds=1)) == []


def test_a_slot_is_closed_at_its_local_time(any_house: House):
    any_house.configure(routes=[MORNING])
    meet(any_house, "a")

    (made,) = any_house.compose(EIGHT)

    assert made.message.slot is not None
    assert made.message.slot.starts_at == EIGHT


def test_a_closed_slot_is_not_closed_again(any_house: House):
    any_house.configure(routes=[MORNING])
    meet(any_house, "a")
    any_house.compose(EIGHT)
    meet(any_house, "b", at=EIGHT + MINUTE)

    assert any_house.compose(EIGHT + 2 * MINUTE) == []


def test_what_came_after_a_slot_is_told_in_the_next(house: House):
    house.configure(routes=[MORNING])
    meet(house, "a")
    house.compose(EIGHT)
    meet(house, "b", at=EIGHT + MINUTE)

    assert told_of(house.compose(EIGHT + DAY)) == ["b"]


def test_a_slot_without_news_passes_and_what_comes_later_waits_for_the_next(any_house: House):
    any_house.configure(routes=[MORNING])
    meet(any_house, "a")
    any_house.compose(EIGHT)
    any_house.compose(EIGHT + DAY)
    meet(any_house, "b", at=EIGHT + DAY + HOUR)

    made = any_house.compose(EIGHT + DAY + HOUR), any_house.compose(EIGHT + 2 * DAY)

    assert [told_of(one) for one in made] == [[], ["b"]]


def test_slots_missed_while_we_were_down_give_one_catch_up(any_house: House):
    any_house.configure(routes=[MORNING])
    meet(any_house, "a", "b")

    made = any_house.compose(EIGHT + 5 * DAY + HOUR), any_house.compose(EIGHT + 5 * DAY + HOUR)

    assert [told_of(one) for one in made] == [["a", "b"], []]


def test_a_catch_up_is_named_after_the_slot_missed_last(house: House):
    house.configure(routes=[MORNING])
    meet(house, "a")

    (made,) = house.compose(EIGHT + 5 * DAY + HOUR)

    assert made.message.slot is not None
    assert made.message.slot.starts_at == EIGHT + 5 * DAY


def test_the_repeated_hour_of_autumn_makes_one_digest(house: House):
    # In Berlin, 02:30 came twice on 26 October 2025: at 00:30 and at 01:30 UTC.
    house.configure(routes=[{**MORNING, "at": ["02:30"], "tz": "Europe/Berlin"}])
    first = datetime(2025, 10, 26, 0, 30, tzinfo=UTC)
    meet(house, "a", at=first - HOUR)
    early = told_of(house.compose(first))
    meet(house, "b", at=first + MINUTE)

    late = told_of(house.compose(first + HOUR))

    assert (early, late) == (["a"], [])


def test_the_skipped_hour_of_spring_makes_its_digest_when_the_clock_moves(house: House):
    # In Berlin, 02:30 did not come on 29 March 2026; the clock moved at 01:00 UTC.
    house.configure(routes=[{**MORNING, "at": ["02:30"], "tz": "Europe/Berlin"}])
    moved = datetime(2026, 3, 29, 1, tzinfo=UTC)
    meet(house, "a", at=moved - HOUR)

    made = house.compose(moved - MINUTE), house.compose(moved)

    assert [told_of(one) for one in made] == [[], ["a"]]


def test_an_alert_collects_for_a_while(any_house: House):
    any_house.configure(routes=[{**AT_ONCE, "wait": "2m", "group_by": []}])
    meet(any_house, "a")
    meet(any_house, "b", at=NOON + 11 * MINUTE)
    early = any_house.compose(NOON + 2 * MINUTE - timedelta(seconds=1))

    made = any_house.compose(NOON + 11 * MINUTE)

    assert (told_of(early), told_of(made)) == ([], ["a", "b"])


def test_a_later_alert_keeps_its_distance(house: House):
    house.configure(routes=[{**AT_ONCE, "then_every": "30m", "group_by": []}])
    meet(house, "a")
    house.compose(NOON)
    meet(house, "b", at=NOON + 20 * MINUTE)

    made = house.compose(NOON + 29 * MINUTE), house.compose(NOON + 30 * MINUTE)

    assert [told_of(one) for one in made] == [[], ["b"]]


def test_an_alert_in_quiet_hours_is_held_until_they_end(house: House):
    quiet = {"from": "22:00", "to": "06:30", "tz": "UTC"}
    house.configure(routes=[{**AT_ONCE, "quiet": quiet}])
    night = datetime(2025, 6, 17, 23, tzinfo=UTC)
    morning = datetime(2025, 6, 18, 6, 30, tzinfo=UTC)
    meet(house, "a", at=night)

    made = house.compose(morning - MINUTE), house.compose(morning)

    assert [told_of(one) for one in made] == [[], ["a"]]


def test_messages_of_a_route_are_numbered(house: House):
    meet(house, "a")
    house.compose(NOON)
    meet(house, "b", at=NOON + HOUR)

    (made,) = house.compose(NOON + HOUR)

    assert (made.message.number, made.message.since) == (2, NOON)


def test_a_message_names_the_rule_files_that_were_refused(house: House):
    house.tell(lambda rows: meta.put(rows, "refused_files", "watches/a.yaml\nwatches/b.yaml"))
    meet(house, "a")

    (made,) = house.compose(NOON)

    assert made.message.refused_files == ("watches/a.yaml", "watches/b.yaml")


def test_an_article_of_two_watches_stands_in_a_message_once(house: House):
    house.print(house.story("1", "The sappers at the bridge"))
    house.poll(NOON)

    (made,) = house.compose(NOON)

    cards = [card for section in made.message.sections for card in section.cards]
    assert len(cards) == 1
    assert sorted(watch for watch, _ in told([made])) == ["bridges", "sappers"]


def test_a_message_counts_the_silent_watches_of_its_route_only(house: House):
    house.configure(routes=[AT_ONCE, {**MORNING, "id": "daily", "watches": ["sappers", "harbour"]}])
    meet(house, "a")
    house.compose(NOON)
    meet(house, "b", at=NOON + HOUR)
    daily = Desired(route=house.route("daily"), destination="files", at_once=True)

    (made,) = house.run.run(house.digest(daily, NOON + HOUR))

    assert made.message.silent_watches == 1


@pytest.fixture
def troubled(house: House) -> House:
    """A house with one feed that nobody can read, and one that can be read."""
    address = house.news.address(FEED)
    courier = {"id": "courier", "address": address, "first_run": "all"}
    mill = {"id": "mill", "address": house.news.address("/nowhere")}
    house.configure(feeds=[courier, mill])
    house.print(house.story("1", "Nothing of note"))
    for hour in range(6):
        house.poll(NOON + hour * HOUR)
    return house


def test_trouble_is_told_in_full_once_and_then_counted(troubled: House):
    made = []
    for hour in (6, 7):
        meet(troubled, f"a{hour}", f"b{hour}", at=NOON + hour * HOUR)
        made += troubled.compose(NOON + hour * HOUR)

    said = [one.message for one in made]
    assert [[one.feed for one in message.trouble] for message in said] == [["mill"], [], [], []]
    assert [message.known_trouble for message in said] == [0, 1, 1, 1]


@pytest.fixture
def twin(any_house: House, store_url: str) -> Iterator[Rows]:
    """The rows of the same database, as a second process has them."""
    database = Database(store_url)
    rows = Rows(database)
    yield rows
    rows.close()
    database.close()


def deliveries(house: House) -> int:
    return len(house.ask(lambda rows: outbox.listing(rows, limit=99)))


def test_two_processes_close_a_slot_once(any_house: House, twin: Rows):
    any_house.configure(routes=[MORNING])
    meet(any_house, "a", "b")
    wish = Desired(route=any_house.route("desk"), destination="files")

    async def both() -> list[tuple[Made, ...]]:
        mine, theirs = any_house.digest(wish, EIGHT), any_house.digest(wish, EIGHT, twin)
        return list(await asyncio.gather(mine, theirs))

    made = any_house.run.run(both())

    assert sorted(len(one) for one in made) == [0, 1]
    assert deliveries(any_house) == 1


def test_two_processes_tell_an_alert_once_though_their_clocks_differ(any_house: House, twin: Rows):
    meet(any_house, "a", "b")
    wish = Desired(route=any_house.route("desk"), destination="files")
    later = NOON + timedelta(milliseconds=3)

    async def both() -> list[Made]:
        mine, theirs = any_house.digest(wish, NOON), any_house.digest(wish, later, twin)
        return [one for made in await asyncio.gather(mine, theirs) for one in made]

    made = any_house.run.run(both())

    assert sorted(told_of(made)) == ["a", "b"]


def test_one_process_asked_twice_at_once_makes_one_message(house: House):
    meet(house, "a")

    async def both() -> list[list[Made]]:
        return list(await asyncio.gather(house.composing(NOON), house.composing(NOON)))

    made = house.run.run(both())

    assert sorted(len(one) for one in made) == [0, 1]
