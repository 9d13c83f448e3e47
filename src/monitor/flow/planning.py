"""What is due for a hit or a development, and to whom: written in the transaction of either.

Digests are told every hit. Alerts are told by story: the first hit of a watch in a story, then only
what develops, as the watch's `alert: on:` says. Every row that is not told says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from monitor.flow.routing import NO_ROUTE, Way, ways_of
from monitor.flow.seams import Access
from monitor.flow.silencing import SILENCED, lasting, silence_over
from monitor.model.message import NEW
from monitor.model.story import Development
from monitor.model.watch import Route, Watch
from monitor.store import developments, due, threads
from monitor.store.due import Wanted
from monitor.store.duerows import Due, development_word

OLD: Final = timedelta(hours=48)
MIRROR: Final = "mirror"
NEW_STORY: Final = "new_story"
SAME_STORY: Final = "same_story"
SOURCES: Final = "sources"
GIVEN_UP: Final = 500
# Corrections are found when a page is read again, up to three days later.
OF_ANY_AGE: Final = ("correction", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHit:
    """A hit that was written down, and where its article stands.

    Attributes:
        tags: Of the feed that brought it.
        ready_at: When it counts, UTC.
        told_at: When its article was published, or else first seen, UTC; None: just now.
        untold: The reason word when nothing of it is told: `baseline`, `replay`.
        story: The story its article stands in; None where articles are not grouped.
        is_copy: Its text is that of an earlier article.
        sources: Publishers that tell the story, this one included; mirrors and copies are none.
    """

    hit_id: int
    watch: Watch
    tags: tuple[str, ...]
    ready_at: datetime
    told_at: datetime | None = None
    untold: str | None = None
    story: int | None = None
    is_copy: bool = False
    sources: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to be written for one way: absent with a reason, held for one, or from a time on."""

    ready_at: datetime
    reason: str | None = None
    is_held: bool = False


def plan(rows: Connection, new: NewHit, routes: Sequence[Route], now: datetime) -> None:
    """Have every destination told of a hit by every route that fits; without one, say so."""
    if new.story is not None:
        corroborated(rows, new.story, new.sources, [new.watch], now)
    ways = tuple(ways_of(new.watch, new.tags, routes))
    if not ways:
        due.put_none(rows, new.hit_id, NO_ROUTE, new.ready_at)
        return
    untold = new.untold or _silenced(rows, new.hit_id, now)
    earlier = () if untold else _earlier(rows, new, ways)
    for way in ways:
        verdict = (
            Verdict(ready_at=new.ready_at, reason=untold) if untold else judge(new, way, earlier)
        )
        due.put_wanted(rows, _wanted(new.hit_id, way, verdict))


def plan_development(
    rows: Connection, found: Development, hit: NewHit, routes: Sequence[Route], now: datetime
) -> None:
    """Have a development told by every digest that fits, and by alerts if the watch wants that.

    What another watch tells the same reader of the same story is not told twice.

    Args:
        rows: The transaction in which it is written down.
        found: The development, with its id.
        hit: The hit of its article in its watch.
        routes: As they are configured now.
        now: The present, UTC.
    """
    untold = hit.untold or _silenced(rows, hit.hit_id, now)
    kind = development_word(found.id)
    twins = [development_word(one) for one in developments.twins(rows, found)]
    for way in ways_of(hit.watch, hit.tags, routes):
        verdict = Verdict(ready_at=hit.ready_at, reason=untold)
        if way.by.wait is not None:
            if not tells(hit.watch, found.kind):
                continue
            verdict = verdict if untold else _of_alert(hit, found)
        if twins and due.is_planned(rows, twins, way.route, way.destination):
            verdict = Verdict(ready_at=hit.ready_at, reason=verdict.reason or due.ALREADY_TOLD)
        due.put_wanted(rows, _wanted(hit.hit_id, way, verdict, kind))


def _of_alert(hit: NewHit, found: Development) -> Verdict:
    """Judge a development that an alert would tell: what is held of its story holds it, too."""
    if _is_old(hit) and found.kind not in OF_ANY_AGE:
        return Verdict(ready_at=hit.ready_at, reason="old")
    if hit.sources < hit.watch.sources:
        return Verdict(ready_at=hit.ready_at, reason=SOURCES, is_held=True)
    return Verdict(ready_at=hit.ready_at)


