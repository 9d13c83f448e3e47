"""What a page says about itself: title, date, authors, language, its own address."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from monitor.intake.linked import LinkedData, linked_data, moment
from monitor.intake.tag import language_of_tag
from monitor.text.clean import clean_line

SEPARATOR_AT_END = re.compile(r"\s[|\-–—•·:»]\s*$")
SEPARATOR = re.compile(r"\s*[|\-–—•·:»]\s")
TITLES = ("og:title", "twitter:title")
DESCRIPTIONS = ("og:description", "description", "twitter:description")
DATES = (
    "article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "dc.date.issued", "dc.date", "dcterms.created", "dc.date.created", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "og:published_time", "article:published",
)  # fmt: skip
AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
DAY_IN_ADDRESS = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/\-_.]|$)")
NAMES = re.compile(r"\s*[;|]\s*")
LONGEST_ADDRESS = 2_000
LONGEST_NAME = 200
MOST_AUTHORS = 10

Metas = Mapping[str, Sequence[str]]
Tree = Any  # lxml ships no types


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a page says of itself; `summaries` are what it says that it is about.

    `headings` are its names for itself: they stand above the article and are no part of it.
    """

    title: str | None
    headings: tuple[str, ...]
    summaries: tuple[str, ...]
    date: datetime | None
    authors: tuple[str, ...]
    language: str | None
    canonical: str | None
    data: LinkedData


def about(tree: Tree, address: str | None) -> About:
    """Read what a page says of itself; nothing here searches the article.

    Args:
        tree: The page with its head, as `tree_of` gives it.
        address: Where it was found.
    """
    metas, data = metas_of(tree), linked_data(tree)
    return About(
        title=title_of(tree, metas, data.headline),
        headings=tuple(_headings(tree, metas, data.headline)),
        summaries=tuple(filter(None, (data.description, *_all(metas, DESCRIPTIONS)))),
        date=data.published or date_of(tree, metas, address),
        authors=_names(data.authors or authors_of(metas)),
        language=language_of(tree, metas) or data.language,
        canonical=canonical_of(tree, address),
        data=data,
    )


def _names(authors: Sequence[str]) -> tuple[str, ...]:
    return tuple(clean_line(author, LONGEST_NAME) for author in authors[:MOST_AUTHORS])


def metas_of(tree: Tree) -> Metas:
    """Give the contents of the page's metas by their name in small letters."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = clean_line(meta.get("content") or "", longest=LONGEST_ADDRESS)
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _all(metas: Metas, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from metas.get(name, ())


def title_of(tree: Tree, metas: Metas, headline: str | None) -> str | None:
    """Give the title without the site's name.

    It is what the page calls itself in its card for social media, its JSON-LD, its only h1 or its
    title, in this order. It is cut to what another of these says, if it begins so and goes on
    with a separator; so is the site's own name cut off its end.
    """
    others = [clean_line(heading) for heading in _headings(tree, metas, headline)]
    title = _without_site(next(iter(others), ""), metas)
    for other in others:
        rest = title[len(other) :]
        if title.startswith(other) and SEPARATOR.match(rest):
            return other
    return title or None


def _headings(tree: Tree, metas: Metas, headline: str | None) -> Iterator[str]:
    heads = [clean_line(head.text_content()) for head in tree.iter("h1")]
    only = heads if len(heads) == 1 else []
    names = [*_all(metas, TITLES), headline or "", *only]
    yield from filter(None, [*names, clean_line(tree.findtext(".//title") or "")])


def _without_site(title: str, metas: Metas) -> str:
    for site in metas.get("og:site_name", ()):
        head = title.removesuffix(site)
        bare = SEPARATOR_AT_END.sub("", head)
        if head != title and bare and bare != head:
            return bare
    return title


def date_of(tree: Tree, metas: Metas, address: str | None) -> datetime | None:
    """Give the day the page says it was published: by its metas, a `time` or its address."""
    claims = [*_all(metas, DATES), *(time.get("datetime") for time in tree.iter("time"))]
    found = next((at for claim in claims if (at := moment(claim))), None)
    day = DAY_IN_ADDRESS.search(address or "")
    return found or (moment("-".join(day.groups())) if day else None)


def authors_of(metas: Metas) -> tuple[str, ...]:
    """Give the names in the page's metas; what is an address is no name."""
    for line in _all(metas, AUTHORS):
        names = tuple(name for name in NAMES.split(line) if name)
        if names and "://" not in line:
            return names
    return ()


def language_of(tree: Tree, metas: Metas) -> str | None:
    """Give the language the page declares: `<html lang>`, its metas, or the article's own."""
    claims = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang")]
    claims += [tree.get("xml:lang"), *_all(metas, ("og:locale", "language"))]
    claims += [article.get("lang") for article in tree.iter("article")]
    return next((code for claim in claims if (code := language_of_tag(claim))), None)


def canonical_of(tree: Tree, address: str | None) -> str | None:
    """Give the address the page calls its own, if it is of the same site.

    Another site's is not believed: a stranger must not be able to pass for it. Without an address
    there is nothing to compare with.

    Source: RFC 6596.
    """
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and address:
            return _same_site(address, link.get("href") or "")
    return None


def _same_site(address: str, href: str) -> str | None:
    try:
        whole = urljoin(address, href.strip())
        there, here = urlsplit(whole), urlsplit(address)
        same = _host(there.hostname) == _host(here.hostname)
    except ValueError:
        return None
    fit = there.scheme in ("http", "https") and len(whole) <= LONGEST_ADDRESS
    return clean_line(whole, LONGEST_ADDRESS) if same and fit and href.strip() else None


def _host(name: str | None) -> str:
    return (name or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
