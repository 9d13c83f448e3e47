"""Waiting for a database that is down: what was found or sent is not thrown away meanwhile.

A full disk, a foreign lock or a server that restarts passes. Whoever has something to write down
waits; nobody begins anything new; the operator is told once, then ever more seldom.
"""

from collections.abc import Callable
from threading import Event, Lock
from time import monotonic
from typing import Final

from monitor.app.reserve import Reserve
from monitor.model.errors import DiskFull, StoreDown

Tell = Callable[[str, str], None]
DOWN: Final = "the database refuses, everything waits"
UP: Final = "the database works again"
TIGHT: Final = "the disk is full: nothing new is polled or read until there is room"
ROOMY: Final = "there is room on the disk again"
_WAITS: Final = (0.2, 0.5, 1.0, 2.0, 5.0)
_REMIND_SECONDS: Final = 60.0


class Patience:
    """How one process bears refusals of its database; may be used from any thread."""

    def __init__(
        self, tell: Tell, reserve: Reserve | None = None, most_seconds: float | None = None
    ) -> None:
        """Expect the best.

        Args:
            tell: Is told what happens, in a sentence and a detail, from any thread.
            reserve: What can be given up when the disk is full.
            most_seconds: After so long nobody waits any more; None: until `end`.
        """
        self._tell, self._reserve, self._most = tell, reserve, most_seconds
        self._lock, self._is_over = Lock(), Event()
        self._since: float | None = None
        self._remind_at = 0.0
        self._tries = self._waiting = 0
        self._is_tight = False

    @property
    def is_tight(self) -> bool:
        """Whether the disk was full, and nothing is to be begun that needs much room."""
        return self._is_tight

    @property
    def is_waiting(self) -> bool:
        """Whether somebody waits for the database: then nobody else needs to try."""
        return self._waiting > 0

    def heard(self, error: StoreDown) -> bool:
        """Take note of a refusal.

        Returns:
            Whether to try again at once, because there is room now.
        """
        with self._lock:
            if self._makes_room(error):
                return True
            self._tries += 1
            now = monotonic()
            self._since = self._since or now
            if now >= self._remind_at:
                self._remind_at = now + max(_REMIND_SECONDS, now - self._since)
                self._tell(DOWN, f"{error}; {self._tries} times in {now - self._since:.0f} s")
        return False

    def wait(self) -> bool:
        """Wait a little before the next try, longer each time; False: wait no more."""
        since, tries = self._since, self._tries
        if self._most is not None and since is not None and monotonic() - since > self._most:
            return False
        self._count(1)
        try:
            return not self._is_over.wait(_WAITS[min(max(tries, 1), len(_WAITS)) - 1])
        finally:
            self._count(-1)

    def worked(self) -> None:
        """Take note that the database took a write."""
        if self._since is None:
            return
        with self._lock:
            since, self._since = self._since, None
            self._tries, self._remind_at = 0, 0.0
            if since is not None:
                self._tell(UP, f"after {monotonic() - since:.0f} s")

    def ease(self) -> None:
        """Make the reserve where it is not there; if that succeeds the disk has room again."""
        is_made = self._reserve is None or self._reserve.make()
        if self._is_tight and is_made:
            self._is_tight = False
            self._tell(ROOMY, "polls and reading go on")

    def end(self) -> None:
        """Have nobody wait any more."""
        self._is_over.set()

    def _count(self, more: int) -> None:
        """Keep count of those who wait; the writer and the reader may do so at the same time."""
        with self._lock:
            self._waiting += more

    def _makes_room(self, error: StoreDown) -> bool:
        """Give up the reserve when the disk is full; a log that cannot grow says it in other words.

        SQLite calls it an error of input and output when there is no room for the index of its
        write-ahead log.
        """
        reserve = self._reserve
        if reserve is None or not (isinstance(error, DiskFull) or reserve.is_missed):
            return False
        if not self._is_tight:
            self._is_tight = True
            self._tell(TIGHT, str(error))
        return reserve.give_up()
