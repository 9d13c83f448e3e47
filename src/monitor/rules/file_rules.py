"""What one file of watches says by itself; what it shares with its neighbours is `joining.py`'s."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Self

from monitor.model.errors import Fault
from monitor.model.watch import LexiconEntry, Watch
from monitor.rules.digest import said_of_lexicon, said_of_watches
from monitor.rules.leaves import NAME
from monitor.rules.lexicon import entry_of
from monitor.rules.marks import Document
from monitor.rules.packing import pack, unpack
from monitor.rules.slip import MOST_FAULTS, TOO_MANY, Slip, did_you_mean
from monitor.rules.slip import Path as At
from monitor.rules.watch_entry import Reference, watch_of

KEYS = ("version", "lexicon", "watches")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRules:
    """One file, read; pickles, and equal words of one process are one object again afterwards.

    Attributes:
        path: The name that faults and places carry.
        watches: The watches that are right, in the order of the file.
        id_marks: Where each watch's id stands (marks are those of `events.py`).
        entries: The lexicon entries, wrong ones too: others may name them.
        uses: Each name of an entry that a watch or a term refers to, with its mark.
        faults: What is wrong in this file alone.
        unread: It could not be read at all, or not to its end: any entry may stand in it.
        said_lexicon: What the digest is made of.
        said_watches: The same, for the watches.
    """

    path: str
    watches: tuple[Watch, ...] = ()
    id_marks: tuple[int, ...] = ()
    entries: tuple[LexiconEntry, ...] = ()
    uses: tuple[tuple[str, int], ...] = ()
    faults: tuple[Fault, ...] = ()
    unread: bool = False
    said_lexicon: str = ""
    said_watches: str = ""

    def __reduce__(self) -> tuple[Callable[[bytes], Self], tuple[bytes]]:
        """Pickle in few bytes, and quickly."""
        return type(self).from_bytes, (self.to_bytes(),)

    def to_bytes(self) -> bytes:
        """Pack into bytes that `from_bytes` reads."""
        return pack(tuple(getattr(self, part.name) for part in fields(self)))

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Unpack.

        Raises:
            ValueError: If these bytes are not from `to_bytes`.
        """
        values = unpack(content)
        return cls(**dict(zip((part.name for part in fields(cls)), values, strict=True)))


def rules_of(document: Document) -> FileRules:
    """Take the entries and watches of one file, with everything that is wrong in it."""
    found = _Found(document=document, faults=list(document.faults))
    if isinstance(document.value, dict) and not document.faults:
        _take(document.value, found)
    elif document.value is not None and not document.faults:
        # a file with comments only is a file yet to be written
        found.blame([Slip(f"a mapping with {', '.join(KEYS)} is expected here", ())])
    return FileRules(
        path=document.path,
        watches=tuple(found.watches),
        id_marks=tuple(found.id_marks),
        entries=tuple(found.entries),
        uses=tuple(found.uses),
        faults=tuple(found.faults),
        unread=bool(document.faults) or found.is_full,
        said_lexicon=said_of_lexicon(found.entries),
        said_watches=said_of_watches(found.watches),
    )


@dataclass(slots=True, kw_only=True)
class _Found:
    """What the file said so far."""

    document: Document
    faults: list[Fault]
    entries: list[LexiconEntry] = field(default_factory=list)
    watches: list[Watch] = field(default_factory=list)
    id_marks: list[int] = field(default_factory=list)
    uses: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether so much is wrong that the rest is not looked at."""
        return len(self.faults) > MOST_FAULTS

    def blame(self, slips: Iterable[Slip]) -> None:
        """Keep faults, of very many only the first."""
        for slip in slips:
            if len(self.faults) < MOST_FAULTS:
                self.faults.append(self.document.fault(slip))
            elif not self.is_full:
                self.faults.append(self.document.fault(Slip(TOO_MANY, slip.at)))

    def use(self, references: Iterable[Reference]) -> None:
        self.uses.extend(
            (used.name, self.document.mark(used.at, inside=used.column)) for used in references
        )


def _take(value: Mapping[str, object], found: _Found) -> None:
    found.blame(_slips_of_top(value))
    lexicon, watches = value.get("lexicon"), value.get("watches")
    for name, entry in lexicon.items() if isinstance(lexicon, dict) else ():
        if not found.is_full:
            _take_entry(name, entry, found)
    for number, watch in enumerate(watches if isinstance(watches, list) else ()):
        if not found.is_full:
            _take_watch(("watches", number), watch, found)


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


def _take_entry(name: str, value: object, found: _Found) -> None:
    at: At = ("lexicon", name)
    parts = entry_of(value, at)
    found.blame(parts.slips)
    if not NAME.fullmatch(name):
        problem = "an entry's name has small Latin letters, figures, _ and -, a letter first"
        found.blame([Slip(problem, at, key=True)])
    for path, term in parts.terms:
        found.use(
            Reference(name=used, at=(*path, "with", number))
            for number, used in enumerate(term.with_entries)
        )
    place_of = found.document.place
    terms = tuple(replace(term, place=place_of(path)) for path, term in parts.terms)
    found.entries.append(
        LexiconEntry(id=name, terms=terms, counted=parts.counted, place=place_of(at, key=True))
    )


def _take_watch(at: At, value: object, found: _Found) -> None:
    document = found.document
    parts = watch_of(value, at, document.place)
    found.blame(parts.slips)
    if isinstance(value, dict) and "query" in value and document.comment_behind((*at, "query")):
        problem = "a # behind a query begins a comment: put the whole query in single quotes"
        found.blame([Slip(problem, (*at, "query"))])
    if parts.watch:
        found.watches.append(parts.watch)
        found.id_marks.append(document.mark((*at, "id")))
    found.use(parts.references)