def corroborated(
    rows: Connection, story: int, sources: int, watches: Iterable[Watch], now: datetime
) -> int:
    """Let alerts go that waited for more sources; to be called when a story has another one.

    Args:
        rows: The transaction in which an article joined the story.
        story: The story.
        sources: Publishers that tell it now; mirrors and copies are none.
        watches: Those that may have hits in it.
        now: The present, UTC; alerts collect for their route's `wait` from now on.

    Returns:
        How many rows are held no more.
    """
    enough = [watch.id for watch in watches if watch.sources <= sources]
    return due.release(rows, story, enough, SOURCES, now)


async def give_up_holding(
    routes: Iterable[Route], now: datetime, read: Access, write: Access
) -> int:
    """Give up alerts that waited for more sources until they were too old to be told.

    They are absent with the reason they were held for; digests have them.

    Returns:
        How many rows are absent now: those that are left come at the next call.
    """
    ways = [(route.id, to) for route in routes if route.wait is not None for to in route.to]
    old = await read(lambda rows: due.held_since(rows, ways, SOURCES, now - OLD, GIVEN_UP))
    return await write(lambda rows: due.drop(rows, old, SOURCES)) if old else 0


def judge(new: NewHit, way: Way, earlier: Sequence[Due]) -> Verdict:
    """Say whether and when a way tells a new hit.

    Args:
        new: The hit; nothing keeps it from being told everywhere.
        way: A route that fits, and a destination.
        earlier: What alerts told as new of this watch and story, and what waits of it.
    """
    if way.by.wait is None:
        return Verdict(ready_at=new.ready_at)
    if not tells(new.watch, NEW_STORY):
        return Verdict(ready_at=new.ready_at, reason="digests_only")
    if _is_old(new):
        return Verdict(ready_at=new.ready_at, reason="old")
    others = [
        one for one in earlier if one.destination == way.destination and one.hit_id != new.hit_id
    ]
    told = [one.told_at for one in others if one.told_at is not None]
    if told:
        return _again(new, way.by, max(told))
    return _first(new, [one for one in others if one.route == way.route])


def tells(watch: Watch, kind: str) -> bool:
    """Whether a watch wants alerts of this kind; which values of it, was judged before."""
    return any(on.kind == kind for on in watch.alert_on)


def _again(new: NewHit, route: Route, told_at: datetime) -> Verdict:
    """Judge a hit of a story that was told: it is, if at all, told when the story is repeated."""
    if MIRROR in new.tags:
        return Verdict(ready_at=new.ready_at, reason=MIRROR)
    if new.is_copy:
        return Verdict(ready_at=new.ready_at, reason="copy")
    if route.repeat is None:
        return Verdict(ready_at=new.ready_at, reason=SAME_STORY)
    # A clock that was ahead may have told it in a time that has not come yet.
    return Verdict(ready_at=max(new.ready_at, min(told_at, new.ready_at) + route.repeat))


def _first(new: NewHit, waiting: Sequence[Due]) -> Verdict:
    """Judge a hit of a story that was not told yet: it joins what waits of it."""
    ready_at = max(new.ready_at, min((one.ready_at for one in waiting), default=new.ready_at))
    if new.sources < new.watch.sources:
        return Verdict(ready_at=ready_at, reason=SOURCES, is_held=True)
    return Verdict(ready_at=ready_at)


def _earlier(rows: Connection, new: NewHit, ways: Sequence[Way]) -> tuple[Due, ...]:
    readers = {way.destination for way in ways if way.by.wait is not None}
    if new.story is None or not readers:
        return ()
    return threads.of_story(rows, new.story, new.watch.id, readers)


def _silenced(rows: Connection, hit_id: int, now: datetime) -> str | None:
    silences = lasting(rows, now)
    if not silences:
        return None
    return SILENCED if silence_over(due.words_of_hit(rows, hit_id), silences) else None


def _is_old(new: NewHit) -> bool:
    return new.told_at is not None and new.ready_at - new.told_at > OLD


def _wanted(hit_id: int, way: Way, verdict: Verdict, kind: str = NEW) -> Wanted:
    return Wanted(
        hit_id=hit_id,
        route=way.route,
        destination=way.destination,
        ready_at=verdict.ready_at,
        kind=kind,
        reason=verdict.reason,
        is_held=verdict.is_held,
    )
