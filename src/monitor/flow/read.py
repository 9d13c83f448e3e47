"""A page's walk: fetched, extracted in a child, matched on the whole text, recorded.

What a page said is one transaction: the text as a version, hits that are new, hits that the page
confirmed or broke. A slow page delays no alert: the feed's words were matched before.
"""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.flow.judging import Desk
from monitor.flow.polling import Newsroom
from monitor.flow.recording import Subject, record_hits
from monitor.flow.seams import Access
from monitor.intake.body import join_body
from monitor.intake.fetch import FetchError, Fresh, fetch_page
from monitor.intake.identity import content_hash
from monitor.match.matcher import Judged
from monitor.model.article import Article, PageText
from monitor.model.errors import ChildError
from monitor.model.hit import Hit
from monitor.store import articles, hits, leases, pages
from monitor.store.articles import PageVersion, StoredArticle
from monitor.store.pages import PageClaim

EXTRACT_SECONDS = 10
TRIES = 3
FIRST_WAIT = timedelta(minutes=5)
HOPELESS = frozenset(
    {"private_address", "http_404", "gone", "http_403", "bad_address", "too_large"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """What became of one page; `reason` is a word of docs/reasons.md when nothing was read."""

    article_id: int
    new_hits: int = 0
    state: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article with its whole text, judged again."""

    subject: Subject
    article: Article
    method: str
    judged: Judged


async def read_page(
    claim: PageClaim, now: datetime, room: Newsroom, read: Access, write: Access
) -> PageRead:
    """Read one page and match its article again; may be killed anywhere and run again."""
    stored = await read(lambda rows: articles.get(rows, claim.article_id))
    if stored is None:
        return PageRead(article_id=claim.article_id, state="pruned")
    page = await _extracted(claim, now, room)
    if isinstance(page, FetchError):
        return await write(lambda rows: _give_up_or_wait(rows, claim, page, now))
    reading = await asyncio.to_thread(_reading, stored, page, room.desk)
    return await write(lambda rows: _record(rows, claim, reading, room.desk, now))


async def _extracted(claim: PageClaim, now: datetime, room: Newsroom) -> PageText | FetchError:
    feed = room.feeds.get(claim.feed)
    root = feed.root if feed else None
    fetched = await fetch_page(room.dialer, claim.address, root, room.limits, now)
    if not isinstance(fetched, Fresh):
        return fetched
    try:
        page = await room.children.ask(
            "extract",
            seconds=EXTRACT_SECONDS,
            body=fetched.body,
            address=fetched.address,
            content_type=fetched.content_type,
        )
    except ChildError as error:
        return FetchError(reason=error.reason, detail=error.detail)
    assert isinstance(page, PageText)
    return page


def article_with(stored: StoredArticle, page: PageText) -> Article:
    """Give the article its whole text: the page's, and what only the feed said."""
    body = join_body(stored.article.text, page)
    declared = stored.article.declared or page.language
    return replace(stored.article, text=body.text, body=body.state, declared=declared)


def _reading(stored: StoredArticle, page: PageText, desk: Desk) -> Reading:
    article = article_with(stored, page)
    return Reading(
        subject=Subject(
            article_id=stored.article_id, tags=article.tags, is_baseline=stored.is_baseline
        ),
        article=article,
        method=page.method,
        judged=desk.judge(article),
    )


def _record(
    rows: Connection, claim: PageClaim, reading: Reading, desk: Desk, now: datetime
) -> PageRead:
    """Write down everything a page leaves, in one transaction."""
    leases.must(pages.finish(rows, claim, state="read", reason=None, next_read_at=None))
    articles.put_version(rows, claim.article_id, _version(reading), now)
    articles.set_body(rows, claim.article_id, reading.article.body)
    met = {hit.watch: hit for hit in reading.judged.hits}
    for watch, hit_id in hits.met(rows, claim.article_id).items():
        found = met.get(watch) or _by_its_own_feed(watch, reading.article, desk)
        if found:
            hits.confirm(rows, hit_id, found, now)
        elif watch in desk.watches:
            hits.withdraw(rows, hit_id, "no_longer_met", now)
    new = record_hits(rows, reading.subject, reading.judged, desk, now)
    return PageRead(article_id=claim.article_id, new_hits=new, state=reading.article.body)


def _by_its_own_feed(watch: str, article: Article, desk: Desk) -> Hit | None:
    """Ask as a feed that the watch listens to: the hit may have come with a second feed."""
    asker = desk.watches.get(watch)
    if asker is None or not (asker.feeds or asker.feed_tags):
        return None
    feed = next(iter(asker.feeds), article.feed)
    asked = replace(article, feed=feed, tags=(*article.tags, *asker.feed_tags))
    return next((hit for hit in desk.judge(asked).hits if hit.watch == watch), None)


def _version(reading: Reading) -> PageVersion:
    article, languages = reading.article, reading.judged.languages
    return PageVersion(
        title=article.title,
        text=article.text,
        language=languages.best,
        lang_by=languages.by,
        text_hash=content_hash(article.title, article.text),
        body=article.body,
        method=reading.method,
    )


def _give_up_or_wait(
    rows: Connection, claim: PageClaim, error: FetchError, now: datetime
) -> PageRead:
    """Try again a few times; then the feed's words stand for the article."""
    final = error.reason in HOPELESS or claim.attempts + 1 >= TRIES
    wait = FIRST_WAIT * 4**claim.attempts
    floor = timedelta(seconds=error.retry_after or 0)
    pages.finish(
        rows,
        claim,
        state="failed" if final else "waiting",
        reason=error.reason,
        next_read_at=None if final else now + max(wait, floor),
    )
    return PageRead(article_id=claim.article_id, state="failed", reason=error.reason)
