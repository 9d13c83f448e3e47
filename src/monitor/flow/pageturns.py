"""What becomes of a page after a look at it: read, unchanged, tried again, or given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.intake.fetch import FetchError, Fresh, Unchanged
from monitor.intake.rereading import next_reading
from monitor.store import hits, pages
from monitor.store.pages import LastReading, Outcome, PageClaim

TRIES = 3
FIRST_WAIT = timedelta(minutes=5)
HOPELESS = frozenset(
    {"private_address", "http_404", "gone", "http_403", "bad_address", "too_large", "robots"}
    | {"robots_unreachable", "text_gone", "to_section"}
)
# The host answers, and the page that was there is not: said twice, the article was withdrawn.
MISSING = frozenset({"http_404", "gone", "to_section"})
SECOND_LOOK = timedelta(hours=6)
# A page over which a child died twice is not tried a third time.
DANGEROUS = frozenset({"child_died", "out_of_memory", "parser_failed", "too_deep"})
DANGEROUS_TRIES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """What became of one page; `reason` is a word of docs/reasons.md when nothing was read.

    `is_withdrawn` says that a page which was there is gone for the second time.
    """

    article_id: int
    new_hits: int = 0
    state: str
    reason: str | None = None
    is_withdrawn: bool = False


def read_now(
    rows: Connection, claim: PageClaim, answer: Fresh | Unchanged, now: datetime
) -> Outcome:
    """Give the outcome of a reading; a page with a hit that stands is read again."""
    first_at = claim.last.first_at or now
    is_met = bool(hits.met(rows, claim.article_id))
    same = claim.last.body_hash
    return Outcome(
        state="read",
        next_read_at=next_reading(first_at, now) if is_met else None,
        last=LastReading(
            etag=answer.etag,
            last_modified=answer.last_modified,
            body_hash=answer.body_hash if isinstance(answer, Fresh) else same,
            readings=claim.last.readings + 1,
            first_at=first_at,
        ),
    )


def still_the_same(
    rows: Connection, claim: PageClaim, answer: Unchanged, now: datetime
) -> PageRead:
    """Write down that a page is as it was."""
    pages.finish(rows, claim, read_now(rows, claim, answer, now))
    return PageRead(article_id=claim.article_id, state="unchanged")


def give_up_or_wait(
    rows: Connection, claim: PageClaim, error: FetchError, now: datetime
) -> PageRead:
    """Try again a few times; then the feed's words, or the last reading, stand for the article."""
    is_missing = bool(claim.last.readings) and error.reason in MISSING
    if is_missing and claim.reason not in MISSING:
        outcome = Outcome(state="read", reason=error.reason, next_read_at=now + SECOND_LOOK)
    elif not _is_final(claim, error):
        wait = max(FIRST_WAIT * 4**claim.attempts, timedelta(seconds=error.retry_after or 0))
        outcome = Outcome(state="waiting", reason=error.reason, next_read_at=now + wait)
    elif claim.last.first_at:
        at = next_reading(claim.last.first_at, now)
        outcome = Outcome(state="read", reason=error.reason, next_read_at=at)
    else:
        outcome = Outcome(state="failed", reason=error.reason)
    pages.finish(rows, claim, outcome)
    return PageRead(
        article_id=claim.article_id,
        state="failed",
        reason=error.reason,
        is_withdrawn=is_missing and claim.reason in MISSING,
    )


def _is_final(claim: PageClaim, error: FetchError) -> bool:
    tries = DANGEROUS_TRIES if error.reason in DANGEROUS else TRIES
    return error.reason in HOPELESS or claim.attempts + 1 >= tries
