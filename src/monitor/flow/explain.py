"""Why an article meets a watch, or why not: from a text, a page's bytes, or an address."""

from dataclasses import dataclass
from datetime import datetime

from monitor.intake.fetch import FetchError, FetchLimits, Fresh, fetch_page
from monitor.intake.urls import site_of
from monitor.match.matcher import Explained, Matcher
from monitor.model.article import Article, PageText
from monitor.model.errors import ChildError
from monitor.outside.child import Children
from monitor.outside.dial import Dialer
from monitor.text.clean import clean_line, clean_text
from monitor.text.language import Languages, candidates

EXTRACT_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An article, the languages it may be in, and how each watch reads it."""

    article: Article
    languages: Languages
    watches: tuple[Explained, ...]


def explain(matcher: Matcher, article: Article) -> Explanation:
    """Ask every watch of a matcher about an article."""
    languages = candidates(article.title, article.text, article.declared)
    return Explanation(article=article, languages=languages, watches=matcher.explain(article))


def article_of_text(given: str, language: str | None) -> Article:
    """Read plain text as an article: the first line is its title, cleaned as intake does it."""
    title, _, text = clean_text(given).partition("\n")
    return Article(
        id="text", title=clean_line(title), text=text.strip(), declared=language, body="full"
    )


async def article_of_page(
    body: bytes,
    children: Children,
    language: str | None,
    address: str | None = None,
    content_type: str | None = None,
) -> Article | FetchError:
    """Extract a page in a child and make an article of it."""
    try:
        page = await children.ask(
            "extract",
            seconds=EXTRACT_SECONDS,
            body=body,
            address=address,
            content_type=content_type,
        )
    except ChildError as error:
        return FetchError(reason=error.reason, detail=error.detail)
    assert isinstance(page, PageText)
    return Article(
        id=address or "page",
        title=page.title or "",
        text=page.text,
        declared=language or page.language,
        address=address,
        site=site_of(address),
        published=page.date,
        body="full",
    )


async def article_at(
    address: str, dialer: Dialer, children: Children, language: str | None, now: datetime
) -> Article | FetchError:
    """Fetch a page through the guarded door and make an article of it."""
    fetched = await fetch_page(dialer, address, None, FetchLimits(), now)
    if isinstance(fetched, FetchError):
        return fetched
    assert isinstance(fetched, Fresh), "nothing was read before, so that nothing is unchanged"
    return await article_of_page(
        fetched.body, children, language, fetched.address, fetched.content_type
    )
