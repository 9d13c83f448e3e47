"""The compiled rules as bytes: sections that are read in place, without unpacking the whole.

The same bytes are what a child hands over, and what the next start begins with. They are trusted
like the program itself: only files that this program wrote are read back.
"""

from __future__ import annotations

import marshal
import sys
from array import array
from collections.abc import Iterable, Mapping
from typing import Any, Final

FORMAT: Final = 1
_HEAD: Final = 16
"""Bytes before the table of sections: how long the table is, in decimal."""


class Rows:
    """Many short lists of numbers in two arrays; row `n` is a list."""

    __slots__ = ("_cells", "_ends")

    def __init__(self, ends: array[int], cells: array[int]) -> None:
        """Take where each row ends, and all cells one after the other."""
        self._ends, self._cells = ends, cells

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, row: int) -> array[int]:
        begin = self._ends[row - 1] if row else 0
        return self._cells[begin : self._ends[row]]

    @classmethod
    def of(cls, rows: Iterable[Iterable[int]], code: str = "I") -> Rows:
        """Pack lists of numbers."""
        ends: list[int] = []
        cells: list[int] = []
        for row in rows:
            cells += row
            ends.append(len(cells))
        return cls(array("I", ends), array(code, cells))

    def packed(self, name: str) -> dict[str, bytes]:
        """Give the sections that hold the rows."""
        head = self._cells.typecode.encode()
        return {f"{name}.ends": self._ends.tobytes(), name: head + self._cells.tobytes()}


class Records:
    """Many small values, each kept as bytes and unpacked when it is asked for."""

    __slots__ = ("_bytes", "_ends")

    def __init__(self, ends: array[int], content: memoryview) -> None:
        """Take where each record ends, and all of them one after the other."""
        self._ends, self._bytes = ends, content

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> Any:  # noqa: ANN401  whatever was packed
        begin = self._ends[number - 1] if number else 0
        return marshal.loads(self._bytes[begin : self._ends[number]])

    @staticmethod
    def packed(name: str, values: Iterable[object]) -> dict[str, bytes]:
        """Give the sections that hold plain values."""
        ends, content = array("Q"), bytearray()
        for value in values:
            content += marshal.dumps(value)  # type: ignore[arg-type]  # plain values only
            ends.append(len(content))
        return {f"{name}.ends": ends.tobytes(), name: bytes(content)}


class Book:
    """Named sections of bytes."""

    def __init__(self, content: bytes | memoryview) -> None:
        """Open a book.

        Raises:
            ValueError: The bytes are not a book of this format and this Python.
        """
        self._bytes = memoryview(content)
        head = bytes(self._bytes[:_HEAD])
        if not head.strip().isdigit():
            raise ValueError("not a book of compiled rules")
        length = int(head)
        table = marshal.loads(self._bytes[_HEAD : _HEAD + length])
        if table["edition"] != edition():
            raise ValueError("compiled by another program")
        self._places: dict[str, tuple[int, int]] = table["places"]
        self._from = _HEAD + length

    def section(self, name: str) -> memoryview:
        """Give one section."""
        begin, end = self._places[name]
        return self._bytes[self._from + begin : self._from + end]

    def plain(self, name: str) -> Any:  # noqa: ANN401  whatever was packed
        """Unpack one section that holds a plain value."""
        return marshal.loads(self.section(name))

    def array(self, name: str, code: str) -> array[int]:
        """Copy one section of numbers."""
        numbers = array(code)
        numbers.frombytes(self.section(name))
        return numbers

    def rows(self, name: str) -> Rows:
        """Open rows of numbers."""
        content = self.section(name)
        cells = array(chr(content[0]))
        cells.frombytes(content[1:])
        return Rows(self.array(f"{name}.ends", "I"), cells)

    def records(self, name: str) -> Records:
        """Open records."""
        return Records(self.array(f"{name}.ends", "Q"), self.section(name))


def bind(sections: Mapping[str, bytes]) -> bytes:
    """Put sections together into a book."""
    places, end = {}, 0
    for name, content in sections.items():
        places[name] = (end, end + len(content))
        end += len(content)
    table = marshal.dumps({"edition": edition(), "places": places})
    return b"".join((str(len(table)).rjust(_HEAD).encode(), table, *sections.values()))


def edition() -> str:
    """Name what can read a book: marshalled values differ between versions of Python."""
    return f"{FORMAT} {sys.implementation.cache_tag} {sys.byteorder}"
