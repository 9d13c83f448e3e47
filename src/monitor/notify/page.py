"""A whole message in the words of one reader: head, sections, foot."""

import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from monitor.model.message import FeedTrouble, Message
from monitor.model.watch import Destination, Route
from monitor.notify.marks import Piece, shown
from monitor.notify.moments import Moments, moments_for
from monitor.notify.view import (
    LONGEST_NAME,
    Line,
    SectionView,
    Teller,
    articles_of,
    cut,
    direction,
    rows_of,
    section_view,
    title_of,
)
from monitor.notify.words.frame import Words
from monitor.notify.words.table import words_for

LONGEST_SUBJECT: Final = 70
LONGEST_PREHEADER: Final = 200
LONGEST_HEADING: Final = 160
MOST_TROUBLE: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much of a message may be told: stories in full, then by title; the rest is counted."""

    cards: int = 40
    briefs: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What both templates print. `dir` is the direction of the frame words.

    `heading_link` is set for a single story, whose card then does not repeat its title.
    """

    language: str
    dir: str
    subject: str
    preheader: str
    date: str
    heading: tuple[Piece, ...]
    heading_language: str
    heading_dir: str
    heading_link: str | None
    single: bool
    lede: tuple[Piece, ...]
    open_word: str
    sections: tuple[SectionView, ...]
    more: str
    trouble: str
    notes: tuple[str, ...]
    foot: tuple[str, ...]


def page_of(message: Message, reader: Destination, route: Route | None, room: Room) -> Page:
    """Say a message to one reader.

    Args:
        message: What is told.
        reader: Whose language and zone it is told in.
        route: The route that brings it; without it the foot does not name its times.
        room: How many stories may be told.

    Returns:
        Values without any text that could harm a mail or a page; articles that could not be said
        are named in `notes`.
    """
    words = words_for(reader.language)
    moments = moments_for(reader, words.language, message.made_at)
    teller = Teller(words=words, moments=moments, language=reader.language, names=message.names)
    sections, unsaid = _sections(teller, message, room)
    head = _Head(message, words, moments)
    first = next((card.lead for section in sections for card in section.cards), None)
    single = head.stories == 1 and first is not None
    return Page(
        language=words.language,
        dir="rtl" if direction(words.language) == "rtl" else "ltr",
        subject=head.subject(),
        preheader=head.preheader(),
        date=head.date(),
        heading=_heading(head, first, single=single),
        heading_language=first.language if first else "",
        heading_dir=first.dir if first else "auto",
        heading_link=first.address if first else None,
        single=single,
        lede=head.lede(),
        open_word=words.open_,
        sections=sections,
        more=words.count(words.more_stories, unsaid) if unsaid else "",
        trouble=_trouble(words, moments, message.trouble),
        notes=_notes(words, message, teller.undone),
        foot=_foot(words, message, reader, route),
    )


def route_name(route: str) -> str:
    """Make a route's id a name: `kursk-desk` is `Kursk desk`."""
    name = shown(route.replace("-", " ").replace("_", " ")).strip()
    return name[:1].upper() + name[1:]


def message_name(message: Message) -> str:
    """Name a message by its moment in UTC: `2025-06-18T07:00Z`."""
    at = message.slot.starts_at if message.slot else message.made_at
    return at.strftime("%Y-%m-%dT%H:%MZ")


