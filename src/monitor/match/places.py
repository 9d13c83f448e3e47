"""Where the words of an article stand that show a sign, and whether a phrase stands there whole.

For articles in scripts with spaces, from the pieces alone: no word is placed in the text for it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from monitor.match.find import is_close
from monitor.match.reader import Reader
from monitor.text.tokens import split_words, word_starts


class Spot(NamedTuple):
    """Words `[first, last]` of an article."""

    first: int
    last: int


class Places:
    """The words that show each sign, by their numbers in the article."""

    def __init__(self, pieces: Sequence[str], reader: Reader) -> None:
        """Take an article's pieces in order; the reader has read them."""
        self._pieces, self._reader = pieces, reader
        self._starts = list(accumulate(reader.lengths_of(pieces), initial=0))
        self._begins: dict[str, list[int]] = defaultdict(list)
        for piece, place in zip(pieces, self._starts, strict=False):
            self._begins[piece].append(place)
        self._found: dict[int, Sequence[int]] = {}

    def of(self, sign: int) -> Sequence[int]:
        """Give the numbers of the words that show a sign, in order."""
        found = self._found.get(sign)
        if found is None:
            found = self._found[sign] = sorted(self._look_for(sign))
        return found

    def _look_for(self, sign: int) -> list[int]:
        found: list[int] = []
        for piece in self._reader.showing(sign):
            places = self._begins.get(piece)
            if places:
                shown = self._reader.shown_by(piece)
                if len(shown) == 1:
                    found += places
                    continue
                for number, signs in enumerate(shown):
                    if sign in signs:
                        found += [place + number for place in places]
        return found

    def of_phrase(self, signs: Sequence[int]) -> Iterator[Spot]:
        """Find words that show signs one after the other, with nothing between that parts them."""
        later = [set(self.of(sign)) for sign in signs[1:]]
        for place in self.of(signs[0]):
            steps = range(place + 1, place + len(signs))
            if all(step in found for step, found in zip(steps, later, strict=True)) and all(
                self._is_whole(step) for step in steps
            ):
                yield Spot(place, place + len(signs) - 1)

    def _is_whole(self, word: int) -> bool:
        """Whether nothing stands before a word that parts it from the one before it."""
        number = bisect_right(self._starts, word) - 1
        piece, inside = self._pieces[number], word - self._starts[number]
        before = self._pieces[number - 1]
        if inside:
            spans = spans_in(piece)
            surface, end = piece[slice(*spans[inside - 1])], spans[inside - 1][1]
            return is_close(surface, piece[end : spans[inside][0]])
        if piece.isalnum() and before.isalnum():
            return True
        gap = piece[: spans_in(piece)[0][0]]
        while not spans_in(before):  # a dash alone is a piece without a word
            gap = f"{before} {gap}"
            number -= 1
            before = self._pieces[number - 1]
        begin, end = spans_in(before)[-1]
        return is_close(before[begin:end], f"{before[end:]} {gap}")


@lru_cache(maxsize=10_000)
def spans_in(piece: str) -> tuple[tuple[int, int], ...]:
    """Say where the words of a piece begin and end."""
    pairs = zip(word_starts(piece), split_words(piece), strict=True)
    return tuple((start, start + len(word)) for start, word in pairs)
