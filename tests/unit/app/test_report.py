"""What the operator reads of polls: what is to be noticed, and nothing of what did not happen."""

from datetime import UTC, datetime

import pytest

from monitor.app.report import Report
from monitor.flow.ingest import Polled
from monitor.flow.noticing import Notice
from monitor.model.feed import FeedState

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LOSS = Notice(reason="possible_loss", detail="no entry of the poll before is left")


def told(capsys: pytest.CaptureFixture[str], **polled: object) -> str:
    state = FeedState(next_poll_at=NOON)
    # The log writes to the standard error that there is when it is made.
    Report(lambda: NOON, as_json=True).polled(Polled(feed="desk", state=state, **polled))
    return capsys.readouterr().err


def test_what_is_to_be_noticed_stands_in_the_log(capsys: pytest.CaptureFixture[str]):
    assert '"reason": "possible_loss"' in told(capsys, notices=(LOSS,))


def test_an_unchanged_feed_is_noticed_all_the_same(capsys: pytest.CaptureFixture[str]):
    assert "possible_loss" in told(capsys, unchanged=True, notices=(LOSS,))


def test_a_poll_that_was_put_off_is_not_worth_a_line(capsys: pytest.CaptureFixture[str]):
    assert told(capsys, later=NOON) == ""
