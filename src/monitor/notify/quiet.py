"""Watches that went quiet: silence is told, and told apart from feeds that do not answer."""

from datetime import timedelta
from typing import Final

from monitor.model.message import Message, Quietness
from monitor.notify.marks import cut, shown
from monitor.notify.teller import Teller

LONGEST_HEADING: Final = 160
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)


def quiet_subject(teller: Teller, message: Message) -> str:
    """Say who is quiet: `Quiet: no hit for 14 days, 212 of 214 feeds answered`."""
    words, quiet = teller.words, message.quiet
    answered = answered_of(teller, message)
    if any(one.cannot_tell for one in quiet):
        return words.cannot_tell.format(answered=answered)
    if len(quiet) > 1:
        return words.count(words.quiet_watches, len(quiet), answered=answered)
    hits, time = _hits(teller, quiet[0]), _time(teller, quiet[0], message)
    return words.quiet.format(hits=hits, time=time, answered=answered)


def quiet_heading(teller: Teller, message: Message) -> str:
    """Name the watches that are quiet."""
    titles = [shown(one.title).strip() for one in message.quiet]
    return cut(teller.words.list_of(titles), LONGEST_HEADING)


def quiet_lines(teller: Teller, message: Message) -> tuple[str, ...]:
    """Say of each watch what was found, since when, and what was expected."""
    words = teller.words
    return tuple(
        (words.cannot_tell_line if one.cannot_tell else words.quiet_line).format(
            watch=teller.name(one.title),
            hits=_hits(teller, one),
            since=teller.moments.moment(one.since),
            expected=words.number(one.expected),
            time=_time(teller, one, message),
        )
        for one in message.quiet
    )


def answered_of(teller: Teller, message: Message) -> str:
    """Say how many feeds answered, of those that were asked."""
    number = teller.words.number
    return teller.words.answered.format(
        answering=number(message.feeds_answering), polled=number(message.feeds_polled)
    )


def _hits(teller: Teller, one: Quietness) -> str:
    words = teller.words
    return words.count(words.hits, one.hits) if one.hits else words.no_hit


def _time(teller: Teller, one: Quietness, message: Message) -> str:
    """Say how long: in days from two days on, else in hours."""
    words, time = teller.words, message.made_at - one.since
    if time >= 2 * _DAY or time == _DAY:
        return words.count(words.days, time // _DAY)
    return words.count(words.hours, max(1, time // _HOUR))
