"""How often a feed says something new, learned from what polls saw and from nothing else.

Posts and the time watched are counted, both forgotten with a half-life of a week, on top of a
Gamma prior; so a new feed starts at a sane rate, and a feed that changes its ways is followed.
"""

import json
from collections.abc import Container, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from itertools import pairwise
from math import exp, exp2, inf, log
from typing import Any

from monitor.model.article import Entry

HOUR, DAY = 3600.0, 86_400.0
HALF_LIFE = 7 * DAY
MEMORY = HALF_LIFE / log(2)  # what watching for ever amounts to
GAP_HALF_LIFE = 60 * DAY
# The prior: half a post in a tenth of a day, soon outweighed by what was seen.
PRIOR_POSTS, PRIOR_SECONDS = 0.5, 0.1 * DAY
# A feed whose identities change with every poll seems to post without end; it stays bearable.
FASTEST = 2_000 / DAY
GUARDED_SHARE = 0.5
SHORTEST_LIMIT = 5 * 60.0
LATE = DAY  # an entry dated longer before the last poll is an old one under a new identity
UNLIKELY = 0.001
GAPS = 3.0
SHORTEST_SILENCE = 6 * HOUR
WEEKEND = 3 * DAY
A_WEEK_WATCHED = MEMORY * (1 - exp2(-8 * DAY / HALF_LIFE))
OUTLIERS = 10  # one date of ten, the oldest, may belong to a pinned entry
FEWEST_DATES = 3
SHORTEST_SPAN = 5 * 60.0  # dates closer together are the time at which the document was made
OLDEST = 3 * 365 * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """What is remembered of a feed's ways; times are seconds since 1970, UTC.

    `posts` came in `seconds` of watching, both fading. `recent` is the rate of the last poll
    alone, posts a second. `length` is how many entries the last document had. `gap` is the
    longest time without news of late, `news_at` when there was news last, `patience` how many
    seconds of silence after it are unlikely. `limit` is the longest interval allowed after a
    possible loss; it doubles every day.
    """

    seen_at: float
    news_at: float
    posts: float = 0.0
    seconds: float = 0.0
    recent: float = 0.0
    length: int = 0
    gap: float = 0.0
    patience: float = inf
    limit: float = inf


def rate(rhythm: Rhythm | None) -> float:
    """Give the posts a second to be expected of a feed; the prior's when nothing is known."""
    posts, seconds = (rhythm.posts, rhythm.seconds) if rhythm else (0.0, 0.0)
    return min((posts + PRIOR_POSTS) / (seconds + PRIOR_SECONDS), FASTEST)


def longest_interval(rhythm: Rhythm) -> float:
    """Give the seconds until half of the feed's entries may be new ones: the window guard.

    The faster of the learned rate and that of the last poll counts. Infinite without entries.
    """
    fastest = max(rate(rhythm), min(rhythm.recent, FASTEST))
    guard = GUARDED_SHARE * rhythm.length / fastest if rhythm.length else inf
    return min(guard, rhythm.limit)


def may_have_lost(rhythm: Rhythm | None, entries: Sequence[Entry], known: Container[str]) -> bool:
    """Whether posts may have come and gone between two polls: nothing here was there before.

    Args:
        rhythm: What was known before this document; None when the feed was never read.
        entries: The document's entries.
        known: Identities of this feed that are stored.

    Returns:
        Never True for a first document, for one after an empty one, for an empty one, nor when
        an entry is dated a day or more before the last answer: then identities have changed.
        A pinned entry hides a loss.
    """
    if rhythm is None or not rhythm.length or not entries:
        return False
    return all(_is_news(entry, known, rhythm.seen_at) for entry in entries)


def heard(
    rhythm: Rhythm | None, entries: Sequence[Entry], known: Container[str], now: datetime
) -> Rhythm:
    """Learn from a document.

    A first document counts by the dates of its entries where they are sane, otherwise only from
    now on. After a possible loss the time is only counted when it speaks for a faster rate.
    """
    if rhythm is None:
        return _begun(entries, now.timestamp())
    news = sum(_is_news(entry, known, rhythm.seen_at) for entry in entries)
    later = _moved(rhythm, now.timestamp(), news, lost=may_have_lost(rhythm, entries, known))
    return replace(later, length=len(entries))


def heard_nothing(rhythm: Rhythm | None, now: datetime) -> Rhythm | None:
    """Learn from an answer that says that nothing has changed."""
    return _moved(rhythm, now.timestamp(), 0, lost=False) if rhythm else None


