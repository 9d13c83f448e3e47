"""What commands print: text and tables for people, JSON for programs, never a broken terminal.

What strangers wrote is cleaned before a person sees it; whatever else is printed shows invisible
characters as escapes. JSON keeps every character, so that no reader of lines is led astray.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from io import StringIO, TextIOWrapper
from typing import Final, TextIO

import typer

from monitor.text.visible import json_line, visible

WIDTH_WITHOUT_A_TERMINAL: Final = 160


def prepare_streams() -> None:
    """Have every stream speak UTF-8, whatever the locale, and fail on no character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """Print a line; when nobody reads any more (`| head`), end quietly."""
    _write(sys.stdout, f"{visible(text)}\n")


def say_json(value: object) -> None:
    """Print one JSON document on one line, ready to be read."""
    say(json_line(value))
    flush()


def complain(text: str) -> None:
    """Print a line on standard error."""
    sys.stderr.write(f"{visible(text)}\n")


def flush() -> None:
    """Hand on what was printed; when nobody reads any more, end quietly."""
    _write(sys.stdout, "", at_once=True)


def say_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table for people; every cell is cleaned."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from monitor.text.clean import clean_line

    table = Table(box=SIMPLE, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean_line(cell)) for cell in row))
    width = shutil.get_terminal_size((WIDTH_WITHOUT_A_TERMINAL, 24)).columns
    drawn = StringIO()
    Console(file=drawn, width=width, highlight=False).print(table)
    # The frame is drawn with spaces: what is left of it above and below is an empty line.
    for line in drawn.getvalue().split("\n"):
        if line.strip():
            say(line.rstrip())


def _write(stream: TextIO, text: str, *, at_once: bool = False) -> None:
    try:
        stream.write(text)
        if at_once:
            stream.flush()
    except BrokenPipeError:
        # Python flushes once more at its end, and would complain: give it something to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise typer.Exit(0) from None
