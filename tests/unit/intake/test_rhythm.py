import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.rhythm import (
    DAY,
    FASTEST,
    HOUR,
    PRIOR_POSTS,
    PRIOR_SECONDS,
    Rhythm,
    from_line,
    heard,
    heard_nothing,
    longest_interval,
    may_have_lost,
    rate,
    silent_since,
    to_line,
)
from monitor.model.article import Entry

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
NUMBERS = st.floats(0, 1e9, allow_subnormal=False)


def entry(name: object, published: datetime | None = None) -> Entry:
    return Entry(identity=str(name), link=None, title="", published=published)


def dated(count: int, step: timedelta, newest: datetime = NOON) -> list[Entry]:
    return [entry(number, newest - step * number) for number in range(count)]


def after(seconds: float, start: datetime = NOON) -> datetime:
    return start + timedelta(seconds=seconds)


def first(count: int = 20, at: datetime = NOON) -> Rhythm:
    """Read a first document whose entries have no dates."""
    return heard(None, [entry(number) for number in range(count)], (), at)


def polled(days: float, news: int, every: float = HOUR) -> Rhythm:
    """Poll a feed for some days; each poll brings so many new entries of twenty."""
    rhythm, now, known = first(), NOON, {str(number) for number in range(20)}
    for poll in range(round(days * DAY / every)):
        now += timedelta(seconds=every)
        document = [entry(f"{poll}-{number}") for number in range(news)]
        rhythm = heard(rhythm, [*document, entry(0)], known, now)
    return rhythm


def test_a_feed_without_a_past_has_the_priors_rate():
    assert rate(None) == rate(first()) == PRIOR_POSTS / PRIOR_SECONDS


def test_the_dates_of_a_first_document_tell_the_rate():
    rhythm = heard(None, dated(50, timedelta(hours=2)), (), NOON)

    assert rate(rhythm) * DAY == pytest.approx(12, rel=0.1)


def test_a_pinned_entry_does_not_make_a_first_document_slow():
    entries = [*dated(20, timedelta(hours=2)), entry("pinned", NOON - timedelta(days=700))]

    assert rate(heard(None, entries, (), NOON)) * DAY == pytest.approx(12, rel=0.2)


@pytest.mark.parametrize(
    "entries",
    [
        dated(20, timedelta(seconds=1)),
        dated(20, timedelta(hours=-3), NOON + timedelta(hours=2)),
        dated(20, timedelta(hours=1), NOON - timedelta(days=4000)),
        dated(2, timedelta(hours=1)),
    ],
    ids=["all of one moment", "in the future", "of another age", "too few"],
)
def test_dates_that_make_no_sense_tell_nothing(entries):
    assert rate(heard(None, entries, (), NOON)) == rate(None)


@pytest.mark.parametrize("news", [1, 3, 8])
def test_the_rate_of_steady_polls_is_learned_in_two_days(news):
    assert rate(polled(2, news)) * HOUR == pytest.approx(news, rel=0.1)


def test_a_feed_that_fell_asleep_is_asked_less_after_a_week():
    busy = asleep = polled(14, 2)

    for hour in range(7 * 24):
        at = after(14 * DAY + HOUR * (hour + 1))
        asleep = heard(asleep, [entry(0)], {"0"}, at)

    assert 0.4 * rate(busy) < rate(asleep) < 0.5 * rate(busy)


def test_one_burst_among_quiet_days_does_not_pass_for_a_rhythm():
    quiet = polled(14, 0)

    burst = heard(
        quiet, [entry(f"new-{n}") for n in range(19)] + [entry(0)], {"0"}, after(15 * DAY)
    )

    assert rate(burst) * DAY < 3


def test_polling_oftener_does_not_change_what_is_learned():
    seldom, often = polled(3, 6, every=6 * HOUR), polled(3, 1)

    assert rate(often) == pytest.approx(rate(seldom), rel=0.05)


def test_old_entries_under_new_identities_are_no_posts():
    rhythm = first()
    renamed = [entry(f"new-{n}", NOON - timedelta(days=2 + n)) for n in range(20)]

    later = heard(rhythm, renamed, {str(n) for n in range(20)}, after(HOUR))

    assert later.posts == 0
    assert not may_have_lost(rhythm, renamed, {str(n) for n in range(20)})


def test_nothing_in_common_with_what_was_there_may_be_a_loss():
    assert may_have_lost(first(), [entry("a"), entry("b")], {"0", "1"})


@pytest.mark.parametrize(
    ("rhythm", "entries"),
    [
        (None, [entry("a")]),
        (first(count=0), [entry("a")]),
        (first(), []),
        (first(), [entry("a"), entry("0")]),
    ],
    ids=["never read", "was empty", "is empty", "one is known"],
)
def test_what_is_no_loss(rhythm, entries):
    assert not may_have_lost(rhythm, entries, {"0"})


def test_the_window_guard_polls_before_half_of_the_entries_are_new():
    rhythm = polled(5, 4)
    guard = longest_interval(rhythm)

    assert guard * rate(rhythm) <= rhythm.length / 2


def test_a_burst_shortens_the_next_interval_at_once():
    calm = polled(5, 0)
    burst = heard(calm, [entry(f"n{n}") for n in range(15)] + [entry(0)], {"0"}, after(5.1 * DAY))

    assert longest_interval(burst) < 2 * HOUR < longest_interval(calm)


