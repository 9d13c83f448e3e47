"""Who wrote an entry, as feedparser counts and renames its authors; see `draft.py`."""

from lxml import etree

from monitor.intake.parse.draft import Draft, Reader
from monitor.intake.parse.names import HANDLED, MISLEADING, Unsure, name_of
from monitor.intake.parse.people import person
from monitor.intake.parse.values import text_of

LONGEST_PERSON = 320
IN_PERSON = frozenset({"name", "email", "uri", "url", "homepage", "itunes_name", "itunes_email"})
NOT_IN_PERSON = (HANDLED | MISLEADING) - IN_PERSON


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


READERS: dict[str, Reader] = {
    **dict.fromkeys(
        ("author", "managingeditor", "dc_creator", "dc_author", "itunes_author"), _author
    ),
    "contributor": _contributor,
}
