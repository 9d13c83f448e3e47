"""Hits of one article, its place among the stories, and who is to be told, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from monitor.flow.judging import Desk
from monitor.flow.planning import SOURCES, NewHit, corroborated, plan, plan_development
from monitor.flow.storying import Arrival, Met, Retell, Told, tell, unlearn
from monitor.intake.rereading import AGAIN
from monitor.match.matcher import Judged
from monitor.model.article import Article
from monitor.model.hit import Hit
from monitor.model.story import Telling
from monitor.model.watch import Watch
from monitor.store import articles, developments, due, hits, pages
from monitor.text.language import Languages, candidates

PATIENCE = timedelta(minutes=2)
NOBODY: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The stored article that hits are about.

    Attributes:
        article_id: Its id.
        article: The article as it was judged.
        seen_at: When it was seen first, UTC.
        untold: The reason word when nothing of it is told.
        of_any_age: Whether its feed tells everything, however long ago it was published.
    """

    article_id: int
    article: Article
    seen_at: datetime
    untold: str | None = None
    of_any_age: bool = False


def record_hits(
    rows: Connection,
    subject: Subject,
    judged: Judged,
    desk: Desk,
    now: datetime,
    known: Mapping[str, int] = NOBODY,
) -> int:
    """Write new hits of an article and what is due for them; a known hit never repeats.

    The article takes its place among the stories. A page that was read before is read again from
    now on, since it matters.

    Args:
        rows: The transaction of what brought the article.
        subject: The article.
        judged: Its hits.
        desk: Rules and routes.
        now: The present, UTC.
        known: Living hits, by watch, to be asked what the article adds to its story now.

    Returns:
        How many hits are new.
    """
    new = {hit.watch: number for hit in judged.hits if (number := _put(rows, hit, subject, now))}
    if not new and not known:
        return 0
    ids = {**known, **new}
    arrival = _arrival(subject, judged, desk, ids, partial(_retold, rows, desk))
    told = tell(rows, arrival, now)
    _let_go(rows, told, desk, now)
    for hit in (one for one in judged.hits if one.watch in told.found):
        due_hit = _new_hit(subject, hit, desk.watches[hit.watch], ids[hit.watch], told, now)
        if hit.watch in new:
            plan(rows, due_hit, desk.routes, now)
        for development in told.found[hit.watch]:
            plan_development(rows, development, due_hit, desk.routes, now)
    if new and subject.untold is None:
        pages.read_again(rows, subject.article_id, now + AGAIN[0])
    return len(new)


def take_back(
    rows: Connection, article_id: int, watch: str, hit_id: int, desk: Desk, now: datetime
) -> None:
    """Take a hit back that the page does not meet, and what was found with it and told nobody.

    Else the next article that says it would bring nothing new.
    """
    hits.withdraw(rows, hit_id, "no_longer_met", now)
    developments.forget(rows, article_id, watch)
    if not hits.met(rows, article_id):
        unlearn(rows, article_id, partial(_retold, rows, desk))


def _let_go(rows: Connection, told: Told, desk: Desk, now: datetime) -> None:
    """Let alerts go that waited for more sources, of whichever watch."""
    held = due.held_watches(rows, told.story, SOURCES)
    watches = [desk.watches[one] for one in held if one in desk.watches]
    corroborated(rows, told.story, told.sources, watches, now)


def _put(rows: Connection, hit: Hit, subject: Subject, now: datetime) -> int | None:
    return hits.put(
        rows,
        hit,
        article_id=subject.article_id,
        now=now,
        counts_at=_counts_at(hit, now),
        baseline=subject.untold is not None,
    )


def _counts_at(hit: Hit, now: datetime) -> datetime:
    return now + PATIENCE if hit.provisional else now


def _retold(rows: Connection, desk: Desk, article_id: int) -> Telling | None:
    """Make of a stored article what stories compare."""
    stored = articles.get(rows, article_id)
    if stored is None:
        return None
    known = stored.article
    subject = Subject(article_id=article_id, article=known, seen_at=stored.first_seen_at)
    return telling_of(subject, candidates(known.title, known.text, known.declared), desk)


def _arrival(
    subject: Subject, judged: Judged, desk: Desk, ids: Mapping[str, int], retell: Retell
) -> Arrival:
    met = tuple(
        Met(watch=desk.watches[hit.watch], entries=frozenset(hit.entries))
        for hit in judged.hits
        if hit.watch in ids
    )
    return Arrival(
        telling=telling_of(subject, judged.languages, desk),
        met=met,
        is_baseline=subject.untold is not None,
        of_any_age=subject.of_any_age,
        retell=retell,
    )


def telling_of(subject: Subject, languages: Languages, desk: Desk) -> Telling:
    """Make of an article what stories compare."""
    return desk.lexicon.telling(
        subject.article, languages, article_id=subject.article_id, seen_at=subject.seen_at
    )


def _new_hit(
    subject: Subject, hit: Hit, watch: Watch, hit_id: int, told: Told, now: datetime
) -> NewHit:
    return NewHit(
        hit_id=hit_id,
        watch=watch,
        tags=subject.article.tags,
        ready_at=_counts_at(hit, now),
        told_at=None if subject.of_any_age else subject.article.published or subject.seen_at,
        untold=subject.untold,
        story=told.story,
        is_copy=told.is_copy,
        sources=told.sources,
    )
