"""`monitor parse` and `monitor extract`: one JSON line for each file, whatever the file is."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.front import Exit
from monitor.model.errors import ChildError

if TYPE_CHECKING:
    from monitor.outside.child import Children

FilesArgument = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Files; what is gzip is unpacked.")
]
AddressOption = Annotated[
    str | None, typer.Option("--address", help="Where the document was found, for its links.")
]
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is asked of the child for each file, and how its answers are written."""

    name: str
    seconds: int
    answer: Callable[[str, Any], Json]
    failure: Callable[[str, ChildError], Json]


def parse(files: FilesArgument, address: AddressOption = None) -> None:
    """Parse feed documents: a JSON line for each file.

    Lines are {"file", "path", "feed", "entries"}. A file that is no feed has "error" on its line,
    and the exit code is 1.
    """
    from monitor.intake.parse.document import NotAFeed
    from monitor.intake.printing import document_json

    def unread(file: str, error: ChildError) -> Json:
        return document_json(file, NotAFeed(reason=error.reason, detail=error.detail))

    job = Job(name="parse", seconds=10, answer=document_json, failure=unread)
    _do_all(job, files, address)


def extract(files: FilesArgument, address: AddressOption = None) -> None:
    """Extract articles from pages: a JSON line for each file.

    Lines are {"file", "title", "date", "authors", "language", "text", "method", "why"}. A file that
    cannot be read has "error" on its line, and the exit code is 1.
    """
    from monitor.intake.printing import page_json
    from monitor.model.article import PageText

    def unread(file: str, error: ChildError) -> Json:
        return {**page_json(file, PageText()), "error": str(error)}

    job = Job(name="extract", seconds=20, answer=page_json, failure=unread)
    _do_all(job, files, address)


def _do_all(job: Job, files: Sequence[Path], address: str | None) -> None:
    if not asyncio.run(_each(job, files, address)):
        raise typer.Exit(Exit.NO)


async def _each(job: Job, files: Sequence[Path], address: str | None) -> bool:
    from monitor.cli.doors import parsing_children
    from monitor.cli.output import say_json

    all_fine = True
    with parsing_children() as children:
        for file in files:
            line = await _line(job, file, address, children)
            all_fine = all_fine and "error" not in line
            say_json(line)
    return all_fine


async def _line(job: Job, file: Path, address: str | None, children: "Children") -> Json:
    from monitor.cli.doors import read_document

    try:
        body = read_document(file)
        found = await children.ask(job.name, seconds=job.seconds, body=body, address=address)
    except ChildError as error:
        return job.failure(str(file), error)
    return job.answer(str(file), found)
