"""Hits and who is to be told of them, written in the transaction of what brought them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.flow.judging import Desk, Sighting
from monitor.flow.routing import ways_of
from monitor.intake.identity import content_hash
from monitor.match.matcher import Judged
from monitor.model.hit import Hit
from monitor.store import articles, due, hits, pages
from monitor.store.articles import SeenArticle

PATIENCE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many articles were new, and how many hits."""

    new: int
    hits: int


def record_sightings(
    rows: Connection, sightings: Sequence[Sighting], desk: Desk, now: datetime, *, first_poll: bool
) -> Found:
    """Write down entries, articles, their hits, and the pages to read.

    Args:
        rows: The transaction of the poll.
        sightings: Entries as they were judged.
        desk: Rules and routes that judged them.
        now: The present, UTC.
        first_poll: Whether the feed was never read before; then only what `tells` is told.
    """
    new = found = 0
    for one in sightings:
        baseline = first_poll and not one.tells
        stored = articles.put_entry(rows, one.feed.id, one.entry, _seen(one, baseline), now)
        new += stored.is_new_article
        found += record_hits(rows, stored.article_id, one.judged, desk, now, baseline=baseline)
        if stored.is_new_article and one.article.address:
            pages.plan(rows, stored.article_id, one.article.address, now)
    return Found(new=new, hits=found)


def _seen(one: Sighting, baseline: bool) -> SeenArticle:
    article = one.article
    return SeenArticle(
        address=article.address,
        site=article.site,
        title=article.title,
        text=article.text,
        language=one.judged.languages.best,
        lang_by=one.judged.languages.by,
        content_hash=content_hash(one.entry.title, one.entry.text),
        published_at=article.published,
        baseline=baseline,
    )


def record_hits(
    rows: Connection,
    article_id: int,
    judged: Judged,
    desk: Desk,
    now: datetime,
    *,
    baseline: bool,
) -> int:
    """Write new hits of an article and what is due for them; a known hit never repeats.

    Returns:
        How many hits are new.
    """
    new = 0
    for hit in judged.hits:
        counts_at = now + PATIENCE if hit.provisional else now
        hit_id = hits.put(
            rows, hit, article_id=article_id, now=now, counts_at=counts_at, baseline=baseline
        )
        if hit_id is not None:
            _plan(rows, hit_id, hit, article_id, desk, counts_at, baseline=baseline)
            new += 1
    return new


def _plan(
    rows: Connection,
    hit_id: int,
    hit: Hit,
    article_id: int,
    desk: Desk,
    ready_at: datetime,
    *,
    baseline: bool,
) -> None:
    tags = articles.tags_of(rows, article_id, desk.feed_tags)
    for way in ways_of(desk.watches[hit.watch], tags, desk.routes):
        due.put(
            rows,
            hit_id,
            way.route,
            way.destination,
            state="absent" if baseline else "waiting",
            reason="baseline" if baseline else None,
            ready_at=ready_at,
        )
