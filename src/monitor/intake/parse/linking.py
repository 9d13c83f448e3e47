"""Where an entry leads, what it calls itself, and where it was found; see `draft.py`."""

from collections.abc import Mapping

from lxml import etree

from monitor.intake.parse.base import resolved
from monitor.intake.parse.draft import Draft, Frame, Reader
from monitor.intake.parse.names import Unsure, attributes_of, name_of
from monitor.intake.parse.values import (
    HTML,
    KINDS,
    TEXT,
    XHTML,
    said,
    text_of,
    without_false_entities,
)

IN_SOURCE = frozenset(
    "title id link updated rights subtitle icon logo generator category author contributor".split()
)


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


READERS: dict[str, Reader] = {
    **dict.fromkeys(("guid", "id"), _guid),
    "link": _link,
    "source": _source,
}
