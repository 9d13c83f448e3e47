"""From a page of a site to its feeds: what the page announces, what it links, what is usual.

Sources: the WHATWG HTML standard, "link type alternate"; https://www.rssboard.org/rss-autodiscovery.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from monitor.intake.charset import decode
from monitor.intake.parse.document import NotAFeed, parse_document
from monitor.intake.tree import Tree, tree_of
from monitor.intake.urls import canonical, join, site_of
from monitor.model.article import FeedDocument
from monitor.text.clean import clean_line

By = Literal["given", "announced", "linked", "usual", "comments"]
FEED_TYPES = (
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
    "application/json", "application/xml", "text/xml",
)  # fmt: skip
# What publishing programs answer to; the commonest first.
USUAL = (
    "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feeds/posts/default",
    "/feed.json", "/news-sitemap.xml",
)  # fmt: skip
LOOKS_LIKE_A_FEED = re.compile(r"(?:^|[/._?=&-])(?:rss2?|feeds?|atom|rdf|xml)(?:$|[/._?=&-])")
SPEAKS_OF_A_FEED = re.compile(r"\b(?:rss|atom|feed)\b", re.IGNORECASE)
COMMENTS = re.compile("comment|kommentar|comentario|commento", re.IGNORECASE)
# A page's own record in WordPress is announced like a feed.
NO_FEED = re.compile(r"/wp-json/|/oembed|sitemap")
MOST_LINKS = 30
LONGEST_TITLE = 200
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|file:|feed:", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that may be a feed, and why we think so."""

    address: str
    by: By
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A page that is no feed: what it is called, and where its feeds may be, the likeliest first.

    No address stands twice; there are 30 at most of each kind.
    """

    title: str | None = None
    links: tuple[Link, ...] = ()


def discover(
    body: bytes, address: str, content_type: str | None = None
) -> FeedDocument | WebPage | NotAFeed:
    """Read a feed, or find the links to feeds in a page.

    Args:
        body: The document's bytes.
        address: Where it was found, for relative links.
        content_type: The server's Content-Type.
    """
    found = parse_document(body, address, content_type)
    if isinstance(found, FeedDocument) or b"<" not in body:
        return found
    tree = tree_of(decode(body, content_type).text)
    if tree is None or tree.find(".//body") is None:
        return found
    base = next(
        (join(address, one.get("href")) for one in tree.iter("base") if one.get("href")), ""
    )
    links = (*_announced(tree, base or address), *_linked(tree, base or address))
    return WebPage(title=_title(tree), links=_ranked(links, address))


def usual(address: str) -> tuple[Link, ...]:
    """Give the addresses at which sites have feeds, beginning below the page itself."""
    folder = urlsplit(address).path.rstrip("/")
    is_file = "." in folder.rpartition("/")[2]
    paths = USUAL if is_file or not folder else (f"{folder}/feed", *USUAL)
    return tuple(Link(address=_at(address, path), by="usual") for path in paths)


def home(address: str) -> str:
    """Give the first page of an address's site."""
    return _at(address, "/")


def speaks_of_comments(text: str) -> bool:
    """Whether an address's path or a feed's title says that it tells what readers wrote."""
    return COMMENTS.search(text) is not None


def spellings(written: str) -> tuple[str, ...]:
    """Give the addresses that a person may have meant, the likeliest first.

    `example.org` is asked for over https, then over http; `feed:` stands for either.
    """
    text = written.strip()
    if text.lower().startswith("feed:"):
        text = text[len("feed:") :].removeprefix("//")
    if SCHEME.match(text):
        return (text,)
    return (f"https://{text}", f"http://{text}")


def _at(address: str, path: str) -> str:
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _announced(tree: Tree, base: str) -> Iterator[Link]:
    for element in tree.iter("link", "a"):
        kind = (element.get("type") or "").partition(";")[0].strip().lower()
        relations = (element.get("rel") or "").lower().split()
        if kind in FEED_TYPES and ("alternate" in relations or "feed" in relations):
            yield from _link(element, base, "announced", element.get("title"))


def _linked(tree: Tree, base: str) -> Iterator[Link]:
    for element in tree.iter("a"):
        parts = (element.get("href") or "").partition("://")
        written = (parts[2] or parts[0]).lower()
        text = element.text_content()[:LONGEST_TITLE]
        # An address inside an address is the door of somebody's reader.
        if "http" in written:
            continue
        if LOOKS_LIKE_A_FEED.search(written) or SPEAKS_OF_A_FEED.search(text):
            yield from _link(element, base, "linked", text)


def _link(element: Tree, base: str, by: By, title: str | None) -> Iterator[Link]:
    found = join(base, element.get("href") or "")
    if not found or not found.startswith("http") or NO_FEED.search(found):
        return
    line = clean_line(title or "", LONGEST_TITLE)
    if speaks_of_comments(f"{urlsplit(found).path} {line}"):
        by = "comments"
    yield Link(address=found, by=by, title=line or None)


def _ranked(links: Iterable[Link], address: str) -> tuple[Link, ...]:
    """Keep the first of equal addresses; the page itself is known, and strangers come last."""
    seen = {canonical(address): True}
    found: dict[By, list[Link]] = {"announced": [], "linked": [], "comments": []}
    for link in links:
        key = canonical(link.address)
        if key and not seen.setdefault(key, False):
            seen[key] = True
            found[link.by].append(link)
    found["linked"].sort(key=lambda link: site_of(link.address) != site_of(address))
    return tuple(link for kind in found.values() for link in kind[:MOST_LINKS])


def _title(tree: Tree) -> str | None:
    title = tree.find(".//title")
    return None if title is None else clean_line(title.text_content(), LONGEST_TITLE) or None
