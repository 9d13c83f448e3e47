"""How the way to a receiver stands: failing since when, resting until when, or switched off."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is remembered of one lane: a destination, or the mail server that many share.

    Attributes:
        lane: Its name, as its sender gives it.
        failures: Failed attempts since the last that went well.
        failing_since: When the first of them was, UTC.
        rests_until: Nothing is sent before this time, UTC.
        disabled_at: When it was switched off; only the operator switches it on again.
        reason: A word of docs/reasons.md for the last failure.
        answer: What was said at the last failure.
        told_at: When the operator was told that it is switched off.
    """

    lane: str
    failures: int = 0
    failing_since: datetime | None = None
    rests_until: datetime | None = None
    disabled_at: datetime | None = None
    reason: str = ""
    answer: str = ""
    told_at: datetime | None = None

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to remember."""
        return not self.failures and self.disabled_at is None

    def rests(self, now: datetime) -> bool:
        """Whether nothing may be sent at `now`."""
        is_late = self.rests_until is not None and now < self.rests_until
        return is_late or self.disabled_at is not None
