"""When silence is told, and when it says nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.model.query import EntryRef
from monitor.model.watch import Expect, Watch
from monitor.stories.quiet import went_quiet

NOW = datetime(2025, 6, 17, 12, tzinfo=UTC)
WATCH = Watch(
    id="w",
    title="W",
    query=EntryRef(name="x"),
    expect=Expect(at_least=2, every=timedelta(days=14)),
)
LONG_AGO = NOW - timedelta(days=60)


def told(watch=WATCH, hits=1, answering=214, total=214, since=LONG_AGO):
    return went_quiet(watch, hits, answering=answering, total=total, since=since, now=NOW)


def test_too_few_hits_are_told():
    found = told()

    assert found is not None
    assert (found.watch, found.hits, found.expected) == ("w", 1, 2)
    assert found.since == NOW - timedelta(days=14)
    assert not found.cannot_tell


def test_enough_hits_are_not():
    assert told(hits=2) is None


def test_nothing_was_expected():
    assert told(Watch(id="w", title="W", query=EntryRef(name="x"))) is None


def test_a_young_watch_has_not_been_silent_yet():
    assert told(since=NOW - timedelta(days=13)) is None


@pytest.mark.parametrize(("answering", "cannot"), [(80, False), (79, True), (0, True)])
def test_with_too_few_feeds_answering_nobody_can_tell(answering, cannot):
    found = told(answering=answering, total=100)

    assert found is not None
    assert found.cannot_tell == cannot


def test_without_feeds_nobody_can_tell():
    found = told(answering=0, total=0)

    assert found is not None
    assert found.cannot_tell
