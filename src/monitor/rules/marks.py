"""The one YAML reader: plain values, and the line and column of each of them.

Reads libyaml's events, which is 10 times faster than PyYAML's composer and keeps no node objects.
Scalars are those of YAML 1.2 (`scalars.py`). Tags, anchors, aliases and second documents are
refused: a rule says what it says where it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from monitor.model.errors import Fault
from monitor.model.watch import Place
from monitor.rules.remedies import remedy
from monitor.rules.scalars import resolve
from monitor.rules.slip import Path, Slip

DEEPEST = 40
LARGEST_BYTES = 64 * 1024 * 1024
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; line and column count from 1."""

    line: int
    column: int


@dataclass(slots=True)
class Marks:
    """Places of one mapping or sequence: its own, and those of its keys and values."""

    start: Mark
    keys: dict[str | int, Mark] = field(default_factory=dict)
    values: "dict[str | int, Mark | Marks]" = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> Mark:
        """Give the place of the value (or the key) at a path.

        A path that leads nowhere, such as that of a missing key, gives the place of what it
        leads through: the nearest thing that does stand in the file.
        """
        here: Mark | Marks = self
        for depth, step in enumerate(path):
            if not isinstance(here, Marks) or step not in here.values:
                break
            if key and depth == len(path) - 1:
                return here.keys.get(step, self.start)
            here = here.values[step]
        return here.start if isinstance(here, Marks) else here


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One YAML file: its value, the places of all parts, and what is wrong with its syntax.

    With faults, `value` holds what was read up to the last of them, and is not to be used.
    """

    path: str
    value: object
    marks: Marks
    faults: tuple[Fault, ...] = ()
    lines: tuple[str, ...] = ()

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Say where the value (or the key) at a path stands."""
        mark = self.marks.place(path, key=key)
        return Place(path=self.path, line=mark.line, column=mark.column)

    def fault(self, slip: Slip) -> Fault:
        """Give a slip its place in this file."""
        at = slip.at if isinstance(slip.at, tuple) else ()
        mark = self.marks.place(at, key=slip.key)
        column = mark.column + (self._inside(mark, slip.column) if slip.column else 0)
        return Fault(path=self.path, line=mark.line, column=column, problem=slip.problem)

    def comment_behind(self, path: Path) -> bool:
        """Whether a comment follows a value without quotation marks, and may have cut it short."""
        mark = self.marks.place(path)
        rest = self.lines[mark.line - 1][mark.column - 1 :] if self.lines else ""
        return " #" in rest and rest[0] not in "'\"|>"

    def _inside(self, mark: Mark, column: int) -> int:
        """Count from a value's mark to a column of its text, if the text stands in that line."""
        rest = self.lines[mark.line - 1][mark.column - 1 :]
        if rest[:1] in ("|", ">") or column > len(rest):
            return 0
        return column - 1 + (rest[:1] in ("'", '"'))


