"""The one YAML reader: plain values, and the line and column of each of them.

Reads libyaml's events (`events.py`), which is 10 times faster than PyYAML's composer and keeps
no node objects. Scalars are those of YAML 1.2 (`scalars.py`). Tags, anchors, aliases and second
documents are refused: a rule says what it says where it stands.
"""

from dataclasses import dataclass, field
from functools import lru_cache

import yaml

from monitor.model.errors import Fault
from monitor.model.watch import Place
from monitor.rules.events import (
    DEEPEST,
    Events,
    Marks,
    TooDeep,
    mark_of,
    own,
    packed,
    shared_line,
    unpacked,
)
from monitor.rules.remedies import remedy
from monitor.rules.slip import Path, Slip, brief

LARGEST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One YAML file: its value, the places of all parts, and what is wrong with its syntax.

    With faults, `value` holds what was read up to the last of them, and is not to be used.
    `orders` remembers where the keys of a mapping stand, since a lexicon is asked for each.
    """

    path: str
    value: object
    marks: Marks
    faults: tuple[Fault, ...] = ()
    lines: tuple[str, ...] = ()
    orders: dict[int, dict[str, int]] = field(default_factory=dict, repr=False, compare=False)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Say where the value (or the key) at a path stands."""
        line, column = unpacked(self.mark(path, key=key))
        return Place(path=self.path, line=shared_line(line), column=column)

    def mark(self, path: Path, *, key: bool = False, inside: int = 0) -> int:
        """Give the mark of the value (or the key) at a path.

        A path that leads nowhere, such as that of a missing key, gives the place of what it
        leads through: the nearest thing that does stand in the file.

        Args:
            path: Keys and numbers, from the top of the file.
            key: The key's place, not that of its value.
            inside: A column inside the value, from 1; 0 means its beginning.
        """
        mark = self._mark(path, key=key)
        return mark + self._inside(*unpacked(mark), inside) if inside else mark

    def fault(self, slip: Slip) -> Fault:
        """Give a slip its place in this file."""
        at = slip.at if isinstance(slip.at, tuple) else ()
        line, column = unpacked(self.mark(at, key=slip.key, inside=slip.column))
        return Fault(path=self.path, line=line, column=column, problem=brief(slip.problem))

    def comment_behind(self, path: Path) -> bool:
        """Whether a comment follows a value without quotation marks, and may have cut it short."""
        if not self.lines:
            return False
        line, column = unpacked(self.mark(path))
        text = self.lines[line - 1]
        return _last_comment(text) >= column - 1 and text[column - 1] not in "'\"|>"

    def _mark(self, path: Path, *, key: bool) -> int:
        """Walk a value and its marks side by side."""
        value, marks = self.value, self.marks
        for depth, step in enumerate(path):
            number = self._number(value, step)
            if number is None or isinstance(marks, int):
                break
            if isinstance(value, dict):
                if key and depth == len(path) - 1:
                    return own(marks[2 * number + 1])
                value, marks = value[step], marks[2 * number + 2]
            elif isinstance(value, list):
                value, marks = value[number], marks[number + 1]
        return own(marks)

    def _number(self, value: object, step: str | int) -> int | None:
        """Say as which of a list or a mapping a step of a path stands there."""
        if isinstance(value, list):
            return step if isinstance(step, int) and 0 <= step < len(value) else None
        if not isinstance(value, dict) or step not in value:
            return None
        if id(value) not in self.orders:
            self.orders[id(value)] = {name: number for number, name in enumerate(value)}
        return self.orders[id(value)][str(step)]

    def _inside(self, line: int, column: int, inside: int) -> int:
        """Count from a value's mark to a column of its text, if the text stands in that line."""
        text = self.lines[line - 1]
        first = text[column - 1 : column]
        if first in ("|", ">") or inside > len(text) - column + 1:
            return 0
        return inside - 1 + (first in ("'", '"'))


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
        return _refused(path, line, column, "not UTF-8: save the file as UTF-8")
    if len(content) > LARGEST_BYTES:
        return _refused(path, 1, 1, f"larger than {LARGEST_BYTES // 1024**2} MiB: split it")
    events = Events(path)
    try:
        events.read(text)
    except yaml.MarkedYAMLError as error:
        mark = mark_of(error.problem_mark or error.context_mark)
        events.blame(mark, remedy(error.problem or "", error.context or "", _character(text, mark)))
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes here, and places everywhere else
        read = text.encode()[: error.position].decode(errors="ignore")
        mark = packed(read.count("\n") + 1, len(read) - read.rfind("\n"))
        problem = f"the character U+{error.character:04X} cannot stand in YAML; remove it"
        events.blame(mark, problem)
    except TooDeep as error:
        events.blame(error.mark, f"more than {DEEPEST} levels inside each other")
    return Document(
        path=path,
        value=events.root,
        marks=events.marks,
        faults=tuple(events.faults),
        lines=tuple(text.split("\n")),
    )


def _refused(path: str, line: int, column: int, problem: str) -> Document:
    fault = Fault(path=path, line=line, column=column, problem=problem)
    return Document(path=path, value=None, marks=packed(line, column), faults=(fault,))


def _character(text: str, mark: int) -> str:
    line, column = unpacked(mark)
    return "".join(text.split("\n")[line - 1 : line])[column - 1 : column]


@lru_cache(maxsize=8)  # all watches of a file may stand in one line
def _last_comment(line: str) -> int:
    return line.rfind(" #")
