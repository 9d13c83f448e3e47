"""A message becomes what one reader gets: subject, text, HTML and data."""

from dataclasses import replace
from typing import Final

from monitor.model.message import Message, Rendered
from monitor.model.watch import Destination, Route
from monitor.notify.body import body_of
from monitor.notify.page import Page, Room, fitted, page_of
from monitor.notify.templating import html_of, text_of
from monitor.notify.users import Used, used

# Mail services clip a message at about 102 kB.
MOST_HTML_BYTES: Final = 98_000
_LEEWAY: Final = 0.95
_FEWEST_CARDS: Final = 4
_LINE_BYTES: Final = 700  # a further article, with its marks
_LEAST: Final = Room(cards=0, briefs=1, lines=0)


def render(message: Message, reader: Destination, route: Route | None = None) -> Rendered:
    """Say a message in the words of one reader.

    Args:
        message: What is told.
        reader: Whose language and zone it is told in, and whose own templates are used.
        route: The route that brings it, for the foot; without it the foot names no times.

    Returns:
        A subject of at most 70 characters, text and HTML with the same facts, the HTML below
        100 kB (stories that find no room are counted), and data. The same arguments give the
        same result; no title, however hostile, makes it fail. A template of the reader that
        fails is not used, and the notes say so.
    """
    page = page_of(message, reader, route)
    own = used(reader.templates, page) if reader.templates else Used()
    page = replace(page, subject=own.subject or page.subject, notes=(*page.notes, *own.notes))
    html = own.html or _short_html(page)
    text = own.text or text_of(page)
    return Rendered(subject=page.subject, text=text, html=html, data=body_of(message, reader))


def _short_html(page: Page) -> str:
    """Write as much of a page as finds room: fewer lines a story first, then fewer stories."""
    room = Room(cards=min(Room().cards, sum(len(section.cards) for section in page.sections)))
    html = html_of(page)
    while (size := len(html.encode())) > MOST_HTML_BYTES and room != _LEAST:
        room = _less(page, room, size)
        html = html_of(fitted(page, room))
    return html


def _less(page: Page, room: Room, size: int) -> Room:
    """Guess what finds room, from the bytes that the dropped lines will have taken."""
    for lines in range(room.lines - 1, -1, -1):
        if size - _line_bytes(page, room, lines) <= MOST_HTML_BYTES:
            return replace(room, lines=lines)
    bare = size - _line_bytes(page, room, 0)
    share = _LEEWAY * min(1.0, MOST_HTML_BYTES / bare)
    briefs = room.briefs if room.cards > _FEWEST_CARDS else max(1, int(room.briefs * share))
    return Room(cards=int(room.cards * share), briefs=briefs, lines=0)


def _line_bytes(page: Page, room: Room, lines: int) -> int:
    """Guess what is saved when no story tells more than `lines` further articles."""
    cards = [card for section in page.sections for card in section.cards][: room.cards]
    told = [min(len(card.lines), room.lines) for card in cards]
    return _LINE_BYTES * sum(max(0, count - lines) for count in told)
