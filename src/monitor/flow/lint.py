"""What is wrong or doubtful about watches that can be read: each rule's own, and what is unused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from monitor.flow.backlook import Backlook
from monitor.model.errors import Fault
from monitor.model.watch import Place, WatchSet
from monitor.rules.lint import lint as lint_rules
from monitor.rules.walk import entries_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """Errors keep `monitor check` from passing; warnings are told and stop nobody.

    `kinds` names the warnings that many rules have, so that they can be told together.
    """

    errors: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    kinds: Mapping[Fault, str] = field(default_factory=dict)


def lint(watches: WatchSet) -> Linted:
    """Look at the watches of a configuration as a whole, in the order of its files."""
    errors: list[Fault] = []
    doubts: list[Fault] = []
    kinds: dict[Fault, str] = {}
    for one in lint_rules(watches):
        fault = _fault(one.place, one.problem)
        (errors if one.level == "error" else doubts).append(fault)
        if one.kind:
            kinds[fault] = one.kind
    for kind, found in (("no tests", _untested(watches)), ("unused entries", _unused(watches))):
        for fault in found:
            doubts.append(fault)
            kinds[fault] = kind
    return Linted(errors=_in_order(errors), warnings=_in_order(doubts), kinds=kinds)


def flood_doubts(watches: WatchSet, found: Backlook) -> Iterator[Fault]:
    """Name the watches that meet more than a fifth of what is stored."""
    flooding = set(found.flooding())
    for watch in watches.watches:
        if watch.id in flooding:
            hits, share = found.hits(watch.id), found.share(watch.id)
            problem = (
                f"the watch '{watch.id}' meets {hits:,} of {found.articles:,} stored articles "
                f"({share:.0%}): AND a rarer word, or name sites or feeds; "
                "`monitor match --stored` shows its days"
            )
            yield _fault(watch.place, problem)


def _untested(watches: WatchSet) -> Iterator[Fault]:
    for watch in watches.watches:
        if not watch.must_match and not watch.must_ignore:
            problem = f"the watch '{watch.id}' has no `tests:`: nobody knows whether it works"
            yield _fault(watch.place, problem)


def _unused(watches: WatchSet) -> Iterator[Fault]:
    """Find lexicon entries that nothing speaks of: most often a name is misspelt elsewhere."""
    left = dict.fromkeys(watches.lexicon)
    for entry in watches.lexicon.values():
        for term in entry.terms:
            for name in term.with_entries:
                left.pop(name, None)
    for watch in watches.watches:
        if not left:
            return
        for name in (*entries_of(watch.query), *watch.weight, *watch.watch_for):
            left.pop(name, None)
    for name in left:
        problem = f"nothing uses the lexicon entry '{name}'"
        yield _fault(watches.lexicon[name].place, problem)


def _fault(place: Place | None, problem: str) -> Fault:
    at = place or Place(path="watches", line=0, column=0)
    return Fault(path=at.path, line=at.line, column=at.column, problem=problem)


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.path, fault.line, fault.column)))
