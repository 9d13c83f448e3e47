"""feedparser as the reference: RSS 0.9x to 2.0, RDF, Atom, and whatever is nearly one of them.

feedparser never fetches here, and its own sanitiser and address pass are off: our cleaner does
that work once, for every parser. It is not told the feed's address either: it would write it into
relative guids, and an entry must stay itself when its feed moves.
"""

import io
import re
from typing import Any

import feedparser
from lxml import etree

from monitor.intake.parse.dates import from_parsed
from monitor.intake.parse.hints import older_among, span
from monitor.intake.parse.people import bare_name
from monitor.intake.parse.prune import first_entries, with_ampersands
from monitor.intake.parse.raw import MOST_ENTRIES, NOTHING, RawEntry, Words, finish
from monitor.intake.tag import language_of_tag
from monitor.intake.urls import join
from monitor.model.article import FeedDocument
from monitor.text.clean import clean_line

STUMBLES = (LookupError, ValueError, TypeError, AttributeError, AssertionError)
HEADERS = {"content-type": "application/xml; charset=utf-8"}
# feedparser looks for a mail address in a person's name by a pattern that takes quadratic time.
PERSON = re.compile(
    r"(<(?:\w+:)?(?:author|creator|name|email|managingEditor|webMaster|publisher|contributor)\b"
    r"[^>]*>(?:<!\[CDATA\[)?[^<\]]{320})[^<\]]+"
)


def parse(text: str, address: str | None, known: frozenset[bytes] = NOTHING) -> FeedDocument | None:
    """Parse a feed document with feedparser.

    Args:
        text: The document; what it declares about its encoding no longer matters.
        address: Where it was found, for relative links.
        known: Hashes of entries that need not be cleaned, see `raw.finish`.

    Returns:
        The document, or None when this is no feed.
    """
    text, skipped = first_entries(with_ampersands(text), MOST_ENTRIES)
    parsed = _parsed(PERSON.sub(r"\1", text).encode("utf-8", "replace"))
    if not parsed.get("version") and not parsed.entries:
        return None
    feed = parsed.feed
    language = language_of_tag(feed.get("language"))
    older = older_among((link.get("rel"), link.get("href")) for link in _dicts(feed, "links"))
    raws = [_raw(entry, address, language) for entry in parsed.entries[:MOST_ENTRIES]]
    return FeedDocument(
        path="reference",
        title=clean_line(_words(_dict(feed, "title_detail"), feed.get("title")).read()) or None,
        link=join(address, feed.get("link") or "") if feed.get("link") else None,
        language=language,
        entries=finish(raws, known),
        skipped=skipped + max(0, len(parsed.entries) - MOST_ENTRIES),
        ttl=span(feed.get("ttl"), feed.get("sy_updateperiod"), feed.get("sy_updatefrequency")),
        older=join(address, older) if older else None,
    )


def _parsed(body: bytes) -> Any:  # noqa: ANN401
    """Have feedparser read a document; one over which it stumbles is made well-formed first.

    Its reader of broken documents stumbles where an end tag stands in the wrong place. What
    libxml2 then takes for the end of the document is lost, which is better than losing all.
    """
    try:
        return _read(body)
    except STUMBLES:
        root = etree.fromstring(body, _mending_parser())
        return _read(b"" if root is None else etree.tostring(root))


def _read(body: bytes) -> Any:  # noqa: ANN401
    return feedparser.parse(
        io.BytesIO(body),
        response_headers=HEADERS,
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _mending_parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True
    )


def _raw(entry: Any, address: str | None, language: str | None) -> RawEntry:  # noqa: ANN401
    contents = [content for content in _dicts(entry, "content") if content.get("value")]
    content = max(contents, key=lambda found: len(found["value"]), default=None)
    title = _dict(entry, "title_detail")
    said = (content or {}).get("language") or title.get("language")
    return RawEntry(
        guid=entry.get("id"),
        link=_link(entry, address),
        title=_words(title, entry.get("title")),
        summary=_words(_dict(entry, "summary_detail"), entry.get("summary")),
        content=_words(content, ""),
        published=from_parsed(entry.get("published_parsed")),
        updated=from_parsed(entry.get("updated_parsed") if "updated" in entry else None),
        language=language_of_tag(entry.get("language")) or language_of_tag(said) or language,
        authors=tuple(bare_name(a["name"]) for a in _dicts(entry, "authors") if a.get("name")),
        source=_source(entry, address),
    )


def _dict(said: Any, name: str) -> Any:  # noqa: ANN401
    """Give what feedparser made of an element; an element of that very name gives a text."""
    found = said.get(name)
    return found if isinstance(found, dict) else {}


def _dicts(said: Any, name: str) -> list[Any]:  # noqa: ANN401
    found = said.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _source(entry: Any, address: str | None) -> str | None:  # noqa: ANN401
    """Give the outlet's address: RSS names it, Atom's `source` links to it."""
    source = _dict(entry, "source")
    has_people = source.get("authors") or source.get("contributors")  # their addresses are `href`
    found = source.get("link") or (None if has_people else source.get("href"))
    return join(address, found) if found else None


def _words(detail: Any, value: str | None) -> Words:  # noqa: ANN401
    """Read a text construct; what has no type of its own is HTML in RSS."""
    known = detail or {}
    return Words(value=value or known.get("value") or "", is_html=known.get("type") != "text/plain")


def _link(entry: Any, address: str | None) -> str | None:  # noqa: ANN401
    """Resolve the link; a guid that is no address is none, whatever feedparser makes of it."""
    link = entry.get("link") or ""
    if address and not entry.get("links") and "://" not in link:
        return None
    return join(address, link) if link else None
