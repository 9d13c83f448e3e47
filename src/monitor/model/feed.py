"""Feeds: where news comes from, and what the last poll left behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRun:
    """What the first poll of a feed (or a new watch) may tell.

    `baseline` records entries and tells none; `all` tells all; `last` tells those published
    within `window`.
    """

    kind: Literal["baseline", "all", "last"] = "baseline"
    window: timedelta | None = None


BASELINE = FirstRun()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One source that is polled.

    `address` is an http(s) address, or a `file:` address that only a configured folder can
    produce; then `root` is the folder (an absolute path) below which its pages may lie.
    """

    id: str
    address: str
    title: str | None = None
    root: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    every: timedelta | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    first_run: FirstRun = BASELINE

    @property
    def is_local(self) -> bool:
        """Whether the feed is a file of a configured folder."""
        return self.root is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What the last polls left: validators are opaque and sent back byte for byte.

    `polls` counts polls that ended, `failures` those that failed in a row; times are UTC.
    `reason` is a word of docs/reasons.md when the last poll failed.
    """

    next_poll_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    polls: int = 0
    failures: int = 0
    polled_at: datetime | None = None
    succeeded_at: datetime | None = None
    changed_at: datetime | None = None
    reason: str | None = None
    detail: str | None = None
