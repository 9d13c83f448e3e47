"""Hits: one for each watch and article, with its why as it was when the text was matched."""

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import ColumnElement, Connection, and_, case, exists, select, update

from monitor.model.hit import Hit
from monitor.model.message import HitRow, Volume
from monitor.store.codec import condition_to_json, names_to_json, spans_to_json
from monitor.store.columns import moment
from monitor.store.hitrows import hit_row, hit_rows
from monitor.store.inserts import put_new
from monitor.store.schema import due, hit, told, watch
from monitor.store.versions import judged


def put(
    rows: Connection,
    found: Hit,
    *,
    article_id: int,
    now: datetime,
    counts_at: datetime,
    baseline: bool,
) -> int | None:
    """Write down a hit of an article, to count from `counts_at` (UTC) on.

    A hit that was withdrawn and is met again comes back under its old id.

    Returns:
        The hit's id, or None when that watch and article have a living hit already.
    """
    values = {
        **_why(rows, found, article_id),
        "is_provisional": found.provisional,
        "is_baseline": baseline,
        "found_at": now,
        "counts_at": counts_at,
    }
    key = {"watch": found.watch, "article_id": article_id}
    made = put_new(rows, hit, {**key, **values})
    return _revive(rows, key, values) if made is None else made.id


def met(rows: Connection, article_id: int) -> Mapping[str, int]:
    """Say which watches the article has living hits of, each with the hit's id."""
    statement = select(hit.c.watch, hit.c.id).where(
        hit.c.article_id == article_id, hit.c.withdrawn_at.is_(None)
    )
    return {row.watch: row.id for row in rows.execute(statement)}


def confirm(rows: Connection, hit_id: int, found: Hit, now: datetime) -> None:
    """Keep a hit that the page, too, meets; a provisional one counts from `now` on.

    What it says (spans, why, and the text they point into) becomes what the page says, unless
    somebody was told already: then it stays as it was told.
    """
    waits = and_(due.c.hit_id == hit_id, due.c.state == "waiting", due.c.ready_at > now)
    was_provisional = exists().where(hit.c.id == hit_id, hit.c.is_provisional)
    rows.execute(update(due).where(waits, was_provisional).values(ready_at=now))
    earlier = case(
        (hit.c.is_provisional & (hit.c.counts_at > now), moment(now)), else_=hit.c.counts_at
    )
    this = update(hit).where(hit.c.id == hit_id)
    rows.execute(this.values(counts_at=earlier, is_provisional=False))
    article_id = rows.execute(select(hit.c.article_id).where(hit.c.id == hit_id)).scalar_one()
    rows.execute(this.where(~_is_told()).values(_why(rows, found, article_id)))


def withdraw(rows: Connection, hit_id: int, reason: str, now: datetime) -> None:
    """Take a hit back that the page does not meet: who still waits for it will not be told."""
    this = update(hit).where(hit.c.id == hit_id, hit.c.withdrawn_at.is_(None))
    rows.execute(this.values(withdrawn_at=now, reason=reason))
    waits = update(due).where(due.c.hit_id == hit_id, due.c.state == "waiting")
    rows.execute(waits.values(state="absent", reason=reason))


def listing(
    rows: Connection, *, watch: str | None, since: datetime, limit: int
) -> tuple[HitRow, ...]:
    """List the living hits found at `since` or later, newest first; of all watches for None."""
    statement = (
        hit_rows()
        .where(hit.c.found_at >= since, hit.c.withdrawn_at.is_(None))
        .order_by(hit.c.found_at.desc(), hit.c.id.desc())
        .limit(limit)
    )
    if watch is not None:
        statement = statement.where(hit.c.watch == watch)
    return tuple(hit_row(row) for row in rows.execute(statement))


def volume(rows: Connection, watch_id: str, now: datetime, *, tz: tzinfo, days: int = 14) -> Volume:
    """Count a watch's hits for each of the last days of the calendar in `tz`, today included.

    What was there before the watch or its feed (baseline) and what was withdrawn do not count.
    """
    today = now.astimezone(tz).date()
    first = today - timedelta(days=days - 1)
    counts = dict.fromkeys((first + timedelta(days=n) for n in range(days)), 0)
    begin = now - timedelta(days=days + 1)
    mine = and_(hit.c.watch == watch_id, hit.c.found_at >= begin, hit.c.found_at <= now)
    real = and_(hit.c.withdrawn_at.is_(None), ~hit.c.is_baseline)
    for found_at in rows.execute(select(hit.c.found_at).where(mine, real)).scalars():
        day = found_at.astimezone(tz).date()
        if day in counts:
            counts[day] += 1
    added_at = rows.execute(select(watch.c.added_at).where(watch.c.id == watch_id)).scalar()
    running = 0 if added_at is None else (today - added_at.astimezone(tz).date()).days + 1
    return Volume(days=tuple(counts.values()), since=min(running, days))


def _why(rows: Connection, found: Hit, article_id: int) -> Mapping[str, object]:
    return {
        "version": judged(rows, article_id, found.spans),
        "language": found.language,
        "spans": spans_to_json(found.spans),
        "entries": names_to_json(found.entries),
        "rank": found.rank,
        "why": condition_to_json(found.why),
    }


def _revive(
    rows: Connection, key: Mapping[str, object], values: Mapping[str, object]
) -> int | None:
    gone = (
        update(hit)
        .where(hit.c.watch == key["watch"], hit.c.article_id == key["article_id"])
        .where(hit.c.withdrawn_at.is_not(None))
        .values(**values, withdrawn_at=None, reason=None)
        .returning(hit.c.id)
    )
    found: int | None = rows.execute(gone).scalar_one_or_none()
    return found


def _is_told() -> ColumnElement[bool]:
    return exists().where(told.c.hit_id == hit.c.id, ~told.c.is_dead)
