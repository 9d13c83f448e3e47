"""Old articles go, a small batch at a time, so that no writer waits long."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.flow.seams import Access
from monitor.store import articles, audit, stories, trouble
from monitor.stories.placing import REACH

SLACK = timedelta(days=4)  # an article may be told days before it is seen

NEWS_OF_FEEDS = ("feed", "clock")  # the events of deliveries stay, for `monitor verify`
REMEMBERED = timedelta(days=90)
BATCH = 200
MOST_BATCHES = 500


async def prune(write: Access, before: datetime) -> int:
    """Delete articles first seen before a time that have no hit.

    Returns:
        How many are gone; the identities of their entries stay, so they do not come back as new.
    """
    return await _all(write, lambda rows: articles.prune(rows, before, BATCH))


async def forget(write: Access, now: datetime) -> int:
    """Forget by what old articles were found when stories were looked for.

    What happened to feeds, and who was told of it, is remembered for 90 days.

    Returns:
        How many keys are gone.
    """
    before, long_ago = now - REACH - SLACK, now - REMEMBERED
    await _all(write, lambda rows: audit.prune(rows, NEWS_OF_FEEDS, long_ago, BATCH))
    await write(lambda rows: trouble.forget(rows, long_ago))
    return await _all(write, lambda rows: stories.forget_neighbours(rows, before, BATCH))


async def _all(write: Access, step: Callable[[Connection], int]) -> int:
    """Take a step until it does less than a batch."""
    gone = 0
    for _ in range(MOST_BATCHES):
        done = await write(step)
        gone += done
        if done < BATCH:
            break
    return gone
