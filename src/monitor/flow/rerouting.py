"""Routes have changed: what waits on one that is gone takes the ways that there are now."""

from datetime import datetime

from sqlalchemy import Connection

from monitor.flow.judging import Desk
from monitor.flow.routing import NO_ROUTE, ways_of
from monitor.store import due


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
    for row in stranded:
        watch = desk.watches.get(row.watch)
        for way in ways_of(watch, row.tags, desk.routes) if watch else ():
            due.put(rows, row.hit_id, way.route, way.destination, ready_at=now)
    return len(stranded)
