"""The command `monitor`: every subcommand by its name; what is heavy is imported inside them."""

from typing import Annotated

import typer

from monitor.cli import (
    check,
    config,
    database,
    digest,
    documents,
    explain,
    feeds,
    healthcheck,
    hits,
    match,
    outbox,
    rules,
    running,
    starting,
    trials,
    verify,
)
from monitor.cli.front import Front

# Without rich: its help takes a third of a second to load.
app = typer.Typer(
    name="monitor",
    cls=Front,
    help="Watch news feeds in every language, and be told why.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.command("init")(starting.init)
app.command("run")(running.run)
app.command("once")(running.once)
app.command("check")(check.check)
app.command("test")(trials.run_tests)
app.command("explain")(explain.explain)
app.command("match")(match.match)
app.command("parse")(documents.parse)
app.command("extract")(documents.extract)
app.add_typer(digest.app, name="digest")
app.add_typer(feeds.app, name="feeds")
app.add_typer(hits.app, name="hits")
app.add_typer(outbox.app, name="outbox")
app.add_typer(rules.app, name="rules")
app.add_typer(config.app, name="config")
app.add_typer(database.app, name="db")
app.command("verify")(verify.verify)
app.command("healthcheck")(healthcheck.healthcheck)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"News Monitor {version('news-monitor')}")
        raise typer.Exit


@app.callback()
def monitor(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """Watch news feeds in every language, and be told why."""


def main() -> None:
    """Run the command line."""
    app(prog_name="monitor")
