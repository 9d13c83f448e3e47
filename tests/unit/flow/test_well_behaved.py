"""Ten marks of a well-behaved feed reader, scored by the server over two simulated days.

The marks follow what publishers complain of: see "Feed readers which don't take no for an
answer" and the feed reader score project of rachelbythebay.com.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from tests.rig.house import DAY, FEED, HOUR, MINUTE, NOON, House
from tests.rig.newsroom import RSS, Asked, Reply
from tests.rig.paper import rss

ODD_ETAG = 'W/"a b,c;é=1"'
ODD_DATE = "Tue, 17 Jun 2025  9:05:00 GMT+0"
BUSY = 429


def be(house: House, *replies: Reply, path: str = FEED) -> None:
    house.news.put(path, *replies)


def paper(house: House, number: int = 1, **more: object) -> Reply:
    return Reply(body=rss([house.story(str(number), f"Story {number}")]), kind=RSS, **more)


def watch(house: House, until: datetime, step: timedelta = MINUTE) -> Iterator[datetime]:
    """Let the house live, and give each moment at which it asked for a feed."""
    at = NOON
    while at < until:
        before = len(house.news.asked)
        house.poll(at)
        if len(house.news.asked) > before:
            yield at
        at += step


def asked(house: House) -> list[Asked]:
    return [one for one in house.news.asked if one.path.startswith(FEED)]


def conditions(one: Asked) -> Mapping[str, str]:
    return {name: value for name, value in one.headers.items() if name.startswith("if-")}


def test_1_one_question_without_conditions_and_never_again(house: House):
    be(house, paper(house, etag='"1"'))
    list(watch(house, NOON + 12 * HOUR))

    assert [bool(conditions(one)) for one in asked(house)][:1] == [False]
    assert all(conditions(one) for one in asked(house)[1:])
    assert len(asked(house)) > 12


def test_2_an_etag_comes_back_byte_for_byte(house: House):
    be(house, paper(house, headers={"ETag": ODD_ETAG.encode().decode("latin-1")}))
    list(watch(house, NOON + 2 * HOUR))

    sent = asked(house)[1].headers["if-none-match"]
    assert sent.encode("latin-1").decode() == ODD_ETAG


def test_3_a_date_comes_back_byte_for_byte(house: House):
    be(house, paper(house, headers={"Last-Modified": ODD_DATE}))
    list(watch(house, NOON + 2 * HOUR))

    assert asked(house)[1].headers["if-modified-since"] == ODD_DATE


def test_4_the_last_validators_count_also_those_of_a_304(house: House):
    again = Reply(status=304, headers={"ETag": '"2"'})
    be(house, paper(house, headers={"ETag": '"1"'}), again)
    list(watch(house, NOON + 2 * HOUR))

    assert [conditions(one).get("if-none-match") for one in asked(house)[:3]] == [
        None,
        '"1"',
        '"2"',
    ]


def test_5_max_age_is_honoured(house: House):
    be(house, paper(house, etag='"1"', headers={"Cache-Control": "max-age=7200"}))
    house.configure(every="5m")

    times = list(watch(house, NOON + 12 * HOUR))

    gaps = [later - one for one, later in pairwise(times)]
    assert gaps
    assert min(gaps) >= 2 * HOUR


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("as_date", [False, True])
def test_6_retry_after_is_honoured(house: House, status: int, as_date: bool):
    wish = format_datetime(NOON + 6 * HOUR, usegmt=True) if as_date else "21600"
    be(house, Reply(status=status, headers={"Retry-After": wish}), paper(house))

    first, second, *_ = watch(house, NOON + DAY)

    assert second - first >= 6 * HOUR


def test_7_nothing_is_added_to_the_address_and_nothing_else_is_asked_for(house: House):
    be(house, paper(house, etag='"1"'))
    list(watch(house, NOON + 6 * HOUR))

    assert {one.path for one in house.news.asked} == {FEED}


def test_8_polls_do_not_gather_at_the_full_hour(house: House):
    feeds = [
        {"id": f"f{n}", "address": house.news.address(f"{FEED}/{n}"), "every": "1h"}
        for n in range(30)
    ]
    for n in range(30):
        be(house, paper(house, etag='"1"'), path=f"{FEED}/{n}")
    house.configure(feeds=feeds)
    minutes: dict[datetime, int] = {}
    at = NOON
    while at < NOON + 12 * HOUR:
        minute = at.replace(second=0)
        minutes[minute] = minutes.get(minute, 0) + len(house.poll(at))
        at += MINUTE / 4

    late = [count for at, count in minutes.items() if at >= NOON + 10 * HOUR]
    assert max(late) <= 6


def test_9_it_says_who_it_is_and_brings_nothing_along(house: House):
    be(house, paper(house, headers={"Set-Cookie": "track=1"}))
    list(watch(house, NOON + 2 * HOUR))

    for one in asked(house):
        assert one.headers["user-agent"]
        assert not one.headers.keys() & {"cookie", "referer", "from"}
        assert "gzip" in one.headers["accept-encoding"]


def test_10_a_feed_that_is_gone_for_good_is_let_be(house: House):
    be(house, Reply(status=410))

    times = list(watch(house, NOON + 14 * DAY, HOUR))

    assert len(times) <= 16
    assert max(times) <= NOON + 5 * DAY


def test_a_failing_feed_is_asked_ever_less(house: House):
    be(house, Reply(status=500))

    times = list(watch(house, NOON + 2 * DAY, 10 * MINUTE))

    assert len(times) <= 16


def test_a_moved_feed_is_asked_at_its_new_address_after_a_day(house: House):
    new = f"{FEED}/new"
    be(house, Reply(status=301, headers={"Location": house.news.address(new)}))
    be(house, paper(house, etag='"1"'), path=new)

    list(watch(house, NOON + 2 * DAY, 10 * MINUTE))

    assert {one.path for one in house.news.asked[-5:]} == {new}


def test_a_feed_that_moves_for_now_keeps_its_address(house: House):
    new = f"{FEED}/new"
    be(house, Reply(status=302, headers={"Location": house.news.address(new)}))
    be(house, paper(house, etag='"1"'), path=new)

    list(watch(house, NOON + 2 * DAY, 10 * MINUTE))

    assert {one.path for one in house.news.asked[-4:]} == {FEED, new}


def test_own_headers_and_cookies_go_to_the_own_origin_alone(house: House):
    other = replace(house.story("1", "Story"), link="http://127.0.0.2:1/page")
    be(house, Reply(body=rss([other]), kind=RSS))
    house.configure(
        feeds=[
            {
                "id": "courier",
                "address": house.news.address(FEED),
                "headers": {"X-Key": "k"},
                "cookies": {"seat": "7"},
                "first_run": "all",
            }
        ]
    )
    house.poll(NOON)

    assert (asked(house)[0].headers["cookie"], asked(house)[0].headers["x-key"]) == ("seat=7", "k")
