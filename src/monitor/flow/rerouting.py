"""Routes have changed: what waits on one that is gone takes the ways that there are now."""

from datetime import datetime

from sqlalchemy import Connection

from monitor.flow.judging import Desk
from monitor.flow.planning import NewHit, plan, plan_development
from monitor.flow.routing import NO_ROUTE
from monitor.store import developments, due
from monitor.store.duerows import Due, development_of


def reroute(rows: Connection, desk: Desk, now: datetime) -> int:
    """Plan anew what waits on a route or destination that is no longer configured.

    Nothing is lost by a renamed route: its hits wait on the ways that fit them now. Where none
    does, the row says so.

    Returns:
        How many hits were planned anew.
    """
    configured = {(route.id, to) for route in desk.routes for to in route.to}
    stranded = due.unroutable(rows, configured)
    due.abandon(rows, configured, NO_ROUTE)
    kinds = {(one.hit_id, one.kind): one for one in stranded}
    for one in kinds.values():
        _plan_anew(rows, one, desk, now)
    return len({one.hit_id for one in stranded})


def _plan_anew(rows: Connection, stranded: Due, desk: Desk, now: datetime) -> None:
    watch = desk.watches.get(stranded.watch)
    if watch is None:
        return
    hit = NewHit(
        hit_id=stranded.hit_id,
        watch=watch,
        tags=due.words_of_hit(rows, stranded.hit_id).tags,
        ready_at=now,
        story=stranded.story,
        sources=0 if stranded.reason else watch.sources,
    )
    number = development_of(stranded.kind)
    if number is None:
        plan(rows, hit, desk.routes, now)
    elif found := developments.get(rows, [number]).get(number):
        plan_development(rows, found, hit, desk.routes, now)
