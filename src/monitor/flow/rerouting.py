"""Routes have changed: what waits on one that is gone takes the ways that there are now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from monitor.flow.judging import Desk
from monitor.flow.planning import OLD, SOURCES, NewHit, corroborated, plan, plan_development
from monitor.flow.routing import NO_ROUTE, ways_of
from monitor.flow.storyfacts import facts_of, sources_of
from monitor.model.watch import Route
from monitor.store import developments, due
from monitor.store.duerows import Due, development_of


def reroute(rows: Connection, desk: Desk, now: datetime) -> int:
    """Plan anew what waits on a route or destination that is no longer configured.

    Nothing is lost by a renamed route: its hits wait on the ways that fit them now. Where none
    does, the row says so. What was held for more sources than a watch asks for today is let go.

    Returns:
        How many hits were planned anew.
    """
    configured = {(route.id, to) for route in desk.routes for to in route.to}
    stranded = due.unroutable(rows, configured)
    due.abandon(rows, configured, NO_ROUTE)
    kinds = {(one.hit_id, one.kind): one for one in stranded}
    for one in kinds.values():
        _plan_anew(rows, one, desk, now)
    _let_go(rows, desk, now)
    return len({one.hit_id for one in stranded})


def _let_go(rows: Connection, desk: Desk, now: datetime) -> None:
    """Hold no longer what the watches or routes of today hold no more."""
    due.release_on(rows, [route.id for route in desk.routes if route.wait is None], SOURCES)
    for story, name in due.held(rows, SOURCES, now - OLD):
        watch = desk.watches.get(name)
        if watch is not None:
            corroborated(rows, story, len(facts_of(rows, story).publishers), [watch], now)


def _plan_anew(rows: Connection, stranded: Due, desk: Desk, now: datetime) -> None:
    watch = desk.watches.get(stranded.watch)
    if watch is None:
        return
    tags, story = due.words_of_hit(rows, stranded.hit_id).tags, stranded.story
    routes = _untried(rows, stranded, desk.routes)
    if next(ways_of(watch, tags, routes), None) is None:
        return
    hit = NewHit(
        hit_id=stranded.hit_id,
        watch=watch,
        tags=tags,
        ready_at=now,
        story=story,
        sources=watch.sources if story is None else sources_of(rows, story, watch),
    )
    number = development_of(stranded.kind)
    if number is None:
        plan(rows, hit, routes, now)
    elif found := developments.get(rows, [number]).get(number):
        plan_development(rows, found, hit, routes, now)


def _untried(rows: Connection, stranded: Due, routes: Sequence[Route]) -> list[Route]:
    """Give the routes without the ways that have a row of it: what that says, stands."""
    known = due.ways(rows, stranded.hit_id, stranded.kind)
    return [
        replace(one, to=tuple(to for to in one.to if (one.id, to) not in known)) for one in routes
    ]
