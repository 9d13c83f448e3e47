"""Feeds that moved or went: believed only after days and several polls."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.intake.moves import after_failure, after_move, answered
from monitor.model.feed import FeedState

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEW = "https://new.example/feed"
STATE = FeedState(next_poll_at=NOON)


def moved(*hours: float, to: str = NEW) -> FeedState:
    state = STATE
    for hour in hours:
        state = after_move(state, to, NOON + hour * HOUR)
    return state


def failing(*hours: float, reason: str = "gone") -> FeedState:
    state = STATE
    for hour in hours:
        state = after_failure(state, reason, NOON + hour * HOUR)
    return state


def test_a_move_is_adopted_after_three_polls_and_a_day():
    assert moved(0, 12, 24).adopted == NEW


def test_a_move_is_not_adopted_before_a_day_has_passed():
    assert moved(0, 1, 2, 23).adopted is None


def test_a_move_is_not_adopted_after_two_polls():
    assert moved(0, 48).adopted is None


def test_a_move_to_somewhere_else_begins_anew():
    state = after_move(moved(0, 12), "https://other.example/feed", NOON + 24 * HOUR)

    assert (state.adopted, state.moved_polls) == (None, 1)


def test_an_answer_without_a_move_ends_the_count():
    state = after_move(moved(0, 12), None, NOON + 13 * HOUR)

    assert after_move(state, NEW, NOON + 24 * HOUR).adopted is None


def test_an_adopted_address_that_fails_three_times_is_given_up():
    state = replace(moved(0, 12, 24), failures=3)

    assert after_failure(state, "http_404", NOON + 48 * HOUR).adopted is None


def test_a_feed_is_stopped_by_three_410_over_two_days():
    assert failing(0, 24, 48).stopped_at == NOON + 48 * HOUR


def test_a_feed_is_not_stopped_before_two_days_have_passed():
    assert failing(0, 1, 2, 47).stopped_at is None


def test_another_failure_between_them_begins_the_count_anew():
    state = after_failure(failing(0, 24), "timeout", NOON + 30 * HOUR)

    assert after_failure(state, "gone", NOON + 48 * HOUR).stopped_at is None


def test_an_answer_lets_a_stopped_feed_go_on():
    assert answered(failing(0, 24, 48)).stopped_at is None
