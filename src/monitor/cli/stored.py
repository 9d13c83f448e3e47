"""`monitor match --stored`: how many hits a day a watch would have given. Will it flood me?"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from monitor.flow.backlook import Backlook, Progress
    from monitor.model.watch import Watch, WatchSet

LONGEST_BAR: Final = 40
TOP_SITES: Final = 5
MOST_IN_FULL: Final = 3
FLOOD_A_DAY: Final = 100
BUSY_A_DAY: Final = 20
HEIGHTS: Final = "▁▂▃▄▅▆▇█"


def count_stored(config: Path, watch: str | None, span: str, *, as_json: bool) -> None:
    """Count hits a day over stored articles, and print them.

    Raises:
        ConfigError: The configuration is wrong.
        StoreError: The database cannot be used.
    """
    from monitor.cli.loading import watches_of
    from monitor.cli.output import say, say_json

    watches = watches_of(config, watch)
    found = looked_back(config, watches, span)
    for one in watches.watches if as_json else ():
        say_json(_json(found, one.id))
    for line in () if as_json else _lines(found, watches):
        say(line)


def looked_back(config: Path, watches: "WatchSet", span: str) -> "Backlook":
    """Ask watches of the articles stored since a while ago.

    Raises:
        ConfigError: The configuration is wrong.
        StoreError: The database cannot be used.
    """
    from monitor.app.clock import now
    from monitor.cli.loading import matcher_of
    from monitor.cli.moments import length
    from monitor.cli.opening import read, settings_of
    from monitor.flow.backlook import look_back

    at = now()
    begin = at - length(span, "--stored")
    settings = settings_of(config)
    matcher = matcher_of(watches, config)
    try:
        return read(settings, lambda rows: look_back(rows, matcher, begin, at, _progress()))
    finally:
        _clear()


def _progress() -> "Progress":
    """Tell on a terminal how far the walk is; nowhere else."""

    def tell(articles: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{articles:,} articles read ")
            sys.stderr.flush()

    return tell


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")


def _json(found: "Backlook", watch: str) -> Mapping[str, object]:
    tally, estimate = found.tallies[watch], found.a_week(watch)
    return {
        "watch": watch,
        "articles": found.articles,
        "hits": found.hits(watch),
        "stories": tally.stories.total(),
        "share": round(found.share(watch), 4),
        "a_week": estimate if estimate is None else round(estimate),
        "days": {day.isoformat(): tally.days[day] for day in found.days},
        "stories_by_day": {day.isoformat(): tally.stories[day] for day in found.days},
        "sites": dict(tally.sites.most_common(TOP_SITES)),
    }


def _lines(found: "Backlook", watches: "WatchSet") -> Iterator[str]:
    if len(watches.watches) <= MOST_IN_FULL:
        for watch in watches.watches:
            yield from _in_full(found, watch)
            yield ""
    else:
        yield from _in_brief(found, watches)
    yield _covered(found)


def _covered(found: "Backlook") -> str:
    since = f", the first of {found.begins:%Y-%m-%d %H:%M} UTC" if found.begins else ""
    return f"{found.articles:,} stored articles were asked{since}"


def _in_full(found: "Backlook", watch: "Watch") -> Iterator[str]:
    """Draw one watch: a bar for each day, the sites, the week, and what to make of it."""
    tally = found.tallies[watch.id]
    highest = max(tally.days.values(), default=0)
    yield f"{watch.id}: {watch.title}"
    yield f"{'day (UTC)':12}{'hits':>6}{'stories':>9}"
    for day in found.days:
        hits = tally.days[day]
        yield f"{day:%a %m-%d}   {hits:>6}{tally.stories[day]:>9}  {bar(hits, highest)}".rstrip()
    share = f"  {found.share(watch.id):.1%} of all articles" if found.hits(watch.id) else ""
    yield f"{'in all':12}{found.hits(watch.id):>6}{tally.stories.total():>9}{share}"
    if tally.sites:
        yield f"sites: {_sites(found, watch.id)}"
    yield _verdict(found, watch.id)


def _in_brief(found: "Backlook", watches: "WatchSet") -> Iterator[str]:
    """Draw many watches, a line each, those with most hits first."""
    widest = max(len(watch.id) for watch in watches.watches)
    yield f"{'watch':{widest}}{'hits':>7}{'stories':>9}{'a week':>8}{'share':>8}  by day"
    for watch in sorted(watches.watches, key=lambda one: -found.hits(one.id)):
        week = found.a_week(watch.id)
        estimate = "-" if week is None else f"{week:.0f}"
        yield (
            f"{watch.id:{widest}}{found.hits(watch.id):>7}"
            f"{found.tallies[watch.id].stories.total():>9}{estimate:>8}"
            f"{found.share(watch.id):>8.1%}  {_spark(found, watch.id)}  "
            f"{_sites(found, watch.id)}"
        ).rstrip()


def _sites(found: "Backlook", watch: str) -> str:
    from monitor.text.clean import clean_line

    top = found.tallies[watch].sites.most_common(TOP_SITES)
    return ", ".join(f"{clean_line(site, longest=60) or '(no site)'} {n}" for site, n in top)


def bar(value: int, highest: int) -> str:
    """Draw a number as a bar; the highest has full length, and none but zero has no bar."""
    return "█" * max(bool(value), round(LONGEST_BAR * value / highest)) if highest else ""


def _spark(found: "Backlook", watch: str) -> str:
    days = [found.tallies[watch].days[day] for day in found.days]
    highest = max(days, default=0)
    steps = (len(HEIGHTS) - 1) / highest if highest else 0
    return "".join(HEIGHTS[round(value * steps)] if value else "·" for value in days)


def _verdict(found: "Backlook", watch: str) -> str:
    """Say what a reader should make of the numbers."""
    week = found.a_week(watch)
    if not found.articles:
        return "nothing is stored of these days: poll first, or look further back"
    if not found.hits(watch):
        return "no hit: try `monitor explain` on an article that you expected"
    if week is None:
        return "too little is stored to estimate a week"
    said = f"about {week:.0f} hits a week, {week / 7:.0f} a day"
    if week / 7 >= FLOOD_A_DAY:
        return f"{said}: a flood; narrow the watch, or send it in digests only"
    return f"{said}: busy; a digest suits it" if week / 7 >= BUSY_A_DAY else f"{said}: calm"
