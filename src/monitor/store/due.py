"""What each destination is still to be told: a row for each hit, route and destination.

Such a row is never deleted. It is waiting, taken (by a message), or absent with a reason. One that
waits with a reason is held: it is not ready until `release` lifts the reason.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    true,
    update,
)

from monitor.model.message import NEW, HitRow
from monitor.store.columns import moment
from monitor.store.duerows import Due, due_row, due_rows
from monitor.store.hitrows import hit_row, hit_rows
from monitor.store.inserts import put_new
from monitor.store.schema import due, hit, story_article, told, watch

ALREADY_TOLD = "already_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A row to be: a destination is told of a hit by a route from `ready_at` (UTC) on.

    With a `reason` it never is; with `is_held`, not until the reason is lifted.
    """

    hit_id: int
    route: str
    destination: str
    ready_at: datetime
    kind: str = NEW
    reason: str | None = None
    is_held: bool = False


def put(
    rows: Connection,
    hit_id: int,
    route: str,
    destination: str,
    *,
    ready_at: datetime,
    reason: str | None = None,
) -> None:
    """Have a destination told of a hit as new; see `put_wanted`."""
    wanted = Wanted(
        hit_id=hit_id, route=route, destination=destination, ready_at=ready_at, reason=reason
    )
    put_wanted(rows, wanted)


def put_wanted(rows: Connection, wanted: Wanted) -> None:
    """Write a row, to be called in the transaction of the hit or development.

    A row that is absent takes what is said now; one that waits or is taken stays. Who was told of
    it on another route is not told again.
    """
    values = {
        "state": "absent" if wanted.reason and not wanted.is_held else "waiting",
        "reason": wanted.reason or None,
        "ready_at": wanted.ready_at,
    }
    key = {
        "hit_id": wanted.hit_id,
        "kind": wanted.kind,
        "route": wanted.route,
        "destination": wanted.destination,
    }
    if put_new(rows, due, {**key, **values, "is_late": False}) is None:
        mine = and_(*(due.c[name] == value for name, value in key.items()))
        rows.execute(update(due).where(mine, due.c.state == "absent").values(values))
    _drop_told(rows, due.c.hit_id == wanted.hit_id)


def put_none(rows: Connection, hit_id: int, reason: str, now: datetime) -> None:
    """Say that no route wants a hit, and why: so that no hit is without a row here."""
    put(rows, hit_id, "", "", ready_at=now, reason=reason)


def release(
    rows: Connection, story: int, watches: Collection[str], reason: str, now: datetime
) -> int:
    """Let go what is held for a reason: hits of these watches in a story, ready from `now` on.

    Returns:
        How many rows are held no more.
    """
    there = select(story_article.c.article_id).where(story_article.c.story_id == story)
    theirs = select(hit.c.id).where(hit.c.watch.in_(watches), hit.c.article_id.in_(there))
    held = and_(due.c.state == "waiting", due.c.reason == reason, due.c.hit_id.in_(theirs))
    ready_at = case((due.c.ready_at < now, moment(now)), else_=due.c.ready_at)
    freed = update(due).where(held).values(reason=None, ready_at=ready_at)
    return rows.execute(freed).rowcount


def release_on(rows: Connection, routes: Collection[str], reason: str) -> int:
    """Let go what is held for a reason on these routes; give how many rows that are."""
    held = and_(due.c.route.in_(routes), due.c.state == "waiting", due.c.reason == reason)
    return rows.execute(update(due).where(held).values(reason=None)).rowcount


def held(rows: Connection, reason: str, since: datetime) -> tuple[tuple[int, str], ...]:
    """List stories and watches with hits, found after `since` (UTC), that are held for a reason."""
    statement = (
        select(story_article.c.story_id, hit.c.watch)
        .join(hit, hit.c.article_id == story_article.c.article_id)
        .join(due, due.c.hit_id == hit.c.id)
        .where(hit.c.found_at > since, due.c.state == "waiting", due.c.reason == reason)
        .distinct()
    )
    return tuple((row.story_id, row.watch) for row in rows.execute(statement))


def is_planned(rows: Connection, kinds: Collection[str], route: str, destination: str) -> bool:
    """Whether a destination was told one of these developments, or waits for it on this route."""
    known = and_(due.c.kind.in_(kinds), due.c.destination == destination)
    soon = or_(due.c.state == "taken", and_(due.c.state == "waiting", due.c.route == route))
    return rows.execute(select(due.c.id).where(known, soon).limit(1)).first() is not None


