"""What needs attention: feeds, told in full once and counted from then on; and deliveries."""

from typing import Final

from monitor.model.message import FeedTrouble, Message
from monitor.notify.marks import shown
from monitor.notify.teller import Teller

OPERATOR: Final = "operator"  # the way of messages about deliveries, which no file configures
MOST: Final = 5
MOST_LINES: Final = 40


def trouble_of(teller: Teller, message: Message) -> str:
    """Name the feeds that are newly in trouble, in one sentence; empty when there are none."""
    words, trouble = teller.words, message.trouble
    if not trouble:
        return ""
    told = [_named(teller, feed) for feed in trouble[:MOST]]
    unsaid = len(trouble) - len(told)
    told += [words.count(words.trouble_more, unsaid)] if unsaid else []
    return _counted(teller, message) + words.list_of(told) + words.stop


def trouble_lines(teller: Teller, message: Message) -> tuple[str, ...]:
    """Say each feed in trouble in a line of its own, with what the host said."""
    words = teller.words
    lines = []
    for feed in message.trouble[:MOST_LINES]:
        detail = teller.name(feed.detail, 200)
        lines.append(words.semicolon.join([_named(teller, feed), *([detail] if detail else [])]))
    unsaid = len(message.trouble) - len(lines)
    return (*lines, *([words.count(words.trouble_more, unsaid)] if unsaid else []))


def trouble_subject(teller: Teller, message: Message) -> str:
    """Say how many feeds need attention, and which."""
    names = dict.fromkeys(shown(feed.title or feed.feed).strip() for feed in message.trouble)
    return _counted(teller, message) + teller.words.list_of(list(names))


def trouble_heading(teller: Teller, message: Message) -> str:
    """Say how many feeds need attention."""
    return _counted(teller, message).rstrip(" \u00a0:：")


def _counted(teller: Teller, message: Message) -> str:
    """Say that feeds, or the operator's deliveries, need attention."""
    words = teller.words
    if message.kind == "trouble" and message.route == OPERATOR:
        return words.outages
    return words.count(words.trouble, len(message.trouble))


def _named(teller: Teller, feed: FeedTrouble) -> str:
    reason = shown(teller.words.reason(feed.reason)).strip()
    since = teller.moments.since(feed.since)
    named = teller.name(feed.title or feed.feed)
    return teller.words.trouble_one.format(feed=named, reason=reason, since=since)
