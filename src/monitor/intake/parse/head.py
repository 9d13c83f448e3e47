"""What a well-formed feed says of itself, read as feedparser reads it; its entries are handed on.

Source: feedparser 6.0, `mixin.py` and `namespaces/`; see `entry.py` for the elements of entries.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from monitor.intake.parse.base import resolved
from monitor.intake.parse.draft import Draft, Frame
from monitor.intake.parse.entry import PASSED_OVER, read_inside
from monitor.intake.parse.linking import address_in, is_alternate
from monitor.intake.parse.names import HANDLED, MISLEADING, Unsure, attributes_of, name_of
from monitor.intake.parse.raw import MOST_ENTRIES
from monitor.intake.parse.values import FALSE_ENTITY, HTML, TEXT, Said, said, text_of

ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
IN_PICTURE = frozenset("title link description url href width height name".split())


@dataclass(slots=True, kw_only=True)
class Head:
    """A feed while it is read.

    `has_content` is a habit of feedparser: a feed with two descriptions of itself makes it believe
    that the first entry has content already.
    """

    frame: Frame
    language: str | None
    stated_language: str | None = None
    title: str | None = None
    title_detail: Said | None = None
    title_depth: int = -1
    link: str | None = None
    links: list[tuple[str | None, str | None]] = field(default_factory=list)
    has_summary: bool = False
    has_content: bool = False
    hints: dict[str, str] = field(default_factory=dict)
    entries: list[Draft] = field(default_factory=list)
    skipped: int = 0


Reader = Callable[[Head, etree._Element, int], None]


def read_head(head: Head, element: etree._Element, depth: int = 1) -> None:
    """Read all that stands inside the element of a feed.

    Raises:
        Unsure: Something stands there that only feedparser can judge.
    """
    for child in element:
        reader = READERS.get(name_of(child))
        if reader is not None:
            reader(head, child, depth)
        elif len(child):
            if "lang" in attributes_of(child):
                raise Unsure(child.tag)
            read_head(head, child, depth + 1)


def read_around(head: Head, root: etree._Element) -> None:
    """Read what stands beside a channel, as the entries of RSS 1.0 do.

    Raises:
        Unsure: Something stands there that only feedparser can judge.
    """
    for child in root:
        name = name_of(child)
        if name == "channel":
            _read_channel(head, child)
        elif name in ("item", "entry"):
            _item(head, child, 1)
        elif name in ("image", "textinput"):
            _picture(head, child, 1)
        elif name in HANDLED or name in MISLEADING or len(child):
            raise Unsure(child.tag)


def _read_channel(head: Head, channel: etree._Element) -> None:
    attributes = attributes_of(channel)
    if "lastmod" in attributes or "href" in attributes:
        raise Unsure(channel.tag)
    outside = head.language
    head.language = attributes.get("lang", outside) or None
    read_head(head, channel, 2)
    head.language = outside


def _refuse(_head: Head, element: etree._Element, _depth: int) -> None:
    raise Unsure(element.tag)


def _item(head: Head, element: etree._Element, depth: int) -> None:
    attributes = attributes_of(element)
    if "lastmod" in attributes or "href" in attributes:
        raise Unsure(element.tag)
    if len(head.entries) == MOST_ENTRIES:
        head.skipped += 1
        return
    draft = Draft(
        frame=head.frame,
        base=head.frame.base.address,
        language=attributes.get("lang", head.language) or None,
        guid=element.get(ABOUT),
        has_content=head.has_content,
    )
    read_inside(draft, element)
    head.has_content = False
    head.title_depth = draft.title_depth if draft.title_depth < 0 else depth + draft.title_depth
    head.entries.append(draft)


def _title(head: Head, element: etree._Element, depth: int) -> None:
    if _caption(head, element, depth):
        head.title_depth = depth


def _media_title(head: Head, element: etree._Element, depth: int) -> None:
    _caption(head, element, depth)


def _caption(head: Head, element: etree._Element, depth: int) -> str:
    value, kind = said(element, attributes_of(element), TEXT, head.frame.version)
    if not -1 < head.title_depth <= depth:
        head.title = value
        head.title_detail = Said(value=value, kind=kind, language=None)
    return value


def _link(head: Head, element: etree._Element, _depth: int) -> None:
    attributes = attributes_of(element)
    address = address_in(attributes)
    if address is None:
        address = FALSE_ENTITY.sub(r"&\1", head.frame.base.resolved(text_of(element)))
        head.link = address
    elif len(element):
        raise Unsure(element.tag)
    else:
        address = resolved(head.frame.base.address, address)
        head.link = address if is_alternate(attributes) else head.link
    head.links.append((attributes.get("rel"), address))


def _guid(head: Head, element: etree._Element, _depth: int) -> None:
    value = text_of(element)
    if head.link is None and attributes_of(element).get("ispermalink", "true") == "true":
        head.link = head.frame.base.resolved(value)


def _language(head: Head, element: etree._Element, _depth: int) -> None:
    head.stated_language = text_of(element)


def _description(head: Head, element: etree._Element, _depth: int) -> None:
    _summed_up(head, element, HTML)


def _summary(head: Head, element: etree._Element, _depth: int) -> None:
    _summed_up(head, element, TEXT)
    head.has_summary = True


def _summed_up(head: Head, element: etree._Element, kind: str) -> None:
    said(element, attributes_of(element), kind, head.frame.version)
    if head.has_summary and not head.has_content:
        head.has_content = True


def _content(head: Head, element: etree._Element, _depth: int) -> None:
    said(element, attributes_of(element), HTML, head.frame.version)
    head.has_content = head.has_summary = True


def _picture(head: Head, element: etree._Element, depth: int) -> None:
    """Pass over a picture or a form, whose title makes feedparser forget the feed's own depth."""
    head.title_depth = -1
    for child in element:
        name = name_of(child)
        if name not in IN_PICTURE or len(child):
            raise Unsure(child.tag)
        if name == "title" and (child.text or "").strip():
            head.title_depth = depth + 1


