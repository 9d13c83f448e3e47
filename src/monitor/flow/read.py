"""A page's walk: fetched, extracted in a child, matched on the whole text, recorded.

What a page said is one transaction: the text as a version, hits that are new, hits that the page
confirmed or broke. A slow page delays no alert: the feed's words were matched before. A page with
a hit is read again, 1, 6, 24 and 72 hours later: what changed is a new version.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from monitor.flow.hitting import Subject, record_hits, take_back, telling_of
from monitor.flow.judging import Desk, tells_all
from monitor.flow.manners import Later, hear, may_ask
from monitor.flow.newsroom import Newsroom
from monitor.flow.pageturns import PageRead, give_up_or_wait, read_now, still_the_same
from monitor.flow.revising import Revision, revised, taken_back
from monitor.flow.seams import Access
from monitor.intake.body import FULL_CHARACTERS, join_body
from monitor.intake.fetch import FetchError, Fresh, Unchanged, Validators, fetch_page
from monitor.intake.identity import content_hash
from monitor.intake.rereading import leads_to_section
from monitor.match.matcher import Judged
from monitor.model.article import Article, PageText
from monitor.model.errors import ChildError
from monitor.model.feed import ExtractMode, Feed
from monitor.model.hit import Hit
from monitor.store import articles, hits, leases, pages
from monitor.store.articles import FeedWords, PageVersion, StoredArticle
from monitor.store.pages import PageClaim
from monitor.text.language import candidates

EXTRACT_SECONDS = 10
LONGEST_WAIT = timedelta(hours=72)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article with its whole text, judged again.

    `before` is the article as it was, `fresh` the page as it came, `page` as it was extracted,
    `said` what the feed said then.
    """

    before: StoredArticle
    subject: Subject
    article: Article
    page: PageText
    judged: Judged
    fresh: Fresh
    said: FeedWords | None


async def read_page(
    claim: PageClaim, now: datetime, room: Newsroom, read: Access, write: Access
) -> PageRead:
    """Read one page and match its article again; may be killed anywhere and run again."""
    stored = await read(lambda rows: articles.get(rows, claim.article_id))
    if stored is None:
        return PageRead(article_id=claim.article_id, state="pruned")
    said = await read(lambda rows: articles.feed_words(rows, claim.article_id))
    match await _asked(claim, now, room):
        case Later(at=at, reason=reason):
            await write(lambda rows: pages.put_off(rows, claim, at, reason))
            return PageRead(article_id=claim.article_id, state="put off", reason=reason)
        case FetchError() as error:
            return await write(lambda rows: _give_up(rows, claim, error, stored, room.desk, now))
        case Unchanged() as same:
            return await write(lambda rows: still_the_same(rows, claim, same, now))
        case (fresh, page):
            article = article_with(stored, said, page)
            if _is_gone(stored.article, article):
                error = FetchError(reason="text_gone", detail=page.why)
                return await write(lambda rows: give_up_or_wait(rows, claim, error, now))
            judged = await asyncio.to_thread(room.desk.judge, article)
            reading = Reading(
                before=stored,
                subject=_subject(stored, article, room.feeds.get(claim.feed)),
                article=article,
                page=page,
                judged=judged,
                fresh=fresh,
                said=said,
            )
            return await write(lambda rows: _record(rows, claim, reading, room.desk, now))


async def _asked(
    claim: PageClaim, now: datetime, room: Newsroom
) -> Later | FetchError | Unchanged | tuple[Fresh, PageText]:
    """Get a page, if its site lets us and its host has time, and extract it in a child."""
    feed, last = room.feeds.get(claim.feed), claim.last
    leave = await may_ask(claim.address, feed, room, now)
    if isinstance(leave, Later):
        return _within_reason(claim, leave, now)
    if leave is not None:
        return FetchError(reason=leave, detail="the site's robots.txt")
    known = Validators(etag=last.etag, last_modified=last.last_modified, body_hash=last.body_hash)
    fetched = await fetch_page(room.doors.dialer, claim.address, feed, room.limits, now, known)
    hear(claim.address, fetched, room, now)
    if not isinstance(fetched, Fresh):
        return fetched
    if last.readings and leads_to_section(claim.address, fetched.address):
        return FetchError(reason="to_section", detail=fetched.address)
    page = await _extracted(fetched, feed.extract if feed else "balanced", room)
    return page if isinstance(page, FetchError) else (fetched, page)


