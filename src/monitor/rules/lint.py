"""What is doubtful in rules that can be read: risky terms, questions that contradict themselves.

Errors keep `monitor check` from passing; warnings are told and stop nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.model.canonical import canonical
from monitor.model.watch import LexiconEntry, Place, Watch, WatchSet
from monitor.rules.lint_queries import query_doubts
from monitor.rules.lint_terms import Doubt, entry_doubts
from monitor.rules.slip import did_you_mean
from monitor.rules.walk import entries_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One doubt with its place; `subject` is a watch's id or an entry's name with a dollar sign."""

    level: Literal["error", "warning"]
    subject: str
    problem: str
    place: Place | None = None

    def __str__(self) -> str:
        """Print as `path:line:column: level: problem`."""
        where = self.place and f"{self.place.path}:{self.place.line}:{self.place.column}"
        return f"{where or self.subject}: {self.level}: {self.problem}"


def lint(watches: WatchSet) -> tuple[Finding, ...]:
    """Look for what is doubtful in a set of watches.

    Returns:
        Errors first, then warnings, each in the order of the files.
    """
    found = [*_of_lexicon(watches), *_of_watches(watches), *_twins(watches.watches)]
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


def _of_watches(watches: WatchSet) -> Iterator[Finding]:
    for watch in watches.watches:
        named = (*entries_of(watch.query), *watch.weight, *watch.watch_for)
        for name in dict.fromkeys(named):
            if name not in watches.lexicon:
                yield _finding(_unknown(name, watches), watch.id, watch)
        for doubt in query_doubts(watch.query, watches.lexicon):
            yield _finding(doubt, watch.id, watch)


def _twins(watches: tuple[Watch, ...]) -> Iterator[Finding]:
    """Find watches that ask the same of the same articles: their hits would stand twice."""
    first: dict[object, str] = {}
    for watch in watches:
        asked = (canonical(watch.query), watch.languages, watch.feeds, watch.feed_tags)
        twin = first.setdefault(asked, watch.id)
        if twin != watch.id:
            doubt = Doubt(level="warning", problem=f"asks the same as the watch {twin!r}")
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
        place=doubt.place or place or owner.place,
    )
