"""A receiver that fails again and again rests, and in the end is switched off.

So a dead one costs an attempt now and then, and thousands of deliveries that wait for it neither
use up their attempts nor stand in anybody's way.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from monitor.model.message import Outcome, Refused, Sent
from monitor.model.standing import Standing
from monitor.model.watch import DestinationKind
from monitor.notify.retry import clamped

FAILURES: Final = 3
SHORTEST_REST: Final = timedelta(minutes=1)
LONGEST_REST: Final = timedelta(minutes=30)
LONGEST_FAILING: Final = timedelta(days=5)
# Words of docs/reasons.md for what a mail server does to every reader alike.
SERVER_FAULTS: Final = ("no_connection", "timeout", "tls", "no_starttls", "broken_answer")
SWITCHED_OFF: Final[tuple[DestinationKind, ...]] = ("webhook", "chat")


def heard(before: Standing, outcome: Outcome, kind: DestinationKind, now: datetime) -> Standing:
    """Say how a lane stands after an attempt.

    From the third failure in a row on it rests for a minute, and twice as long after each more, up
    to half an hour; a receiver's own wish (`Retry-After`) makes it rest at once. A webhook or chat
    is switched off when it wants nothing more (410), or when nothing went well for five days.

    What comes back while the lane rests was sent before, beside the failures: it counts no more.
    Source: Standard Webhooks 1.0, "Deliverability and reliability".
    """
    if not _is_failure(outcome, kind):
        return before if before.disabled_at else Standing(lane=before.lane)
    if before.rests(now) and not _wants_no_more(outcome):
        return before
    failing = replace(
        before,
        failures=before.failures + 1,
        failing_since=before.failing_since or now,
        reason=_reason_word(outcome),
        answer=outcome.answer,
    )
    if _is_over(failing, outcome, kind, now):
        return replace(failing, disabled_at=before.disabled_at or now)
    return replace(failing, rests_until=_rest(failing, outcome, now))


def _is_failure(outcome: Outcome, kind: DestinationKind) -> bool:
    """Whether it is the lane that fails: a mail server that answers at all is well."""
    if isinstance(outcome, Sent):
        return False
    return kind != "mail" or outcome.reason in SERVER_FAULTS


def _is_over(failing: Standing, outcome: Outcome, kind: DestinationKind, now: datetime) -> bool:
    if kind not in SWITCHED_OFF:
        return False
    since = failing.failing_since or now
    return _wants_no_more(outcome) or now - since >= LONGEST_FAILING


def _rest(failing: Standing, outcome: Outcome, now: datetime) -> datetime | None:
    wish = outcome.retry_after if isinstance(outcome, Refused) else None
    rests = [clamped(wish)] if wish is not None else []
    if failing.failures >= FAILURES:
        doublings = min(failing.failures - FAILURES, 10)
        rests.append(min(LONGEST_REST, SHORTEST_REST * (1 << doublings)))
    return now + max(rests) if rests else None


def _wants_no_more(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and outcome.disable


def _reason_word(outcome: Outcome) -> str:
    return "" if isinstance(outcome, Sent) else outcome.reason
