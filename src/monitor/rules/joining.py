"""What several files say together: one WatchSet, or every fault of every file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from monitor.model.errors import ConfigError, Fault
from monitor.model.watch import LexiconEntry, Place, Watch, WatchSet
from monitor.rules.digest import digest_of_said
from monitor.rules.events import packed, unpacked
from monitor.rules.file_rules import FileRules
from monitor.rules.packing import forget
from monitor.rules.slip import MOST_FAULTS, TOO_MANY, brief, did_you_mean

MOST_OFFERS = 20


def join(files: Iterable[FileRules]) -> WatchSet:
    """Put the rules of files together, in the order given.

    Files may come from child processes, and are asked for one after another: none is kept.

    Raises:
        ConfigError: With every fault of every file, those between files among them.
    """
    found = _Found()
    for file in files:
        _take(file, found)
    forget()
    if not found.unread:
        found.faults.extend(_unknown_references(found))
    if found.faults:
        raise ConfigError(found.faults)
    digest = digest_of_said(found.said_lexicon, found.said_watches)
    found.said_watches.clear()  # some megabytes, before the watches find their last place
    return WatchSet(watches=tuple(found.watches.values()), lexicon=found.lexicon, digest=digest)


@dataclass(slots=True)
class _Found:
    """What the files said so far.

    `uses` are names that no file so far has an entry for, to be looked for again at the end.
    """

    lexicon: dict[str, LexiconEntry] = field(default_factory=dict)
    watches: dict[str, Watch] = field(default_factory=dict)
    uses: list[tuple[str, str, int]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    said_lexicon: list[str] = field(default_factory=list)
    said_watches: list[str] = field(default_factory=list)
    unread: bool = False
    twice: int = 0

    def blame(self, path: str, mark: int, problem: str) -> None:
        """Keep a fault between files; of very many only the first."""
        self.twice += 1
        if self.twice <= MOST_FAULTS + 1:
            said = problem if self.twice <= MOST_FAULTS else TOO_MANY
            self.faults.append(_fault(path, mark, said))


def _take(file: FileRules, found: _Found) -> None:
    found.faults.extend(file.faults)
    found.unread = found.unread or file.unread
    found.said_lexicon.append(file.said_lexicon)
    found.said_watches.append(file.said_watches)
    for entry in file.entries:
        first_entry = found.lexicon.setdefault(entry.id, entry)
        if first_entry is not entry and entry.place:
            mark = packed(entry.place.line, entry.place.column)
            problem = f"the entry '{entry.id}' stands already at {_where(first_entry.place)}"
            found.blame(file.path, mark, problem)
    for watch, mark in zip(file.watches, file.id_marks, strict=True):
        first = found.watches.setdefault(watch.id, watch)
        if first is not watch:
            problem = f"the watch '{watch.id}' stands already at {_where(first.place)}"
            found.blame(file.path, mark, problem)
    found.uses.extend(
        (file.path, name, mark) for name, mark in file.uses if name not in found.lexicon
    )


def _unknown_references(found: _Found) -> Iterator[Fault]:
    offers: dict[str, str] = {}
    unknown = (use for use in found.uses if use[1] not in found.lexicon)
    for number, (path, name, mark) in enumerate(unknown):
        if number == MOST_FAULTS:
            yield _fault(path, mark, TOO_MANY)
            return
        if name not in offers:
            near = did_you_mean(name, found.lexicon) if len(offers) < MOST_OFFERS else ""
            offers[name] = near
        yield _fault(path, mark, f"no entry '{name}' in the lexicon{offers[name]}")


def _where(place: Place | None) -> str:
    return f"{place.path}:{place.line}" if place else "another place"


def _fault(path: str, mark: int, problem: str) -> Fault:
    line, column = unpacked(mark)
    return Fault(path=path, line=line, column=column, problem=brief(problem))
