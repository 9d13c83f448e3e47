"""Options that several commands share, so that they read and behave alike."""

from pathlib import Path
from typing import Annotated

import typer

ConfigOption = Annotated[
    Path,
    typer.Option(
        "--config",
        envvar="MONITOR_CONFIG",
        help="Folder with monitor.yaml, feeds.yaml and watches/.",
        show_default=True,
    ),
]
RulesOption = Annotated[
    Path,
    typer.Option(
        "--config",
        envvar="MONITOR_CONFIG",
        help="Folder with watches/, a folder of watch files, or one watch file.",
        show_default=True,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
WatchOption = Annotated[
    str | None, typer.Option("--watch", metavar="ID", help="Only this watch.", show_default=False)
]
CONFIG = Path("config")
