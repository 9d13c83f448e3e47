"""Every leaf of a watch set as patterns: lexicon entries, and the bare words of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.match.patterns import ANY, Forms, Pattern, patterns_of
from monitor.model.query import (
    And,
    AtLeast,
    EntryRef,
    Exact,
    Field,
    Filter,
    Leaf,
    Near,
    Not,
    NotNear,
    Or,
    Phrase,
    Prefix,
    Query,
    Regex,
    Term,
)
from monitor.model.watch import LexiconEntry, LexiconTerm, WatchSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the words of a document are compared with.

    Attributes:
        entries: Patterns of each lexicon entry, by its name.
        regexes: Regular expressions of each lexicon entry, by its name.
        leaves: Patterns of the words that stand in queries themselves.
        vetoes: Patterns of every `not_in` phrase.
    """

    entries: dict[str, tuple[Pattern, ...]]
    regexes: dict[str, tuple[str, ...]]
    leaves: dict[Leaf, Pattern]
    vetoes: tuple[Pattern, ...]

    def all(self) -> Iterator[Pattern]:
        """Yield every pattern, each once."""
        for patterns in self.entries.values():
            yield from patterns
        yield from self.leaves.values()
        yield from self.vetoes


def terms_of(watches: WatchSet, forms: Forms) -> Terms:
    """Make the patterns of a watch set.

    Args:
        watches: What the user wrote.
        forms: Inflected forms of every word that `wanted` named.
    """
    entries = {name: tuple(_patterns(entry, forms)) for name, entry in watches.lexicon.items()}
    leaves = {}
    for watch in watches.watches:
        for leaf in leaves_of(watch.query):
            pattern = bare_pattern(leaf, forms)
            if pattern:
                leaves[leaf] = pattern
    vetoes = (veto for several in entries.values() for one in several for veto in one.vetoes)
    return Terms(
        entries=entries,
        regexes={name: tuple(_regexes(entry)) for name, entry in watches.lexicon.items()},
        leaves=leaves,
        vetoes=tuple(vetoes),
    )


def _patterns(entry: LexiconEntry, forms: Forms) -> Iterator[Pattern]:
    for term in entry.terms:
        pattern = patterns_of(term, entry.id, forms)
        if pattern:
            yield pattern


def _regexes(entry: LexiconEntry) -> Iterator[str]:
    for term in entry.terms:
        if isinstance(term.leaf, Regex):
            yield term.leaf.pattern


def bare_term(leaf: Leaf) -> LexiconTerm | None:
    """Read a word of a query as the `any:` term it stands for: a capital makes it a name."""
    if isinstance(leaf, EntryRef | Regex):
        return None
    is_name = isinstance(leaf, Term | Phrase) and leaf.text[:1].isupper()
    return LexiconTerm(leaf=leaf, language=ANY, name=is_name)


def bare_pattern(leaf: Leaf, forms: Forms) -> Pattern | None:
    """Make the pattern of a word that stands in a query itself."""
    term = bare_term(leaf)
    return patterns_of(term, None, forms) if term else None


def leaves_of(query: Query) -> Iterator[Leaf]:
    """Yield the leaves of a query, from left to right."""
    match query:
        case Term() | Phrase() | Prefix() | Exact() | Regex() | EntryRef():
            yield query
        case And(parts=parts) | Or(parts=parts) | Near(parts=parts):
            yield from _all_leaves(parts)
        case Not(part=part) | AtLeast(part=part) | Field(part=part):
            yield from leaves_of(part)
        case NotNear(part=part, other=other):
            yield from _all_leaves((part, other))
        case Filter():
            return


def _all_leaves(parts: Iterable[Query]) -> Iterator[Leaf]:
    for part in parts:
        yield from leaves_of(part)
