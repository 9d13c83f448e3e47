from hypothesis import given
from hypothesis import strategies as st

from monitor.model.message import Volume
from monitor.notify.volume import times_usual


def volume(*days: int, since: int = 14) -> Volume:
    return Volume(days=days, since=since)


def test_six_times_the_mean_of_the_days_before_is_six_times_the_usual():
    assert times_usual(volume(2, 4, 3, 3, 18)) == 6


def test_one_after_none_is_no_burst():
    assert times_usual(volume(0, 0, 0, 0, 0, 1)) == 1


def test_nothing_can_be_said_of_a_young_watch():
    assert times_usual(volume(0, 0, 0, 0, 0, 1, 1, 30, since=3)) is None


def test_days_before_the_watch_began_do_not_count():
    assert times_usual(volume(0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 10, since=5)) == 2


def test_a_day_that_is_not_over_is_never_called_quiet():
    assert times_usual(volume(9, 9, 9, 9, 1)) is None


@given(st.lists(st.integers(0, 500), max_size=20), st.integers(0, 400))
def test_a_burst_is_at_least_twice_the_usual(days: list[int], since: int):
    times = times_usual(Volume(days=tuple(days), since=since))

    assert times is None or times >= 1
    assert times is None or times == 1 or days[-1] >= 5
