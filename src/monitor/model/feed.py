"""Feeds: where news comes from, and what the last poll left behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

ExtractMode = Literal["precision", "balanced", "recall"]


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
    `kind` is `page` for a section page that has no feed. `every` fixes the interval; without it,
    `weight` makes a feed more or less urgent than others. `extract` says how its pages are read.
    `cookies` and `headers` are sent to the feed's own origin only, through `proxy` if there is one.
    """

    id: str
    address: str
    title: str | None = None
    root: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    every: timedelta | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    proxy: str | None = field(default=None, repr=False)
    kind: Literal["feed", "page"] = "feed"
    weight: float = 1.0
    extract: ExtractMode = "balanced"
    first_run: FirstRun = BASELINE

    @property
    def is_local(self) -> bool:
        """Whether the feed is a file of a configured folder."""
        return self.root is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What the last polls left: validators are opaque and sent back byte for byte.

    `polls` counts polls that ended, `failures` those that failed in a row; times are UTC.
    `reason` is a word of docs/reasons.md when the last poll failed. `rhythm` is a line of
    `intake/rhythm.py`: how often the feed says something new. `raws` holds the
    hashes of the last document's entries, one after the other. `ttl` and `max_age` are
    for how many seconds the last document and the last answer want to be left alone, and
    `floor` is the longer of both.

    `adopted` is the address that is asked when it is not the configured one; `moved_to` is where
    the last `moved_polls` polls were sent on to for good, since `moved_since`. `gone_polls` polls
    were answered by 410 since `gone_since`; `stopped_at` says that it is not asked any more.
    `losses` counts the times when entries may have been missed, the last at `lost_at`.
    `silent_since` is set while the feed is silent against its own rhythm, `charset` while its
    bytes are not in the encoding it declares.
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
    rhythm: str | None = None
    raws: bytes | None = None
    ttl: float | None = None
    max_age: float | None = None
    floor: float | None = None
    adopted: str | None = None
    moved_to: str | None = None
    moved_since: datetime | None = None
    moved_polls: int = 0
    gone_since: datetime | None = None
    gone_polls: int = 0
    stopped_at: datetime | None = None
    losses: int = 0
    lost_at: datetime | None = None
    silent_since: datetime | None = None
    charset: str | None = None
