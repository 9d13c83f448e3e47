"""Feeds that bring their old entries back under new identities."""

from datetime import UTC, datetime, timedelta

from monitor.intake.replay import replayed
from monitor.model.article import Entry

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def entry(number: int, age: timedelta | None) -> Entry:
    published = None if age is None else NOON - age
    return Entry(identity=f"new {number}", link=None, title="t", published=published)


def test_many_old_entries_under_new_identities_are_a_replay():
    entries = [entry(number, 3 * DAY) for number in range(10)]

    assert replayed(entries, {}, NOON) == {one.identity for one in entries}


def test_the_news_among_them_stays_news():
    entries = [entry(0, DAY / 24), *(entry(number, 30 * DAY) for number in range(1, 10))]

    assert "new 0" not in replayed(entries, {}, NOON)


def test_a_few_late_entries_are_news():
    assert replayed([entry(number, 30 * DAY) for number in range(4)], {}, NOON) == frozenset()


def test_entries_without_dates_are_news():
    assert replayed([entry(number, None) for number in range(10)], {}, NOON) == frozenset()


def test_a_feed_that_was_away_for_days_brings_news():
    entries = [entry(number, 3 * DAY) for number in range(10)]

    assert replayed(entries, {}, NOON - 4 * DAY) == frozenset()


def test_a_first_document_is_no_replay():
    assert replayed([entry(number, 30 * DAY) for number in range(10)], {}, None) == frozenset()


def test_known_entries_do_not_count():
    entries = [entry(number, 30 * DAY) for number in range(10)]
    known = {one.identity for one in entries[:6]}

    assert replayed(entries, known, NOON) == frozenset()
