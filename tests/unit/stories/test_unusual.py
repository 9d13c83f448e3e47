"""When a watch is louder than ever at this hour."""

from datetime import UTC, datetime, timedelta

from monitor.stories.unusual import unusual

NOW = datetime(2025, 6, 17, 12, 30, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=60)


def hits(publishers: int, days: int = 0, minutes: float = 10):
    at = NOW - timedelta(days=days, minutes=minutes)
    return [(at, f"p{number}") for number in range(publishers)]


def test_five_publishers_after_silence_are_unusual():
    found = unusual(hits(5), NOW, since=LONG_AGO)

    assert found is not None
    assert (found.publishers, found.usual, found.times) == (5, 0.0, 5)


def test_four_are_not():
    assert unusual(hits(4), NOW, since=LONG_AGO) is None


def test_many_hits_of_one_publisher_are_one():
    assert unusual([(NOW, "p")] * 50, NOW, since=LONG_AGO) is None


def test_an_hour_that_is_always_loud_is_usual():
    always = [hit for day in range(15) for hit in hits(6, day)]

    assert unusual(always, NOW, since=LONG_AGO) is None


def test_other_hours_of_the_day_do_not_count():
    evenings = [hit for day in range(1, 15) for hit in hits(9, day, minutes=300)]

    assert unusual(evenings + hits(5), NOW, since=LONG_AGO) is not None


def test_it_must_be_three_times_the_mean_and_more_than_any_of_these_hours():
    twos = [hit for day in range(1, 15) for hit in hits(2, day)]

    assert unusual(twos + hits(5), NOW, since=LONG_AGO) is None
    assert unusual(twos + hits(6), NOW, since=LONG_AGO) is not None
    assert unusual(hits(6, 3) + hits(6), NOW, since=LONG_AGO) is None


def test_what_is_older_than_an_hour_is_not_now():
    assert unusual(hits(9, minutes=61), NOW, since=LONG_AGO) is None


def test_once_in_a_day():
    assert unusual(hits(9), NOW, since=LONG_AGO, told_at=NOW - timedelta(hours=23)) is None
    assert unusual(hits(9), NOW, since=LONG_AGO, told_at=NOW - timedelta(hours=24)) is not None


def test_a_young_watch_has_nothing_to_compare_with():
    assert unusual(hits(9), NOW, since=NOW - timedelta(days=4)) is None
    assert unusual(hits(9), NOW, since=NOW - timedelta(days=4, hours=1)) is not None
