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
    from monitor.cli.opening import settings_of
    from monitor.cli.output import say
    from monitor.store.database import Database
    from monitor.store.database import upgrade as upgrade_tables
    from monitor.store.schema import VERSION

    database = Database(settings_of(config).database)
    try:
        upgrade_tables(database)
    finally:
        database.close()
    say(f"the database is at version {VERSION}")