def silent_since(rhythm: Rhythm) -> datetime | None:
    """Give the time of the last news when a feed is silent against its own rhythm, else None.

    It is silent after six hours (three days until it was watched for a week), after three times
    the longest gap of late, and when so long a silence had a chance under 1 in 1,000 by its rate
    and by how well that is known: all of them, as of the last answer. Measured false alarms:
    docs/schedule.md.
    """
    least = SHORTEST_SILENCE if rhythm.seconds >= A_WEEK_WATCHED else WEEKEND
    silence = rhythm.seen_at - rhythm.news_at
    if silence <= max(least, GAPS * rhythm.gap, rhythm.patience):
        return None
    return datetime.fromtimestamp(rhythm.news_at, UTC)


def to_line(rhythm: Rhythm) -> str:
    """Write a rhythm as one short line of JSON; six digits are kept of what is learned."""
    values = (getattr(rhythm, item.name) for item in fields(Rhythm))
    return json.dumps([None if one == inf else _short(one) for one in values])


def from_line(line: str | None) -> Rhythm | None:
    """Read what `to_line` wrote; None for nothing, or for a line of another edition."""
    names = [item.name for item in fields(Rhythm)]
    try:
        values = json.loads(line or "null")
        found: dict[str, Any] = dict(
            zip(names, (inf if one is None else float(one) for one in values), strict=True)
        )
        return Rhythm(**{**found, "length": int(found["length"])})
    except (TypeError, ValueError, OverflowError):
        return None


def _begun(entries: Sequence[Entry], now: float) -> Rhythm:
    """Learn from a first document, as if we had watched since its oldest entry."""
    stamps = [entry.published.timestamp() for entry in entries if entry.published]
    sane = sorted(min(one, now) for one in stamps if now - OLDEST <= one <= now + HOUR)
    dates = sane[len(sane) // OUTLIERS :]
    if len(dates) < FEWEST_DATES or dates[-1] - dates[0] < SHORTEST_SPAN:
        return Rhythm(seen_at=now, news_at=now, length=len(entries))
    newest = dates[-1]
    posts = sum(exp2((one - newest) / HALF_LIFE) for one in dates[1:])
    seconds = MEMORY * (1 - exp2((dates[0] - newest) / HALF_LIFE))
    then = Rhythm(
        seen_at=newest,
        news_at=newest,
        posts=posts,
        seconds=seconds,
        length=len(entries),
        gap=max(later - one for one, later in pairwise(dates)),
        patience=_patience(posts, seconds),
    )
    return _moved(then, now, 0, lost=False)


def _moved(rhythm: Rhythm, now: float, news: int, *, lost: bool) -> Rhythm:
    """Let time pass until an answer that brought so many posts."""
    elapsed = max(0.0, now - rhythm.seen_at)
    fade = exp2(-elapsed / HALF_LIFE)
    posts, seconds = rhythm.posts * fade, rhythm.seconds * fade
    if not lost or news > rate(rhythm) * elapsed:
        watched = MEMORY * (1 - fade)
        posts += news * watched / elapsed if elapsed else news
        seconds += watched
    moved = replace(
        rhythm,
        seen_at=now,
        posts=posts,
        seconds=seconds,
        recent=news / elapsed if elapsed else 0.0,
        gap=rhythm.gap * exp2(-elapsed / GAP_HALF_LIFE),
        limit=_limit(rhythm.limit, elapsed, lost),
    )
    return _spoken(moved, now) if news else moved


def _spoken(rhythm: Rhythm, now: float) -> Rhythm:
    """Take note that there was news at last."""
    return replace(
        rhythm,
        news_at=now,
        gap=max(rhythm.gap, now - rhythm.news_at),
        patience=_patience(rhythm.posts, rhythm.seconds),
    )


def _limit(limit: float, elapsed: float, lost: bool) -> float:
    """Halve the interval in which something may have been lost; let a limit grow by the day."""
    if lost:
        return max(SHORTEST_LIMIT, min(limit, elapsed) / 2)
    grown = limit * exp2(min(elapsed / DAY, 32.0))
    return grown if grown < DAY else inf


def _patience(posts: float, seconds: float) -> float:
    """Give the seconds that pass without a post once in 1,000 times, the rate being uncertain.

    With a Gamma distribution of the rate the chance of nothing in t seconds is
    (S / (S + t)) ** P, for P posts in S seconds: heavier than a known rate's exp(-P t / S).
    """
    doubt = exp(-log(UNLIKELY) / (posts + PRIOR_POSTS))
    return (seconds + PRIOR_SECONDS) * (doubt - 1)


def _is_news(entry: Entry, known: Container[str], seen_at: float) -> bool:
    if entry.identity in known:
        return False
    return entry.published is None or entry.published.timestamp() >= seen_at - LATE


def _short(number: float) -> float | int:
    return round(number) if number >= 1e6 else float(f"{number:.6g}")
