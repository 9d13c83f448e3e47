"""`monitor match --stored`: how many hits a day a watch would have given."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.flow.backlook import Backlook


def count_stored(config: Path, watch: str | None, span: str, *, as_json: bool) -> None:
    """Count hits a day over stored articles, and print them.

    Raises:
        ConfigError: The configuration is wrong.
        StoreError: The database cannot be used.
    """
    from monitor.app.clock import now
    from monitor.cli.loading import matcher_of, watches_of
    from monitor.cli.moments import length
    from monitor.cli.opening import read, settings_of
    from monitor.flow.backlook import look_back

    at = now()
    begin = at - length(span, "--stored")
    settings = settings_of(config)
    matcher = matcher_of(watches_of(config, watch), config)
    found = read(settings, lambda rows: look_back(rows, matcher, begin, at))
    if as_json:
        _print_json(found)
    else:
        _print_table(found)


def _print_json(found: "Backlook") -> None:
    from monitor.cli.output import say_json

    for watch, days in found.hits.items():
        counts = {day.isoformat(): count for day, count in days.items()}
        say_json({"watch": watch, "articles": found.articles, "days": counts})


def _print_table(found: "Backlook") -> None:
    from monitor.cli.output import say, say_table

    watches = list(found.hits)
    rows = [
        (day.isoformat(), *(str(found.hits[watch].get(day, 0)) for watch in watches))
        for day in found.days
    ]
    total = ("in all", *(str(sum(found.hits[watch].values())) for watch in watches))
    say_table(("day (UTC)", *watches), [*rows, total])
    say(f"{found.articles} stored articles were asked")
