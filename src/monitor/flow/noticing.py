"""What a poll makes noticeable: each is an event with a reason word, in the log and the store."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from monitor.model.feed import FeedState
from monitor.outside.address import masked
from monitor.store import audit
from monitor.store.feedwatch import LATELY


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something about a feed that its reader should know; `reason` is a word of docs/reasons.md."""

    reason: str
    detail: str


def notices(old: FeedState, new: FeedState) -> tuple[Notice, ...]:
    """Say what is new about a feed, by its state before and after a poll."""
    return (*_of_what_it_says(old, new), *_of_where_it_is(old, new))


def _of_what_it_says(old: FeedState, new: FeedState) -> Iterator[Notice]:
    if new.losses > old.losses:
        yield Notice(reason="possible_loss", detail="no entry of the poll before is left")
    if new.silent_since and not old.silent_since:
        yield Notice(reason="silent", detail=f"since {new.silent_since:%Y-%m-%d %H:%M} UTC")
    if old.silent_since and not new.silent_since:
        yield Notice(reason="speaks_again", detail=f"was silent since {old.silent_since:%Y-%m-%d}")
    if new.charset and new.charset != old.charset:
        yield Notice(reason="wrong_charset", detail=f"is {new.charset}, and says otherwise")


def _of_where_it_is(old: FeedState, new: FeedState) -> Iterator[Notice]:
    if new.adopted and new.adopted != old.adopted:
        yield Notice(reason="moved", detail=masked(new.adopted))
    if old.adopted and not new.adopted:
        yield Notice(reason="moved_back", detail=f"{masked(old.adopted)} fails")
    if new.stopped_at and not old.stopped_at:
        yield Notice(reason="stopped", detail=f"410 since {new.gone_since:%Y-%m-%d %H:%M} UTC")
    if new.reason and new.reason != old.reason:
        yield Notice(reason=new.reason, detail=new.detail or "")


def remarks(state: FeedState, now: datetime) -> tuple[str, ...]:
    """Say in reason words what is to be noticed about a feed as it is; empty when it is fine."""
    true = {
        "stopped": state.stopped_at is not None,
        state.reason or "": bool(state.reason) and state.stopped_at is None,
        "possible_loss": state.lost_at is not None and state.lost_at > now - LATELY,
        "silent": state.silent_since is not None,
        "moved": state.adopted is not None,
        "wrong_charset": state.charset is not None,
    }
    return tuple(word for word, holds in true.items() if holds)


def note(rows: Connection, feed: str, found: tuple[Notice, ...], now: datetime) -> None:
    """Write notices down as events."""
    for notice in found:
        audit.note(rows, "feed", feed, notice.reason, notice.detail, now)
