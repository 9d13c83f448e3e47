"""Hits and who is to be told of them, written in the transaction of what brought them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.flow.judging import Desk, Sighting, leads_to_a_page, tells_all
from monitor.flow.planning import NewHit, plan, plan_development
from monitor.flow.storying import Arrival, Met, Told, tell
from monitor.intake.identity import content_hash
from monitor.intake.rereading import AGAIN
from monitor.intake.words import united
from monitor.match.matcher import Judged
from monitor.model.article import Article
from monitor.model.hit import Hit
from monitor.model.story import Telling
from monitor.model.watch import Watch
from monitor.store import articles, hits, pages
from monitor.store.articles import SeenArticle
from monitor.text.language import Languages

PATIENCE = timedelta(minutes=2)
NOBODY: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many articles were new, and how many hits."""

    new: int
    hits: int


NOTHING = Found(new=0, hits=0)


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


def record_sightings(
    rows: Connection, sightings: Sequence[Sighting], desk: Desk, now: datetime
) -> Found:
    """Write down the entries of one feed, articles, their hits, and the pages to read.

    Pages of a baseline are not read: a new feed is no reason to load a whole site.
    """
    if not sightings:
        return NOTHING
    said = [(one.entry, _seen(one)) for one in sightings]
    stored = articles.put_entries(rows, sightings[0].feed.id, said, now)
    found = 0
    to_read: dict[int, str | None] = {}
    for one, kept in zip(sightings, stored, strict=True):
        subject = Subject(
            article_id=kept.article_id,
            article=one.article,
            seen_at=now,
            untold=one.untold,
            of_any_age=tells_all(one.feed),
        )
        judged = one.judged if kept.is_new_article else _beside_page(rows, one, subject, desk)
        found += record_hits(rows, subject, judged, desk, now)
        if kept.is_new_article and one.untold is None and leads_to_a_page(one.entry):
            to_read[kept.article_id] = one.article.address
    pages.plan(rows, {key: address for key, address in to_read.items() if address}, now)
    return Found(new=sum(kept.is_new_article for kept in stored), hits=found)


def _seen(one: Sighting) -> SeenArticle:
    article = one.article
    return SeenArticle(
        address=article.address,
        site=article.site,
        title=article.title,
        text=article.text,
        declared=article.declared,
        language=one.judged.languages.best,
        lang_by=one.judged.languages.by,
        content_hash=content_hash(one.entry.title, one.entry.text),
        text_hash=content_hash(article.title, article.text),
        is_baseline=one.untold is not None,
    )


def _beside_page(rows: Connection, one: Sighting, subject: Subject, desk: Desk) -> Judged:
    """Drop hits that the page of a known article forbids, and let the others count at once.

    A hit that the page broke would else come back with an edit, or with a second feed.
    """
    known = articles.get(rows, subject.article_id) if one.judged.hits else None
    if known is None or known.article.body != "full":
        return one.judged
    text = united(one.article.text, known.article.text)
    whole = desk.judge(replace(one.article, text=text, body="full"))
    met = {hit.watch for hit in whole.hits}
    kept = (hit for hit in one.judged.hits if hit.watch in met)
    return replace(one.judged, hits=tuple(replace(hit, provisional=False) for hit in kept))


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
    arrival = _arrival(subject, judged, desk, ids)
    told = tell(rows, arrival, now)
    hits_of = {hit.watch: hit for hit in judged.hits}
    for watch in (one.watch for one in arrival.met):
        hit = _new_hit(subject, hits_of[watch.id], watch, ids[watch.id], told, now)
        if watch.id in new:
            plan(rows, hit, desk.routes, now)
        for development in told.found[watch.id]:
            plan_development(rows, development, hit, desk.routes, now)
    if new and subject.untold is None:
        pages.read_again(rows, subject.article_id, now + AGAIN[0])
    return len(new)


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


def _arrival(subject: Subject, judged: Judged, desk: Desk, ids: Mapping[str, int]) -> Arrival:
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
        told_at=None if subject.of_any_age else subject.article.published,
        untold=subject.untold,
        story=told.story,
        is_copy=told.is_copy,
        sources=told.sources,
    )