def held_watches(rows: Connection, story: int, reason: str) -> frozenset[str]:
    """Say which watches have hits in a story that are held for a reason."""
    statement = (
        select(hit.c.watch)
        .join(due, due.c.hit_id == hit.c.id)
        .join(story_article, story_article.c.article_id == hit.c.article_id)
        .where(story_article.c.story_id == story)
        .where(due.c.state == "waiting", due.c.reason == reason)
    )
    return frozenset(rows.execute(statement).scalars())


def drop(rows: Connection, ids: Collection[int], reason: str) -> int:
    """Make absent what waits, by the ids of its rows; what was taken meanwhile stays."""
    waits = and_(due.c.id.in_(ids), due.c.state == "waiting")
    return rows.execute(update(due).where(waits).values(state="absent", reason=reason)).rowcount


def oldest(rows: Connection, route: str, destination: str, now: datetime) -> datetime | None:
    """Say since when something has been ready for a destination; None when nothing is."""
    statement = (
        select(due.c.ready_at)
        .join(hit, hit.c.id == due.c.hit_id)
        .where(_ready(route, destination, now))
        .order_by(due.c.ready_at)  # stops at the first; the least of all would ask about each
        .limit(1)
    )
    found: datetime | None = rows.execute(statement).scalar()
    return found


def ready(
    rows: Connection,
    route: str,
    destination: str,
    now: datetime,
    limit: int,
    severity: str | None = None,
) -> tuple[Due, ...]:
    """List what is ready for a destination without its words, what waited longest first.

    Never what the destination was told of, on whichever route; with a severity only what is of it.
    """
    wanted = true() if severity is None else watch.c.severity == severity
    statement = (
        due_rows()
        .where(_ready(route, destination, now), wanted)
        .order_by(due.c.ready_at, due.c.hit_id, due.c.id)
        .limit(limit)
    )
    return tuple(due_row(row) for row in rows.execute(statement))


def count_ready(rows: Connection, route: str, destination: str, now: datetime) -> int:
    """Count what is ready for a destination, however much it is."""
    statement = select(func.count()).select_from(due).join(hit, hit.c.id == due.c.hit_id)
    return rows.execute(statement.where(_ready(route, destination, now))).scalar_one()


def held_since(
    rows: Connection, ways: Collection[tuple[str, str]], reason: str, before: datetime, limit: int
) -> tuple[int, ...]:
    """Give the ids of at most `limit` rows for each way that are held, and were ready by `before`.

    Args:
        rows: A transaction.
        ways: Routes and destinations.
        reason: What they are held for.
        before: A time, UTC.
        limit: For each way.
    """
    held = and_(due.c.state == "waiting", due.c.reason == reason, due.c.ready_at < before)
    found: list[int] = []
    for route, destination in ways:
        mine = and_(due.c.route == route, due.c.destination == destination)
        found += rows.execute(select(due.c.id).where(mine, held).limit(limit)).scalars()
    return tuple(found)


def words_of(rows: Connection, chosen: Sequence[Due]) -> tuple[HitRow, ...]:
    """Give the hits of rows with their words, in the order of the rows, each hit once."""
    late: dict[int, bool] = {}
    for one in chosen:
        late[one.hit_id] = late.get(one.hit_id, False) or one.is_late
    found = {row.id: hit_row(row) for row in rows.execute(hit_rows().where(hit.c.id.in_(late)))}
    return tuple(replace(found[hit_id], late=is_late) for hit_id, is_late in late.items())


def words_of_hit(rows: Connection, hit_id: int) -> HitRow:
    """Give one hit with its words; it must be there."""
    return hit_row(rows.execute(hit_rows().where(hit.c.id == hit_id)).one())


def waiting(
    rows: Connection, route: str, destination: str, now: datetime, limit: int
) -> tuple[HitRow, ...]:
    """List the hits that are ready for a destination, those that waited longest first."""
    return words_of(rows, ready(rows, route, destination, now, limit))


def waiting_elsewhere(rows: Connection, chosen: Sequence[Due]) -> frozenset[int]:
    """Say which of these rows wait for the same destination on another route, too: their ids."""
    other = due.alias()
    same = and_(
        other.c.hit_id == due.c.hit_id,
        other.c.kind == due.c.kind,
        other.c.destination == due.c.destination,
        other.c.route != due.c.route,
        other.c.state == "waiting",
        other.c.reason.is_(None),
    )
    mine = due.c.id.in_([one.id for one in chosen])
    return frozenset(rows.execute(select(due.c.id).where(mine, exists().where(same))).scalars())


