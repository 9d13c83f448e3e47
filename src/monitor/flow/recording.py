"""Hits and who is to be told of them, written in the transaction of what brought them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from monitor.flow.hitting import NOBODY, Subject, record_hits, telling_of
from monitor.flow.judging import Desk, Sighting, leads_to_a_page, tells_all
from monitor.flow.revising import Revision, revised
from monitor.intake.identity import content_hash
from monitor.intake.words import united
from monitor.match.matcher import Judged
from monitor.store import articles, hits, pages
from monitor.store.articles import SeenArticle
from monitor.store.versions import former


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many articles were new, and how many hits."""

    new: int
    hits: int


NOTHING = Found(new=0, hits=0)


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
        is_edited = kept.is_changed and not kept.is_new_article
        known = _revised(rows, subject, judged, desk, now) if is_edited else NOBODY
        found += record_hits(rows, subject, judged, desk, now, known)
        if kept.is_new_article and one.untold is None and leads_to_a_page(one.entry):
            to_read[kept.article_id] = one.article.address
    pages.plan(rows, {key: address for key, address in to_read.items() if address}, now)
    return Found(new=sum(kept.is_new_article for kept in stored), hits=found)


def _revised(
    rows: Connection, subject: Subject, judged: Judged, desk: Desk, now: datetime
) -> Mapping[str, int]:
    """Say what a feed corrected of an article whose page was not read, and who is to be asked.

    Where the page was read, its next reading says it. Two feeds put one article in two ways: only
    the feed that brought it corrects it.

    Returns:
        The living hits that what the feed says now meets, by watch.
    """
    living = {} if subject.untold else hits.met(rows, subject.article_id)
    stored = articles.get(rows, subject.article_id) if living else None
    if stored is None or stored.article.body == "full":
        return NOBODY
    was = former(rows, subject.article_id)
    if was is None or stored.article.feed != subject.article.feed:
        return NOBODY
    before = replace(stored.article, title=was[0], text=was[1])
    telling = telling_of(subject, judged.languages, desk)
    revised(rows, Revision(before=before, telling=telling), desk, now)
    met = {hit.watch for hit in judged.hits}
    return {watch: hit_id for watch, hit_id in living.items() if watch in met}


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
