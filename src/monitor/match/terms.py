"""Every leaf of a watch set as patterns: lexicon entries, and the bare words of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.match.patterns import ANY, Forms, Pattern, PatternMaker, Wanted, wanted_by
from monitor.model.query import (
    And,
    AtLeast,
    EntryRef,
    Exact,
    Field,
    FieldName,
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


def wanted(watches: WatchSet) -> frozenset[Wanted]:
    """List every (word, language, kind) whose inflected forms the watches need."""
    entries = (term for entry in watches.lexicon.values() for term in entry.terms)
    leaves = {leaf for watch in watches.watches for leaf in leaves_of(watch.query)}
    bare = (term for leaf in leaves if (term := bare_term(leaf)))
    return wanted_by((*entries, *bare))


def terms_of(watches: WatchSet, forms: Forms) -> Terms:
    """Make the patterns of a watch set.

    Args:
        watches: What the user wrote.
        forms: Inflected forms of every word that `wanted` named.
    """
    maker = PatternMaker(forms)
    lexicon = watches.lexicon.items()
    entries = {name: tuple(entry_patterns(entry, maker)) for name, entry in lexicon}
    leaves: dict[Leaf, Pattern] = {}
    for watch in watches.watches:
        for leaf in leaves_of(watch.query):
            pattern = leaves.get(leaf) or bare_pattern(leaf, maker)
            if pattern:
                leaves[leaf] = pattern
    vetoes = (veto for several in entries.values() for one in several for veto in one.vetoes)
    return Terms(
        entries=entries,
        regexes={name: tuple(entry_regexes(entry)) for name, entry in lexicon},
        leaves=leaves,
        vetoes=tuple(vetoes),
    )


def entry_patterns(entry: LexiconEntry, maker: PatternMaker) -> Iterator[Pattern]:
    """Yield the patterns of a lexicon entry, in its order."""
    for order, term in enumerate(entry.terms):
        pattern = maker.pattern(term, entry.id, order)
        if pattern:
            yield pattern


def entry_regexes(entry: LexiconEntry) -> Iterator[str]:
    """Yield the regular expressions of a lexicon entry."""
    for term in entry.terms:
        if isinstance(term.leaf, Regex):
            yield term.leaf.pattern


def bare_term(leaf: Leaf) -> LexiconTerm | None:
    """Read a word of a query as the `any:` term it stands for: a capital makes it a name."""
    if isinstance(leaf, EntryRef | Regex):
        return None
    is_name = isinstance(leaf, Term | Phrase) and leaf.text[:1].isupper()
    return LexiconTerm(leaf=leaf, language=ANY, name=is_name)


def bare_pattern(leaf: Leaf, maker: PatternMaker) -> Pattern | None:
    """Make the pattern of a word that stands in a query itself."""
    term = bare_term(leaf)
    return maker.pattern(term) if term else None


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


def forbids_beyond_title(query: Query, field: FieldName | None = None) -> bool:
    """Whether a NOT of the query can be broken by the page's text."""
    match query:
        case Not(part=Field(field=there)):
            return there != "title"
        case Not():
            return field != "title"
        case And(parts=parts) | Or(parts=parts) | Near(parts=parts):
            return any(forbids_beyond_title(part, field) for part in parts)
        case Field(field=there, part=part):
            return forbids_beyond_title(part, there)
        case AtLeast(part=part):
            return forbids_beyond_title(part, field)
    return False
