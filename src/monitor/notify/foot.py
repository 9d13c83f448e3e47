"""The foot of a message: what was asked, what was held back, why it came, which number it is."""

from collections.abc import Sequence
from typing import Final

from monitor.model.message import Message
from monitor.model.watch import Route
from monitor.notify.head import route_name
from monitor.notify.marks import capital, shown
from monitor.notify.quiet import answered_of
from monitor.notify.teller import Teller

MOST_UNDONE: Final = 20


def notes_of(teller: Teller, message: Message) -> tuple[str, ...]:
    """Say what keeps silence from being mistaken for no news.

    Feeds asked and answering, trouble told before, hits held back and why, rule files refused.
    """
    words = teller.words
    notes = []
    if message.feeds_polled:
        notes.append(capital(answered_of(teller, message)) + words.stop)
    if message.known_trouble:
        notes.append(words.count(words.known_trouble, message.known_trouble))
    counts = [
        f"{shown(words.reason(reason)).strip()} {words.number(count)}"
        for reason, count in message.held_back.items()
        if count
    ]
    if counts:
        notes.append(words.held_back.format(counts=words.list_of(counts)))
    if message.refused_files:
        files = words.list_of([teller.name(path, 200) for path in message.refused_files])
        notes.append(words.refused.format(files=files))
    return tuple(notes)


def undone_note(teller: Teller) -> tuple[str, ...]:
    """Name the articles that could not be shown, once everything was said that can be."""
    titles = list(dict.fromkeys(teller.undone))[:MOST_UNDONE]
    return (teller.words.undone.format(titles=teller.words.list_of(titles)),) if titles else ()


def foot_of(teller: Teller, message: Message, route: Route | None) -> tuple[str, ...]:
    """Say why the reader gets this, when, and which number it has."""
    words, reader = teller.words, teller.reader
    who = teller.name(reader.mail or reader.id, 200)
    name = teller.name(route_name(message.route))
    if route is not None and route.at and message.kind == "digest":
        zone = "" if route.tz == reader.tz else f" ({route.tz})"
        times = words.all_of(_times(route)) + zone
        because = words.sent_at.format(reader=who, route=name, times=times)
    else:
        because = words.sent_once.format(reader=who, route=name)
    number = words.alert_number if message.kind == "alert" else words.digest_number
    told = number.format(id=teller.name(message_name(message)), n=words.number(message.number))
    return (because, f"{told}{words.gap}{words.every_once}" if message.sections else told)


def message_name(message: Message) -> str:
    """Name a message by its moment in UTC: `2025-06-18T07:00Z`."""
    at = message.slot.starts_at if message.slot else message.made_at
    return at.strftime("%Y-%m-%dT%H:%MZ")


def _times(route: Route) -> Sequence[str]:
    return [at.strftime("%H:%M") for at in route.at]