def _text_only(_head: Head, element: etree._Element, _depth: int) -> None:
    if len(element):
        raise Unsure(element.tag)


def _hint(head: Head, element: etree._Element, _depth: int) -> None:
    if not element.attrib:
        head.hints[name_of(element)] = text_of(element)


READ: dict[str, Reader] = {
    **dict.fromkeys(("item", "entry"), _item),
    **dict.fromkeys(("title", "dc_title"), _title),
    "media_title": _media_title,
    "link": _link,
    **dict.fromkeys(("guid", "id"), _guid),
    **dict.fromkeys(("language", "dc_language"), _language),
    **dict.fromkeys(("description", "dc_description", "media_description"), _description),
    **dict.fromkeys(("summary", "itunes_summary"), _summary),
    **dict.fromkeys(("content_encoded", "fullitem", "content"), _content),
    **dict.fromkeys(("image", "textinput"), _picture),
    **dict.fromkeys(("ttl", "sy_updateperiod", "sy_updatefrequency"), _hint),
    **dict.fromkeys(
        "abstract subtitle tagline itunes_subtitle rights copyright dc_rights info"
        " feedburner_browserfriendly".split(),
        _text_only,
    ),
}
# A date or a person of the feed itself is not asked for.
UNASKED = PASSED_OVER | frozenset(
    "published issued pubdate dcterms_issued updated modified lastbuilddate dc_date"
    " dcterms_modified author managingeditor dc_creator dc_author itunes_author contributor"
    " itunes_owner enclosure cc_license creativecommons_license".split()
)
READERS: dict[str, Reader] = {
    **dict.fromkeys((HANDLED | MISLEADING) - UNASKED, _refuse),
    **READ,
}
