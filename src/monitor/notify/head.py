"""The head of a message: its subject, what stands beside it, and the first lines."""

import string
from collections.abc import Sequence
from typing import Final

from monitor.model.message import NEW, HitRow, Message, StoryCard
from monitor.model.story import Development
from monitor.notify.developments_view import figure_of, label_of, outlets_of, ranked
from monitor.notify.lines import first_row, rows_of, title_of
from monitor.notify.marks import Piece, capital, cut, shown
from monitor.notify.quiet import quiet_heading, quiet_subject
from monitor.notify.teller import Teller
from monitor.notify.trouble import trouble_heading, trouble_subject

LONGEST_SUBJECT: Final = 70
LONGEST_PREHEADER: Final = 200
_LONGEST_OUTLET: Final = 20
_LEAST_TITLE: Final = 24
_DIGEST_ONLY: Final = ("differs", "updated")
_OF_ARTICLE: Final = ("correction", "withdrawn")
_RE: Final = "Re: "


class Head:
    """Subject, preheader, date and lede of one message."""

    def __init__(self, message: Message, teller: Teller) -> None:
        self._message, self._teller, self._words = message, teller, teller.words
        self._cards = [card for section in message.sections for card in section.cards]
        self.stories = len(self._cards)
        reader = teller.reader
        self.is_threaded = bool(message.first_subject) and reader.threads and bool(reader.mail)

    def subject(self) -> str:
        """Say in at most 70 characters what is new, or keep the subject of the thread.

        A mail program keeps a thread together only when the subject stays the same.
        """
        if self.is_threaded:
            first = shown(self._message.first_subject or "").strip().removeprefix(_RE)
            return cut(_RE + first, LONGEST_SUBJECT)
        return self.news()

    def news(self) -> str:
        """Say in at most 70 characters what is new; the title stays in its own language."""
        if not self._cards:
            return cut(self._without_stories(), LONGEST_SUBJECT)
        if self._message.kind == "alert" and self.stories == 1:
            return self._of_one(self._cards[0])
        words = self._words
        frame = words.subject.format(
            route=_literal(cut(route_name(self._message.route), 30)),
            stories=words.count(words.stories, self.stories),
            title="{title}",
        )
        return _fitting(frame, title_of(self._cards[0].lead))

    def kicker(self) -> str:
        """Say the news of a message whose subject is that of its thread; else nothing."""
        if not self.is_threaded:
            return ""
        if not self._message.is_akin:
            return self.news()
        return f"{self.news()} ({self._words.perhaps_same})"

    def heading(self) -> str:
        """Say what stands above a message without stories."""
        if self._message.quiet:
            return quiet_heading(self._teller, self._message)
        if self._message.kind == "trouble":
            return trouble_heading(self._teller, self._message)
        return self.news()

    def preheader(self) -> str:
        """Say what a mail program shows beside the subject: the news, the counts, more titles."""
        told = [self.kicker()]
        told += ["".join(piece.text for piece in self.lede())]
        told += [title_of(card.lead) for card in self._cards[1:4]]
        return cut(" · ".join(part for part in told if part), LONGEST_PREHEADER)

    def date(self) -> str:
        """Say when the message was made, and name the zone of all its times, once."""
        moments, at = self._teller.moments, self._message.made_at
        frame = self._words.at_place if moments.is_at_place else self._words.in_zone
        return frame.format(date=moments.weekday(at), time=moments.time(at), place=moments.place)

    def lede(self) -> tuple[Piece, ...]:
        """Say how much is new since when; `marked` pieces are the bold ones."""
        words, message = self._words, self._message
        if not self._cards:
            said = {"test": words.test_body, "digest": words.nothing, "alert": words.nothing}
            return (Piece(text=said[message.kind]),) if message.kind in said else ()
        since = message.since
        head = words.since.format(time=self._teller.moments.since(since)) if since else ""
        counts = {
            "stories": words.count(words.stories, self.stories),
            "articles": words.count(words.articles, len(self._rows())),
            "languages": words.count(words.languages, self._languages()),
        }
        pieces = [Piece(text=head)] if head else []
        for text, name, _, _ in string.Formatter().parse(words.lede):
            pieces += [Piece(text=text)] if text else []
            pieces += [Piece(text=counts[name], marked=name != "languages")] if name else []
        return (*pieces, Piece(text=f"{words.gap}{self._watches()}"))

    def _without_stories(self) -> str:
        if self._message.quiet:
            return quiet_subject(self._teller, self._message)
        if self._message.kind == "trouble" and self._message.trouble:
            return trouble_subject(self._teller, self._message)
        return self._words.test if self._message.kind == "test" else self._words.nothing

    def _of_one(self, card: StoryCard) -> str:
        """Name what happened to a single story: a development, more of it, or a new story."""
        found = [one for one in ranked(card) if one.kind not in _DIGEST_ONLY]
        if found and not self._is_new_to_reader(card):
            return self._of_development(card, found[0])
        label, sources = self._words.kinds["new_story"], self._sources(card)
        if card.so_far is not None and card.so_far.told_before:
            label = self._words.kinds["goes_on"]
            sources = f"+{self._words.number(len(rows_of(card)))}"
        return self._labelled(label, title_of(card.lead), sources)

    def _is_new_to_reader(self, card: StoryCard) -> bool:
        """Whether the reader never heard of a story that this message tells as new."""
        is_told = any(kind == NEW for _, kind in self._message.told)
        return is_told and card.so_far is not None and not card.so_far.told_before

    def _of_development(self, card: StoryCard, found: Development) -> str:
        rows = {row.article_id: row for row in rows_of(card)}
        named = [_short(outlet) for outlet in outlets_of(found, rows)]
        sources = self._words.list_of([*named[:2], *([f"+{len(named) - 2}"] if named[2:] else [])])
        titled = rows.get(found.article, card.lead) if found.kind in _OF_ARTICLE else card.lead
        is_figure = found.kind == "figure_changed"
        text = figure_of(self._teller, found, 1) if is_figure else title_of(titled)
        label = shown(label_of(self._teller, found)).strip()
        return self._labelled(label, text, sources, LONGEST_SUBJECT if is_figure else _LEAST_TITLE)

    def _labelled(self, label: str, text: str, sources: str, least: int = _LEAST_TITLE) -> str:
        """Name the sources where `least` letters of the text, or all of it, find room as well."""
        frame = self._words.labelled.format(label=_literal(cut(label, 40)), text="{title}")
        behind = f" ({_literal(sources)})" if sources else ""
        said = shown(text).strip()
        room = LONGEST_SUBJECT - len((frame + behind).format(title=""))
        return _fitting(frame + behind if room >= min(len(said), least) else frame, said)

    def _watches(self) -> str:
        words = self._words
        silent = self._message.silent_watches if self._message.kind == "digest" else 0
        told = [words.count(words.matched, len(self._message.sections))]
        told += [words.count(words.silent, silent)] if silent else []
        return words.list_of(told) + words.stop

    def _languages(self) -> int:
        return len({row.language for row in self._rows() if row.language != "und"}) or 1

    def _rows(self) -> Sequence[HitRow]:
        return [row for card in self._cards for row in rows_of(card)]

    def _sources(self, card: StoryCard) -> str:
        """Name who had it first, and count the others: `RIA +3`."""
        outlets = list(dict.fromkeys(_short(row.outlet) for row in rows_of(card)))
        known = card.so_far.first_outlet if card.so_far else ""
        first = _short(known) if _short(known) in outlets else _short(first_row(card).outlet)
        return f"{first} +{len(outlets) - 1}" if outlets[1:] else first


def route_name(route: str) -> str:
    """Make a route's id a name: `kursk-desk` is `Kursk desk`."""
    return capital(shown(route.replace("-", " ").replace("_", " ")).strip())


def _short(outlet: str) -> str:
    return cut(shown(outlet).strip(), _LONGEST_OUTLET)


def _literal(text: str) -> str:
    """Keep the braces of a foreign text from being taken for places of ours."""
    return text.replace("{", "{{").replace("}", "}}")


def _fitting(frame: str, title: str) -> str:
    room = LONGEST_SUBJECT - len(frame.format(title=""))
    return cut(frame.format(title=cut(title, max(room, 12))), LONGEST_SUBJECT)
