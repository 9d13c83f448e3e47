"""Which terms may begin at a word: a dictionary from keys to patterns, nothing clever."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from monitor.match.document import Document, Word
from monitor.match.find import Occurrence, compound_terms, occurrences_at
from monitor.match.patterns import Pattern
from monitor.match.terms import Terms
from monitor.model.query import Leaf


class Lookup:
    """All patterns of a watch set by the keys of their first word."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Sort patterns by how they may begin."""
        self._by_key: dict[str, list[Pattern]] = defaultdict(list)
        self._by_stem: dict[tuple[str, str], list[Pattern]] = defaultdict(list)
        self._by_prefix: dict[str, list[Pattern]] = defaultdict(list)
        self._hangul: list[Pattern] = []
        for pattern in patterns:
            self._add(pattern)
        self.vocabulary = compound_terms(self._hangul)

    def _add(self, pattern: Pattern) -> None:
        first = pattern.words[0]
        if pattern.is_hangul:
            self._hangul.append(pattern)
        elif pattern.kind == "prefix" and len(pattern.words) == 1:
            for key in first.keys:
                self._by_prefix[key].append(pattern)
        else:
            keys = first.keys.union(*first.forms.values())
            for key in keys:
                self._by_key[key].append(pattern)
            for stem in first.stems:
                self._by_stem[stem].append(pattern)

    def occurrences(self, document: Document) -> Iterator[Occurrence]:
        """Yield every occurrence of every term, in the order of the text."""
        for word in document.words:
            for pattern in dict.fromkeys(self._candidates(word)):
                if pattern.is_sought(document.languages.candidates):
                    yield from occurrences_at(document, pattern, word.index, self.vocabulary)

    def _candidates(self, word: Word) -> Iterator[Pattern]:
        keys = word.keys
        for key in (keys.surface, *keys.extra):
            yield from self._by_key.get(key, ())
        for stem in keys.stems:
            yield from self._by_stem.get(stem, ())
        for end in range(1, len(keys.surface) + 1):
            yield from self._by_prefix.get(keys.surface[:end], ())
        if word.token.script == "Hang":
            yield from self._hangul


class Found:
    """Everything found in one document at once: the source of the slow matcher's scenes."""

    def __init__(self, document: Document, terms: Terms, lookup: Lookup) -> None:
        """Find every occurrence of every term."""
        self._terms = terms
        self._found: dict[Pattern, list[Occurrence]] = defaultdict(list)
        for occurrence in lookup.occurrences(document):
            self._found[occurrence.pattern].append(occurrence)

    def of_pattern(self, pattern: Pattern) -> Sequence[Occurrence]:
        """Give every occurrence of a term, in the order of the text."""
        return self._found.get(pattern, [])

    def of_entry(self, name: str) -> Sequence[Pattern]:
        """Give the terms of a lexicon entry."""
        return self._terms.entries.get(name, ())

    def of_leaf(self, leaf: Leaf) -> Pattern | None:
        """Give the term that a word of a query stands for."""
        return self._terms.leaves.get(leaf)

    def regexes_of(self, name: str) -> Sequence[str]:
        """Give the regular expressions of a lexicon entry."""
        return self._terms.regexes.get(name, ())
