"""One entry of a well-formed feed, read as feedparser reads it, in one walk over its elements.

feedparser takes an element for what its name says wherever it stands inside an entry; which of
several wins depends on their order and their depth. Each function below reads one kind of element
and says what feedparser does with it. Source: feedparser 6.0, `mixin.py` and `namespaces/`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from monitor.intake.parse.base import Base, resolved
from monitor.intake.parse.dates import read_date
from monitor.intake.parse.names import HANDLED, MISLEADING, Unsure, attributes_of, name_of
from monitor.intake.parse.people import person
from monitor.intake.parse.values import (
    HTML,
    KINDS,
    TEXT,
    XHTML,
    Said,
    said,
    text_of,
    without_false_entities,
)

LONGEST_PERSON = 320
IN_PERSON = frozenset({"name", "email", "uri", "url", "homepage", "itunes_name", "itunes_email"})
NOT_IN_PERSON = (HANDLED | MISLEADING) - IN_PERSON
IN_SOURCE = frozenset(
    "title id link updated rights subtitle icon logo generator category author contributor".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What holds for a whole document: feedparser's name of its format, and its address base."""

    version: str
    base: Base


@dataclass(slots=True, kw_only=True)
class Draft:
    """An entry while it is read; the depths say how far inside the winner of each kind stood.

    `main_author` is the place of the author whose name feedparser overwrites with later ones: the
    first, if it was plain text. It is -1, the last, where nobody is overwritten.
    """

    frame: Frame
    base: str
    language: str | None
    has_content: bool = False
    guid: str | None = None
    link: str | None = None
    has_links: bool = False
    title: str | None = None
    title_detail: Said | None = None
    title_depth: int = -1
    summary: str | None = None
    summary_detail: Said | None = None
    contents: list[Said] = field(default_factory=list)
    published: datetime | None = None
    updated: datetime | None = None
    stated_language: str | None = None
    authors: list[str] = field(default_factory=list)
    main_author: int | None = None
    source: str | None = None
    depths: dict[str, int] = field(default_factory=dict)

    def wins(self, name: str, depth: int) -> bool:
        """Whether a value at this depth replaces the one before, and remember it if so."""
        if depth > self.depths.get(name, depth):
            return False
        self.depths[name] = depth
        return True


Reader = Callable[[Draft, etree._Element, int], None]


def read_inside(draft: Draft, element: etree._Element, depth: int = 1) -> None:
    """Read all that stands inside an entry, or inside an element of an entry.

    Raises:
        Unsure: Something stands there that only feedparser can judge.
    """
    for child in element:
        reader = READERS.get(name_of(child))
        if reader is not None:
            reader(draft, child, depth)
        elif len(child):
            _read_container(draft, child, depth)


def _read_container(draft: Draft, element: etree._Element, depth: int) -> None:
    if "lang" in attributes_of(element):
        raise Unsure(element.tag)
    read_inside(draft, element, depth + 1)


def _refuse(_draft: Draft, element: etree._Element, _depth: int) -> None:
    raise Unsure(element.tag)


def _said(draft: Draft, element: etree._Element, attributes: Mapping[str, str], kind: str) -> Said:
    if "base" in attributes:
        draft.frame.base.enter(attributes["base"])
        draft.frame.base.leave(draft.base)
    value, kind = said(element, attributes, kind, draft.frame.version)
    language = attributes.get("lang", draft.language) or None
    return Said(value=value, kind=kind, language=language)


def _title(draft: Draft, element: etree._Element, depth: int) -> None:
    found = _media_title(draft, element, depth)
    if found.value:
        draft.title_depth = depth


def _media_title(draft: Draft, element: etree._Element, depth: int) -> Said:
    found = _said(draft, element, attributes_of(element), TEXT)
    if not -1 < draft.title_depth <= depth:
        draft.title_detail = found
        if draft.wins("title", depth):
            draft.title = found.value
    return found


def _caption(draft: Draft, element: etree._Element, depth: int) -> None:
    """Read `media:title`: it fills a gap, and the next title overrules it."""
    _media_title(draft, element, depth)


