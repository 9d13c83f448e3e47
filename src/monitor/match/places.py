"""At which words of an article a sign is shown."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from monitor.match.reader import Reader


class Places:
    """The words that show each sign, by their numbers in the article."""

    def __init__(self, pieces: Iterable[tuple[str, int]], reader: Reader) -> None:
        """Take an article's pieces with the number of their first word; the reader read them."""
        self._reader = reader
        self._begins: dict[str, list[int]] = defaultdict(list)
        self._found: dict[int, Sequence[int]] = {}
        for piece, place in pieces:
            self._begins[piece].append(place)

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
                for number, signs in enumerate(self._reader.shown_by(piece)):
                    if sign in signs:
                        found += [place + number for place in places]
        return found
