"""Feeds that moved or went: when to believe a permanent redirect, and when a 410.

A permanent redirect is adopted when polls over a day agree on it and what they brought was the
same feed; a moved feed that then fails goes back to its configured address. Source of the status
codes: RFC 9110, sections 15.4 and 15.5.11.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model.feed import FeedState

POLLS = 3
MOVED_FOR = timedelta(hours=24)
GONE_FOR = timedelta(hours=48)
FAILURES = 3


def after_move(state: FeedState, moved_to: str | None, now: datetime) -> FeedState:
    """Give the state after a poll that brought this feed's own entries, or none that are new.

    Args:
        state: As it was.
        moved_to: Where permanent redirects alone led, or None.
        now: The present, UTC.
    """
    if moved_to is None and state.moved_to is None:
        return state
    if moved_to is None:
        return replace(state, moved_to=None, moved_since=None, moved_polls=0)
    same = state.moved_to == moved_to
    since = state.moved_since if same and state.moved_since else now
    polls = state.moved_polls + 1 if same else 1
    if polls >= POLLS and now - since >= MOVED_FOR:
        return replace(state, adopted=moved_to, moved_to=None, moved_since=None, moved_polls=0)
    return replace(state, moved_to=moved_to, moved_since=since, moved_polls=polls)


def after_failure(state: FeedState, reason: str, now: datetime) -> FeedState:
    """Give the state after a failed poll: an adopted address that fails is given up.

    Three 410 over two days stop the feed; any other answer begins the count anew.
    """
    if state.adopted and state.failures >= FAILURES:
        state = replace(state, adopted=None)
    if reason != "gone":
        return replace(state, gone_since=None, gone_polls=0)
    since, polls = state.gone_since or now, state.gone_polls + 1
    stopped = now if polls >= POLLS and now - since >= GONE_FOR else state.stopped_at
    return replace(state, gone_since=since, gone_polls=polls, stopped_at=stopped)


def answered(state: FeedState) -> FeedState:
    """Give the state after any answer that was no 410."""
    if not state.gone_polls:
        return state
    return replace(state, gone_since=None, gone_polls=0, stopped_at=None)
