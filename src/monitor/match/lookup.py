"""Which terms may begin at a word: a dictionary from keys to patterns, nothing clever."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from monitor.match.document import Document, Word
from monitor.match.find import Occurrence, compound_at, compound_starts, occurrence_at
from monitor.match.patterns import Pattern

SHORTEST_COMPOUND_TERM = 2


class Lookup:
    """All patterns of a watch set by the keys of their first word."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Sort patterns by how they may begin."""
        self._by_key: dict[str, list[Pattern]] = defaultdict(list)
        self._by_stem: dict[tuple[str, str], list[Pattern]] = defaultdict(list)
        self._by_prefix: dict[str, list[Pattern]] = defaultdict(list)
        self._hangul: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            self._add(pattern)
        self._vocabulary = frozenset(
            pattern.squeezed
            for several in self._hangul.values()
            for pattern in several
            if _is_hangul_word(pattern)
        )
        self._compound = {
            term: [p for p in self._hangul[term[0]] if p.squeezed == term]
            for term in self._vocabulary
        }

    def _add(self, pattern: Pattern) -> None:
        first = pattern.words[0]
        if first.script == "Hang" and pattern.kind == "word":
            self._hangul[first.surface[0]].append(pattern)
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
            seen: set[int] = set()
            for pattern in self._candidates(word):
                if id(pattern) in seen or not pattern.is_sought(document.languages.candidates):
                    continue
                seen.add(id(pattern))
                found = occurrence_at(document, pattern, word.index)
                if found:
                    yield found
            yield from self._compounds(document, word)

    def _candidates(self, word: Word) -> Iterator[Pattern]:
        keys = word.keys
        for key in (keys.surface, *keys.extra):
            yield from self._by_key.get(key, ())
        for stem in keys.stems:
            yield from self._by_stem.get(stem, ())
        for end in range(1, len(keys.surface) + 1):
            yield from self._by_prefix.get(keys.surface[:end], ())
        if word.token.script == "Hang":
            yield from self._hangul.get(word.surface[0], ())

    def _compounds(self, document: Document, word: Word) -> Iterator[Occurrence]:
        if word.token.script != "Hang" or len(word.surface) <= SHORTEST_COMPOUND_TERM:
            return
        for start in compound_starts(word.surface, self._vocabulary):
            for end in range(start + SHORTEST_COMPOUND_TERM, len(word.surface) + 1):
                for pattern in self._compound.get(word.surface[start:end], ()):
                    if start or not occurrence_at(document, pattern, word.index):
                        found = compound_at(document, pattern, word.index, self._vocabulary)
                        if found:
                            yield found


def _is_hangul_word(pattern: Pattern) -> bool:
    squeezed = pattern.squeezed
    return len(squeezed) >= SHORTEST_COMPOUND_TERM and all("가" <= c <= "힣" for c in squeezed)