def ways(rows: Connection, hit_id: int, kind: str) -> frozenset[tuple[str, str]]:
    """Give route and destination of every row of a hit under this word."""
    statement = select(due.c.route, due.c.destination).where(
        due.c.hit_id == hit_id, due.c.kind == kind
    )
    return frozenset((row.route, row.destination) for row in rows.execute(statement))


def of_article(rows: Connection, article_id: int) -> tuple[Due, ...]:
    """List every row of an article's hits, in the order in which they were written."""
    statement = due_rows().where(hit.c.article_id == article_id).order_by(due.c.hit_id, due.c.id)
    return tuple(due_row(row) for row in rows.execute(statement))


def held_back(
    rows: Connection,
    route: str,
    destination: str,
    reasons: Collection[str],
    since: datetime | None,
    now: datetime,
) -> Mapping[str, int]:
    """Count by reason the hits that a route kept from a destination, which hears of them nowhere.

    Args:
        rows: A transaction.
        route: The route.
        destination: Who is kept from them.
        reasons: Those that count.
        since: Only what would have been ready after this time, UTC; None: everything.
        now: The present, UTC.
    """
    other = due.alias()
    comes = and_(
        other.c.hit_id == due.c.hit_id,
        other.c.kind == due.c.kind,
        other.c.destination == destination,
        other.c.state.in_(("waiting", "taken")),
    )
    absent: Select[Any] = (
        select(due.c.reason, func.count(due.c.hit_id.distinct()).label("hits"))
        .where(due.c.route == route, due.c.destination == destination)
        .where(due.c.state == "absent")
        .where(due.c.reason.in_(reasons), due.c.ready_at <= now)
        .where(~exists().where(comes))
        .group_by(due.c.reason)
        .order_by(due.c.reason)
    )
    if since is not None:
        absent = absent.where(due.c.ready_at > since)
    return {row.reason: row.hits for row in rows.execute(absent)}


def unroutable(rows: Connection, ways: Collection[tuple[str, str]]) -> tuple[Due, ...]:
    """List what waits on a route and destination that are not among `ways`."""
    waits = due_rows().where(due.c.state == "waiting", _is_elsewhere(ways)).order_by(due.c.id)
    return tuple(due_row(row) for row in rows.execute(waits))


def abandon(rows: Connection, ways: Collection[tuple[str, str]], reason: str) -> int:
    """Make absent what waits on a route and destination that are not among `ways`."""
    statement = update(due).where(due.c.state == "waiting", _is_elsewhere(ways))
    return rows.execute(statement.values(state="absent", reason=reason)).rowcount


def _is_elsewhere(ways: Collection[tuple[str, str]]) -> ColumnElement[bool]:
    return and_(*(or_(due.c.route != route, due.c.destination != to) for route, to in ways), true())


def next_ready(rows: Connection, route: str, destination: str) -> datetime | None:
    """Say when the first of what waits is or will be ready; None when nothing waits."""
    waits = and_(*_waits(route, destination), ~_is_told())
    found: datetime | None = rows.execute(select(func.min(due.c.ready_at)).where(waits)).scalar()
    return found


def drop_told(rows: Connection, destination: str, message_id: str | None = None) -> int:
    """Make absent what waits for a destination that was told of it on another route.

    With a message, only what it tells is looked at, which costs less.
    """
    mine = due.c.destination == destination
    if message_id is None:
        return _drop_told(rows, mine)
    said = select(told.c.hit_id).where(
        told.c.message_id == message_id, told.c.destination == destination
    )
    return _drop_told(rows, and_(mine, due.c.hit_id.in_(said)))


def _drop_told(rows: Connection, which: ColumnElement[bool]) -> int:
    waits = and_(which, due.c.state == "waiting", _is_told())
    statement = update(due).where(waits).values(state="absent", reason=ALREADY_TOLD)
    return rows.execute(statement).rowcount


def _ready(route: str, destination: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        *_waits(route, destination),
        due.c.ready_at <= now,
        hit.c.withdrawn_at.is_(None),
        ~_is_told(),
    )


def _waits(route: str, destination: str) -> tuple[ColumnElement[bool], ...]:
    return (
        due.c.route == route,
        due.c.destination == destination,
        due.c.state == "waiting",
        due.c.reason.is_(None),
    )


def _is_told() -> ColumnElement[bool]:
    return exists().where(
        told.c.hit_id == due.c.hit_id,
        told.c.destination == due.c.destination,
        told.c.kind == due.c.kind,
        ~told.c.is_dead,
    )
