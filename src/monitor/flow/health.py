"""Is the program alive: has anything succeeded within the last hour, where something was due?"""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.store import feedwatch, outbox

PATIENCE = timedelta(hours=1)
MOST_DELIVERIES = 1_000


def complaints(rows: Connection, now: datetime) -> tuple[str, ...]:
    """Say what has not succeeded for an hour though it was due.

    Returns:
        Sentences for the operator; none when all is well, or when nothing was due.
    """
    found = (_of_polls(rows, now - PATIENCE), _of_sends(rows, now - PATIENCE))
    return tuple(sentence for sentence in found if sentence)


def _of_polls(rows: Connection, since: datetime) -> str | None:
    """Complain when no poll succeeded and a feed has been failing, or waiting, for an hour."""
    active = [feed for feed in feedwatch.listing(rows) if feed.is_active]
    successes = [feed.state.succeeded_at for feed in active if feed.state.succeeded_at]
    if any(at >= since for at in successes):
        return None
    failing = feedwatch.failing(rows)
    waits = [failing.get(feed.id, feed.state.next_poll_at) for feed in active]
    if not any(at <= since for at in waits):
        return None
    last = f"since {max(successes):%Y-%m-%d %H:%M} UTC" if successes else "ever"
    return f"no poll has succeeded {last}; {len(failing)} of {len(active)} feeds are failing"


def _of_sends(rows: Connection, since: datetime) -> str | None:
    """Complain when no send succeeded and a delivery was waiting for an hour, or given up in it."""
    deliveries = outbox.listing(rows, limit=MOST_DELIVERIES)
    if any(one.state == "sent" and one.ended_at and one.ended_at >= since for one in deliveries):
        return None
    waiting = [one for one in deliveries if one.state in ("pending", "sending")]
    overdue = sum(one.made_at <= since for one in waiting)
    dead = sum(
        one.state == "dead" and one.ended_at is not None and one.ended_at >= since
        for one in deliveries
    )
    if not overdue and not dead:
        return None
    return f"no send has succeeded for an hour: {overdue} deliveries wait, {dead} were given up"
