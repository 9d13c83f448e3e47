"""`monitor hits`: what was found, newest first."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption, WatchOption

if TYPE_CHECKING:
    from monitor.model.message import HitRow

app = typer.Typer(help="What was found.", no_args_is_help=True)

SinceOption = Annotated[str, typer.Option("--since", metavar="7d", help="Found within this time.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="At most so many.")]


@app.callback()
def hits() -> None:
    """Look at what was found."""


@app.command("list")
def listing(
    config: ConfigOption = CONFIG,
    watch: WatchOption = None,
    since: SinceOption = "7d",
    limit: LimitOption = 100,
    as_json: JsonOption = False,
) -> None:
    """List hits, newest first; with --json one line for each."""
    from monitor.app.clock import now
    from monitor.cli.moments import length
    from monitor.cli.opening import read, settings_of
    from monitor.cli.output import say_json
    from monitor.store import hits as stored

    begin = now() - length(since, "--since")
    found = read(
        settings_of(config),
        lambda rows: stored.listing(rows, watch=watch, since=begin, limit=limit),
    )
    if as_json:
        for row in found:
            say_json(_json(row))
    else:
        _table(found)


def _table(found: "tuple[HitRow, ...]") -> None:
    from monitor.cli.moments import shown
    from monitor.cli.output import say, say_table

    if not found:
        say("no hits in this time")
        return
    lines = [
        (shown(row.first_seen_at), row.watch, row.language, row.outlet, row.title) for row in found
    ]
    say_table(("first seen (UTC)", "watch", "language", "outlet", "title"), lines)


def _json(row: "HitRow") -> Mapping[str, object]:
    from monitor.cli.conditions import span_json
    from monitor.cli.moments import iso

    return {
        "hit": row.hit_id,
        "watch": row.watch,
        "severity": row.severity,
        "article": row.article_id,
        "title": row.title,
        "language": row.language,
        "url": row.address,
        "site": row.site,
        "outlet": row.outlet,
        "published": iso(row.published_at),
        "first_seen": iso(row.first_seen_at),
        "entries": list(row.entries),
        "spans": [span_json(span) for span in row.spans],
    }
