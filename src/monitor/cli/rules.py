"""`monitor rules`: watches as this program reads them."""

from typing import Annotated

import typer

from monitor.cli.options import CONFIG, JsonOption, RulesOption

app = typer.Typer(help="Watches as they are understood.", no_args_is_help=True)

WatchArgument = Annotated[str | None, typer.Argument(metavar="[WATCH]", help="Only this one.")]


@app.callback()
def rules() -> None:
    """Look at watches as they are understood."""


@app.command("show")
def show(
    watch: WatchArgument = None, config: RulesOption = CONFIG, as_json: JsonOption = False
) -> None:
    """Print each watch's query as one line of the query language."""
    from monitor.cli.loading import watches_of
    from monitor.cli.output import say, say_json
    from monitor.model.canonical import canonical

    for one in watches_of(config, watch).watches:
        line = canonical(one.query)
        if as_json:
            say_json({"watch": one.id, "title": one.title, "query": line})
        else:
            say(line if watch else f"{one.id}: {line}")