class _Head:
    """Subject, preheader, date and lede of one message."""

    def __init__(self, message: Message, words: Words, moments: Moments) -> None:
        self._message, self._words, self._moments = message, words, moments
        self._cards = [card for section in message.sections for card in section.cards]
        self.lead = self._cards[0].lead if self._cards else None
        self.stories = len(self._cards)

    def subject(self) -> str:
        """Say in at most 70 characters what is new; the title stays in its own language."""
        words = self._words
        if self.lead is None:
            return words.test if self._message.kind == "test" else words.nothing
        title = title_of(self.lead)
        if self._message.kind == "alert" and self.stories == 1:
            sources = f" ({self._sources()})"
            return _fitting(words.new + sources.replace("{", "{{").replace("}", "}}"), title)
        frame = words.subject.format(
            route=cut(route_name(self._message.route), 30).replace("{", "{{").replace("}", "}}"),
            stories=words.count(words.stories, self.stories),
            title="{title}",
        )
        return _fitting(frame, title)

    def preheader(self) -> str:
        """Say what a mail program shows beside the subject: the other titles, the counts."""
        titles = [title_of(card.lead) for card in self._cards[1:4]]
        lede = "".join(piece.text for piece in self.lede())
        return cut(" · ".join([lede, *titles]), LONGEST_PREHEADER)

    def date(self) -> str:
        words, moments, at = self._words, self._moments, self._message.made_at
        place = moments.place
        frame = words.in_zone if place.upper() == place else words.at_place
        return frame.format(date=moments.weekday(at), time=moments.time(at), place=place)

    def lede(self) -> tuple[Piece, ...]:
        """Say how much is new since when; `marked` pieces are the bold ones."""
        words, message = self._words, self._message
        if self.lead is None:
            return (Piece(text=words.test_body if message.kind == "test" else words.nothing),)
        since = message.since
        head = words.since.format(time=self._moments.since(since)) if since else ""
        counts = {
            "stories": words.count(words.stories, self.stories),
            "articles": words.count(words.articles, sum(map(articles_of, self._cards))),
            "languages": words.count(words.languages, self._languages()),
        }
        bold = ("stories", "articles")
        pieces = [Piece(text=head)] if head else []
        for text, name, _, _ in string.Formatter().parse(words.lede):
            pieces += [Piece(text=text)] if text else []
            pieces += [Piece(text=counts[name], marked=name in bold)] if name else []
        return (*pieces, Piece(text=f" {self._watches()}"))

    def _watches(self) -> str:
        words, silent = self._words, self._message.silent_watches
        told = [words.count(words.matched, len(self._message.sections))]
        told += [words.count(words.silent, silent)] if silent else []
        return words.list_of(told) + "."

    def _languages(self) -> int:
        rows = [row for card in self._cards for row in rows_of(card)]
        return len({row.language for row in rows if row.language != "und"}) or 1

    def _sources(self) -> str:
        """Name who had it first, and count the others: `RIA +3`."""
        rows = sorted(rows_of(self._cards[0]), key=lambda row: (row.first_seen_at, row.article_id))
        outlets = list(dict.fromkeys(cut(shown(row.outlet).strip(), 20) for row in rows))
        return outlets[0] if len(outlets) == 1 else f"{outlets[0]} +{len(outlets) - 1}"


def _heading(head: _Head, first: Line | None, *, single: bool) -> tuple[Piece, ...]:
    """Say the first story's title: marked where its card does not repeat it, else plain."""
    if first is None:
        return (Piece(text=head.subject()),)
    if single:
        return first.title
    return (Piece(text=cut("".join(piece.text for piece in first.title), LONGEST_HEADING)),)


def _sections(teller: Teller, message: Message, room: Room) -> tuple[tuple[SectionView, ...], int]:
    """Say sections while there is room, and count the stories of those that found none."""
    cards, briefs, unsaid = room.cards, room.briefs, 0
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


def _fitting(frame: str, title: str) -> str:
    room = LONGEST_SUBJECT - len(frame.format(title=""))
    return cut(frame.format(title=cut(title, max(room, 12))), LONGEST_SUBJECT)


def _trouble(words: Words, moments: Moments, trouble: Sequence[FeedTrouble]) -> str:
    if not trouble:
        return ""
    told = [
        words.trouble_one.format(
            feed=cut(shown(feed.title or feed.feed).strip(), LONGEST_NAME),
            reason=shown(feed.reason.replace("_", " ")).strip(),
            since=moments.since(feed.since),
        )
        for feed in trouble[:MOST_TROUBLE]
    ]
    unsaid = len(trouble) - len(told)
    if unsaid:
        told.append(words.count(words.trouble_more, unsaid))
    return words.count(words.trouble, len(trouble)) + words.list_of(told) + "."


def _notes(words: Words, message: Message, undone: Sequence[str]) -> tuple[str, ...]:
    notes = []
    if message.feeds_polled:
        notes.append(
            words.answered.format(answering=message.feeds_answering, polled=message.feeds_polled)
        )
    if message.refused_files:
        files = words.list_of([shown(path).strip() for path in message.refused_files])
        notes.append(words.refused.format(files=files))
    if undone:
        notes.append(words.undone.format(titles=words.list_of(list(dict.fromkeys(undone)))))
    return tuple(notes)


def _foot(
    words: Words, message: Message, reader: Destination, route: Route | None
) -> tuple[str, ...]:
    who = shown(reader.mail or reader.id).strip()
    name = route_name(message.route)
    if route is not None and route.at and message.kind == "digest":
        times = words.all_of([at.strftime("%H:%M") for at in route.at])
        zone = "" if route.tz == reader.tz else f" ({route.tz})"
        because = words.sent_at.format(reader=who, route=name, times=times + zone)
    else:
        because = words.sent_once.format(reader=who, route=name)
    number = words.alert_number if message.kind == "alert" else words.digest_number
    told = number.format(id=message_name(message), n=message.number)
    return (because, f"{told} {words.every_once}" if message.sections else told)
