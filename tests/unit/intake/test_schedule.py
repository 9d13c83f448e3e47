from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.schedule import JITTER, LONGEST, SHORTEST, next_poll
from monitor.model.feed import Feed

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
EVERY = st.timedeltas(timedelta(seconds=1), timedelta(days=2))


def wait(name: str = "f", failures: int = 0, every: timedelta = HOUR, **more) -> timedelta:
    feed = Feed(id=name, address="https://example.org/feed")
    return next_poll(feed, failures, NOON, every=every, **more) - NOON


@given(failures=st.integers(0, 10_000), every=EVERY, name=st.text(max_size=20))
def test_no_feed_waits_too_short_or_too_long(failures, every, name):
    waited = wait(name, failures, every)

    assert SHORTEST <= waited <= max(LONGEST, every) * (1 + JITTER)


@given(failures=st.integers(0, 50), every=EVERY)
def test_another_failure_never_shortens_the_wait(failures, every):
    assert wait(failures=failures + 1, every=every) >= wait(failures=failures, every=every)


def test_each_failure_doubles_the_wait():
    assert wait(failures=1) == 2 * wait(failures=0)


@given(floor=st.floats(0, 10**6))
def test_a_server_that_asks_for_patience_gets_it(floor):
    assert wait(floor=floor) >= timedelta(seconds=floor)


def test_a_feeds_own_interval_wins():
    feed = Feed(id="f", address="https://example.org/feed", every=timedelta(minutes=5))

    assert next_poll(feed, 0, NOON, every=HOUR) - NOON <= timedelta(minutes=5.5)


def test_feeds_of_one_interval_are_spread_and_stay_where_they_are():
    waits = [wait(f"feed-{n}") for n in range(50)]

    assert len(set(waits)) == 50
    assert waits == [wait(f"feed-{n}") for n in range(50)]
