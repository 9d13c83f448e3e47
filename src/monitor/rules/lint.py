"""What is doubtful in rules that can be read: risky terms, questions that contradict themselves.

Errors keep `monitor check` from passing; warnings are told and stop nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.model.query import EntryRef
from monitor.model.watch import LexiconEntry, Place, Watch, WatchSet
from monitor.rules.lint_broad import broad_doubts
from monitor.rules.lint_doubles import double_doubts
from monitor.rules.lint_queries import query_doubts
from monitor.rules.lint_sift import Sieve
from monitor.rules.lint_terms import Doubt, entry_doubts
from monitor.rules.lint_twins import Asked, twin_doubts
from monitor.rules.lint_words import Ways
from monitor.rules.slip import did_you_mean
from monitor.rules.walk import nodes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One doubt with its place; `subject` is a watch's id or an entry's name with a dollar sign.

    `kind` names what many rules have; empty for what is told each time.
    """

    level: Literal["error", "warning"]
    subject: str
    problem: str
    kind: str = ""
    place: Place | None = None

    def __str__(self) -> str:
        """Print as `path:line:column: level: problem`."""
        where = self.place and f"{self.place.path}:{self.place.line}:{self.place.column}"
        return f"{where or self.subject}: {self.level}: {self.problem}"


def lint(watches: WatchSet) -> tuple[Finding, ...]:
    """Look for what is doubtful in a set of watches.

    Each watch is looked at once, and none is compared with each other one.

    Returns:
        Errors first, then warnings, each in the order of the files.
    """
    found = [*_of_lexicon(watches), *_of_watches(watches)]
    return tuple(sorted(found, key=lambda finding: finding.level))


def _of_lexicon(watches: WatchSet) -> Iterator[Finding]:
    for entry in watches.lexicon.values():
        for doubt in entry_doubts(entry):
            yield _finding(doubt, f"${entry.id}", entry)
        for term in entry.terms:
            for name in term.with_entries:
                if name not in watches.lexicon:
                    unknown = _unknown(name, watches)
                    yield _finding(unknown, f"${entry.id}", entry, term.place)
    for entry, doubt in double_doubts(watches.lexicon):
        yield _finding(doubt, f"${entry.id}", entry)


def _of_watches(watches: WatchSet) -> Iterator[Finding]:
    ways = Ways(watches.lexicon)
    sieve = Sieve(ways)
    asked = []
    for watch in watches.watches:
        nodes = nodes_of(watch.query)
        entries = [node.name for node in nodes if type(node) is EntryRef]
        named = (*entries, *watch.weight, *watch.watch_for)
        for name in dict.fromkeys(named):
            if name not in watches.lexicon:
                yield _finding(_unknown(name, watches), watch.id, watch)
        ground = sieve.sift(watch.query)
        asked.append(Asked(watch=watch, key=ground.key, parts=ground.keys))
        for doubt in (*query_doubts(watch, nodes, ways), *broad_doubts(watch.query, ground, ways)):
            yield _finding(doubt, watch.id, watch)
    for watch, doubt in twin_doubts(asked):
        yield _finding(doubt, watch.id, watch)


def _unknown(name: str, watches: WatchSet) -> Doubt:
    offer = did_you_mean(name, watches.lexicon)
    return Doubt(level="error", problem=f"no entry {name!r} in the lexicon{offer}")


def _finding(
    doubt: Doubt, subject: str, owner: LexiconEntry | Watch, place: Place | None = None
) -> Finding:
    return Finding(
        level=doubt.level,
        subject=subject,
        problem=doubt.problem,
        kind=doubt.kind,
        place=doubt.place or place or owner.place,
    )
