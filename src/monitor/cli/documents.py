"""`monitor parse` and `monitor extract`: one JSON line for each file, whatever the file is."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.front import Exit

if TYPE_CHECKING:
    from monitor.outside.child import Children

FilesArgument = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Files; what is gzip is unpacked.")
]
AddressOption = Annotated[
    str | None, typer.Option("--address", help="Where the document was found, for its links.")
]
SECONDS = {"parse": 10, "extract": 20}


def parse(files: FilesArgument, address: AddressOption = None) -> None:
    """Parse feed documents: one JSON line for each file, {"file", "path", "feed", "entries"}.

    A file that is no feed has "error" on its line, and the exit code is 1.
    """
    _all("parse", files, address)


def extract(files: FilesArgument, address: AddressOption = None) -> None:
    """Extract articles from pages: one JSON line for each file, {"file", "title", "text", ...}.

    A file that cannot be read has "error" on its line, and the exit code is 1.
    """
    _all("extract", files, address)


def _all(job: str, files: Sequence[Path], address: str | None) -> None:
    if not asyncio.run(_each(job, files, address)):
        raise typer.Exit(Exit.NO)


async def _each(job: str, files: Sequence[Path], address: str | None) -> bool:
    from monitor.cli.doors import parsing_children
    from monitor.cli.output import say_json

    all_fine = True
    with parsing_children() as children:
        for file in files:
            line = await _line(job, file, address, children)
            all_fine = all_fine and "error" not in line
            say_json(line)
    return all_fine


async def _line(
    job: str, file: Path, address: str | None, children: "Children"
) -> Mapping[str, object]:
    from monitor.cli.doors import read_document
    from monitor.intake.printing import document_json, error_json, page_json
    from monitor.model.errors import ChildError

    try:
        body = read_document(file)
        found = await children.ask(job, seconds=SECONDS[job], body=body, address=address)
    except ChildError as error:
        return error_json(str(file), job, str(error))
    if job == "parse":
        return document_json(str(file), found)
    return page_json(str(file), found)
