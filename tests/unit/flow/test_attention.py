"""Watches that are louder than ever, and those that went quiet."""

from datetime import datetime

from monitor.flow.attention import listen
from monitor.flow.digest import Desired, Made
from monitor.store import developments, outbox, storylist
from tests.rig.configuration import AT_ONCE, SAPPERS
from tests.rig.house import DAY, HOUR, MINUTE, NOON, House
from tests.rig.newsroom import Reply
from tests.rig.paper import Story

QUIET = {**SAPPERS, "expect": {"at_least": 1, "every": "2d"}}
LOUD = {**SAPPERS, "alert": {"on": ["new_story", "unusual_volume"]}}
TWO_WAYS = [
    AT_ONCE,
    {"id": "daily", "watches": ["*"], "to": ["files", "more"], "at": ["08:00"]},
]
READERS = {"files": {"folder": "outbox"}, "more": {"folder": "more"}}


def attend(house: House, at: datetime) -> tuple[Made, ...]:
    """Look at the watches, as the daemon does every minute."""
    ways = [
        Desired(route=route, destination=destination)
        for route in house.config.routes
        for destination in route.to
    ]
    access = house.rows.read, house.rows.write
    return house.run.run(listen(house.room.desk, house.press, ways, at, access))


def publish(house: House, number: int, at: datetime, site: str = "courier") -> None:
    link = f"https://{site}.example/{number}"
    title = f"Number {number}: the sappers of {site} leave {number * 7919}"
    house.print(Story(id=link, title=title, link=link, published=at))
    house.poll(at)


def test_a_quiet_watch_is_told_once_in_its_time(any_house: House):
    any_house.configure(watches=[QUIET])
    any_house.print()
    any_house.poll(NOON)

    early = attend(any_house, NOON + 2 * DAY - MINUTE)
    any_house.poll(NOON + 2 * DAY)
    (told,) = attend(any_house, NOON + 2 * DAY)
    again = attend(any_house, NOON + 2 * DAY + MINUTE)
    any_house.poll(NOON + 4 * DAY)
    (later,) = attend(any_house, NOON + 4 * DAY)

    assert (early, again) == ((), ())
    assert (told.message.kind, told.message.quiet[0].hits) == ("silent", 0)
    assert told.message.id != later.message.id
    assert any_house.ask(lambda rows: outbox.count(rows, "desk", "files")) == 2


def test_a_watch_with_hits_is_not_quiet(house: House):
    house.configure(watches=[QUIET])
    publish(house, 1, NOON + DAY)

    assert attend(house, NOON + 2 * DAY) == ()
    assert len(attend(house, NOON + 3 * DAY + MINUTE)) == 1


def test_a_watch_that_is_asked_about_at_other_times_is_told_of_again(house: House):
    daily = {**SAPPERS, "expect": {"at_least": 1, "every": "1d"}}
    house.configure(watches=[daily])
    house.print()
    house.poll(NOON + DAY)
    first = attend(house, NOON + DAY)
    house.configure(watches=[QUIET])
    house.poll(NOON + 3 * DAY)

    again = attend(house, NOON + 3 * DAY)

    assert (len(first), len(again)) == (1, 1)


def test_word_of_a_quiet_watch_is_not_the_last_message_with_news(any_house: House):
    any_house.configure(watches=[QUIET])
    publish(any_house, 1, NOON + HOUR)
    any_house.compose(NOON + HOUR)
    attend(any_house, NOON + 3 * DAY)
    publish(any_house, 2, NOON + 4 * DAY)

    (made,) = any_house.compose(NOON + 4 * DAY)

    assert made.message.since == NOON + HOUR


def test_without_answers_nobody_says_that_it_is_quiet(house: House):
    house.configure(watches=[QUIET])
    house.news.put("/feed", Reply(status=500))
    house.poll(NOON)

    (told,) = attend(house, NOON + 2 * DAY)

    assert told.message.quiet[0].cannot_tell
    assert (told.message.feeds_answering, told.message.feeds_polled) == (0, 1)


def test_every_reader_hears_of_a_quiet_watch_on_one_route(house: House):
    house.configure(watches=[QUIET], routes=TWO_WAYS, destinations=READERS)

    told = attend(house, NOON + 2 * DAY)

    assert [(one.message.route, one.parcel.destination) for one in told] == [
        ("desk", "files"),
        ("daily", "more"),
    ]


def test_a_burst_of_publishers_is_a_development_once_a_day(any_house: House):
    any_house.configure(watches=[LOUD], every="1m")
    for day in range(6):
        publish(any_house, day, NOON + day * DAY - 40 * MINUTE)
    burst = NOON + 6 * DAY - 30 * MINUTE
    for number, site in enumerate(("mill", "bay", "hill", "lake", "moor", "glen")):
        publish(any_house, 100 + number, burst + 4 * number * MINUTE, site)

    attend(any_house, burst + 25 * MINUTE)
    attend(any_house, burst + 26 * MINUTE)

    stories = any_house.ask(lambda rows: storylist.listing(rows, since=NOON, limit=99))
    found = [
        one
        for story in stories
        for one in any_house.ask(lambda rows, n=story.story_id: developments.of_story(rows, n))
        if one.kind == "unusual_volume"
    ]
    assert [(one.before, one.after) for one in found] == [(("1.0",), "6")]
    made = any_house.compose(burst + HOUR)
    assert any(card.developments for one in made for s in one.message.sections for card in s.cards)
