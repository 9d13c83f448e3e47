"""What differs between two sets of watches: what must be compiled when files were changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.match.terms import leaves_of
from monitor.model.query import EntryRef
from monitor.model.watch import LexiconEntry, Watch, WatchSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What to compile, and what no longer holds.

    Attributes:
        newer: The watches that are new or read otherwise now, with the entries that they need.
        places: Where each of them stands, in numbers of the old watches.
        gone: The numbers of old watches that are changed or removed.
        entries: The lexicon entries that are new, changed or removed.
    """

    newer: WatchSet
    places: tuple[float, ...]
    gone: frozenset[int]
    entries: frozenset[str]


def changes(old: WatchSet, new: WatchSet) -> Changes:
    """Compare two sets of watches, in time that grows with their number.

    A watch counts as changed when anything in it is, or an entry that it speaks of.
    """
    entries = _changed_entries(old.lexicon, new.lexicon)
    before = {watch.id: (number, watch) for number, watch in enumerate(old.watches)}
    found: list[tuple[float, Watch]] = []
    last, kept = -1.0, set[int]()
    for watch in new.watches:
        number, was = before.get(watch.id, (None, None))
        if was is not None and (was is watch or was == watch) and not entries & _entries(watch):
            kept.add(number or 0)
            last = float(number or 0)
        else:
            found.append((last + 0.5 if number is None else number, watch))
    return Changes(
        newer=_small(new, [watch for _, watch in found], entries),
        places=tuple(place for place, _ in found),
        gone=frozenset(range(len(old.watches))).difference(kept),
        entries=entries,
    )


def _changed_entries(
    old: Mapping[str, LexiconEntry], new: Mapping[str, LexiconEntry]
) -> frozenset[str]:
    names = {*old, *new}
    changed = {name for name in names if old.get(name) != new.get(name)}
    while more := {
        name
        for name, entry in new.items()
        if name not in changed and any(changed.intersection(t.with_entries) for t in entry.terms)
    }:
        changed |= more
    return frozenset(changed)


def _entries(watch: Watch) -> frozenset[str]:
    named = (leaf.name for leaf in leaves_of(watch.query) if isinstance(leaf, EntryRef))
    return frozenset((*named, *watch.weight))


def _small(watches: WatchSet, some: list[Watch], entries: frozenset[str]) -> WatchSet:
    """Keep of the lexicon what some watches and entries need, and what these keep company with."""
    wanted = {*entries, *(name for watch in some for name in _entries(watch))}
    while more := set(_company(watches.lexicon, wanted)) - wanted:
        wanted |= more
    lexicon = {name: entry for name, entry in watches.lexicon.items() if name in wanted}
    return WatchSet(watches=tuple(some), lexicon=lexicon, digest="")


def _company(lexicon: Mapping[str, LexiconEntry], names: set[str]) -> Iterator[str]:
    for name in names:
        entry = lexicon.get(name)
        for term in entry.terms if entry else ():
            yield from term.with_entries
