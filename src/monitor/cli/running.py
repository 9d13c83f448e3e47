"""`monitor run` and `monitor once`: the daemon, and the same work done once."""

import asyncio
import os
from enum import StrEnum
from typing import Annotated

import typer

from monitor.cli.options import CONFIG, ConfigOption


class LogForm(StrEnum):
    """How the log is written."""

    TEXT = "text"
    JSON = "json"


LogOption = Annotated[LogForm, typer.Option("--log", help="Log for people, or one JSON a line.")]


def run(config: ConfigOption = CONFIG, log: LogOption = LogForm.TEXT) -> None:
    """Poll, match and tell until Ctrl-C; SIGHUP reads the configuration again."""
    from monitor.app import daemon

    asyncio.run(daemon.run(config, os.environ, as_json=log is LogForm.JSON))


def once(config: ConfigOption = CONFIG, log: LogOption = LogForm.TEXT) -> None:
    """Poll what is due, read, match, send what is due, and end: for cron."""
    from monitor.app import daemon

    asyncio.run(daemon.once(config, os.environ, as_json=log is LogForm.JSON))