def read_yaml(content: bytes, path: str) -> Document:
    """Read one YAML file; never raises for what stands in it.

    Args:
        content: The bytes of the file, UTF-8.
        path: The name that faults carry.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return _refused(path, Mark(line, column), "not UTF-8: save the file as UTF-8")
    if len(content) > LARGEST_BYTES:
        return _refused(path, Mark(1, 1), f"larger than {LARGEST_BYTES // 1024**2} MiB: split it")
    reader = _Reader(path)
    try:
        reader.read(yaml.parse(text, Loader=Loader))
    except yaml.MarkedYAMLError as error:
        mark = _of_libyaml(error.problem_mark or error.context_mark)
        reader.blame(mark, remedy(error.problem or "", error.context or "", _character(text, mark)))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problem = f"the character U+{ord(text[error.position]):04X} cannot stand in YAML; remove it"
        column = error.position - text.rfind("\n", 0, error.position)
        reader.blame(Mark(line, column), problem)
    except _TooDeep as error:
        reader.blame(error.mark, f"more than {DEEPEST} levels inside each other")
    return reader.document(tuple(text.split("\n")))


def _refused(path: str, mark: Mark, problem: str) -> Document:
    fault = Fault(path=path, line=mark.line, column=mark.column, problem=problem)
    return Document(path=path, value=None, marks=Marks(mark), faults=(fault,))


class _Counted(Protocol):
    """A place as libyaml counts it, from 0."""

    line: int
    column: int


class _TooDeep(Exception):
    def __init__(self, mark: Mark) -> None:
        self.mark = mark


class _Reader:
    """Builds values and marks from events, and keeps on after a fault that is not syntax."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.root: object = None
        self.marks = Marks(Mark(1, 1))

    def document(self, lines: tuple[str, ...]) -> Document:
        faults = tuple(self.faults)
        return Document(
            path=self.path, value=self.root, marks=self.marks, faults=faults, lines=lines
        )

    def blame(self, mark: Mark, problem: str) -> None:
        fault = Fault(path=self.path, line=mark.line, column=mark.column, problem=problem)
        self.faults.append(fault)

    def read(self, events: Iterator[yaml.Event]) -> None:
        documents = 0
        for event in events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            documents += 1
            if documents > 1:
                self.blame(_mark(event), "a second document: one file holds one, without ---")
                return
            self.root, marks = self.node(next(events), events, 0)
            self.marks = marks if isinstance(marks, Marks) else Marks(marks)

    def node(
        self, event: yaml.Event, events: Iterator[yaml.Event], depth: int
    ) -> tuple[object, Mark | Marks]:
        mark = _mark(event)
        if depth > DEEPEST:
            raise _TooDeep(mark)
        if isinstance(event, yaml.AliasEvent):
            self.blame(
                mark,
                f"*{event.anchor} is a YAML alias, and aliases are not known here; a value with a "
                "leading * stands in single quotes",
            )
            return None, mark
        self.refuse_decoration(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, Marks(mark), depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, Marks(mark), depth)
        if not isinstance(event, yaml.ScalarEvent):  # no other event can begin a node
            return None, mark
        return (resolve(event.value) if event.implicit[0] else event.value), mark

    def mapping(
        self, events: Iterator[yaml.Event], marks: Marks, depth: int
    ) -> tuple[object, Marks]:
        found: dict[str, object] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self.blame(_mark(event), "a key is one word, not a list or a mapping")
                self.node(event, events, depth + 1)
                self.node(next(events), events, depth + 1)
                continue
            self.refuse_decoration(event)
            name, mark = str(event.value), _mark(event)
            value, below = self.node(next(events), events, depth + 1)
            if name in found:
                self.blame(mark, f"the key '{name}' stands already in line {marks.keys[name].line}")
                continue
            found[name], marks.keys[name], marks.values[name] = value, mark, below
        return found, marks

    def sequence(
        self, events: Iterator[yaml.Event], marks: Marks, depth: int
    ) -> tuple[object, Marks]:
        found: list[object] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            value, marks.values[len(found)] = self.node(event, events, depth + 1)
            found.append(value)
        return found, marks

    def refuse_decoration(self, event: yaml.Event) -> None:
        """Refuse tags, which could make objects, and anchors, which could multiply."""
        tag, anchor = getattr(event, "tag", None), getattr(event, "anchor", None)
        if tag:
            name = tag.replace("tag:yaml.org,2002:", "!!")
            self.blame(
                _mark(event),
                f"the tag {name} is not known here: a value with a "
                "leading ! stands in single quotes",
            )
        if anchor:
            self.blame(
                _mark(event),
                f"&{anchor} is a YAML anchor, and anchors are not known "
                "here; a value with a leading & stands in single quotes",
            )


def _mark(event: yaml.Event) -> Mark:
    return _of_libyaml(event.start_mark)


def _character(text: str, mark: Mark) -> str:
    line = text.split("\n")[mark.line - 1 : mark.line]
    return "".join(line)[mark.column - 1 : mark.column]


def _of_libyaml(mark: _Counted | None) -> Mark:
    """Count from 1, as editors do."""
    return Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
