"""`monitor digest`: what would be sent now, and a test message."""

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, ConfigOption, JsonOption

if TYPE_CHECKING:
    from monitor.app.config import Config
    from monitor.flow.preview import Preview
    from monitor.model.message import Outcome
    from monitor.model.watch import Route

app = typer.Typer(help="Messages before they are sent.", no_args_is_help=True)

RouteOption = Annotated[str | None, typer.Option("--route", metavar="ID", help="Only this route.")]
OpenOption = Annotated[
    bool, typer.Option("--open", help="Write the HTML to a file, show it in a browser.")
]
TestOption = Annotated[
    str, typer.Option("--test", metavar="DEST", help="The destination that gets a test message.")
]


@app.callback()
def digest() -> None:
    """Look at messages before they are sent."""


@app.command("preview")
def preview(
    config: ConfigOption = CONFIG,
    route: RouteOption = None,
    in_browser: OpenOption = False,
    as_json: JsonOption = False,
) -> None:
    """Show what would be sent now; nothing is sent, and nothing is kept."""
    from monitor.cli.opening import settings_of
    from monitor.cli.output import say, say_json

    settings = settings_of(config)
    shown = asyncio.run(_previews(settings, route))
    if as_json:
        for one in shown:
            say_json({"destination": one.destination, **one.rendered.data})
        return
    for one in shown:
        say(f"To {one.destination}, by {one.message.route}: {one.rendered.subject}")
        say(_opened(one) if in_browser else one.rendered.text)
    if not shown:
        say("nothing waits to be sent")


@app.command("send")
def send(test: TestOption, config: ConfigOption = CONFIG) -> None:
    """Send a test message to one destination; exit code 1 when it is not taken."""
    from monitor.cli.opening import settings_of
    from monitor.cli.output import complain, say
    from monitor.model.message import Sent
    from monitor.text.clean import clean_line

    settings = settings_of(config)
    if test not in settings.destinations:
        known = ", ".join(settings.destinations) or "none is configured"
        raise typer.BadParameter(f"no such destination; known: {known}", param_hint="--test")
    outcome = asyncio.run(_tested(settings, test))
    answer = clean_line(outcome.answer)
    if not isinstance(outcome, Sent):
        complain(f"{test} did not take it: {outcome.reason}: {answer}")
        raise typer.Exit(Exit.NO)
    say(f"{test} took it: {answer}")


async def _previews(settings: "Config", route: str | None) -> "list[Preview]":
    from monitor.app.access import existing_rows
    from monitor.app.clock import now
    from monitor.app.wiring import press_of
    from monitor.flow.digest import Desired
    from monitor.flow.preview import preview as preview_of

    found: list[Preview] = []
    press, routes = press_of(settings), _routes(settings, route)
    with existing_rows(settings.database) as rows:
        for one in routes:
            for destination in one.to:
                wish = Desired(route=one, destination=destination, at_once=True)
                found += await preview_of(wish, now(), press, rows.read, rows.write)
    return found


def _routes(settings: "Config", wanted: str | None) -> "list[Route]":
    routes = [route for route in settings.routes if wanted in (None, route.id)]
    if not routes and wanted is not None:
        known = ", ".join(route.id for route in settings.routes)
        raise typer.BadParameter(f"no such route; known: {known}", param_hint="--route")
    return routes


async def _tested(settings: "Config", destination: str) -> "Outcome":
    from monitor.app.clock import now
    from monitor.app.wiring import press_of, senders_of
    from monitor.cli.doors import guarded_dialer
    from monitor.flow.preview import send_test

    async with guarded_dialer(settings) as dialer:
        senders = senders_of(settings, dialer)
        return await send_test(destination, now(), press_of(settings), senders)


def _opened(one: "Preview") -> str:
    """Write the HTML where it stays for a while, and say where."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="digest-", suffix=".html", delete=False
    ) as file:
        file.write(one.rendered.html)
    address = Path(file.name).as_uri()
    typer.launch(address)
    return address
