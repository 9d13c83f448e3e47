"""Sitemaps of news sites: each address with the title and date of its article.

Sources: https://www.sitemaps.org/protocol.html and Google's extension for news. Names are asked
for whatever their namespace: publishers write old and wrong addresses there.
"""

from lxml import etree

from monitor.intake.parse.dates import read_date
from monitor.intake.parse.prune import with_ampersands
from monitor.intake.parse.raw import MOST_ENTRIES, NOTHING, RawEntry, Words, finish
from monitor.intake.tag import language_of_tag
from monitor.intake.urls import join
from monitor.model.article import FeedDocument

ROOTS = frozenset({"urlset", "sitemapindex"})


def parse(text: str, address: str | None, known: frozenset[bytes] = NOTHING) -> FeedDocument | str:
    """Parse a sitemap of news.

    Args:
        text: A document whose root is one of `ROOTS`.
        address: Where it was found, for relative links.
        known: Hashes of entries that need not be cleaned, see `raw.finish`.

    Returns:
        The document, in the order of the sitemap; or what it is instead, in words for the user.
    """
    try:
        root = etree.fromstring(with_ampersands(text).encode("utf-8", "replace"), _parser())
    except etree.XMLSyntaxError:
        return "a sitemap that is not well-formed"
    if root.tag.rpartition("}")[2].lower() == "sitemapindex":
        first = root.findtext("{*}sitemap/{*}loc") or ""
        return f"an index of sitemaps: {first.strip() or 'empty'} is the first to take instead"
    found = [url for url in root.iterfind("{*}url") if url.find("{*}news") is not None]
    if not found:
        return "a sitemap without news"
    return FeedDocument(
        path="sitemap",
        entries=finish([_raw(url, address) for url in found[:MOST_ENTRIES]], known),
        skipped=max(0, len(found) - MOST_ENTRIES),
    )


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True
    )


def _raw(url: etree._Element, address: str | None) -> RawEntry:
    link = _said(url, "{*}loc")
    return RawEntry(
        guid=None,
        link=join(address, link) if link else None,
        title=Words(value=_said(url, "{*}news/{*}title")),
        published=read_date(_said(url, "{*}news/{*}publication_date")),
        updated=read_date(_said(url, "{*}lastmod")),
        language=language_of_tag(_said(url, "{*}news/{*}publication/{*}language")),
    )


def _said(url: etree._Element, path: str) -> str:
    text: str = url.findtext(path) or ""
    return text.strip()
