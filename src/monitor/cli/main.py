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
    group,
    healthcheck,
    hits,
    lexicon,
    match,
    outbox,
    routes,
    rules,
    running,
    silence,
    starting,
    story,
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

app.command("init", short_help="Put examples into a folder.")(starting.init)
app.command("run", short_help="Poll, match and tell until Ctrl-C.")(running.run)
app.command("once", short_help="The same once, for cron.")(running.once)
app.command("check", short_help="Check every file of the configuration.")(check.check)
app.command("test", short_help="Run the tests that watches carry.")(trials.run_tests)
app.command("explain", short_help="Say why a text is a hit, or why not.")(explain.explain)
app.command("match", short_help="Match articles from JSON lines.")(match.match)
app.command("group", short_help="Group articles from JSON lines.")(group.group)
app.command("parse", short_help="Parse feed documents into JSON lines.")(documents.parse)
app.command("extract", short_help="Extract articles from pages into JSON lines.")(documents.extract)
app.add_typer(digest.app, name="digest")
app.add_typer(feeds.app, name="feeds")
app.add_typer(hits.app, name="hits")
app.add_typer(story.app, name="story")
app.add_typer(outbox.app, name="outbox")
app.add_typer(routes.app, name="routes")
app.add_typer(silence.app, name="silence")
app.add_typer(rules.app, name="rules")
app.add_typer(lexicon.app, name="lexicon")
app.add_typer(config.app, name="config")
app.add_typer(database.app, name="db")
app.command("verify", short_help="Check that every promise of delivery is kept.")(verify.verify)
app.command("healthcheck", short_help="Fail when nothing has succeeded for an hour.")(
    healthcheck.healthcheck
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("news-monitor")
        except PackageNotFoundError:  # run from a checkout that nobody installed
            number = "(a checkout)"
        typer.echo(f"News Monitor {number}")
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
