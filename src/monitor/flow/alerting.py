"""Which alerts one route owes one destination now: what belongs together, and what must wait.

Everything here is decided from values: what waits, what alerts told before, and the time.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Final

from monitor.model.message import NEW
from monitor.model.watch import GroupKey, Route
from monitor.notify.slots import alert_due
from monitor.store.duerows import Due

SPACING: Final = timedelta(minutes=30)
LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
OVER_LIMIT: Final = "over_limit"
SAME_STORY: Final = "same_story"
SEVERITIES: Final = ("high", "normal", "low")
Group = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What is known when alerts are put together.

    Attributes:
        route: A route with `wait`.
        waiting: What is ready for one destination, what waited longest first.
        told: What alerts told this destination, on any route: recently, and of these stories.
        kinds: Kind of each development that is spoken of, by the word it is due under.
        elsewhere: Ids of rows that wait for a digest, too.
        room: How many more alerts the hour has room for; None: any number.
        at_once: Collect no longer; the hour's limit holds all the same.
    """

    route: Route
    waiting: Sequence[Due]
    told: Sequence[Due] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Collection[int] = ()
    room: int | None = None
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """What one message tells; `group` names what it has in common."""

    group: Group
    rows: tuple[Due, ...]

    @property
    def story(self) -> int | None:
        """The one story that all of it is about; None when there are several, or none."""
        stories = {row.story for row in self.rows}
        return next(iter(stories)) if len(stories) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """What is to be told now, and what is not told at all, by its reason."""

    now: tuple[Lot, ...] = ()
    dropped: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def alerts(pending: Pending, now: datetime) -> Alerts:
    """Put together the alerts that are due.

    A story that was told is not told again but for `repeat` or a development; nothing of one kind
    is told of a story twice within `SPACING`. What is over the hour's limit goes into the digest
    where there is one; else it waits, and the last alert that has room tells all of it.
    """
    past = _Past(pending, now)
    known = [row.id for row in pending.waiting if _is_known(row, pending.route, past)]
    left = [
        row
        for row in pending.waiting
        if row.id not in known and _may_come(row, pending.route, past, now)
    ]
    groups = _grouped(left, pending.route.group_by)
    due = sorted((one for one in groups if _is_due(one, pending, past, now)), key=_urgency)
    told, over = _within_limit(due, pending)
    dropped = {SAME_STORY: tuple(known), OVER_LIMIT: tuple(over)}
    return Alerts(now=told, dropped={reason: ids for reason, ids in dropped.items() if ids})


def group_of(row: Due, keys: Sequence[GroupKey]) -> Group:
    """Say what a row has in common with others of its message; an article without a story is one.

    Stable for ever: it stands in the ids of messages.
    """
    return tuple(_value(row, key) for key in keys)


def _value(row: Due, key: GroupKey) -> str:
    match key:
        case "story":
            return f"article-{row.article_id}" if row.story is None else f"story-{row.story}"
        case "watch":
            return row.watch
        case "severity":
            return row.severity
        case "language":
            return row.language
        case "site":
            return row.site or ""


class _Past:
    """When alerts told what last; what a clock that was ahead told is told, but long ago."""

    def __init__(self, pending: Pending, now: datetime) -> None:
        self._kinds = pending.kinds
        self._as_new: dict[tuple[str, int], datetime] = {}
        self._of_kind: dict[tuple[int, str], datetime] = {}
        self._groups: dict[Group, datetime] = {}
        told = [(_told_at(row, now), row) for row in pending.told]
        for at, row in sorted(told, key=itemgetter(0)):
            if row.story is not None:
                self._of_kind[row.story, self._kind(row)] = at
                if row.kind == NEW:
                    self._as_new[row.watch, row.story] = at
            if row.route == pending.route.id:
                self._groups[group_of(row, pending.route.group_by)] = at

    def as_new(self, row: Due) -> datetime | None:
        """When the reader was told of a hit of this watch in this story, that did not die."""
        is_asked = row.kind == NEW and not row.is_late and row.story is not None
        return self._as_new.get((row.watch, row.story or 0)) if is_asked else None

    def alike(self, row: Due) -> datetime | None:
        """When the reader was told of something of this kind in this story."""
        return None if row.story is None else self._of_kind.get((row.story, self._kind(row)))

    def of_group(self, group: Group) -> datetime | None:
        """When the route told this group."""
        return self._groups.get(group)

    def _kind(self, row: Due) -> str:
        return self._kinds.get(row.kind, row.kind)


def _told_at(row: Due, now: datetime) -> datetime:
    assert row.told_at is not None, "only what a message took was told"
    return row.told_at if row.told_at <= now else LONG_AGO


def _is_known(row: Due, route: Route, past: _Past) -> bool:
    """Whether its story was told meanwhile, and is not repeated; what died is told all the same."""
    return route.repeat is None and past.as_new(row) is not None


def _may_come(row: Due, route: Route, past: _Past, now: datetime) -> bool:
    alike, as_new = past.alike(row), past.as_new(row)
    if alike is not None and not row.is_late and alike + SPACING > now:
        return False
    return as_new is None or route.repeat is None or as_new + route.repeat <= now


def _grouped(rows: Sequence[Due], keys: Sequence[GroupKey]) -> list[Lot]:
    groups: dict[Group, list[Due]] = {}
    for row in rows:
        groups.setdefault(group_of(row, keys), []).append(row)
    return [Lot(group=group, rows=tuple(found)) for group, found in groups.items()]


def _is_due(alert: Lot, pending: Pending, past: _Past, now: datetime) -> bool:
    """Whether the route's wait is over for this group, and nobody sleeps."""
    oldest = min(row.ready_at for row in alert.rows)
    last = past.of_group(alert.group)
    return pending.at_once or alert_due(pending.route, oldest, last, now)


def _urgency(alert: Lot) -> tuple[int, datetime, int]:
    """Sort by severity, then by what waited longest."""
    weights = [
        SEVERITIES.index(row.severity) if row.severity in SEVERITIES else len(SEVERITIES)
        for row in alert.rows
    ]
    first = min(alert.rows, key=lambda row: (row.ready_at, row.id))
    return (min(weights), first.ready_at, first.id)


def _within_limit(due: Sequence[Lot], pending: Pending) -> tuple[tuple[Lot, ...], list[int]]:
    """Keep the hour's limit: what is told now, and the ids of what is left to the digest."""
    if pending.room is None or len(due) <= pending.room:
        return tuple(due), []
    told, rest = list(due[: pending.room]), [row for one in due[pending.room :] for row in one.rows]
    over = [row.id for row in rest if row.id in pending.elsewhere]
    waits = tuple(row for row in rest if row.id not in pending.elsewhere)
    if waits and told:
        told[-1] = Lot(group=("rest", *told[-1].group), rows=(*told[-1].rows, *waits))
    return tuple(told), over
