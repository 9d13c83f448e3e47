"""Terms that stand twice: in one entry, or in two entries of one language."""

from collections.abc import Hashable, Iterator, Mapping, Sequence

from monitor.model.canonical import leaf as printed
from monitor.model.query import Regex
from monitor.model.watch import LexiconEntry, LexiconTerm
from monitor.rules.lint_terms import Doubt
from monitor.rules.lint_words import folded

MOST_SHOWN = 4
Found = tuple[LexiconEntry, LexiconTerm]


def double_doubts(lexicon: Mapping[str, LexiconEntry]) -> Iterator[tuple[LexiconEntry, Doubt]]:
    """Go through the lexicon once, remembering where each term stood first."""
    first: dict[Hashable, Found] = {}
    for entry in lexicon.values():
        inside: list[tuple[LexiconTerm, LexiconTerm]] = []
        beside: dict[str, list[tuple[LexiconTerm, LexiconTerm]]] = {}
        for term in entry.terms:
            owner, earlier = first.setdefault(_key(term), (entry, term))
            if owner is not entry:
                beside.setdefault(owner.id, []).append((term, earlier))
            elif earlier is not term:
                inside.append((term, earlier))
        for twice, before in inside:
            yield entry, _twice(twice, before)
        for name, pairs in beside.items():
            yield entry, _shared(name, pairs)


def _key(term: LexiconTerm) -> Hashable:
    leaf = term.leaf
    text = leaf.pattern if isinstance(leaf, Regex) else folded(leaf.text)
    if getattr(leaf, "case", False):
        text = getattr(leaf, "text", "")
    options = (term.name, term.not_in, term.in_field, term.with_entries)
    return (type(leaf), getattr(leaf, "case", False), text, term.language, options)


def _twice(term: LexiconTerm, earlier: LexiconTerm) -> Doubt:
    where = (
        f"line {earlier.place.line}, column {earlier.place.column}" if earlier.place else "above"
    )
    shown, other = printed(term.leaf), printed(earlier.leaf)
    same = "stands in this entry already" if shown == other else f"is found by {other} already"
    problem = f"{shown} {same} ({where}): take one out"
    return Doubt(level="warning", problem=problem, kind="double terms", place=term.place)


def _shared(name: str, pairs: Sequence[tuple[LexiconTerm, LexiconTerm]]) -> Doubt:
    terms = [f"{printed(term.leaf)} ({term.language})" for term, _ in pairs]
    more = f" and {len(terms) - MOST_SHOWN} more" if len(terms) > MOST_SHOWN else ""
    problem = (
        f"{', '.join(terms[:MOST_SHOWN])}{more}: in ${name} too; keep a term in one entry, and "
        "name both entries where both are meant"
    )
    place = pairs[0][0].place
    return Doubt(level="warning", problem=problem, kind="shared terms", place=place)
