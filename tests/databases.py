"""Fresh databases for tests, on SQLite and on PostgreSQL, behind one small face."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

from tests.postgres import Server


class Databases(Protocol):
    """Gives out databases that no other test sees; each address is used by one test."""

    def empty(self) -> str:
        """Say the address of a new database without tables."""
        ...

    def prepared(self, prepare: Callable[[str], None]) -> str:
        """Say the address of a new copy of a database that `prepare` has filled.

        `prepare` is called with an address once a session; it must close its connections.
        """
        ...

    def drop_all(self) -> None:
        """Forget the databases given out since the last call, but not the templates."""
        ...


@dataclass(slots=True)
class SqliteDatabases:
    """Files in a folder; a copy is a copy of the file."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    templates: dict[Callable[[str], None], Path] = field(default_factory=dict)
    given: list[Path] = field(default_factory=list)

    def empty(self) -> str:
        """Say the address of a new file, which does not exist yet."""
        return self._url(self._new("test", keep=False))

    def prepared(self, prepare: Callable[[str], None]) -> str:
        """Copy the template, with the write-ahead log if one was left."""
        if prepare not in self.templates:
            template = self._new("template", keep=True)
            prepare(self._url(template))
            self.templates[prepare] = template
        copy = self._new("test", keep=False)
        for suffix in ("", "-wal"):
            source = self.templates[prepare].with_name(self.templates[prepare].name + suffix)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + suffix))
        return self._url(copy)

    def drop_all(self) -> None:
        """Remove the files and what SQLite left beside them."""
        for path in self.given:
            for leftover in path.parent.glob(f"{path.name}*"):
                leftover.unlink()
        self.given.clear()

    def _new(self, kind: str, *, keep: bool) -> Path:
        path = self.folder / f"{kind}{next(self.numbers)}.db"
        if not keep:
            self.given.append(path)
        return path

    def _url(self, path: Path) -> str:
        return f"sqlite:///{path}"


@dataclass(slots=True)
class PostgresDatabases:
    """Databases of one server; a copy is `CREATE DATABASE ... TEMPLATE`."""

    server: Server
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    templates: dict[Callable[[str], None], str] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)

    def empty(self) -> str:
        """Create a database without tables."""
        return self._create("template0")

    def prepared(self, prepare: Callable[[str], None]) -> str:
        """Copy the template on the server."""
        if prepare not in self.templates:
            name = f"template_{next(self.numbers)}"
            prepare(self.server.create(name))
            self.templates[prepare] = name
        return self._create(self.templates[prepare])

    def drop_all(self) -> None:
        """Drop the databases, whoever is still connected."""
        for name in self.given:
            self.server.drop(name)
        self.given.clear()

    def _create(self, template: str) -> str:
        name = f"test_{next(self.numbers)}"
        self.given.append(name)
        return self.server.create(name, template)
