"""What goes wrong with deliveries is told to the operator, and never on the way that is broken."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.flow.digest import Made, Press
from monitor.flow.seams import Access
from monitor.model.message import FeedTrouble
from monitor.model.standing import Standing
from monitor.notify.compose import Issue, Ready, compose
from monitor.notify.parcel import pack
from monitor.notify.render import render
from monitor.notify.trouble import OPERATOR
from monitor.store import outages, outbox, standings
from monitor.store.outages import Losses, Outages

AT_MOST_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Who is told, in which message, of what."""

    issue: Issue
    new: Outages


async def tell_operator(
    operator: str | None, now: datetime, press: Press, read: Access, write: Access
) -> Made | None:
    """Tell the operator which receivers were switched off, what was given up, of a full disk.

    Receivers and the disk are told of at once, what was given up once an hour. Nobody is
    told of their own destination's trouble through it: that of the operator goes to another one.

    Returns:
        The message now in the outbox; None when there is nothing to tell, or nobody to tell it to.
    """
    if operator is None:
        return None
    found = await read(lambda rows: _gather(rows, operator, press, now))
    if found is None:
        return None
    made = _make(found, press)

    def close(rows: Connection) -> bool:
        closed = outbox.close(rows, made.message, made.parcel, now, made.subject)
        if closed:
            lanes = [one.lane for one in found.new.off]
            outages.mark_told(rows, lanes, found.new.last, now)
        return closed

    return made if await write(close) else None


def _gather(rows: Connection, operator: str, press: Press, now: datetime) -> _Found | None:
    new, told_at = outages.outages(rows), outages.told_at(rows)
    is_early = told_at is not None and abs(now - told_at) < AT_MOST_EVERY
    reader = _reader(operator, press.destinations, standings.disabled(rows))
    is_urgent = bool(new.off) or new.full_since is not None
    if reader is None or (is_early and not is_urgent):
        return None
    losses = tuple(loss for loss in new.losses if loss.destination != reader)
    if not is_urgent and not losses:
        return None
    issue = Issue(
        route=OPERATOR,
        destination=reader,
        number=outbox.count(rows, OPERATOR, reader) + 1,
        made_at=now,
        kind="trouble",
        since=outbox.last_made(rows, OPERATOR, reader, now),
    )
    return _Found(issue=issue, new=replace(new, losses=losses))


def _reader(operator: str, destinations: Mapping[str, object], off: frozenset[str]) -> str | None:
    """Choose the operator's own destination, or else the first that works."""
    wanted = (operator, *destinations)
    return next((name for name in wanted if name in destinations and name not in off), None)


def _make(found: _Found, press: Press) -> Made:
    full = [found.new.full_since] if found.new.full_since else []
    trouble = (*map(_full, full), *map(_off, found.new.off), *map(_loss, found.new.losses))
    message = compose(found.issue, Ready(cards={}, watches=(), trouble=trouble))
    reader = press.destinations[found.issue.destination]
    rendered = render(message, reader)
    parcel = pack(message, rendered, reader, press.sender, press.way_out)
    return Made(message=message, parcel=parcel, subject=rendered.subject)


def _full(since: datetime) -> FeedTrouble:
    return _trouble("News Monitor", "disk_full", "nothing is polled until there is room", since)


def _off(one: Standing) -> FeedTrouble:
    since = one.failing_since or one.disabled_at
    assert since is not None
    return _trouble(one.lane, "disabled", f"{one.reason}: {one.answer}", since)


def _loss(lost: Losses) -> FeedTrouble:
    return _trouble(lost.destination, lost.reason, f"{lost.count}: {lost.answer}", lost.since)


def _trouble(destination: str, reason: str, detail: str, since: datetime) -> FeedTrouble:
    """Say it in the form that digests have for feeds."""
    return FeedTrouble(
        feed=destination, title=destination, reason=reason, detail=detail, since=since
    )
