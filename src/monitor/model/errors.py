"""The one tree of errors.

MonitorError
├── ConfigError        files are wrong: every fault of every file, with its place; exit 78
├── QueryError         one line of query text is wrong, with the column of the fault
├── StoreError         the database cannot be used as it is; the operator must act
│   ├── StoreDown      not just now: locked, read-only, not reachable; it may pass by itself
│   │   ├── DiskFull   its disk is full
│   │   └── StoreTaken another process works on it, and it can have only one; exit 75
│   ├── StoreBroken    it is damaged: nothing more is written; exit 78
│   └── SchemaError    the database is of another version than the program; exit 78
├── RequestError       what a person asks for cannot be done; the text says what can
└── ChildError         a killable child died, hung or ran out of memory over one document

What is expected (a feed that does not answer, a receiver that refuses) is a value, not an error.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class MonitorError(Exception):
    """Whatever this program raises on purpose; its text says how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in one file; line and column count from 1, 0 when unknown."""

    path: str
    line: int
    column: int
    problem: str

    def __str__(self) -> str:
        """Print as `path:line:column: problem`."""
        return f"{self.path}:{self.line}:{self.column}: {self.problem}"


class ConfigError(MonitorError):
    """Configuration or watch files say something we cannot understand; the author must mend it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep every fault, in the order of files and lines."""
        self.faults = tuple(sorted(faults, key=lambda f: (f.path, f.line, f.column)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class QueryError(MonitorError):
    """One line of query text cannot be understood; `column` counts code points from 1."""

    def __init__(self, problem: str, column: int, line: str) -> None:
        """Keep the line so that a caret can be shown under the fault."""
        self.problem = problem
        self.column = column
        self.line = line
        super().__init__(f"{problem}\n  {line}\n  {' ' * (column - 1)}^")


class StoreError(MonitorError):
    """The database cannot be used as it is; the operator must act."""


class StoreDown(StoreError):
    """The database cannot be used just now; the same may succeed a little later."""


class DiskFull(StoreDown):
    """There is no room for what was to be written; nothing of it was."""


class StoreTaken(StoreDown):
    """Another process works on a database that can have only one; the text names it."""


class StoreBroken(StoreError):
    """The database is damaged; it must be restored from a backup, and not be written to."""


class SchemaError(StoreError):
    """The database's schema is of another version than the program expects."""


class RequestError(MonitorError):
    """What a person asks for cannot be done with what is there."""


class ChildError(MonitorError):
    """A child died over a document; `reason` is a word of docs/reasons.md."""

    def __init__(self, reason: str, detail: str = "") -> None:
        """Keep the reason word apart from its detail."""
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else reason)
