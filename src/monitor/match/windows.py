"""Closeness: one window that holds one occurrence of each part, at different words."""

from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from monitor.match.document import AnyDocument
from monitor.match.find import Occurrence
from monitor.model.query import Window

MOST_TRIES = 20_000


class Stretch(Protocol):
    """Words `[first, last]` of an article."""

    @property
    def first(self) -> int:
        """The first word."""

    @property
    def last(self) -> int:
        """The last word."""


S = TypeVar("S", bound=Stretch)


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
    return tuple(sorted(search.extend([]), key=_place))


def is_near(
    document: AnyDocument, parts: Sequence[Sequence[S]], window: Window, *, ordered: bool
) -> bool:
    """Whether `near` would give anything; parts may come in any order."""
    in_order = [
        sorted(part, key=lambda one: (one.first, -one.last)) if len(part) > 1 else part
        for part in parts
    ]
    if len(parts) == 2 and window.unit == "words":
        return _are_two_near(document, in_order[0], in_order[1], window.n, ordered=ordered)
    return bool(_Search(document, in_order, window, ordered).extend([], first=True))


def _are_two_near(
    document: AnyDocument, left: Sequence[S], right: Sequence[S], n: int, *, ordered: bool
) -> bool:
    at = document.at
    for one in left:
        begin, end = at(one.first), at(one.last)
        for two in right:
            if (ordered and two.first < one.first) or at(two.last) < begin - n:
                continue
            if at(two.first) > end + n:
                break
            if two.last < one.first or one.last < two.first:
                return True
    return False


def _place(one: Occurrence) -> tuple[int, int, int, int, str, str, int]:
    pattern, name = one.pattern, one.pattern.entry or one.pattern.term
    return one.first, one.last, one.start, one.end, name, pattern.kind, pattern.order


class _Search(Generic[S]):
    """One of each part at a time, given up after `MOST_TRIES` choices: texts may be hostile."""

    def __init__(
        self,
        document: AnyDocument,
        parts: Sequence[Sequence[S]],
        window: Window,
        ordered: bool,
    ) -> None:
        self._document, self._parts = document, parts
        self._window, self._ordered = window, ordered
        self._tries = MOST_TRIES

    def extend(self, chosen: list[S], *, first: bool = False) -> set[S]:
        """Choose one of each further part; all choices that fit, or the first, together."""
        if len(chosen) == len(self._parts):
            return set(chosen)
        found: set[S] = set()
        for following in self._parts[len(chosen)]:
            self._tries -= 1
            if self._tries < 0:
                break
            if self._fits([*chosen, following]):
                found |= self.extend([*chosen, following], first=first)
                if first and found:
                    break
        return found

    def _fits(self, chosen: Sequence[S]) -> bool:
        newest = chosen[-1]
        if any(overlap(newest, other) for other in chosen[:-1]):
            return False
        if self._ordered and len(chosen) > 1 and newest.first < chosen[-2].first:
            return False
        return close(self._document, chosen, self._window)


def overlap(one: Stretch, two: Stretch) -> bool:
    """Whether two stretches share a word."""
    return one.first <= two.last and two.first <= one.last


def close(document: AnyDocument, chosen: Iterable[Stretch], window: Window) -> bool:
    """Whether occurrences stand in one window: n words, n sentences, or one paragraph."""
    stretches = tuple(chosen)
    if window.unit == "words":
        at = document.at
        earliest_end = min(at(one.last) for one in stretches)
        return max(at(one.first) for one in stretches) - earliest_end <= window.n
    broken_at = document.broken_at
    if window.unit == "paragraph":
        return len({broken_at(one.first)[1] for one in stretches}) == 1
    first = min(broken_at(one.first)[0] for one in stretches)
    return max(broken_at(one.last)[0] for one in stretches) - first < window.n


def not_near(
    document: AnyDocument, part: Sequence[S], other: Sequence[Stretch], window: Window
) -> tuple[S, ...]:
    """Give the occurrences of `part` that have no `other` within the window."""
    return tuple(
        one
        for one in part
        if not any(not overlap(one, two) and close(document, (one, two), window) for two in other)
    )


def apart(occurrences: Sequence[S]) -> tuple[S, ...]:
    """Keep occurrences that do not overlap, from left to right, the longest first."""
    kept: list[S] = []
    for one in sorted(occurrences, key=lambda o: (o.first, -o.last)):
        if not kept or kept[-1].last < one.first:
            kept.append(one)
    return tuple(kept)
