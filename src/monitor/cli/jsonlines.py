"""JSON lines of articles, read one at a time: a bad line is a value, never the end."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import typer

from monitor.intake.urls import site_of
from monitor.model.article import Article

LONGEST_LINE_BYTES: Final = 64 * 1024 * 1024
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")

Id = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One article of the input, and its id as it stood there."""

    id: Id
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line that is no article; `id` when at least that could be read."""

    id: Id | None
    problem: str


class _Wrong(ValueError):
    """A value of one line is not what it must be."""


def opened(file: str) -> AbstractContextManager[BinaryIO]:
    """Open a file of articles; `-` is standard input.

    Raises:
        typer.BadParameter: It cannot be read.
    """
    if file == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except OSError as error:
        problem = f"{file}: {error.strerror}"
        raise typer.BadParameter(problem, param_hint="FILE.jsonl") from None


def articles_of(file: BinaryIO) -> Iterator[Given | BadLine]:
    """Read articles from JSON lines, holding one line in memory; empty lines are passed over."""
    while line := file.readline(LONGEST_LINE_BYTES + 1):
        if len(line) > LONGEST_LINE_BYTES:
            _skip_rest(file)
            yield BadLine(id=None, problem=f"longer than {LONGEST_LINE_BYTES} bytes")
        elif line.strip():
            yield article_of(line)


def _skip_rest(file: BinaryIO) -> None:
    while (rest := file.readline(LONGEST_LINE_BYTES)) and not rest.endswith(b"\n"):
        pass


def article_of(line: bytes) -> Given | BadLine:
    """Read one line."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except RecursionError:
        return BadLine(id=None, problem="nested too deeply")
    except ValueError as error:
        return BadLine(id=None, problem=f"no JSON: {error}")
    if not isinstance(value, dict):
        return BadLine(id=None, problem="a JSON object is expected")
    given = value.get("id")
    if not isinstance(given, Id) or isinstance(given, bool):
        return BadLine(id=None, problem="'id' is missing, or neither text nor a whole number")
    try:
        return Given(id=given, article=_article(str(given), value))
    except _Wrong as error:
        return BadLine(id=given, problem=str(error))


def _article(id_: str, value: dict[str, object]) -> Article:
    address = _text(value, "url")
    text = _text(value, "text")
    if text is None:
        raise _Wrong("'text' is missing")
    return Article(
        id=id_,
        title=_text(value, "title") or "",
        text=text,
        declared=_text(value, "lang") or None,
        address=address,
        site=site_of(address),
        body="full",
    )


def _text(value: dict[str, object], key: str) -> str | None:
    """Give a text; half a surrogate pair becomes one replacement character, so offsets hold."""
    found = value.get(key)
    if not isinstance(found, str | None):
        raise _Wrong(f"'{key}' is no text")
    return found and _HALF_PAIR.sub("\ufffd", found)
