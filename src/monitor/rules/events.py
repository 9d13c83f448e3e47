"""libyaml's events -> plain values and the marks of each, and what is refused among them.

A mark is one whole number (line and column, both from 1), so that the marks of a large file
are small and the garbage collector never looks at them. What stands below a list is a list: its
own mark, then what belongs to each of its items. Below a mapping: its own mark, then for each
key the key's mark and what belongs to its value, in the order of the mapping.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, TypeAlias

import yaml

from monitor.model.errors import Fault
from monitor.rules.scalars import resolve
from monitor.rules.slip import MOST_FAULTS, TOO_MANY, brief

Marks: TypeAlias = "int | list[Marks]"
DEEPEST = 40
BITS = 32  # for the column; no file has so many lines or columns
# Kinds of events, compared by identity: a hundred thousand rules are millions of them.
DOCUMENT: object = yaml.DocumentStartEvent
ALIAS: object = yaml.AliasEvent
SCALAR: object = yaml.ScalarEvent
MAPPING: object = yaml.MappingStartEvent
MAPPING_END: object = yaml.MappingEndEvent
LIST_END: object = yaml.SequenceEndEvent
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Counted(Protocol):
    """A place as libyaml counts it, from 0."""

    line: int
    column: int


class Event(Protocol):
    """One event of libyaml; what its class does not have is never asked for."""

    start_mark: Counted
    tag: str | None
    anchor: str | None
    value: str
    implicit: tuple[bool, bool]


class TooDeep(Exception):
    """More levels inside each other than anybody writes."""

    def __init__(self, mark: int) -> None:
        self.mark = mark


def packed(line: int, column: int) -> int:
    """Make a mark; line and column count from 1."""
    return line << BITS | column


def unpacked(mark: int) -> tuple[int, int]:
    """Give the line and the column of a mark."""
    return mark >> BITS, mark & ((1 << BITS) - 1)


@lru_cache(maxsize=1 << 16)
def shared_line(line: int) -> int:
    """Give one object for equal numbers of lines, which every file has again."""
    return line


def mark_of(place: Counted | None) -> int:
    """Count from 1, as editors do."""
    return packed(place.line + 1, place.column + 1) if place else packed(1, 1)


class Events:
    """Builds values and marks from events, and keeps on after a fault that is not syntax."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.root: object = None
        self.marks: Marks = packed(1, 1)

    def blame(self, mark: int, problem: str) -> None:
        """Keep a fault; of very many only the first."""
        if len(self.faults) > MOST_FAULTS:
            return
        problem = TOO_MANY if len(self.faults) == MOST_FAULTS else brief(problem)
        line, column = unpacked(mark)
        self.faults.append(Fault(path=self.path, line=line, column=column, problem=problem))

    def read(self, text: str) -> None:
        """Read the one document of a file.

        Raises:
            TooDeep: At the first value that stands too deep.
            yaml.YAMLError: At the first fault of the syntax.
        """
        self.take: Callable[[], Event] = Loader(text).get_event
        documents = 0
        while event := self.take():
            if type(event) is not DOCUMENT:
                continue
            documents += 1
            if documents > 1:
                self.blame(
                    mark_of(event.start_mark), "a second document: one file holds one, without ---"
                )
                return
            self.root, self.marks = self.node(self.take(), 0)

    def node(self, event: Event, depth: int) -> tuple[object, Marks]:
        """Read the value that begins with an event."""
        mark, kind = mark_of(event.start_mark), type(event)
        if depth > DEEPEST:
            raise TooDeep(mark)
        if kind is ALIAS:
            self.blame(
                mark,
                f"*{event.anchor} is a YAML alias, and aliases are not known here; a value with a "
                "leading * stands in single quotes",
            )
            return None, mark
        if event.tag or event.anchor:
            self.refuse(event, mark)
        if kind is SCALAR:
            return (resolve(event.value) if event.implicit[0] else event.value), mark
        below: list[Marks] = [mark]
        read = self.mapping if kind is MAPPING else self.sequence
        return read(below, depth + 1), below

    def mapping(self, marks: list[Marks], depth: int) -> object:
        """Read the rest of a mapping; its marks go behind its own."""
        found: dict[str, object] = {}
        while type(event := self.take()) is not MAPPING_END:
            if type(event) is not SCALAR:
                self.blame(mark_of(event.start_mark), "a key is one word, not a list or a mapping")
                self.node(event, depth)
                self.node(self.take(), depth)
                continue
            mark = mark_of(event.start_mark)
            if event.tag or event.anchor:
                self.refuse(event, mark)
            name = event.value
            value, below = self.node(self.take(), depth)
            if name in found:
                self.blame_again(mark, name, found, marks)
                continue
            found[name] = value
            marks += (mark, below)
        return found

    def sequence(self, marks: list[Marks], depth: int) -> object:
        """Read the rest of a list; its marks go behind its own."""
        found: list[object] = []
        while type(event := self.take()) is not LIST_END:
            value, below = self.node(event, depth)
            found.append(value)
            marks.append(below)
        return found

    def blame_again(self, mark: int, name: str, found: dict[str, object], marks: Marks) -> None:
        """Blame a key that stands in its mapping already; to find where takes a while."""
        if len(self.faults) > MOST_FAULTS or isinstance(marks, int):
            return
        line, _ = unpacked(own(marks[2 * list(found).index(name) + 1]))
        self.blame(mark, f"the key '{name}' stands already in line {line}")

    def refuse(self, event: Event, mark: int) -> None:
        """Refuse tags, which could make objects, and anchors, which could multiply."""
        if event.tag:
            name = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.blame(
                mark,
                f"the tag {name} is not known here: a value with a "
                "leading ! stands in single quotes",
            )
        if event.anchor:
            self.blame(
                mark,
                f"&{event.anchor} is a YAML anchor, and anchors are not known "
                "here; a value with a leading & stands in single quotes",
            )


def own(marks: Marks) -> int:
    """Give the mark of a value itself."""
    return marks if isinstance(marks, int) else own(marks[0])
