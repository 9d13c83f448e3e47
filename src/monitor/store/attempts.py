"""The log of attempts: one row for each that ended, only ever added."""

from datetime import datetime

from sqlalchemy import Connection, exists, insert

from monitor.model.message import (
    Ambiguous,
    Decision,
    Done,
    GiveUp,
    Outcome,
    Refused,
    Sent,
    TryAgain,
)
from monitor.store.schema import attempt


def put_attempt(
    rows: Connection,
    delivery_id: int,
    number: int,
    outcome: Outcome,
    decision: Decision,
    now: datetime,
) -> None:
    """Write down what became of an attempt, and what was decided."""
    rows.execute(
        insert(attempt).values(
            delivery_id=delivery_id,
            number=number,
            ended_at=now,
            outcome=_word(outcome),
            reason=None if isinstance(outcome, Sent) else outcome.reason,
            answer=outcome.answer,
            decision=_decided(decision),
        )
    )


def was_sent(rows: Connection, delivery_id: int) -> bool:
    """Whether an attempt of a delivery went well before."""
    sent = exists().where(attempt.c.delivery_id == delivery_id, attempt.c.outcome == "sent")
    return bool(rows.execute(sent.select()).scalar())


def _word(outcome: Outcome) -> str:
    match outcome:
        case Sent():
            return "sent"
        case Refused():
            return "refused"
        case Ambiguous():
            return "ambiguous"


def _decided(decision: Decision) -> str:
    match decision:
        case Done():
            return "done"
        case TryAgain():
            return "try_again"
        case GiveUp():
            return "give_up"
