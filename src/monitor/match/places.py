"""At which words of an article a sign is shown."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import compress, repeat
from operator import contains
from typing import Final

from monitor.match.reader import Signs

FEW: Final = 10
"""So many signs are looked for one by one; for more it is cheaper to sort all words at once."""


class Places:
    """The words that show each sign, found when they are asked for."""

    def __init__(self, shown: Sequence[Signs]) -> None:
        """Take what each word shows, in the order of the words."""
        self._shown = shown
        self._found: dict[int, Sequence[int]] = {}
        self._all: dict[int, list[int]] | None = None

    def of(self, sign: int) -> Sequence[int]:
        """Give the numbers of the words that show a sign."""
        if self._all is not None:
            return self._all.get(sign, ())
        places = self._found.get(sign)
        if places is None:
            if len(self._found) == FEW:
                self._all = self._sorted()
                return self.of(sign)
            shows = map(contains, self._shown, repeat(sign))
            places = self._found[sign] = list(compress(range(len(self._shown)), shows))
        return places

    def _sorted(self) -> dict[int, list[int]]:
        places: dict[int, list[int]] = defaultdict(list)
        for place, signs in enumerate(self._shown):
            for sign in signs:
                places[sign].append(place)
        return places
