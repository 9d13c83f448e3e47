"""How the ways to receivers stand: one value in `meta` for each that is not well."""

import json
from collections.abc import Collection
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from monitor.model.standing import Standing
from monitor.store import audit
from monitor.store.keys import key_of
from monitor.store.meta import get, put
from monitor.store.schema import meta

PREFIX = "lane/"
_TIMES = ("failing_since", "rests_until", "disabled_at", "told_at")


def standing(rows: Connection, lane: str) -> Standing:
    """Say how a lane stands; one of which nothing is known is well."""
    value = get(rows, _key(lane))
    return _read(value) if value else Standing(lane=lane)


def unwell(rows: Connection) -> tuple[Standing, ...]:
    """List every lane that fails or is switched off, by name."""
    values = rows.execute(select(meta.c.value).where(meta.c.key.startswith(PREFIX))).scalars()
    return tuple(sorted((_read(value) for value in values), key=lambda one: one.lane))


def keep(rows: Connection, before: Standing, after: Standing, now: datetime) -> None:
    """Remember how a lane stands now; an event tells when it was switched off or on."""
    if after == before:
        return
    if after.is_well:
        rows.execute(delete(meta).where(meta.c.key == _key(after.lane)))
    else:
        put(rows, _key(after.lane), _written(after))
    if (after.disabled_at is None) != (before.disabled_at is None):
        kind = "destination_enabled" if after.disabled_at is None else "destination_disabled"
        audit.note(rows, kind, after.lane, after.reason, after.answer, now)


def disabled(rows: Connection) -> frozenset[str]:
    """Name the destinations that are switched off: nothing is made for them or sent to them."""
    return frozenset(one.lane for one in unwell(rows) if one.disabled_at is not None)


def enable(rows: Connection, lane: str, now: datetime) -> bool:
    """Switch a lane on again, and forget its failures; False when there was nothing to do."""
    before = standing(rows, lane)
    keep(rows, before, Standing(lane=lane), now)
    return not before.is_well


def mark_told(rows: Connection, lanes: Collection[str], now: datetime) -> None:
    """Remember that the operator was told of switched-off lanes."""
    for lane in lanes:
        before = standing(rows, lane)
        if before.disabled_at is not None:
            keep(rows, before, replace(before, told_at=now), now)


def _key(lane: str) -> str:
    return PREFIX + key_of(lane)


def _written(known: Standing) -> str:
    values = asdict(known)
    for name in _TIMES:
        values[name] = values[name].isoformat() if values[name] else None
    return json.dumps(values)


def _read(value: str) -> Standing:
    known: dict[str, Any] = json.loads(value)
    for name in _TIMES:
        known[name] = datetime.fromisoformat(known[name]) if known[name] else None
    return Standing(**{field.name: known[field.name] for field in fields(Standing)})