def _within_reason(claim: PageClaim, later: Later, now: datetime) -> Later | FetchError:
    """Give a page up whose site has been out of reach for days."""
    if later.reason != "robots_unreachable" or now - claim.planned_at < LONGEST_WAIT:
        return later
    return FetchError(reason=later.reason, detail="for three days")


async def _extracted(fetched: Fresh, mode: ExtractMode, room: Newsroom) -> PageText | FetchError:
    try:
        page = await room.doors.children.ask(
            "extract",
            seconds=EXTRACT_SECONDS,
            body=fetched.body,
            address=fetched.address,
            content_type=fetched.content_type,
            mode=mode,
        )
    except ChildError as error:
        return FetchError(reason=error.reason, detail=error.detail)
    if not isinstance(page, PageText):
        return FetchError(reason="child_died", detail="its answer was none")
    return page


def article_with(stored: StoredArticle, said: FeedWords | None, page: PageText) -> Article:
    """Give the article its whole text: the page's, and what only the feed said.

    Args:
        stored: The article as it is.
        said: What the feed says now; None when it is not kept, and what is stored stands for it.
        page: The page, as extracted.
    """
    before = stored.article
    title, words = (said.title, said.text) if said else (before.title, before.text)
    body = join_body(words, page)
    declared = before.declared or page.language
    return replace(before, title=title, text=body.text, body=body.state, declared=declared)


def _is_gone(before: Article, now: Article) -> bool:
    """Whether a page held the article before, and is a wall or nearly empty now."""
    if before.body != "full":
        return False
    return now.body != "full" or len(now.text) < FULL_CHARACTERS <= len(before.text)


def _subject(stored: StoredArticle, article: Article, feed: Feed | None) -> Subject:
    return Subject(
        article_id=stored.article_id,
        article=article,
        seen_at=stored.first_seen_at,
        untold="baseline" if stored.is_baseline else None,
        of_any_age=feed is not None and tells_all(feed),
    )


def _record(
    rows: Connection, claim: PageClaim, reading: Reading, desk: Desk, now: datetime
) -> PageRead:
    """Write down everything a page leaves, in one transaction.

    When the feed said something new while the page was on its way, it is read again at once.
    """
    if articles.feed_words(rows, claim.article_id) != reading.said:
        pages.put_off(rows, claim, now, None)
        return PageRead(article_id=claim.article_id, state="put off")
    is_new = articles.put_version(rows, claim.article_id, _version(reading), now) is not None
    articles.set_body(rows, claim.article_id, reading.article.body)
    kept = _confirmed(rows, reading, desk, now)
    known = kept if is_new else {}
    new = record_hits(rows, reading.subject, reading.judged, desk, now, known)
    before = reading.before.article
    if is_new and kept and before.body == reading.article.body == "full":
        telling = telling_of(reading.subject, reading.judged.languages, desk)
        revised(rows, Revision(before=before, telling=telling), desk, now)
    leases.must(pages.finish(rows, claim, read_now(rows, claim, reading.fresh, now)))
    return PageRead(article_id=claim.article_id, new_hits=new, state=reading.article.body)


def _confirmed(rows: Connection, reading: Reading, desk: Desk, now: datetime) -> Mapping[str, int]:
    """Keep the hits that the page meets, too, take the others back, and give those kept."""
    met = {hit.watch: hit for hit in reading.judged.hits}
    living = hits.met(rows, reading.subject.article_id)
    for watch, hit_id in living.items():
        found = met.get(watch) or _by_its_own_feed(watch, reading.article, desk)
        if found:
            hits.confirm(rows, hit_id, found, now)
        elif watch in desk.watches:
            take_back(rows, reading.subject.article_id, watch, hit_id, desk, now)
    return {watch: hit_id for watch, hit_id in living.items() if watch in met}


def _give_up(
    rows: Connection,
    claim: PageClaim,
    error: FetchError,
    stored: StoredArticle,
    desk: Desk,
    now: datetime,
) -> PageRead:
    """Write down that a page could not be read; one that is gone for good is a development."""
    done = give_up_or_wait(rows, claim, error, now)
    if done.is_withdrawn:
        subject = _subject(stored, stored.article, None)
        languages = candidates(stored.article.title, stored.article.text, stored.article.declared)
        taken_back(rows, telling_of(subject, languages, desk), desk, now)
    return done


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
        method=reading.page.method,
        why=reading.page.why,
    )
