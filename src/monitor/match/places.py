"""Where the words of an article stand that show a sign, and whether a phrase stands there whole.

For articles in scripts with spaces, from the pieces alone: no word is placed in the text for it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from monitor.match.find import is_close
from monitor.match.reader import Reader
from monitor.text.tokens import split_words, word_starts

FEW: Final = 8
"""So many pieces are looked for one by one; for more it is cheaper to sort all of them."""


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
        self._different = frozenset(pieces)
        self._asked = 0
        self._begins: dict[str, list[int]] | None = None
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
            if piece in self._different:
                places = self._places_of(piece)
                shown = self._reader.shown_by(piece)
                if len(shown) == 1:
                    found += places
                    continue
                for number, signs in enumerate(shown):
                    if sign in signs:
                        found += [place + number for place in places]
        return found

    def _places_of(self, piece: str) -> list[int]:
        """Give the number of the first word of a piece, wherever it stands."""
        if self._begins is not None:
            return self._begins[piece]
        self._asked += 1
        if self._asked > FEW:
            self._begins = defaultdict(list)
            for one, place in zip(self._pieces, self._starts, strict=False):
                self._begins[one].append(place)
            return self._begins[piece]
        found, index, starts = [], self._pieces.index, self._starts
        number = -1
        try:
            while True:
                number = index(piece, number + 1)
                found.append(starts[number])
        except ValueError:
            return found

    def of_phrase(self, signs: Sequence[int]) -> list[Spot]:
        """Find words that show signs one after the other, with nothing between that parts them."""
        begins = self.of(signs[0])
        for step, sign in enumerate(signs[1:], 1):
            if not begins:
                return []
            later = self.of(sign)
            found = later if len(later) < FEW else set(later)
            begins = [place for place in begins if place + step in found]
        more = len(signs) - 1
        return [
            Spot(place, place + more)
            for place in begins
            if all(map(self._is_whole, range(place + 1, place + more + 1)))
        ]

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
