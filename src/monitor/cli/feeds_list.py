"""`monitor feeds list` and `feeds retry`: how each feed does, and asking one again at once."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from monitor.app.clock import now
from monitor.cli.moments import iso, shown
from monitor.cli.opening import read, settings_of, write
from monitor.cli.output import complain, say, say_json, say_table
from monitor.flow.noticing import remarks
from monitor.intake.rhythm import DAY, from_line, rate
from monitor.outside.address import masked
from monitor.store import audit, feeds, feedwatch
from monitor.store.feedwatch import FeedStatus

HEADINGS = (
    "feed",
    "state",
    "last poll (UTC)",
    "next try (UTC)",
    "entries",
    "a day",
    "newest entry",
)
COUNTED_FOR = timedelta(days=30)
Counts = Mapping[str, Mapping[str, int]]


def list_feeds(config: Path, *, as_json: bool) -> None:
    """Print how each feed does, by what the last polls left behind."""
    settings = settings_of(config)
    found = read(settings, feedwatch.listing)
    if as_json:
        counts = read(settings, lambda rows: audit.counts(rows, "feed", since=now() - COUNTED_FOR))
        for one in found:
            say_json(_json(one, counts))
    elif found:
        say_table(HEADINGS, [_cells(one) for one in found])
    else:
        say("no feed was ever configured: `monitor feeds add ADDRESS`")


def retry_feeds(config: Path, ids: Sequence[str]) -> bool:
    """Have feeds polled at once; False when one of them is not configured."""
    settings, all_known = settings_of(config), True
    for id_ in ids:
        if write(settings, partial(feeds.retry, feed_id=id_, now=now())):
            say(f"{id_} is polled within a second, if the monitor runs")
        else:
            complain(f"no such feed: {id_}")
            all_known = False
    return all_known


def _words(status: FeedStatus) -> tuple[str, ...]:
    """Say in what state a feed is: one word, or several where more is to be noticed."""
    if not status.is_active:
        return ("removed",)
    noticed = remarks(status.state, now())
    if status.state.polled_at is None and not noticed:
        return ("never polled",)
    return noticed or ("fine",)


def _cells(status: FeedStatus) -> tuple[str, ...]:
    next_try = status.is_active and not status.state.stopped_at
    return (
        status.id,
        " ".join(_words(status)),
        shown(status.state.polled_at),
        shown(status.state.next_poll_at) if next_try else "",
        str(status.entries),
        _a_day(status),
        shown(status.last_entry_at),
    )


def _a_day(status: FeedStatus) -> str:
    learned = from_line(status.state.rhythm)
    return "" if learned is None else f"{rate(learned) * DAY:.3g}"


def _json(status: FeedStatus, counts: Counts) -> Mapping[str, object]:
    state, words = status.state, _words(status)
    return {
        "feed": status.id,
        "address": masked(status.address),
        "asked_at": masked(state.adopted or status.address),
        "title": status.title,
        "active": status.is_active,
        "state": words[0],
        "notices": list(words[1:]),
        "detail": state.detail,
        "failures": state.failures,
        "polled": iso(state.polled_at),
        "succeeded": iso(state.succeeded_at),
        "changed": iso(state.changed_at),
        "next_poll": None if state.stopped_at else iso(state.next_poll_at),
        "entries": status.entries,
        "last_entry": iso(status.last_entry_at),
        "a_day": float(_a_day(status) or 0) or None,
        "losses": state.losses,
        "noticed_in_30_days": dict(counts.get(status.id, {})),
    }
