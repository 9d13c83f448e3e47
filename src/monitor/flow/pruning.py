"""Old articles go, a small batch at a time, so that no writer waits long."""

from datetime import datetime

from monitor.flow.seams import Access
from monitor.store import articles

BATCH = 200
MOST_BATCHES = 500


async def prune(write: Access, before: datetime) -> int:
    """Delete articles first seen before a time that have no hit.

    Returns:
        How many are gone; the identities of their entries stay, so they do not come back as new.
    """
    gone = 0
    for _ in range(MOST_BATCHES):
        batch = await write(lambda rows: articles.prune(rows, before, BATCH))
        gone += batch
        if batch < BATCH:
            break
    return gone
