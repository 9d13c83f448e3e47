"""What one document shows: occurrences of every entry and word, with vetoes and conditions done."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Protocol

import re2

from monitor.match.document import AnyDocument
from monitor.match.find import Occurrence
from monitor.match.patterns import Pattern
from monitor.model.hit import Span, SpanField, SpanWhy
from monitor.model.query import FieldName, Leaf, Regex

MOST_OCCURRENCES = 400
CLOSENESS: tuple[SpanWhy, ...] = ("exact", "alias", "form", "prefix", "stem", "regex")


class Source(Protocol):
    """Where a scene gets its occurrences: found all at once, or looked for when asked."""

    def of_pattern(self, pattern: Pattern) -> Sequence[Occurrence]:
        """Give every occurrence of a term, in the order of the text."""

    def of_entry(self, name: str) -> Iterable[Pattern]:
        """Give the terms of a lexicon entry that may stand in the document."""

    def of_leaf(self, leaf: Leaf) -> Pattern | None:
        """Give the term that a word of a query stands for."""

    def regexes_of(self, name: str) -> Sequence[str]:
        """Give the regular expressions of a lexicon entry."""


class Scene:
    """What one document shows; entries are judged when first asked for."""

    def __init__(self, document: AnyDocument, source: Source) -> None:
        """Take the document, and where the occurrences come from."""
        self.document = document
        self._source = source
        self._raw: dict[str, list[Occurrence]] = {}
        self._entries: dict[str, tuple[Occurrence, ...]] = {}
        self.rejected: dict[str, list[tuple[Occurrence, str]]] = defaultdict(list)

    def of_entry(self, name: str) -> tuple[Occurrence, ...]:
        """Occurrences of a lexicon entry that count, in the order of the text."""
        if name not in self._entries:
            raw = self.raw(name)[:MOST_OCCURRENCES]
            counted = [occurrence for occurrence in raw if self._counts(name, occurrence)]
            for pattern in self._source.regexes_of(name):
                counted += self._of_regex(pattern, name)
            self._entries[name] = _in_order(counted)
        return self._entries[name]

    def of_leaf(self, leaf: Leaf) -> tuple[Occurrence, ...]:
        """Occurrences of a word that stands in a query itself."""
        if isinstance(leaf, Regex):
            return self.of_regex(leaf.pattern)
        pattern = self._source.of_leaf(leaf)
        return self.of_term(pattern) if pattern else ()

    def of_term(self, pattern: Pattern) -> tuple[Occurrence, ...]:
        """Occurrences of one term."""
        return _in_order(self._of(pattern))

    def of_regex(self, pattern: str) -> tuple[Occurrence, ...]:
        """Occurrences of a regular expression that stands in a query itself."""
        return _in_order(self._of_regex(pattern, None))

    def raw(self, name: str) -> list[Occurrence]:
        """Every occurrence of an entry's terms, whether it counts or not."""
        if name not in self._raw:
            patterns = self._source.of_entry(name)
            found = [one for pattern in patterns for one in self._source.of_pattern(pattern)]
            self._raw[name] = sorted(found, key=_place)
        return self._raw[name]

    def span_of(self, occurrence: Occurrence) -> Span:
        """Say where an occurrence stands, in code points of title or text."""
        field = self.document.words[occurrence.first].field
        return Span(
            field=field,
            start=occurrence.start,
            end=occurrence.end,
            surface=self.document.text_of(field)[occurrence.start : occurrence.end],
            term=occurrence.pattern.term,
            entry=occurrence.pattern.entry,
            why=occurrence.why,
        )

    def in_field(self, occurrence: Occurrence, field: FieldName) -> bool:
        """Whether an occurrence stands in the title, the lead or the body."""
        in_title = occurrence.first < self.document.title_words
        if field == "title":
            return in_title
        return not in_title and (field == "body" or occurrence.last < self.document.lead_end)

    def _of(self, pattern: Pattern) -> list[Occurrence]:
        return list(self._source.of_pattern(pattern)[:MOST_OCCURRENCES])

    def _counts(self, entry: str, occurrence: Occurrence) -> bool:
        problem = self._problem(occurrence)
        if problem:
            self.rejected[entry].append((occurrence, problem))
        return not problem

    def _problem(self, occurrence: Occurrence) -> str:
        """Say why an occurrence does not count, or nothing."""
        pattern = occurrence.pattern
        for veto in pattern.vetoes:
            if any(occurrence.within(other) for other in self._of(veto)):
                return f"stands in “{veto.term}”"
        if pattern.in_field and not self.in_field(occurrence, pattern.in_field):
            return f"counts only in the {pattern.in_field}"
        if pattern.company and not self._has_company(occurrence, pattern.company):
            return f"needs {' or '.join(f'${name}' for name in pattern.company)} beside it"
        return ""

    def _has_company(self, occurrence: Occurrence, names: tuple[str, ...]) -> bool:
        """Whether a raw occurrence of a listed entry stands in the same title or sentence."""
        words = self.document.words
        for name in names:
            for other in self.raw(name):
                near = words[other.first].sentence == words[occurrence.first].sentence
                in_title = max(other.last, occurrence.last) < self.document.title_words
                if (near or in_title) and not other.overlaps(occurrence):
                    return True
        return False

    def _of_regex(self, pattern: str, entry: str | None) -> list[Occurrence]:
        compiled, shown = _compiled(pattern), _regex_pattern(pattern, entry)
        found = []
        fields: tuple[SpanField, SpanField] = ("title", "text")
        for field in fields:
            for match in compiled.finditer(self.document.text_of(field)):
                touched = self.document.touched(field, *match.span())
                if touched:
                    start, end = match.span()
                    found.append(Occurrence(touched[0], touched[-1], start, end, shown, "regex"))
        return found[:MOST_OCCURRENCES]


@lru_cache(maxsize=1000)
def _compiled(pattern: str) -> Any:  # noqa: ANN401  re2 has no types
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


@lru_cache(maxsize=1000)
def _regex_pattern(pattern: str, entry: str | None) -> Pattern:
    return Pattern(
        term=f"/{pattern}/", entry=entry, kind="exact", language="any", name=True, words=()
    )


def _place(occurrence: Occurrence) -> tuple[int, int, int, int]:
    return (occurrence.first, occurrence.last, occurrence.start, occurrence.pattern.order)


def _in_order(occurrences: list[Occurrence]) -> tuple[Occurrence, ...]:
    """Sort by place; where several terms read the same words, the closest reading stands.

    Among equally close ones the term that stands first in the lexicon is named.
    """
    if len(occurrences) < 2:
        return tuple(occurrences)
    best: dict[tuple[int, int, int], Occurrence] = {}
    for one in sorted(occurrences, key=lambda o: (CLOSENESS.index(o.why), o.pattern.order)):
        best.setdefault((one.first, one.last, one.start), one)
    return tuple(sorted(best.values(), key=lambda o: (o.first, -o.last, o.start)))
