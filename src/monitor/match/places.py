"""Where the words of an article stand that show a sign, and whether a phrase stands there whole.

For articles in scripts with spaces, from the pieces alone: no word is placed in the text for it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from monitor.match.anchors import Partners
from monitor.match.compiled import Phrase
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
        self._words = [*chain.from_iterable(reader.shown_by(pieces)), ()]

    @cached_property
    def _starts(self) -> list[int]:
        """Number the first word of each piece."""
        return list(accumulate(self._reader.lengths_of(self._pieces), initial=0))

    @cached_property
    def _places(self) -> Mapping[int, list[int]]:
        places: dict[int, list[int]] = defaultdict(list)
        for place, signs in enumerate(self._words):
            for sign in signs:
                places[sign].append(place)
        return places

    def of(self, sign: int) -> Sequence[int]:
        """Give the numbers of the words that show a sign, in order."""
        return self._places.get(sign, ())

    def phrases(
        self, leading: Mapping[int, Partners[Phrase]], languages: int
    ) -> Iterator[tuple[int, int]]:
        """Find plain phrases, word by word.

        Args:
            leading: The phrases that begin with a sign, by the sign that follows.
            languages: The bits of the languages that the article may be in.

        Yields:
            A pattern and its atom, for each place.
        """
        words = self._words
        for place, signs in enumerate(words):
            for sign in signs:
                if sign in leading:
                    there = leading[sign]
                    for other in words[place + 1]:
                        for number, atom, sought, phrase in there.get(other, ()):
                            if (not sought or sought & languages) and self._stands(phrase, place):
                                yield number, atom

    def of_term(self, signs: Sequence[int]) -> list[Spot]:
        """Find words that show signs one after the other, with nothing between that parts them."""
        begins = self.of(signs[0])
        if len(signs) == 1:
            return list(map(Spot, begins, begins))
        more = len(signs) - 1
        return [Spot(place, place + more) for place in begins if self._stands(signs, place)]

    def _stands(self, phrase: Sequence[int], place: int) -> bool:
        """Whether a phrase whose first word stands at a place stands there whole."""
        for word, sign in enumerate(phrase[1:], place + 1):
            if sign not in self._words[word] or not self._is_whole(word):
                return False
        return True

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