def _description(draft: Draft, element: etree._Element, depth: int) -> None:
    _summed_up(draft, element, depth, HTML)


def _summary(draft: Draft, element: etree._Element, depth: int) -> None:
    _summed_up(draft, element, depth, TEXT)


def _summed_up(draft: Draft, element: etree._Element, depth: int, kind: str) -> None:
    """Read a summary; the second one counts as content, unless there is content already."""
    if draft.summary is not None and not draft.has_content:
        _content(draft, element, depth)
    else:
        _set_summary(draft, _said(draft, element, attributes_of(element), kind), depth)


def _abstract(draft: Draft, element: etree._Element, depth: int) -> None:
    _set_summary(draft, _said(draft, element, attributes_of(element), TEXT), depth)


def _set_summary(draft: Draft, found: Said, depth: int) -> None:
    draft.summary_detail = found
    if draft.wins("summary", depth):
        draft.summary = found.value


def _content(draft: Draft, element: etree._Element, _depth: int) -> None:
    _add_content(draft, element, TEXT)


def _encoded(draft: Draft, element: etree._Element, _depth: int) -> None:
    _add_content(draft, element, HTML)


def _add_content(draft: Draft, element: etree._Element, kind: str) -> None:
    draft.has_content = True
    found = _said(draft, element, attributes_of(element), kind)
    draft.contents.append(found)
    if draft.summary is None:
        draft.summary = found.value


def _guid(draft: Draft, element: etree._Element, depth: int) -> None:
    is_link = attributes_of(element).get("ispermalink", "true") == "true"
    value = text_of(element)
    value = draft.frame.base.resolved(value) if is_link else value
    if draft.wins("id", depth):
        draft.guid = value
    if is_link and draft.link is None:
        draft.link = value


def _link(draft: Draft, element: etree._Element, _depth: int) -> None:
    draft.has_links = True
    draft.link = _link_target(draft.frame, element, attributes_of(element), draft.link)


def address_in(attributes: Mapping[str, str]) -> str | None:
    """Give the address of a link that is an attribute, under any of its three names."""
    first = attributes.get("url", attributes.get("uri", attributes.get("href")))
    return first or attributes.get("href")


def is_alternate(attributes: Mapping[str, str]) -> bool:
    """Whether a link leads to the page that an entry or a feed speaks of."""
    kind = attributes.get("type", HTML)
    return attributes.get("rel", "alternate") == "alternate" and KINDS.get(kind) in (HTML, XHTML)


def _published(draft: Draft, element: etree._Element, _depth: int) -> None:
    draft.published = read_date(text_of(element))


def _updated(draft: Draft, element: etree._Element, _depth: int) -> None:
    draft.updated = read_date(text_of(element))


def _language(draft: Draft, element: etree._Element, depth: int) -> None:
    value = text_of(element)
    if draft.wins("language", depth):
        draft.stated_language = value


def _author(draft: Draft, element: etree._Element, depth: int) -> None:
    if not draft.wins("author", depth):
        raise Unsure(element.tag)
    if len(element):
        _add_person(draft, element)
        return
    value = text_of(element)
    if len(value) > LONGEST_PERSON:
        raise Unsure(element.tag)
    if value and draft.main_author is None:
        draft.main_author = len(draft.authors)
    draft.authors.append(person(value))


def _add_person(draft: Draft, element: etree._Element) -> None:
    """Add a person whose name is an element; feedparser renames the first one with it."""
    _check_person(element)
    told = [(child.text or "").strip() for child in element if name_of(child).endswith("name")]
    if draft.authors and not told:
        raise Unsure(element.tag)
    draft.authors.append(told[-1] if told else "")
    if draft.main_author is None:
        draft.main_author = -1
    elif told:
        draft.authors[draft.main_author] = told[-1]


def _check_person(element: etree._Element) -> None:
    names = {name_of(child) for child in element}
    if not names & IN_PERSON or not names.isdisjoint(NOT_IN_PERSON):
        raise Unsure(element.tag)
    if any(len(child) for child in element):
        raise Unsure(element.tag)


