"""Closeness: one window that holds one occurrence of each part, at different words."""

from collections.abc import Iterable, Sequence

from monitor.match.document import AnyDocument
from monitor.match.find import Occurrence
from monitor.model.query import Window

MOST_TRIES = 20_000


def near(
    document: AnyDocument,
    parts: Sequence[Sequence[Occurrence]],
    window: Window,
    *,
    ordered: bool,
) -> tuple[Occurrence, ...]:
    """Give every occurrence that stands in a window with one of each part; often there is none.

    Args:
        document: Where they stand.
        parts: Occurrences of each part, in the order of the text.
        window: How close.
        ordered: Whether the parts must come in this order (PRE).
    """
    search = _Search(document, parts, window, ordered)
    found = search.extend([])
    return tuple(sorted(found, key=_place))


def _place(one: Occurrence) -> tuple[int, int, int, str, int]:
    pattern = one.pattern
    return one.first, one.last, one.start, pattern.entry or pattern.term, pattern.order


class _Search:
    """One of each part at a time, given up after `MOST_TRIES` choices: texts may be hostile."""

    def __init__(
        self,
        document: AnyDocument,
        parts: Sequence[Sequence[Occurrence]],
        window: Window,
        ordered: bool,
    ) -> None:
        self._document, self._parts = document, parts
        self._window, self._ordered = window, ordered
        self._tries = MOST_TRIES

    def extend(self, chosen: list[Occurrence]) -> set[Occurrence]:
        """Choose one of each further part; all choices that fit, together."""
        if len(chosen) == len(self._parts):
            return set(chosen)
        found: set[Occurrence] = set()
        for following in self._parts[len(chosen)]:
            self._tries -= 1
            if self._tries < 0:
                break
            if self._fits([*chosen, following]):
                found |= self.extend([*chosen, following])
        return found

    def _fits(self, chosen: Sequence[Occurrence]) -> bool:
        newest = chosen[-1]
        if any(newest.overlaps(other) for other in chosen[:-1]):
            return False
        if self._ordered and len(chosen) > 1 and newest.first < chosen[-2].first:
            return False
        return close(self._document, chosen, self._window)


def close(document: AnyDocument, chosen: Iterable[Occurrence], window: Window) -> bool:
    """Whether occurrences stand in one window: n words, n sentences, or one paragraph."""
    occurrences = tuple(chosen)
    words = document.words
    if window.unit == "words":
        earliest_end = min(_end(document, o) for o in occurrences)
        return max(words[o.first].at for o in occurrences) - earliest_end <= window.n
    if window.unit == "paragraph":
        return len({words[o.first].paragraph for o in occurrences}) == 1
    first = min(words[o.first].sentence for o in occurrences)
    return max(words[o.last].sentence for o in occurrences) - first < window.n


def _end(document: AnyDocument, occurrence: Occurrence) -> float:
    """Where an occurrence's last word stands; in scripts without spaces, its last character."""
    return document.words[occurrence.last].at


def not_near(
    document: AnyDocument,
    part: Sequence[Occurrence],
    other: Sequence[Occurrence],
    window: Window,
) -> tuple[Occurrence, ...]:
    """Give the occurrences of `part` that have no `other` within the window."""
    return tuple(
        one
        for one in part
        if not any(not one.overlaps(two) and close(document, (one, two), window) for two in other)
    )


def apart(occurrences: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    """Keep occurrences that do not overlap, from left to right, the longest first."""
    kept: list[Occurrence] = []
    for one in sorted(occurrences, key=lambda o: (o.first, -o.last)):
        if not kept or kept[-1].last < one.first:
            kept.append(one)
    return tuple(kept)
