"""What one document shows: occurrences of every entry and word, with vetoes and conditions done."""

from collections import defaultdict
from functools import lru_cache
from typing import Any

import re2

from monitor.match.document import Document
from monitor.match.find import Occurrence
from monitor.match.lookup import Lookup
from monitor.match.patterns import Pattern
from monitor.match.terms import Terms
from monitor.model.hit import Span, SpanWhy
from monitor.model.query import FieldName, Leaf, Regex
from monitor.model.watch import LexiconTerm

MOST_OCCURRENCES = 400
CLOSENESS: tuple[SpanWhy, ...] = ("exact", "alias", "form", "prefix", "stem", "regex")


class Scene:
    """Everything found in one document; entries are judged when first asked for."""

    def __init__(self, document: Document, terms: Terms, lookup: Lookup) -> None:
        """Find every occurrence of every term."""
        self.document = document
        self._terms = terms
        self._found: dict[int, list[Occurrence]] = defaultdict(list)
        self._raw: dict[str, list[Occurrence]] = defaultdict(list)
        for occurrence in lookup.occurrences(document):
            self._found[id(occurrence.pattern)].append(occurrence)
            if occurrence.pattern.entry:
                self._raw[occurrence.pattern.entry].append(occurrence)
        self._entries: dict[str, tuple[Occurrence, ...]] = {}
        self.rejected: dict[str, list[tuple[Occurrence, str]]] = defaultdict(list)

    def of_entry(self, name: str) -> tuple[Occurrence, ...]:
        """Occurrences of a lexicon entry that count, in the order of the text."""
        if name not in self._entries:
            raw = self._raw.get(name, [])[:MOST_OCCURRENCES]
            counted = [occurrence for occurrence in raw if self._counts(name, occurrence)]
            for pattern in self._terms.regexes.get(name, ()):
                counted += self._of_regex(pattern, name)
            self._entries[name] = _in_order(counted)
        return self._entries[name]

    def of_leaf(self, leaf: Leaf) -> tuple[Occurrence, ...]:
        """Occurrences of a word that stands in a query itself."""
        if isinstance(leaf, Regex):
            return _in_order(self._of_regex(leaf.pattern, None))
        pattern = self._terms.leaves.get(leaf)
        return _in_order(self._of(pattern)) if pattern else ()

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
        return self._found.get(id(pattern), [])[:MOST_OCCURRENCES]

    def _counts(self, entry: str, occurrence: Occurrence) -> bool:
        problem = self._problem(occurrence)
        if problem:
            self.rejected[entry].append((occurrence, problem))
        return not problem

    def _problem(self, occurrence: Occurrence) -> str:
        """Say why an occurrence does not count, or nothing."""
        source = occurrence.pattern.source
        if source is None:
            return ""
        for veto in occurrence.pattern.vetoes:
            if any(occurrence.within(other) for other in self._of(veto)):
                return f"stands in “{veto.term}”"
        if source.in_field and not self.in_field(occurrence, source.in_field):
            return f"counts only in the {source.in_field}"
        if source.with_entries and not self._has_company(occurrence, source):
            return f"needs {' or '.join(f'${name}' for name in source.with_entries)} beside it"
        return ""

    def _has_company(self, occurrence: Occurrence, source: LexiconTerm) -> bool:
        """Whether a raw occurrence of a listed entry stands in the same title or sentence."""
        words = self.document.words
        for name in source.with_entries:
            for other in self._raw.get(name, ()):
                near = words[other.first].sentence == words[occurrence.first].sentence
                in_title = max(other.last, occurrence.last) < self.document.title_words
                if (near or in_title) and not other.overlaps(occurrence):
                    return True
        return False

    def _of_regex(self, pattern: str, entry: str | None) -> list[Occurrence]:
        compiled, shown = _compiled(pattern), _regex_pattern(pattern, entry)
        found = []
        for field, first, last in (
            ("title", 0, self.document.title_words),
            ("text", self.document.title_words, len(self.document.words)),
        ):
            text = self.document.article.title if field == "title" else self.document.article.text
            words = self.document.words[first:last]
            for match in compiled.finditer(text):
                touched = [
                    w.index
                    for w in words
                    if w.token.start < match.end() and match.start() < w.token.end
                ]
                if touched:
                    found.append(
                        Occurrence(
                            touched[0], touched[-1], match.start(), match.end(), shown, "regex"
                        )
                    )
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


def _in_order(occurrences: list[Occurrence]) -> tuple[Occurrence, ...]:
    """Sort by place; where several terms read the same words, the closest reading stands."""
    best: dict[tuple[int, int, int], Occurrence] = {}
    for one in sorted(occurrences, key=lambda o: CLOSENESS.index(o.why)):
        best.setdefault((one.first, one.last, one.start), one)
    return tuple(sorted(best.values(), key=lambda o: (o.first, -o.last, o.start)))
