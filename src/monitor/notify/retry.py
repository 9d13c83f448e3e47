"""What follows from a receiver's answer: done, try again at a time, or give up with a reason."""

from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

from monitor.model.message import Decision, Done, GiveUp, Outcome, Refused, Sent, TryAgain
from monitor.model.watch import DestinationKind as Kind

LONGEST: Final = timedelta(days=5)
SHORTEST_WISH: Final = timedelta(minutes=1)
LONGEST_WISH: Final = timedelta(hours=24)
JITTER: Final = 0.1

_MAIL_WAITS: Final = tuple(
    timedelta(minutes=m) for m in (2, 5, 15, 30, 60, 120, 240)
)  # a greylisting server is content after some minutes
_FOLDER_WAITS: Final = tuple(timedelta(seconds=s) for s in (1, 5, 15, 60, 300))
# Ten attempts, the last one 75 hours after the first.
_WEBHOOK_WAITS: Final = tuple(
    timedelta(seconds=s) for s in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 84_300)
)
WEBHOOK_ATTEMPTS: Final = len(_WEBHOOK_WAITS) + 1
_WAITS: Final = {
    "mail": _MAIL_WAITS,
    "webhook": _WEBHOOK_WAITS,
    "folder": _FOLDER_WAITS,
    "chat": _WEBHOOK_WAITS,
}
_TEN_TIMES: Final = ("webhook", "chat")


def after(
    outcome: Outcome,
    attempts: int,
    first_try_at: datetime,
    now: datetime,
    kind: Kind,
    key: str = "",
) -> Decision:
    """Decide what follows from the outcome of one attempt.

    An ambiguous outcome is tried again with identical bytes: the receiver knows the key.

    Args:
        outcome: What the receiver said.
        attempts: How many attempts were made, this one included.
        first_try_at: When the first one was made, UTC.
        now: The present, UTC.
        kind: Mail and folders are tried for five days, webhooks and chats ten times in 75 hours.
        key: The delivery's key; it spreads the waits of many deliveries, by a tenth, always alike.

    Returns:
        `Done`; `TryAgain` strictly after `now`; or `GiveUp` with the reason of a final answer,
        or `too_late`.
    """
    if isinstance(outcome, Sent):
        return Done()
    if isinstance(outcome, Refused) and (outcome.final or outcome.disable):
        return GiveUp(reason=outcome.reason)
    if _is_spent(kind, attempts, first_try_at, now):
        return GiveUp(reason="too_late")
    wish = outcome.retry_after if isinstance(outcome, Refused) else None
    wait = _wait(kind, attempts, key) if wish is None else clamped(wish)
    at = now + wait
    if kind not in _TEN_TIMES:
        at = min(at, first_try_at + LONGEST)  # the last try; it lies ahead, else all is spent
    return TryAgain(at=at, reason=outcome.reason)


def _is_spent(kind: Kind, attempts: int, first_try_at: datetime, now: datetime) -> bool:
    if kind in _TEN_TIMES:
        return attempts >= WEBHOOK_ATTEMPTS or now - first_try_at >= LONGEST
    return now - first_try_at >= LONGEST


def _wait(kind: Kind, attempts: int, key: str) -> timedelta:
    """Say how long to wait after this many attempts: growing, and a little other for each key."""
    waits = _WAITS[kind]
    wait = waits[min(max(attempts, 1), len(waits)) - 1]
    return wait * (1 + JITTER * _spread(f"{key}/{attempts}"))


def clamped(seconds: float) -> timedelta:
    """Take a receiver's wish of so many seconds within reason: a minute at least, a day at most."""
    low, high = SHORTEST_WISH.total_seconds(), LONGEST_WISH.total_seconds()
    return timedelta(seconds=min(max(seconds, low), high) if seconds == seconds else low)


def _spread(key: str) -> float:
    """Turn a key into a number in [0, 1), evenly."""
    return int.from_bytes(blake2b(key.encode(), digest_size=4).digest()) / 2**32
