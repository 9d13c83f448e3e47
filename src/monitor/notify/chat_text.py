"""A message as a chat: a title and a few lines, in which foreign text is text and nothing else.

Chat services read `@here`, `<!channel>`, `[a](b)` and `*c*` in what they are sent, each in its own
way. Escapes differ from one to the next, so that letters of such meaning are replaced by others
that look alike: nobody is called, and no link says another address than its own.
"""

from collections.abc import Iterator
from typing import Final

from monitor.model.message import HitRow, Message, Rendered, StoryCard
from monitor.model.watch import Destination
from monitor.notify.corrected import as_corrected
from monitor.notify.developments_view import DevelopmentView, development_views
from monitor.notify.marks import cut, isolated, link_of, shown
from monitor.notify.so_far import story_link
from monitor.notify.teller import Teller, teller_for

STORIES: Final = 20
DEVELOPMENTS: Final = 3
LONGEST_TITLE: Final = 200
_LOOK_ALIKE: Final = str.maketrans("<>@*_`~|[]#\\", "‹›＠∗ˍˋ∼∣［］＃＼")
# What ends or begins markup, or calls somebody, when it stands in an address.
_IN_ADDRESS: Final = {ord(letter): f"%{ord(letter):02X}" for letter in "<>@*`|[]()\\\"' "}


def chat_of(message: Message, rendered: Rendered, reader: Destination) -> dict[str, str]:
    """Say a message in a few lines: each story its title, what developed, who tells it, a link.

    Returns:
        `title`, `body` and `format` (always `text`). The body's paragraphs are one story each, the
        most important first, so that a service that takes less can be given fewer of them.
    """
    teller = teller_for(message, reader)
    cards = [card for section in as_corrected(message).sections for card in section.cards]
    paragraphs = ["\n".join(_lines(teller, card)) for card in cards[:STORIES]]
    if len(cards) > STORIES:
        paragraphs.append(more(len(cards) - STORIES))
    if not cards:
        paragraphs = [harmless(line) for line in rendered.text.splitlines() if line.strip()]
    if reader.page and not any(story_link(reader, card) for card in cards):
        paragraphs.append(_address(reader.page))
    return {
        "title": harmless(rendered.subject),
        "body": "\n\n".join(paragraphs) or harmless(rendered.subject),
        "format": "text",
    }


def harmless(text: str) -> str:
    """Make foreign text one line that no chat service takes for more than text."""
    return shown(text).strip().translate(_LOOK_ALIKE)


def fitted(body: str, most: int) -> str:
    """Cut a body at a paragraph, and say how many are left out.

    Args:
        body: Paragraphs with blank lines between them.
        most: What a service takes. Some count UTF-16, and some make CR LF of each LF: so a letter
            beyond U+FFFF and a line's end count twice.

    Returns:
        The body, or as many of its paragraphs as fit; never more than `most`.
    """
    if size_of(body) <= most:
        return body
    paragraphs = body.split("\n\n")
    for kept in range(len(paragraphs) - 1, 0, -1):
        short = "\n\n".join([*paragraphs[:kept], more(len(paragraphs) - kept)])
        if size_of(short) <= most:
            return short
    kept = max(most - 1, 0)
    while size_of(body[:kept]) > max(most - 1, 0):
        kept -= 1
    return body[:kept] + "…"


def size_of(text: str) -> int:
    """Measure a text as the strictest service does."""
    return len(text) + text.count("\n") + sum(letter > "\uffff" for letter in text)


def more(count: int) -> str:
    """Say in every language that there is more."""
    return f"… +{count}"


def _lines(teller: Teller, card: StoryCard) -> Iterator[str]:
    lead = card.lead
    yield isolated(harmless(cut(shown(lead.title).strip(), LONGEST_TITLE)) or harmless(lead.outlet))
    for found in development_views(teller, card)[:DEVELOPMENTS]:
        yield from _development(teller, found)
    yield _outlets(card)
    for address in (link_of(lead.address), story_link(teller.reader, card)):
        if address:
            yield _address(address)


def _development(teller: Teller, found: DevelopmentView) -> Iterator[str]:
    """Say what developed, and of a correction what went and what came."""
    label, colon = f"! {harmless(found.label)}", teller.words.colon
    yield f"{label}{colon}{harmless(found.detail)}" if found.detail else label
    texts = [_changed(found, kind) for kind in ("deleted", "added")]
    if any(texts):
        yield f" {teller.words.arrow} ".join(text for text in texts if text)


def _changed(found: DevelopmentView, kind: str) -> str:
    texts = (harmless(one.text) for one in found.diff if one.kind == kind)
    return isolated(cut(" … ".join(filter(None, texts)), LONGEST_TITLE))


def _outlets(card: StoryCard) -> str:
    """Name who leads, in which language, and count the others."""
    others = {row.site or row.outlet for row in card.others} - {_site(card.lead)}
    name = f"{isolated(harmless(card.lead.outlet))} ({harmless(card.lead.language)})"
    return f"{name} +{len(others)}" if others else name


def _site(row: HitRow) -> str:
    return row.site or row.outlet


def _address(address: str) -> str:
    return address.translate(_IN_ADDRESS)
