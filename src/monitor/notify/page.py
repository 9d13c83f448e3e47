"""A whole message in the words of one reader: head, sections, foot."""

from dataclasses import dataclass, replace
from typing import Final

from monitor.model.message import Message
from monitor.model.watch import Destination, Route
from monitor.notify.corrected import as_corrected
from monitor.notify.foot import foot_of, notes_of, undone_note
from monitor.notify.head import Head
from monitor.notify.lines import Line
from monitor.notify.marks import Piece, cut, shown
from monitor.notify.quiet import quiet_lines
from monitor.notify.teller import Teller, teller_for
from monitor.notify.trouble import trouble_lines, trouble_of
from monitor.notify.view import MOST_LINES, CardView, SectionView, section_view
from monitor.notify.words.frame import Words
from monitor.notify.words.table import words_for

LONGEST_HEADING: Final = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much of a message may be told; the rest is counted.

    `cards` stories in full, each with `lines` further articles, then `briefs` by their title.
    """

    cards: int = 40
    briefs: int = 60
    lines: int = MOST_LINES


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What both templates print. `dir` is the direction of the frame words, `end` where they end.

    `kicker` is the news of a message whose subject is that of its thread. `heading_link` is set
    for a single story, whose card then does not repeat its title. `points` are the lines of a
    message without stories. `unsaid` counts stories that stand in none of the sections.
    """

    language: str
    dir: str
    end: str
    subject: str
    preheader: str
    date: str
    kicker: str
    heading: tuple[Piece, ...]
    heading_language: str
    heading_dir: str
    heading_link: str | None
    single: bool
    lede: tuple[Piece, ...]
    points: tuple[str, ...]
    comma: str
    colon: str
    open_word: str
    translate_word: str
    story_word: str
    sections: tuple[SectionView, ...]
    unsaid: int
    more: str
    trouble: str
    notes: tuple[str, ...]
    foot: tuple[str, ...]


def page_of(message: Message, reader: Destination, route: Route | None) -> Page:
    """Say a message to one reader.

    Args:
        message: What is told.
        reader: Whose language and zone it is told in.
        route: The route that brings it; without it the foot does not name its times.

    Returns:
        Values without any text that could harm a mail or a page, as much as `Room()` has place
        for; articles that could not be said are named in `notes`.
    """
    message = as_corrected(message)
    teller = teller_for(message, reader)
    head = Head(message, teller)
    sections, unsaid = _sections(teller, message)
    first = next((card.lead for section in sections for card in section.cards), None)
    is_single = head.stories == 1 and first is not None
    page = Page(
        language=teller.words.language,
        dir="rtl" if teller.words.is_rtl else "ltr",
        end="left" if teller.words.is_rtl else "right",
        subject=head.subject(),
        preheader=head.preheader(),
        date=head.date(),
        kicker=head.kicker(),
        heading=_heading(head, first, single=is_single),
        heading_language=first.language if first else "",
        heading_dir=first.dir if first else "auto",
        heading_link=first.address if first else None,
        single=is_single,
        lede=head.lede(),
        points=_points(teller, message),
        comma=teller.words.comma,
        colon=teller.words.colon,
        open_word=teller.words.open_,
        translate_word=teller.words.translate,
        story_word=teller.words.whole_story,
        sections=sections,
        unsaid=unsaid,
        more="",
        trouble="" if message.kind == "trouble" else trouble_of(teller, message),
        notes=(*notes_of(teller, message), *undone_note(teller)),
        foot=foot_of(teller, message, route),
    )
    return fitted(page, Room())


def fitted(page: Page, room: Room) -> Page:
    """Tell no more stories of a page than there is room for, and count the others."""
    words, unsaid = words_for(page.language), page.unsaid
    cards, briefs = room.cards, room.briefs
    sections = []
    for section in page.sections:
        if cards <= 0 and briefs <= 0:
            unsaid += section.stories
            continue
        fewer = replace(room, cards=cards, briefs=briefs)
        sections.append(_fewer(words, section, fewer))
        cards -= len(sections[-1].cards)
        briefs -= len(sections[-1].briefs)
    more = words.count(words.more_stories, unsaid) if unsaid else ""
    return replace(page, sections=tuple(sections), more=more)


def _fewer(words: Words, section: SectionView, room: Room) -> SectionView:
    full, rest = section.cards[: room.cards], section.cards[room.cards :]
    told = (*(card.lead for card in rest), *section.briefs)[: room.briefs]
    unsaid = section.stories - len(full) - len(told)
    return replace(
        section,
        cards=tuple(_shorter(words, card, room.lines) for card in full),
        briefs=told,
        more=words.count(words.more_stories, unsaid) if unsaid else "",
    )


def _shorter(words: Words, card: CardView, lines: int) -> CardView:
    told = card.lines[:lines]
    unsaid = card.others - len(told)
    more = words.count(words.also_by, unsaid) if unsaid else ""
    return replace(card, lines=told, more=more)


def _sections(teller: Teller, message: Message) -> tuple[tuple[SectionView, ...], int]:
    """Say sections while there is room, and count the stories of those that found none."""
    cards, briefs, unsaid = Room().cards, Room().briefs, 0
    views = []
    for section in message.sections:
        stories = len(section.cards)
        if cards <= 0 and briefs <= 0:
            unsaid += stories
            continue
        views.append(section_view(teller, section, max(cards, 0), max(briefs, 0)))
        briefs -= max(0, stories - max(cards, 0))
        cards -= stories
    return tuple(views), unsaid


def _heading(head: Head, first: Line | None, *, single: bool) -> tuple[Piece, ...]:
    """Say the first story's title: marked where its card does not repeat it, else plain."""
    if first is None:
        return (Piece(text=shown(head.heading())),)
    if single:
        return first.title
    return (Piece(text=cut("".join(piece.text for piece in first.title), LONGEST_HEADING)),)


def _points(teller: Teller, message: Message) -> tuple[str, ...]:
    if message.quiet:
        return quiet_lines(teller, message)
    return trouble_lines(teller, message) if message.kind == "trouble" else ()
