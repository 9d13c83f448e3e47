"""What a person sees of a feed that was looked at."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.cli.feeds_look import age, language_seen, progress
from monitor.model.article import Entry, FeedDocument

NOW = datetime(2025, 6, 17, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(hours=47), "47 h"),
        (timedelta(days=30), "30 d"),
        (timedelta(minutes=-5), "0 min"),
        (timedelta(days=-1), "in the future"),
    ],
)
def test_an_age_is_said_in_its_largest_unit(gone: timedelta, said: str):
    assert age(NOW - gone, NOW) == said


def test_no_time_has_no_age():
    assert age(None, NOW) == ""


def test_the_language_of_a_feed_is_what_it_is_in_else_what_it_says():
    titles = ("다리가 열렸다", "시장이 말했다", "새 도로")
    entries = tuple(Entry(identity=one, link=None, title=one) for one in titles)

    assert language_seen(FeedDocument(path="fast", language="en-US", entries=entries)) == "ko"
    assert language_seen(FeedDocument(path="fast", language="en-US")) == "en"
    assert language_seen(FeedDocument(path="fast", language="tlh-x")) is None


def test_no_bar_is_drawn_where_nobody_sits(capsys: pytest.CaptureFixture[str]):
    with progress(2) as advance:
        advance()

    assert capsys.readouterr().err == ""
