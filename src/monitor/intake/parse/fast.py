"""RSS 0.9x to 2.0, RDF and Atom, read by lxml at many times feedparser's speed.

The result is feedparser's, down to its habits; where that cannot be said for sure, the document
is left to feedparser (`gate.py`, `names.Unsure`). Generated and real documents hold both to it:
`tests/unit/intake/parse/test_fast.py` and `tests/unit/intake/test_real_documents.py`.
"""

from lxml import etree

from monitor.intake.parse.base import Base
from monitor.intake.parse.draft import Draft, Frame
from monitor.intake.parse.gate import admit
from monitor.intake.parse.head import Head, read_around, read_head
from monitor.intake.parse.hints import older_among, span
from monitor.intake.parse.names import Unsure, attributes_of, name_of
from monitor.intake.parse.people import bare_name
from monitor.intake.parse.raw import NOTHING, RawEntry, Words, finish
from monitor.intake.parse.values import TEXT, XHTML, Said
from monitor.intake.tag import language_of_tag
from monitor.intake.urls import join
from monitor.model.article import FeedDocument
from monitor.text.clean import clean_line

NETSCAPE = "http://my.netscape.com/rdf/simple/0.9/"
FORMATS = {"http://purl.org/rss/1.0/": "rss10", "http://www.w3.org/2005/atom": "atom10"}
ROOTS = frozenset({"rss", "feed", "rdf_rdf"})


def parse(text: str, address: str | None, known: frozenset[bytes] = NOTHING) -> FeedDocument | None:
    """Parse a feed document, if it is one of the plain ones.

    Args:
        text: The document, decoded, without spaces around it.
        address: Where it was found, for relative links.
        known: Hashes of entries that need not be cleaned, see `raw.finish`.

    Returns:
        What `reference.parse` would give; None if only that can tell.
    """
    try:
        root, base = admit(text)
        head = _read(root, base)
        feed = language_of_tag(head.stated_language)
        raws = [_raw(draft, address, feed) for draft in head.entries]
    except Unsure:
        return None
    return None if not raws else _document(head, raws, address, known)


def _read(root: etree._Element, base: Base) -> Head:
    kind = name_of(root)
    if kind not in ROOTS:
        raise Unsure(root.tag)
    language = attributes_of(root).get("lang") or None
    head = Head(frame=Frame(version=_version(root, kind), base=base), language=language)
    head.stated_language = language if kind != "rdf_rdf" else None
    if kind == "feed":
        read_head(head, root)
    else:
        read_around(head, root)
    if base.unseen:
        raise Unsure("an address base that stands elsewhere")
    return head


def _version(root: etree._Element, kind: str) -> str:
    """Name the format as feedparser does: by the first namespace that tells, else by the root."""
    named = ""
    for prefix, uri in root.nsmap.items():
        if prefix is None and uri.lower() == NETSCAPE:
            named = named or "rss090"
        named = named or FORMATS.get(uri.lower(), "")
    if kind == "rss":
        return named if named.startswith("rss") else "rss"
    if kind == "rdf_rdf" and not named:
        raise Unsure("RDF of no known format")
    return named or "atom"


def _raw(draft: Draft, address: str | None, language: str | None) -> RawEntry:
    content = _longest(draft.contents)
    title = draft.title_detail
    spoken = (content and content.language) or (title and title.language)
    return RawEntry(
        guid=draft.guid,
        link=_link(draft, address),
        title=_words(title, draft.title),
        summary=_words(draft.summary_detail, draft.summary),
        content=_words(content, None),
        published=draft.published,
        updated=draft.updated,
        language=language_of_tag(draft.stated_language) or language_of_tag(spoken) or language,
        authors=tuple(bare_name(name) for name in draft.authors if name),
        source=join(address, draft.source) if draft.source else None,
    )


def _longest(contents: list[Said]) -> Said | None:
    telling = [content for content in contents if content.value]
    if len(telling) > 1 and any(content.kind == XHTML for content in telling):
        raise Unsure("contents whose length is not known without their attributes")
    return max(telling, key=lambda content: len(content.value), default=None)


def _words(detail: Said | None, value: str | None) -> Words:
    is_html = detail is None or detail.kind != TEXT
    return Words(value=value or (detail.value if detail else ""), is_html=is_html)


def _link(draft: Draft, address: str | None) -> str | None:
    """Resolve the link; a guid that is no address is none."""
    link = draft.link or ""
    if address and not draft.has_links and "://" not in link:
        return None
    return join(address, link) if link else None


def _document(
    head: Head, raws: list[RawEntry], address: str | None, known: frozenset[bytes]
) -> FeedDocument:
    older = older_among(head.links)
    hints = (head.hints.get(name) for name in ("ttl", "sy_updateperiod", "sy_updatefrequency"))
    return FeedDocument(
        path="fast",
        title=clean_line(_words(head.title_detail, head.title).read()) or None,
        link=join(address, head.link) if head.link else None,
        language=language_of_tag(head.stated_language),
        entries=finish(raws, known),
        skipped=head.skipped,
        ttl=span(*hints),
        older=join(address, older) if older else None,
    )
