"""Polls that brought nothing, written down together: they are most of all polls."""

import asyncio

from monitor.flow.seams import Access
from monitor.model.feed import FeedState
from monitor.store import feeds
from monitor.store.feeds import FeedClaim

Ended = tuple[FeedClaim, FeedState]


class Ledger:
    """Collects what ends while the last lot is being written; for one event loop."""

    def __init__(self) -> None:
        """Begin empty."""
        self._ended: list[Ended] = []
        self._writing: asyncio.Task[None] | None = None

    async def put(self, ended: Ended, write: Access) -> None:
        """Write down how a poll ended; comes back when it is kept for good."""
        self._ended.append(ended)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.ensure_future(self._after(None, write))
        # Whoever comes while a lot is on its way waits for it, and for the next.
        elif ended is self._ended[0]:
            self._writing = asyncio.ensure_future(self._after(self._writing, write))
        await asyncio.shield(self._writing)

    async def _after(self, before: "asyncio.Task[None] | None", write: Access) -> None:
        if before is not None:
            await asyncio.wait([before])
        ended, self._ended = self._ended, []
        await write(lambda rows: feeds.finish_all(rows, ended))
