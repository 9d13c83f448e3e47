"""`monitor init`: a folder with everything to begin with."""

from pathlib import Path
from typing import Annotated

import typer

FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="Where to put the files.")]


def init(folder: FolderArgument = Path()) -> None:
    """Put examples into a folder: config/, seeds/, schema/; never overwrite a file."""
    from monitor.app.starter import lay_out, starter_folder
    from monitor.cli.output import say

    laid = list(lay_out(starter_folder(), folder))
    new = sum(one.is_new for one in laid)
    say(f"{new} files written, {len(laid) - new} were there already and stay as they are")
    say()
    step = "" if folder == Path() else f"cd {folder} && "
    say(f"Try it:         {step}monitor once")
    say("Then look into: data/outbox/")
    say("Your own rules: config/watches/, your own feeds: config/feeds.yaml")
    say("Check them:     monitor check && monitor test")