def _contributor(_draft: Draft, element: etree._Element, _depth: int) -> None:
    if len(element):
        _check_person(element)


def _attached(draft: Draft, element: etree._Element, depth: int) -> None:
    draft.has_links = True
    _read_container(draft, element, depth)


def _source(draft: Draft, element: etree._Element, depth: int) -> None:
    """Read where an aggregator found an entry: RSS says an address, Atom copies a feed's head."""
    draft.title_depth = -1
    address = None
    for child in element:
        name, attributes = name_of(child), attributes_of(child)
        if name not in IN_SOURCE:
            raise Unsure(child.tag)
        if name == "title" and said(child, attributes, TEXT, draft.frame.version)[0]:
            draft.title_depth = depth + 1
        elif name == "link":
            address = _link_target(draft.frame, child, attributes, address)
        elif name == "id" and address is None:
            address = draft.frame.base.resolved(text_of(child))
    draft.source = address or attributes_of(element).get("url")


def _link_target(
    frame: Frame, element: etree._Element, attributes: Mapping[str, str], before: str | None
) -> str | None:
    """Give the address that holds after one more link, which may lead elsewhere."""
    address = address_in(attributes)
    if address is None:
        return without_false_entities(frame.base.resolved(text_of(element)))
    if len(element):
        raise Unsure(element.tag)
    return resolved(frame.base.address, address) if is_alternate(attributes) else before


def _image(draft: Draft, element: etree._Element, _depth: int) -> None:
    if len(element):
        raise Unsure(element.tag)
    draft.title_depth = -1


def _text_only(_draft: Draft, element: etree._Element, _depth: int) -> None:
    if len(element):
        raise Unsure(element.tag)


READ: dict[str, Reader] = {
    **dict.fromkeys(("title", "dc_title"), _title),
    "media_title": _caption,
    **dict.fromkeys(("description", "dc_description", "media_description"), _description),
    **dict.fromkeys(("summary", "itunes_summary"), _summary),
    "abstract": _abstract,
    "content": _content,
    **dict.fromkeys(("content_encoded", "fullitem"), _encoded),
    **dict.fromkeys(("guid", "id"), _guid),
    "link": _link,
    **dict.fromkeys(("published", "issued", "pubdate", "dcterms_issued"), _published),
    **dict.fromkeys(
        ("updated", "modified", "lastbuilddate", "dc_date", "dcterms_modified"), _updated
    ),
    **dict.fromkeys(("language", "dc_language"), _language),
    **dict.fromkeys(
        ("author", "managingeditor", "dc_creator", "dc_author", "itunes_author"), _author
    ),
    "contributor": _contributor,
    **dict.fromkeys(("enclosure", "cc_license", "creativecommons_license"), _attached),
    "source": _source,
    "image": _image,
    **dict.fromkeys(
        "subtitle tagline itunes_subtitle rights copyright dc_rights info"
        " feedburner_browserfriendly itunes_owner".split(),
        _text_only,
    ),
}
# Whatever else feedparser handles has no part in what we ask, and its children are read as any.
PASSED_OVER = frozenset(
    "category keywords dc_subject media_category media_keywords itunes_keywords itunes_category"
    " tags cloud media_rating media_credit media_restriction media_license media_thumbnail"
    " media_player media_content media_group width height url homepage uri email name itunes_name"
    " itunes_email webmaster dc_publisher created dcterms_created expirationdate dcterms_valid"
    " admin_generatoragent admin_errorreportsto itunes_block itunes_explicit itunes_image"
    " itunes_link newlocation generator dc_contributor georss_point georss_line georss_polygon"
    " georss_box gml_point gml_linestring gml_polygon gml_exterior gml_linearring gml_pos"
    " gml_poslist where georss_where psc_chapters psc_chapter".split()
)
READERS: dict[str, Reader] = {
    **dict.fromkeys((HANDLED | MISLEADING) - PASSED_OVER, _refuse),
    **READ,
}
