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


@app.command("check")
def check(config: ConfigOption = CONFIG) -> None:
    """Read every page of an SQLite database, which takes a while; 78 when it is damaged."""
    from monitor.cli.opening import read, settings_of
    from monitor.cli.output import say
    from monitor.store.soundness import check_pages, file_of

    settings = settings_of(config)
    file = file_of(settings.database)
    if file is None:
        say("a PostgreSQL server looks after its own files: see its tool pg_amcheck")
        return
    read(settings, lambda rows: check_pages(rows, file))
    say(f"{file} is sound")
