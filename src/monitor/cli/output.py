"""What commands print: text and tables for people, JSON for programs, never a broken terminal.

What strangers wrote is cleaned before a person sees it. JSON keeps every character, the invisible
ones escaped, so that neither a terminal nor a reader of lines is led astray.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from io import StringIO, TextIOWrapper
from typing import Final, TextIO

import typer

WIDTH_WITHOUT_A_TERMINAL: Final = 160
# Controls, direction marks, line ends of Unicode, halves of pairs: valid in JSON, not in a line.
_INVISIBLE: Final = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]"
)


def prepare_streams() -> None:
    """Have every stream speak UTF-8, whatever the locale, and fail on no character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """Print a line; when nobody reads any more (`| head`), end quietly."""
    _write(sys.stdout, f"{text}\n")


def say_json(value: object) -> None:
    """Print one JSON document on one line, ready to be read."""
    say(json_line(value))
    flush()


def json_line(value: object) -> str:
    r"""Write a value as JSON on one line.

    Guarantees: no control, direction mark or line end of any kind stands in it unescaped.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def complain(text: str) -> None:
    """Print a line on standard error."""
    sys.stderr.write(f"{text}\n")


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
