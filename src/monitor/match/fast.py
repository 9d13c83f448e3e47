"""The fast matcher: only rules that wait at something an article shows are judged."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from monitor.match.compiled import Compiled
from monitor.match.evaluate import judge
from monitor.match.part import Part
from monitor.match.reading import Reading
from monitor.match.reason import reason
from monitor.match.terms import leaves_of
from monitor.model.article import Article
from monitor.model.hit import Condition, Given, Hit, Span
from monitor.model.watch import Watch, WatchSet
from monitor.text.language import Languages


class FastMatcher:
    """One book of rules, and a small one of what was changed since, when there is any."""

    def __init__(self, watches: WatchSet, book: bytes | memoryview) -> None:
        """Open a book that `build_index` made of these watches.

        Raises:
            ValueError: The bytes are no book that we can read.
        """
        self._take([Part(watches.watches, Compiled(book))])

    def _take(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._terms = frozenset[str]().union(*(part.terms() for part in parts))

    def changed(self, gone: frozenset[str], newer: Part) -> "FastMatcher":
        """Give a matcher in which some watches are gone and others have come.

        Args:
            gone: The ids of watches that were changed or removed.
            newer: The watches as they are now, compiled by themselves.
        """
        main = self._parts[0]
        numbers = (number for number, watch in enumerate(main.watches) if watch.id in gone)
        other = FastMatcher.__new__(FastMatcher)
        other._take([main.without(frozenset(numbers)), newer])
        return other

    def hits(self, article: Article, languages: Languages) -> list[Hit]:
        """Give the hits of an article, in the order of the watches."""
        readings = [part.read(article, languages, self._terms) for part in self._parts]
        if len(readings) == 1:
            met = sorted(self._parts[0].met(readings[0]))
            return [_hit(self._parts[0], readings, readings[0], rule) for rule in met]
        found = [
            (part.place_of(rule), rule, part, reading)
            for part, reading in zip(self._parts, readings, strict=True)
            for rule in part.met(reading)
        ]
        found.sort(key=lambda one: one[:2])
        return [_hit(part, readings, reading, rule) for _, rule, part, reading in found]

    def conditions(
        self, article: Article, languages: Languages, watches: Iterable[str]
    ) -> Iterator[Condition]:
        """Say for some watches, by their ids, why an article meets them, or why not."""
        readings = [part.read(article, languages, self._terms) for part in self._parts]
        for name in watches:
            number, rule = self._numbers[name]
            query, reading = self._parts[number].watches[rule].query, readings[number]
            reading.knows(leaves_of(query), rule)
            yield judge(reading.scene, query).condition

    @cached_property
    def _numbers(self) -> dict[str, tuple[int, int]]:
        return {
            watch.id: (number, rule)
            for number, part in enumerate(self._parts)
            for rule, watch in enumerate(part.watches)
            if rule not in part.gone
        }


def _hit(part: Part, readings: Sequence[Reading], reading: Reading, rule: int) -> Hit:
    watch = part.watches[rule]
    return Hit(
        watch=watch.id,
        article=reading.article.id,
        language=reading.languages.best,
        reason=_Sought(readings, reading, watch, rule),
        provisional=part.rules.waits[rule] and reading.article.body == "feed",
    )


class _Sought:
    """A reason that is worked out when it is asked for."""

    def __init__(
        self, readings: Sequence[Reading], reading: Reading, watch: Watch, rule: int
    ) -> None:
        self._readings, self._reading = readings, reading
        self._watch, self._rule = watch, rule

    @cached_property
    def _given(self) -> Given:
        self._reading.knows(leaves_of(self._watch.query), self._rule)
        met = [name for reading in self._readings for name in reading.met_entries()]
        return reason(self._reading.scene, self._watch, tuple(dict.fromkeys(met)))

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
