"""`monitor db`: the database's tables."""

import typer

from monitor.cli.options import CONFIG, ConfigOption

app = typer.Typer(help="The database's tables.", no_args_is_help=True)


@app.callback()
def db() -> None:
    """Make or change the tables of the database."""


@app.command("upgrade")
def upgrade(config: ConfigOption = CONFIG) -> None:
    """Make the tables, or bring them to this program's version; safe to run at any time."""
    from monitor.app.access import upgraded_rows
    from monitor.cli.opening import settings_of
    from monitor.cli.output import say

    with upgraded_rows(settings_of(config).database):
        say("the database is as this program needs it")
