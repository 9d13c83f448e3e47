"""Polls that brought nothing, written down together: they are most of all polls."""

import asyncio
from collections.abc import Mapping, Sequence

from monitor.flow.seams import Access
from monitor.model.feed import FeedState
from monitor.store import feeds
from monitor.store.feeds import FeedClaim

GATHERED = 0.02  # seconds: a transaction costs as much as asking a feed
Ended = tuple[FeedClaim, FeedState]
Errors = Mapping[int, Exception]  # by the id of what could not be written


class Ledger:
    """Collects what ends at nearly the same time; for one event loop."""

    def __init__(self) -> None:
        """Begin empty."""
        self._ended: list[Ended] = []
        self._writing: asyncio.Task[Errors] | None = None

    async def put(self, ended: Ended, write: Access) -> None:
        """Write down how a poll ended; comes back when it is kept for good.

        What cannot be written raises here, and nowhere else.
        """
        self._ended.append(ended)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.ensure_future(self._after(None, write))
        # Whoever comes while a lot is on its way waits for it, and for the next.
        elif ended is self._ended[0]:
            self._writing = asyncio.ensure_future(self._after(self._writing, write))
        errors = await asyncio.shield(self._writing)
        if id(ended) in errors:
            raise errors[id(ended)]

    async def _after(self, before: "asyncio.Task[Errors] | None", write: Access) -> Errors:
        if before is not None:
            await asyncio.wait([before])
        await asyncio.sleep(GATHERED)
        ended, self._ended = self._ended, []
        error = await _written(ended, write)
        if error is None:
            return {}
        if len(ended) == 1:
            return {id(ended[0]): error}
        alone = {id(one): await _written([one], write) for one in ended}
        return {key: error for key, error in alone.items() if error is not None}


async def _written(ended: Sequence[Ended], write: Access) -> Exception | None:
    try:
        await write(lambda rows: feeds.finish_all(rows, ended))
    except Exception as error:
        return error
    return None
