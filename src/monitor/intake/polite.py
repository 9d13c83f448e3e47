"""Pace per host: a gap between two questions, and a rest for a host that is in trouble.

What is remembered is lost with the process, and that does no harm: what was put off is a row with
a later time. Decides only; who asks tells it the time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

GAP = timedelta(seconds=1)
PATIENCE = timedelta(seconds=2)
TROUBLES = 3
FIRST_REST = timedelta(minutes=1)
LONGEST_REST = timedelta(hours=1)
PROBE = timedelta(minutes=1)
MOST_HOSTS = 50_000
PUT_BACK = timedelta(minutes=10)  # a long walk asks with the time at which it began
# Reasons that speak against the whole host, and not against one address on it.
OF_THE_HOST = frozenset(
    {"timeout", "no_connection", "no_such_host", "http_5xx", "slow_down", "broken_answer"}
)
NOTHING = timedelta(0)


@dataclass(slots=True)
class _Host:
    """When a host may be asked next, its troubles in a row, and until when it rests."""

    free_at: datetime
    queue_to: datetime
    is_free: bool = False
    troubles: int = 0
    rests_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Ask at `at`, which is reserved and at most two seconds away; or come back at `at`.

    `rests` says that the host is in trouble.
    """

    at: datetime
    may_ask: bool
    rests: bool = False


class Paces:
    """The pace of every host, in the memory of one process.

    Not for several threads: the event loop's thread alone asks and tells.
    """

    def __init__(
        self, gap: timedelta = GAP, is_free: Callable[[str], bool] = lambda host: False
    ) -> None:
        """Begin with no host known.

        Args:
            gap: Between two questions to one host.
            is_free: Whether a host has no gap: the operator's own.
        """
        self._gap = gap
        self._is_free = is_free
        self._hosts: dict[str, _Host] = {}
        self._last: datetime | None = None

    def turn(self, host: str, now: datetime) -> Turn:
        """Reserve a host's next free moment, or, if it is too far away, say when to come back.

        A resting host is tried by one question when its rest is over; all others wait for what
        comes of it. When the clock was put back, what is remembered lies ahead, and is forgotten.
        """
        if self._last is not None and now < self._last - PUT_BACK:
            self._hosts.clear()
        self._last = now
        known = self._hosts.get(host) or self._meet(host, now)
        if known.rests_until is not None:
            if now < known.rests_until:
                return Turn(at=self._queued(known, known.rests_until), may_ask=False, rests=True)
            known.rests_until = now + PROBE
        at = max(known.free_at, now)
        if at - now > PATIENCE:
            return Turn(at=self._queued(known, at), may_ask=False)
        known.free_at = at + self._gap_of(known)
        return Turn(at=at, may_ask=True)

    def heard(
        self, host: str, reason: str | None, now: datetime, retry_after: float | None = None
    ) -> None:
        """Take note of what became of a question: a reason word, or None when it was answered."""
        known = self._hosts.get(host)
        if known is None:
            return
        if reason not in OF_THE_HOST:
            known.troubles, known.rests_until = 0, None
            return
        known.troubles += 1
        rest = timedelta(seconds=retry_after or 0)
        if known.troubles >= TROUBLES:
            doubled = FIRST_REST * (1 << min(known.troubles - TROUBLES, 16))
            rest = max(rest, min(doubled, LONGEST_REST))
        known.rests_until = now + rest if rest else None

    def _queued(self, known: _Host, earliest: datetime) -> datetime:
        """Give whoever cannot be served a time of his own, so that they do not come all at once."""
        known.queue_to = max(known.queue_to, earliest) + self._gap_of(known)
        return known.queue_to

    def _gap_of(self, known: _Host) -> timedelta:
        return NOTHING if known.is_free else self._gap

    def _meet(self, host: str, now: datetime) -> _Host:
        if len(self._hosts) >= MOST_HOSTS:
            self._hosts = {name: one for name, one in self._hosts.items() if _matters(one, now)}
        return self._hosts.setdefault(
            host, _Host(free_at=now, queue_to=now, is_free=self._is_free(host))
        )


def _matters(host: _Host, now: datetime) -> bool:
    return host.free_at > now or host.troubles > 0


def host_of(address: str) -> str:
    """Give the host whose pace an address goes by; empty for a local file."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
