"""What is wrong or doubtful about watches that can be read: each rule's own, and what is unused."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.model.errors import Fault
from monitor.model.watch import Place, WatchSet
from monitor.rules.lint import lint as lint_rules
from monitor.rules.walk import entries_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """Errors keep `monitor check` from passing; warnings are told and stop nobody."""

    errors: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


def lint(watches: WatchSet) -> Linted:
    """Look at the watches of a configuration as a whole, in the order of its files."""
    found = lint_rules(watches)
    errors = [_fault(one.place, one.problem) for one in found if one.level == "error"]
    doubts = [_fault(one.place, one.problem) for one in found if one.level == "warning"]
    doubts += [*_untested(watches), *_unused(watches)]
    return Linted(errors=_in_order(errors), warnings=_in_order(doubts))


def _untested(watches: WatchSet) -> Iterator[Fault]:
    for watch in watches.watches:
        if not watch.must_match and not watch.must_ignore:
            problem = f"the watch '{watch.id}' has no `tests:`: nobody knows whether it works"
            yield _fault(watch.place, problem)


def _unused(watches: WatchSet) -> Iterator[Fault]:
    """Find lexicon entries that nothing speaks of: most often a name is misspelt elsewhere."""
    used = {
        name for entry in watches.lexicon.values() for t in entry.terms for name in t.with_entries
    }
    for watch in watches.watches:
        used.update(entries_of(watch.query), watch.weight, watch.watch_for)
    for name, entry in watches.lexicon.items():
        if name not in used:
            yield _fault(entry.place, f"nothing uses the lexicon entry '{name}'")


def _fault(place: Place | None, problem: str) -> Fault:
    at = place or Place(path="watches", line=0, column=0)
    return Fault(path=at.path, line=at.line, column=at.column, problem=problem)


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.path, fault.line, fault.column)))
