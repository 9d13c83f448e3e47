"""Whatever a feed does with dates and order: each entry is told once, and none is lost."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import count
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from monitor.store.schema import entry
from tests.rig.configuration import EVERY_HIT
from tests.rig.house import DAY, HOUR, NOON, House, told
from tests.rig.newsroom import RSS, Reply

STEP = 6 * HOUR
NUMBERS = count()
# Hours from the poll that first shows an entry: none, tied, backward, in the future, long ago.
DATES = (None, 0, 0, -1, -30, 48, 24 * 365, *(4 * (-24 * 400,)))
# Five new entries and more, most of them old, would be a replay, which tells nothing old.
MOST_NEW = 4


def new_feed(house: House, **more: object) -> tuple[str, datetime]:
    """Configure a feed that no example had before, and give its name and its first hour."""
    number = next(NUMBERS)
    feed, begun = f"mill-{number}", NOON + number * 3 * DAY
    feeds = [{"id": feed, "address": house.news.address(f"/{feed}"), **more}]
    house.configure(feeds=feeds, routes=[EVERY_HIT], at=begun)
    return feed, begun


def item(house: House, name: str, date: datetime | None, *, has_guid: bool) -> str:
    guid = f'<guid isPermaLink="false">{name}</guid>' if has_guid else ""
    when = f"<pubDate>{format_datetime(date)}</pubDate>" if date else ""
    link = house.news.address(f"/{name}")
    return f"<item>{guid}<title>Sappers {name}</title><link>{link}</link>{when}</item>"


def document(items: Sequence[str]) -> Reply:
    body = f'<rss version="2.0"><channel><title>Mill</title>{"".join(items)}</channel></rss>'
    return Reply(body=body.encode(), kind=RSS)


POST = st.tuples(st.sampled_from(DATES), st.booleans())
POLLS = st.lists(st.lists(POST, max_size=MOST_NEW), min_size=2, max_size=5)


@given(polls=POLLS, chance=st.randoms(use_true_random=False), keeps=st.sampled_from([0.0, 0.5, 1]))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_each_entry_is_told_once_and_none_is_lost(
    house: House, polls: list[list[tuple[int | None, bool]]], chance: Random, keeps: float
):
    feed, begun = new_feed(house)
    said: list[str] = []
    expected: list[str] = []
    found: list[str] = []
    for number, posts in enumerate(polls):
        at = begun + number * STEP
        shown = [one for one in said if chance.random() < keeps]
        for place, (hours, has_guid) in enumerate(posts):
            name = f"{feed}-{number}-{place}"
            date = None if hours is None else at + timedelta(hours=hours)
            shown.append(item(house, name, date, has_guid=has_guid))
            expected += [f"Sappers {name}"] if number else []
        said = list(dict.fromkeys([*said, *shown]))
        shown += [one for one in shown if chance.random() < 0.2]  # some publishers say it twice
        chance.shuffle(shown)
        house.news.put(f"/{feed}", document(shown))
        (polled,) = house.poll(at)
        assert polled.state.reason is None
        found += [title for _, title in told(house.compose(at, at_once=True))]

    assert Counter(found) == Counter(expected)


@given(order=st.permutations(range(8)), keeps_dates=st.booleans())
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_same_entries_in_another_order_or_with_other_dates_are_nothing_new(
    house: House, order: list[int], keeps_dates: bool
):
    feed, begun = new_feed(house, first_run="all")
    dates = [begun - number * HOUR for number in range(8)]
    later = dates if keeps_dates else [begun + STEP] * 8

    def say(numbers: Sequence[int], when: Sequence[datetime]) -> None:
        items = [item(house, f"{feed}-{n}", when[n], has_guid=True) for n in numbers]
        house.news.put(f"/{feed}", document(items))

    say(range(8), dates)
    house.poll(begun)
    first = told(house.compose(begun, at_once=True))
    say(order, later)
    house.poll(begun + STEP)

    assert len(first) == 8
    assert house.compose(begun + STEP, at_once=True) == []


def test_entries_under_new_names_and_old_addresses_are_nothing_new(house: House):
    feed, begun = new_feed(house, first_run="all")
    found = []
    for number in range(4):
        at = begun + number * STEP
        items = [item(house, f"{feed}-{n}", None, has_guid=True) for n in range(3)]
        anew = [one.replace(f">{feed}-", f">{number}-{feed}-", 1) for one in items]
        house.news.put(f"/{feed}", document(anew))
        house.poll(at)
        found += told(house.compose(at, at_once=True))

    rows = select(func.count()).select_from(entry)
    assert len(found) == 3
    assert house.ask(lambda seen: seen.execute(rows).scalar_one()) == 3
