"""Titles, summaries and contents of an entry, as feedparser tells them apart; see `draft.py`."""

from collections.abc import Mapping

from lxml import etree

from monitor.intake.parse.draft import Draft, Reader
from monitor.intake.parse.names import attributes_of
from monitor.intake.parse.values import HTML, TEXT, Said, said


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


READERS: dict[str, Reader] = {
    **dict.fromkeys(("title", "dc_title"), _title),
    "media_title": _caption,
    **dict.fromkeys(("description", "dc_description", "media_description"), _description),
    **dict.fromkeys(("summary", "itunes_summary"), _summary),
    "abstract": _abstract,
    "content": _content,
    **dict.fromkeys(("content_encoded", "fullitem"), _encoded),
}
