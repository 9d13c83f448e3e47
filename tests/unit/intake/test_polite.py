"""Hosts: never two questions within the gap, nobody starves, and trouble gives rest."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.polite import GAP, LONGEST_REST, MOST_HOSTS, PATIENCE, Paces, host_of

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
YEAR = timedelta(days=365)


def test_a_free_host_is_asked_at_once():
    turn = Paces().turn("a.example", NOON)

    assert (turn.at, turn.may_ask) == (NOON, True)


def test_the_second_question_waits_for_the_gap():
    paces = Paces()
    paces.turn("a.example", NOON)

    assert paces.turn("a.example", NOON).at == NOON + GAP


def test_another_host_does_not_wait():
    paces = Paces()
    paces.turn("a.example", NOON)

    assert paces.turn("b.example", NOON).at == NOON


def test_who_would_wait_too_long_is_sent_away_with_a_time_of_his_own():
    paces = Paces()
    turns = [paces.turn("a.example", NOON) for _ in range(6)]

    sent_away = [turn for turn in turns if not turn.may_ask]

    assert [turn.at - NOON for turn in sent_away] == [4 * SECOND, 5 * SECOND, 6 * SECOND]


def test_an_own_host_has_no_gap():
    paces = Paces(is_free=lambda host: host == "127.0.0.1")
    paces.turn("127.0.0.1", NOON)

    assert paces.turn("127.0.0.1", NOON).at == NOON


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=60))
def test_questions_to_a_host_keep_the_gap_whenever_they_come(moments):
    paces = Paces()
    turns = [paces.turn("a.example", NOON + timedelta(milliseconds=one)) for one in sorted(moments)]
    asked = sorted(turn.at for turn in turns if turn.may_ask)

    assert all(later - one >= GAP for one, later in pairwise(asked))


def test_ten_thousand_feeds_of_one_host_are_all_asked_in_ten_thousand_gaps():
    paces, waiting, asked = Paces(), dict.fromkeys(range(10_000), NOON), {}
    while waiting:
        feed, now = (
            min(waiting.items(), key=lambda pair: pair[1])
            if len(waiting) < 50
            else next(iter(waiting.items()))
        )
        turn = paces.turn("a.example", now)
        del waiting[feed]
        if turn.may_ask:
            asked[feed] = turn.at
        else:
            waiting[feed] = turn.at

    assert max(asked.values()) <= NOON + 10_001 * GAP


@pytest.mark.parametrize("reason", ["timeout", "no_connection", "http_5xx", "slow_down"])
def test_a_host_in_trouble_three_times_rests(reason):
    paces = Paces()
    paces.turn("a.example", NOON)
    for _ in range(3):
        paces.heard("a.example", reason, NOON)

    turn = paces.turn("a.example", NOON + 5 * SECOND)

    assert (turn.may_ask, turn.rests) == (False, True)


@pytest.mark.parametrize("reason", ["http_404", "not_a_feed", "gone", "http_403"])
def test_one_bad_address_is_no_trouble_of_its_host(reason):
    paces = Paces()
    for second in range(9):
        paces.turn("a.example", NOON + second * SECOND)
        paces.heard("a.example", reason, NOON)

    assert paces.turn("a.example", NOON + 60 * SECOND).may_ask


def test_after_its_rest_a_host_is_tried_by_one_alone():
    paces = Paces()
    paces.turn("a.example", NOON)
    for _ in range(3):
        paces.heard("a.example", "timeout", NOON)
    later = NOON + timedelta(minutes=2)

    turns = [paces.turn("a.example", later) for _ in range(3)]

    assert [turn.may_ask for turn in turns] == [True, False, False]


def test_an_answer_ends_the_trouble():
    paces = Paces()
    paces.turn("a.example", NOON)
    for _ in range(3):
        paces.heard("a.example", "timeout", NOON)
    paces.heard("a.example", None, NOON)

    assert paces.turn("a.example", NOON + 5 * SECOND).may_ask


def test_rest_grows_and_has_an_end():
    paces = Paces()
    paces.turn("a.example", NOON)
    for _ in range(30):
        paces.heard("a.example", "timeout", NOON)

    assert paces.turn("a.example", NOON + LONGEST_REST).may_ask


def test_a_host_that_asks_for_patience_gets_it():
    paces = Paces()
    paces.turn("a.example", NOON)
    paces.heard("a.example", "slow_down", NOON, retry_after=600)

    assert not paces.turn("a.example", NOON + timedelta(seconds=599)).may_ask
    assert paces.turn("a.example", NOON + timedelta(seconds=600)).may_ask


def test_hosts_that_no_longer_matter_are_forgotten():
    paces = Paces()
    for number in range(MOST_HOSTS + 5):
        paces.turn(f"h{number}.example", NOON + number * PATIENCE)

    assert len(paces._hosts) < 100


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://News.Example.:8080/feed", "news.example"),
        ("http://[::1]/x", "::1"),
        ("file:///seeds/a.xml", ""),
        ("http://[broken", ""),
    ],
)
def test_the_host_of_an_address(address, host):
    assert host_of(address) == host


def test_a_clock_that_is_put_back_frees_every_host():
    paces = Paces()
    for _ in range(3):
        paces.turn("a.example", NOON + YEAR)
        paces.heard("a.example", "timeout", NOON + YEAR)

    turn = paces.turn("a.example", NOON)

    assert (turn.at, turn.may_ask) == (NOON, True)
