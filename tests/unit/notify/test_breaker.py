from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.message import Ambiguous, Outcome, Refused, Sent
from monitor.model.standing import Standing
from monitor.notify.breaker import FAILURES, LONGEST_FAILING, LONGEST_REST, SHORTEST_REST, heard

NOON = datetime(2025, 6, 18, 7, 0, tzinfo=UTC)
WELL = Standing(lane="desk")
OK = Sent(answer="204")
DOWN = Refused(reason="no_connection", answer="refused")
BUSY = Refused(reason="http_5xx", answer="503")
LOST = Ambiguous(reason="timeout", answer="15 s")
GONE = Refused(reason="gone", answer="410", final=True, disable=True)
outcomes = st.sampled_from([OK, DOWN, BUSY, LOST])


def failed(times: int, outcome: Outcome = DOWN, kind="webhook") -> list[Standing]:
    """Fail so often, each time when the rest before is over."""
    found, now = [WELL], NOON
    for _ in range(times):
        found.append(heard(found[-1], outcome, kind, now))
        now = max(now + timedelta(seconds=1), found[-1].rests_until or now)
    return found[1:]


def test_who_is_well_is_not_remembered():
    assert heard(WELL, OK, "webhook", NOON).is_well


@pytest.mark.parametrize("outcome", [DOWN, BUSY, LOST])
def test_the_third_failure_in_a_row_makes_a_receiver_rest(outcome: Outcome):
    rests = [one.rests(NOON + timedelta(seconds=10)) for one in failed(FAILURES, outcome)]

    assert rests == [False, False, True]


def test_rests_grow_up_to_half_an_hour():
    found, now, rests = WELL, NOON, []
    for _ in range(12):
        found = heard(found, DOWN, "webhook", now)
        if found.rests_until:
            rests.append(found.rests_until - now)
            now = found.rests_until

    assert (rests[0], rests[-1]) == (SHORTEST_REST, LONGEST_REST)
    assert all(earlier <= later for earlier, later in pairwise(rests))


def test_one_success_forgets_all_failures():
    assert heard(failed(9)[-1], OK, "webhook", NOON).is_well


def test_what_comes_back_while_a_receiver_rests_counts_no_more():
    resting = failed(FAILURES)[-1]

    assert heard(resting, DOWN, "webhook", NOON + timedelta(seconds=5)) == resting


def test_a_receivers_wish_makes_it_rest_at_once():
    wish = Refused(reason="slow_down", answer="429", retry_after=600)

    assert heard(WELL, wish, "webhook", NOON).rests_until == NOON + timedelta(minutes=10)


def test_410_switches_off():
    off = heard(WELL, GONE, "webhook", NOON)

    assert (off.disabled_at, off.reason) == (NOON, "gone")
    assert off.rests(NOON + timedelta(days=99))


@pytest.mark.parametrize(("kind", "is_off"), [("webhook", True), ("chat", True), ("folder", False)])
def test_five_days_of_failures_switch_off_what_is_a_machine_elsewhere(kind, is_off: bool):
    failing = heard(WELL, DOWN, kind, NOON)

    after = heard(failing, DOWN, kind, NOON + LONGEST_FAILING)

    assert (after.disabled_at is not None) == is_off


def test_what_was_on_its_way_does_not_switch_on_again():
    off = heard(WELL, GONE, "webhook", NOON)

    assert heard(off, OK, "webhook", NOON) == off


@pytest.mark.parametrize(
    ("outcome", "is_well"),
    [
        (Refused(reason="deferred", answer="451"), True),
        (Refused(reason="refused", answer="550", final=True), True),
        (Refused(reason="bad_recipient", answer="", final=True), True),
        (DOWN, False),
        (LOST, False),
        (Refused(reason="no_starttls", answer=""), False),
    ],
)
def test_a_mail_server_that_answers_is_well_whatever_it_says_of_a_reader(outcome, is_well: bool):
    assert heard(WELL, outcome, "mail", NOON).is_well == is_well


@given(st.lists(outcomes, max_size=40), st.sampled_from(["webhook", "mail", "folder", "chat"]))
def test_no_rest_is_longer_than_half_an_hour(said, kind):
    found, now = WELL, NOON
    for outcome in said:
        found = heard(found, outcome, kind, now)
        assert found.rests_until is None or found.rests_until <= now + LONGEST_REST
        now = max(now + timedelta(seconds=1), found.rests_until or now)