def test_a_possible_loss_halves_the_interval_and_is_forgiven_in_days():
    lost = heard(first(), [entry(f"n{n}") for n in range(20)], {"0"}, after(2 * HOUR))
    quiet = heard_nothing(lost, after(2 * HOUR + DAY))

    assert lost.limit == HOUR
    assert longest_interval(quiet) == quiet.limit == 2 * HOUR
    assert heard_nothing(quiet, after(10 * DAY)).limit == inf


def test_what_was_missed_in_an_outage_does_not_make_a_feed_seem_slow():
    rhythm = polled(5, 4)

    late = heard(rhythm, [entry(f"late-{n}") for n in range(5)], {"0"}, after(8 * DAY))

    assert rate(late) == pytest.approx(rate(rhythm), rel=0.02)


def test_a_feed_with_new_identities_in_every_poll_stays_bearable():
    rhythm, now = first(), NOON
    for poll in range(1000):
        now = after(max(10.0, longest_interval(rhythm)), now)
        rhythm = heard(rhythm, [entry(f"{poll}-{n}") for n in range(20)], (), now)

    assert rate(rhythm) <= FASTEST
    assert longest_interval(rhythm) >= 300


def test_nights_and_weekends_are_no_silence():
    chance, now, rhythm = random.Random(4), NOON, first()
    alarms = 0
    for hour in range(24 * 120):
        now = after(HOUR, now)
        is_open = now.weekday() < 5 and 8 <= now.hour < 18
        news = [entry(f"h{hour}")] if is_open and chance.random() < 0.4 else []
        rhythm = heard(rhythm, [*news, entry(0)], {"0"}, now)
        alarms += silent_since(rhythm) is not None

    assert alarms == 0


def test_a_feed_of_every_hour_is_silent_after_a_day():
    rhythm = polled(14, 1)
    at = after(15 * DAY)

    assert silent_since(rhythm) is None
    assert silent_since(heard_nothing(rhythm, at)) == NOON + timedelta(days=14)


def test_a_feed_that_was_watched_for_an_hour_is_not_called_silent():
    rhythm = polled(1 / 24, 1)

    assert silent_since(heard_nothing(rhythm, after(2 * DAY))) is None


def test_a_feed_that_was_seen_to_post_once_is_not_called_silent_after_weeks():
    rhythm = heard(polled(14, 0), [entry("new"), entry(0)], {"0"}, after(14 * DAY + HOUR))
    rhythm = heard(rhythm, [entry("second"), entry(0)], {"0"}, after(14 * DAY + 2 * HOUR))

    assert silent_since(heard_nothing(replace(rhythm, gap=HOUR), after(30 * DAY))) is None


def test_a_feed_that_had_died_long_before_it_was_added_is_silent():
    newest = NOON - timedelta(days=400)

    rhythm = heard(None, dated(20, timedelta(days=2), newest), (), NOON)

    assert silent_since(rhythm) == newest


def test_chance_alone_seldom_calls_a_steady_feed_silent():
    chance, alarms = random.Random(7), 0
    for _ in range(20):
        now, rhythm, was = NOON, first(), False
        for _ in range(24 * 60):
            now = after(HOUR, now)
            news = [entry("n")] if chance.random() < 0.2 else []
            rhythm = heard(rhythm, [*news, entry(0)], {"0"}, now)
            alarms += silent_since(rhythm) is not None and not was
            was = silent_since(rhythm) is not None

    assert alarms <= 1


@given(
    seen=st.integers(0, 2**33),
    numbers=st.tuples(*[NUMBERS] * 5),
    length=st.integers(0, 10**6),
    limit=st.one_of(st.just(inf), NUMBERS),
)
def test_a_rhythm_survives_a_line(seen, numbers, length, limit):
    posts, seconds, recent, gap, patience = numbers
    rhythm = Rhythm(
        seen_at=seen,
        news_at=seen,
        posts=posts,
        seconds=seconds,
        recent=recent,
        gap=gap,
        patience=patience,
        length=length,
        limit=limit,
    )

    read = from_line(to_line(rhythm))

    assert read is not None
    assert rate(read) == pytest.approx(rate(rhythm), rel=1e-4)
    assert (read.seen_at, read.length, read.limit) == (
        seen,
        pytest.approx(length, rel=1e-5),
        pytest.approx(limit, rel=1e-5),
    )
    assert to_line(read) == to_line(rhythm)
    assert len(to_line(rhythm)) < 150


@pytest.mark.parametrize(
    "line", [None, "", "null", "3", "[]", "[1, 2]", "{}", '["a"]', "[null", "x"]
)
def test_a_line_of_another_kind_is_a_new_start(line):
    assert from_line(line) is None


@given(news=st.lists(st.tuples(st.floats(0, 30 * DAY), st.integers(0, 30)), max_size=30))
def test_whatever_a_feed_does_its_rate_stays_between_bounds(news):
    rhythm, now = first(), NOON
    for number, (wait, count) in enumerate(news):
        now = after(wait, now)
        rhythm = heard(rhythm, [entry(f"{number}-{n}") for n in range(count)], {"0"}, now)

    assert PRIOR_POSTS / (12 * DAY) < rate(rhythm) <= FASTEST
    assert longest_interval(rhythm) > 0


def test_the_longest_gap_is_kept_for_weeks():
    rhythm = polled(3, 1)
    at = [3, 6, 6.5, 7, 30]
    gaps = []
    for _, day in pairwise(at):
        rhythm = heard(rhythm, [entry(f"day-{day}"), entry(0)], {"0"}, after(day * DAY))
        gaps.append(rhythm.gap / DAY)

    assert gaps[0] == pytest.approx(3)
    assert 2.9 < gaps[2] < 3
    assert gaps[3] == pytest.approx(23)
