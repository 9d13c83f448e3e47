"""The compiled rules as bytes: sections that are read in place, without unpacking the whole.

The same bytes are what a child hands over, and what the next start begins with. They are trusted
like the program itself: only files that this program wrote are read back.
"""

import marshal
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Generic, TypeVar
from weakref import WeakMethod

FORMAT: Final = 3
_HEAD: Final = 16
"""Bytes before the table of sections: how long the table is, in decimal."""
_ALIGNED: Final = 8

_REMEMBERED: Final = 200_000

T = TypeVar("T")


class Kept(dict[int, T], Generic[T]):
    """Values by number, each made once; forgotten all together when there are too many."""

    def __init__(self, make: Callable[[int], T]) -> None:
        """Take what makes a value."""
        super().__init__()
        self._make = make

    @classmethod
    def owned(cls, make: Callable[[int], T]) -> "Kept[T]":
        """Keep what a method makes, and not its object alive: old books go when they are let go."""
        weak = WeakMethod(make)

        def made(number: int) -> T:
            method = weak()
            assert method is not None
            return method(number)

        return cls(made)

    def __missing__(self, number: int) -> T:
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[number] = self._make(number)
        return value


class Rows:
    """Many short lists of numbers below 2**32; row `n` is a list."""

    __slots__ = ("_cells", "_ends")

    def __init__(self, ends: memoryview, cells: memoryview) -> None:
        """Take where each row ends, and all cells one after the other."""
        self._ends, self._cells = ends, cells

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, row: int) -> memoryview:
        begin = self._ends[row - 1] if row else 0
        return self._cells[begin : self._ends[row]]

    @staticmethod
    def packed(name: str, rows: Iterable[Iterable[int]]) -> dict[str, bytes]:
        """Give the sections that hold lists of numbers."""
        ends: list[int] = []
        cells: list[int] = []
        for row in rows:
            cells += row
            ends.append(len(cells))
        return {f"{name}.ends": array("I", ends).tobytes(), name: array("I", cells).tobytes()}


class Records:
    """Many small values, each kept as bytes and unpacked when it is asked for."""

    __slots__ = ("_bytes", "_ends")

    def __init__(self, ends: memoryview, content: memoryview) -> None:
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
        try:
            table = marshal.loads(self._bytes[_HEAD : _HEAD + length])
        except (EOFError, TypeError) as error:
            raise ValueError("a torn book of compiled rules") from error
        if table["edition"] != edition():
            raise ValueError("compiled by another program")
        self._places: dict[str, tuple[int, int]] = table["places"]
        self._from = _aligned(_HEAD + length)

    def section(self, name: str) -> memoryview:
        """Give one section."""
        begin, end = self._places[name]
        return self._bytes[self._from + begin : self._from + end]

    def numbers(self, name: str, code: str = "I") -> memoryview:
        """Open one section of numbers."""
        return self.section(name).cast("B").cast(code)  # type: ignore[call-overload,no-any-return]

    def rows(self, name: str) -> Rows:
        """Open rows of numbers."""
        return Rows(self.numbers(f"{name}.ends"), self.numbers(name))

    def records(self, name: str) -> Records:
        """Open records."""
        return Records(self.numbers(f"{name}.ends", "Q"), self.section(name))


def bind(sections: Mapping[str, bytes]) -> bytes:
    """Put sections together into a book, each where a processor likes numbers to begin."""
    places, parts, end = {}, [], 0
    for name, content in sections.items():
        places[name] = (end, end + len(content))
        padding = _aligned(len(content)) - len(content)
        parts += [content, bytes(padding)]
        end += len(content) + padding
    table = marshal.dumps({"edition": edition(), "places": places})
    head = str(len(table)).rjust(_HEAD).encode() + table
    return b"".join((head.ljust(_aligned(len(head)), b"\0"), *parts))


def _aligned(place: int) -> int:
    return -(-place // _ALIGNED) * _ALIGNED


def edition() -> str:
    """Name what can read a book: marshalled values differ between versions of Python."""
    return f"{FORMAT} {sys.implementation.cache_tag} {sys.byteorder}"
