"""`monitor routes`: where hits go, and when."""

from typing import TYPE_CHECKING

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption
from monitor.cli.routes_try import try_article

if TYPE_CHECKING:
    from monitor.model.watch import Route

app = typer.Typer(help="Where hits go.", no_args_is_help=True)
app.command("test")(try_article)


@app.callback()
def routes() -> None:
    """Look at routes, and try them."""


@app.command("list")
def listing(config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """List the routes: which watches go where, and when."""
    from monitor.app.clock import now
    from monitor.app.config_dump import route_dump
    from monitor.cli.moments import iso, local
    from monitor.cli.opening import settings_of
    from monitor.cli.output import say_json, say_table
    from monitor.notify.slots import next_slot

    settings, at = settings_of(config), now()
    lines = []
    for route in settings.routes:
        slot = next_slot(route, at)
        coming = slot.starts_at if slot else None
        if as_json:
            say_json({**route_dump(route), "next": iso(coming)})
        next_one = local(coming, route.tz)
        lines.append((route.id, _what(route), _when(route), next_one, ", ".join(route.to)))
    if not as_json:
        say_table(("route", "watches", "when", "next", "to"), lines)


def _what(route: "Route") -> str:
    parts = [", ".join(route.watches), *route.severity]
    return " ".join(parts + [f"tag:{tag}" for tag in route.feed_tags])


def _when(route: "Route") -> str:
    from monitor.rules.durations import written

    if route.at:
        return "digest at " + ", ".join(f"{at:%H:%M}" for at in route.at) + f" {route.tz}"
    parts = ["alert after", written(route.wait) if route.wait else "0s"]
    if route.repeat:
        parts += ["again after", written(route.repeat)]
    if route.quiet:
        parts.append(f"quiet {route.quiet.start:%H:%M}-{route.quiet.end:%H:%M} {route.quiet.tz}")
    if route.per_hour:
        parts.append(f"{route.per_hour} an hour")
    return " ".join(parts)
