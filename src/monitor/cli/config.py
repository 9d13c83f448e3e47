"""`monitor config`: the configuration as it is understood, and the schemas of its files."""

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption

app = typer.Typer(help="The configuration, and the schemas of its files.", no_args_is_help=True)

WriteOption = Annotated[
    Path | None,
    typer.Option("--write", "--out", metavar="DIR", help="Write a file for each schema there."),
]


@app.callback()
def config() -> None:
    """Look at the configuration, and write its schemas."""


@app.command("dump")
def dump(config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Print the configuration as it is understood, environment included, secrets hidden."""
    import yaml

    from monitor.app.config_dump import config_dump
    from monitor.cli.opening import settings_of
    from monitor.cli.output import say, say_json

    shown = config_dump(settings_of(config))
    if as_json:
        say_json(shown)
    else:
        say(yaml.safe_dump(shown, allow_unicode=True, sort_keys=False).rstrip())


@app.command("schema")
def schema(write: WriteOption = None) -> None:
    """Print the JSON schemas of monitor.yaml, feeds.yaml and watches/*.yaml, or write them."""
    import json

    from monitor.app.schema_export import schemas
    from monitor.cli.output import say, say_json

    files = schemas()
    if write is None:
        say_json({name: json.loads(text) for name, text in files.items()})
        return
    write.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (write / name).write_text(text, encoding="utf-8")
        say(str(write / name))
