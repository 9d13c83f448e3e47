from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.message import Ambiguous, Done, GiveUp, Outcome, Refused, Sent, TryAgain
from monitor.notify.retry import LONGEST, Kind, after

NOON = datetime(2025, 6, 18, 7, 0, tzinfo=UTC)
BUSY = Refused(reason="deferred", answer="451 greylisted")
LOST = Ambiguous(reason="timeout", answer="no answer after the dot")
kinds = st.sampled_from(get_args(Kind))
keys = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=32, max_size=32)


def attempts_until_the_end(outcome: Outcome, kind: Kind, key: str = "") -> list[datetime]:
    now, made = NOON, [NOON]
    while isinstance(decision := after(outcome, len(made), NOON, now, kind, key), TryAgain):
        now = decision.at
        made.append(now)
    return made


@pytest.mark.parametrize("kind", get_args(Kind))
def test_what_was_sent_is_done(kind: Kind):
    assert after(Sent(answer="250 ok"), 3, NOON, NOON, kind) == Done()


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_final_refusal_is_final(kind: Kind):
    refused = Refused(reason="refused", answer="550 no such user", final=True)

    assert after(refused, 1, NOON, NOON, kind) == GiveUp(reason="refused")


def test_a_receiver_that_wants_nothing_more_gets_nothing_more():
    gone = Refused(reason="gone", answer="410", final=True, disable=True)

    assert after(gone, 1, NOON, NOON, "webhook") == GiveUp(reason="gone")


def test_a_webhook_is_tried_ten_times_in_75_hours():
    made = attempts_until_the_end(LOST, "webhook")

    assert len(made) == 10
    assert timedelta(hours=74) < made[-1] - made[0] < timedelta(hours=83)


def test_mail_is_tried_for_five_days():
    made = attempts_until_the_end(BUSY, "mail")

    assert made[-1] - made[0] == LONGEST
    assert len(made) > 20


def test_giving_up_after_all_attempts_says_that_it_is_too_late():
    assert after(BUSY, 10, NOON, NOON, "webhook") == GiveUp(reason="too_late")


def test_a_folder_is_tried_again_within_seconds():
    decision = after(Refused(reason="folder_unwritable", answer=""), 1, NOON, NOON, "folder")

    assert isinstance(decision, TryAgain)
    assert decision.at - NOON < timedelta(seconds=2)


@pytest.mark.parametrize(
    ("wish", "seconds"),
    [(0, 60), (-1, 60), (90, 90), (1e9, 86_400), (float("inf"), 86_400), (float("nan"), 60)],
)
def test_the_receivers_wish_is_honoured_within_reason(wish: float, seconds: float):
    refused = Refused(reason="slow_down", answer="429", retry_after=wish)

    decision = after(refused, 1, NOON, NOON, "webhook")

    assert decision == TryAgain(at=NOON + timedelta(seconds=seconds), reason="slow_down")


@given(kinds, keys)
def test_every_delivery_ends_and_never_tries_in_the_past(kind: Kind, key: str):
    made = attempts_until_the_end(LOST, kind, key)

    assert all(earlier < later for earlier, later in pairwise(made))
    assert made[-1] - made[0] <= LONGEST


@given(kinds, st.integers(1, 200), st.integers(0, 10**6), keys)
def test_the_same_state_gives_the_same_decision(kind: Kind, tries: int, seconds: int, key: str):
    now = NOON + timedelta(seconds=seconds)

    assert after(BUSY, tries, NOON, now, kind, key) == after(BUSY, tries, NOON, now, kind, key)


def test_many_deliveries_do_not_come_back_at_once():
    back = {after(BUSY, 3, NOON, NOON, "mail", f"key{number}") for number in range(100)}

    assert len(back) > 90


@given(st.integers(1, 8), keys)
def test_waits_of_a_webhook_grow(tries: int, key: str):
    first = after(LOST, tries, NOON, NOON, "webhook", key)
    second = after(LOST, tries + 1, NOON, NOON, "webhook", key)

    assert isinstance(first, TryAgain)
    assert isinstance(second, TryAgain)
    assert first.at < second.at
