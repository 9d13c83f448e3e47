"""`monitor config`: the configuration as it is understood, and the schemas of its files."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption, JsonOption

app = typer.Typer(help="The configuration, and the schemas of its files.", no_args_is_help=True)

WriteOption = Annotated[
    Path | None,
    typer.Option("--write", "--out", metavar="DIR", help="Write a file for each schema there."),
]
HIDDEN = "(hidden)"
SECRETS = frozenset({"password", "secrets", "headers"})
LONG = frozenset({"watches", "feeds"})


@app.callback()
def config() -> None:
    """Look at the configuration, and write its schemas."""


@app.command("dump")
def dump(config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Print the configuration as it is understood, environment included, secrets hidden."""
    import yaml

    from monitor.cli.opening import settings_of
    from monitor.cli.output import say, say_json

    settings = settings_of(config)
    value = {one.name: plain(getattr(settings, one.name)) for one in fields(settings)}
    value["watches"] = [watch.id for watch in settings.watches.watches]
    value["database"] = _without_password(settings.database)
    value["warnings"] = [str(warning) for warning in settings.warnings]
    if as_json:
        say_json(value)
    else:
        say(yaml.safe_dump(value, allow_unicode=True, sort_keys=False).rstrip())


@app.command("schema")
def schema(write: WriteOption = None) -> None:
    """Print the JSON schemas of monitor.yaml, feeds.yaml and watches/*.yaml, or write them."""
    from monitor.app.schemas import schema_files
    from monitor.cli.output import say, say_json

    files = schema_files()
    if write is None:
        say_json(files)
        return
    write.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (write / name).write_text(text, encoding="utf-8")
        say(str(write / name))


def plain(value: object) -> object:
    """Give a noun as plain values; secrets are hidden, times written out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: _hidden(getattr(value, one.name))
            if one.name in SECRETS
            else plain(getattr(value, one.name))
            for one in fields(value)
        }
    match value:
        case timedelta():
            return f"{value.total_seconds():g}s"
        case time():
            return f"{value:%H:%M}"
        case Path():
            return str(value)
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case tuple() | list() | frozenset():
            return [plain(inner) for inner in value]
    return value


def _hidden(value: object) -> object:
    return HIDDEN if value else None


def _without_password(address: str) -> str:
    from sqlalchemy.engine import make_url

    return make_url(address).render_as_string(hide_password=True)
