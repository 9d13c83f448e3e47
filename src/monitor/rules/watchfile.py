"""YAML files of lexicon entries and watches -> one WatchSet, or every fault of every file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from monitor.model.errors import ConfigError, Fault
from monitor.model.watch import LexiconEntry, Place, Watch, WatchSet
from monitor.rules.digest import digest_of
from monitor.rules.leaves import NAME
from monitor.rules.lexicon import entry_of
from monitor.rules.marks import Document, read_yaml
from monitor.rules.slip import Path as At
from monitor.rules.slip import Slip, did_you_mean
from monitor.rules.watch_entry import Reference, watch_of

SUFFIXES = (".yaml", ".yml")
KEYS = ("version", "lexicon", "watches")


def load_watches(path: Path) -> WatchSet:
    """Read the watches of one file, or of every `*.yaml` and `*.yml` of a folder in name order.

    Files of a folder speak of one lexicon: a watch may name an entry of another file.

    Raises:
        ConfigError: With every fault of every file; nothing is taken from any of them then.
    """
    found = _Found()
    for file in watch_files(path):
        _read(file, found)
    if not found.unread:
        found.faults.extend(_unknown_references(found))
    if found.faults:
        raise ConfigError(found.faults)
    return watch_set(found.watches.values(), found.lexicon)


def watch_files(path: Path) -> list[Path]:
    """List the files that `load_watches` reads, in its order.

    Raises:
        ConfigError: If there is none.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise ConfigError([_at_all(path, "no such file or folder")])
    files = sorted(file for file in path.iterdir() if file.suffix in SUFFIXES and file.is_file())
    if not files:
        raise ConfigError([_at_all(path, "no *.yaml file in this folder")])
    return files


def watch_set(watches: Iterable[Watch], lexicon: Mapping[str, LexiconEntry]) -> WatchSet:
    """Put watches and lexicon together, with the hash that names what they match."""
    kept = tuple(watches)
    return WatchSet(watches=kept, lexicon=dict(lexicon), digest=digest_of(kept, lexicon))


@dataclass(slots=True)
class _Found:
    """What the files said so far.

    `uses` are references to entries, to be checked when all files are read; `unread` says that
    some file could not be read at all, so that an entry may stand in it.
    """

    lexicon: dict[str, LexiconEntry] = field(default_factory=dict)
    watches: dict[str, Watch] = field(default_factory=dict)
    uses: list[tuple[Document, Reference]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unread: bool = False


def _read(file: Path, found: _Found) -> None:
    try:
        document = read_yaml(file.read_bytes(), str(file))
    except OSError as error:
        found.faults.append(_at_all(file, f"cannot be read: {error.strerror}"))
        found.unread = True
        return
    found.faults.extend(document.faults)
    if document.faults:
        found.unread = True
    elif isinstance(document.value, dict):
        _take(document, document.value, found)
    elif document.value is not None:  # a file with comments only is a file yet to be written
        slip = Slip(f"a mapping with {', '.join(KEYS)} is expected here", ())
        found.faults.append(document.fault(slip))


def _take(document: Document, value: Mapping[str, object], found: _Found) -> None:
    found.faults.extend(document.fault(slip) for slip in _slips_of_top(value))
    lexicon, watches = value.get("lexicon"), value.get("watches")
    for name, entry in lexicon.items() if isinstance(lexicon, dict) else ():
        _take_entry(document, name, entry, found)
    for number, watch in enumerate(watches if isinstance(watches, list) else ()):
        _take_watch(document, ("watches", number), watch, found)


def _slips_of_top(value: Mapping[str, object]) -> Iterator[Slip]:
    for key in value:
        if key not in KEYS:
            yield Slip(f"unknown key '{key}'{did_you_mean(key, KEYS)}", (key,), key=True)
    if value.get("version", 1) != 1:
        yield Slip("this program knows version 1 of these files", ("version",))
    if not isinstance(value.get("lexicon"), dict | None):
        yield Slip("a mapping of names is expected here: {kursk: {any: [Kursk]}}", ("lexicon",))
    if not isinstance(value.get("watches"), list | None):
        yield Slip("a list of watches is expected here, each begins with '- id: ...'", ("watches",))


def _take_entry(document: Document, name: str, value: object, found: _Found) -> None:
    at: At = ("lexicon", name)
    parts = entry_of(value, at)
    slips = list(parts.slips)
    if not NAME.fullmatch(name):
        problem = "an entry's name has small Latin letters, figures, _ and -, a letter first"
        slips.append(Slip(problem, at, key=True))
    first = found.lexicon.get(name)
    if first:
        problem = f"the entry '{name}' stands already at {_where(first.place)}"
        slips.append(Slip(problem, at, key=True))
    found.faults.extend(document.fault(slip) for slip in slips)
    for path, term in parts.terms:
        found.uses.extend(
            (document, Reference(name=used, at=(*path, "with", number)))
            for number, used in enumerate(term.with_entries)
        )
    terms = tuple(replace(term, place=document.place(path)) for path, term in parts.terms)
    place = document.place(at, key=True)
    found.lexicon.setdefault(
        name, LexiconEntry(id=name, terms=terms, counted=parts.counted, place=place)
    )


def _take_watch(document: Document, at: At, value: object, found: _Found) -> None:
    parts = watch_of(value, at, document.place)
    slips = list(parts.slips)
    if isinstance(value, dict) and "query" in value and document.comment_behind((*at, "query")):
        problem = "a # behind a query begins a comment: put the whole query in single quotes"
        slips.append(Slip(problem, (*at, "query")))
    watch = parts.watch
    first = found.watches.get(watch.id) if watch else None
    if watch and first:
        problem = f"the watch '{watch.id}' stands already at {_where(first.place)}"
        slips.append(Slip(problem, (*at, "id")))
    elif watch:
        found.watches[watch.id] = watch
    found.faults.extend(document.fault(slip) for slip in slips)
    found.uses.extend((document, reference) for reference in parts.references)


def _unknown_references(found: _Found) -> Iterator[Fault]:
    for document, used in found.uses:
        if used.name not in found.lexicon:
            offer = did_you_mean(used.name, found.lexicon)
            problem = f"no entry '{used.name}' in the lexicon{offer}"
            yield document.fault(Slip(problem, used.at, column=used.column))


def _where(place: Place | None) -> str:
    return f"{place.path}:{place.line}" if place else "another place"


def _at_all(path: Path, problem: str) -> Fault:
    return Fault(path=str(path), line=0, column=0, problem=problem)
