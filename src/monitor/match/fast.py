"""The fast matcher: only rules whose anchor an article shows are judged."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from monitor.match.compiled import Compiled
from monitor.match.evaluate import judge
from monitor.match.reader import Reader
from monitor.match.reading import Reading
from monitor.match.reason import reason
from monitor.match.terms import leaves_of
from monitor.match.verdict import holds, lacking
from monitor.model.article import Article
from monitor.model.hit import Condition, Given, Hit, Span
from monitor.model.watch import Watch, WatchSet
from monitor.text.language import Languages

MOST_READERS = 64


class FastMatcher:
    """Watches compiled into a book; remembers words between articles, and nothing else."""

    def __init__(self, watches: WatchSet, book: bytes | memoryview) -> None:
        """Open a book that `build_index` made of these watches."""
        self._watches = watches.watches
        self._rules = Compiled(book)
        self._terms = frozenset(
            term for term in self._rules.compounds if len(term) > 1 and _is_hangul(term)
        )
        self._readers: dict[tuple[str, ...], Reader] = {}

    def hits(self, article: Article, languages: Languages) -> list[Hit]:
        """Give the hits of an article, in the order of the watches."""
        reading = Reading(article, languages, self._reader(languages.candidates))
        return [self._hit(reading, rule) for rule in sorted(self._met(reading))]

    def _met(self, reading: Reading) -> Iterator[int]:
        rules = self._rules
        for rule in rules.anchors.candidates(reading.present):
            program = rules.programs[rule]
            clause = lacking(reading, program)
            if clause is not None:
                rules.anchors.move(rule, clause)
            elif holds(reading, program):
                yield rule

    def conditions(
        self, article: Article, languages: Languages, rules: Iterable[int]
    ) -> Iterator[Condition]:
        """Say for some rules why an article meets them, or why not."""
        reading = Reading(article, languages, self._reader(languages.candidates))
        for rule in rules:
            query = self._watches[rule].query
            reading.knows(leaves_of(query), rule)
            yield judge(reading.scene, query).condition

    def _reader(self, candidates: tuple[str, ...]) -> Reader:
        reader = self._readers.get(candidates)
        if reader is None or reader.is_full():
            if len(self._readers) >= MOST_READERS:
                self._readers.clear()
            reader = self._readers[candidates] = Reader(self._rules, candidates, self._terms)
        return reader

    def _hit(self, reading: Reading, rule: int) -> Hit:
        watch = self._watches[rule]
        return Hit(
            watch=watch.id,
            article=reading.article.id,
            language=reading.languages.best,
            reason=_Sought(reading, watch, rule),
            provisional=self._rules.waits[rule] and reading.article.body == "feed",
        )


class _Sought:
    """A reason that is worked out when it is asked for."""

    def __init__(self, reading: Reading, watch: Watch, rule: int) -> None:
        self._reading, self._watch, self._rule = reading, watch, rule

    @cached_property
    def _given(self) -> Given:
        reading = self._reading
        reading.knows(leaves_of(self._watch.query), self._rule)
        return reason(reading.scene, self._watch, reading.met_entries())

    @property
    def spans(self) -> tuple[Span, ...]:
        return self._given.spans

    @property
    def entries(self) -> tuple[str, ...]:
        return self._given.entries

    @property
    def rank(self) -> int:
        return self._given.rank

    @property
    def why(self) -> Condition:
        return self._given.why


def _is_hangul(term: str) -> bool:
    return all("가" <= letter <= "힣" for letter in term)
