"""What the words of articles show: each word is looked up once, and remembered.

Articles are cut at white space; what stands between is a *piece*: a word with its punctuation.
Most pieces were seen before. The new ones of an article are folded together and scanned in one
call. One reader serves all articles with the same candidate languages.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, TypeAlias

from monitor.match.book import Kept
from monitor.match.compiled import Compiled, is_phrase
from monitor.match.find import compound_starts, hangul_word
from monitor.match.index import CONDITIONAL, HANGUL_TERM, NO_ATOM, PLACED
from monitor.match.words import BORDER, CASE, HANGUL, NEEDLE, PIECE, STEM, WORD
from monitor.text.forms.keys import extra_keys, stem_keys
from monitor.text.normalise import fold_words
from monitor.text.tokens import split_words

Signs: TypeAlias = tuple[int, ...]
"""Signs that a word shows; `-1 - n` says that pattern `n` may begin here, which is yet to see."""

Shown: TypeAlias = tuple[int, int, tuple[int, ...]]
"""A pattern, its atom, and the other signs that must be there."""

_SHORTEST_COMPOUND: Final = 2


class Reader:
    """Looks up words for one list of candidate languages."""

    def __init__(self, rules: Compiled, candidates: tuple[str, ...], terms: frozenset[str]) -> None:
        """Take rules, languages, and the Korean terms that compounds may be made of."""
        self.rules, self.candidates, self.terms = rules, candidates, terms
        self.languages = sum({rules.languages.get(name, 0) for name in candidates})
        self._stemmed = [name for name in candidates if name in rules.stemmed]
        self.rows = Kept[tuple[Shown, ...]].owned(self._rows)
        self.sure_rows = Kept[tuple[tuple[int, int], ...]].owned(self._sure_rows)
        self.sure = Kept[tuple[int, ...]].owned(self._sure)
        self.unsure = Kept[tuple[Shown, ...]].owned(self._unsure)
        self._pieces: dict[str, Signs] = {}
        self._inside: dict[str, tuple[Signs, ...]] = {}
        self._words: dict[str, Signs] = {}

    def __len__(self) -> int:
        """Say how many pieces it remembers."""
        return len(self._pieces)

    def _rows(self, sign: int) -> tuple[Shown, ...]:
        """List the patterns that a sign may show and that are looked for in these languages."""
        rows = self.rules.shown[sign] if sign >= 0 else (self.rules.pattern_rows[-1 - sign],)
        return tuple(
            (number, atom, others)
            for number, atom, _, languages, others in rows
            if not languages or languages & self.languages
        )

    def _sure_rows(self, sign: int) -> tuple[tuple[int, int], ...]:
        rows = self.rows[sign]
        return tuple((number, atom) for number, atom, _ in rows if self.is_sure(number))

    def _sure(self, sign: int) -> tuple[int, ...]:
        return tuple({atom for _, atom in self.sure_rows[sign]}) if sign >= 0 else ()

    def _unsure(self, sign: int) -> tuple[Shown, ...]:
        """List the patterns of a sign that are neither sure nor plain phrases."""
        patterns = self.rules.pattern_rows
        return tuple(
            row
            for row in self.rows[sign]
            if row[1] != NO_ATOM and not is_phrase(patterns[row[0]][2])
            if sign < 0 or not self.is_sure(row[0])
        )

    def is_sure(self, number: int) -> bool:
        """Whether a pattern counts wherever its one word, or all its characters, are shown."""
        _, atom, flags, _, _ = self.rules.pattern_rows[number]
        return atom != NO_ATOM and not flags & (CONDITIONAL | PLACED)

    def signs(self, pieces: set[str]) -> set[int]:
        """Give everything that the words in some pieces show."""
        missing = pieces.difference(self._pieces)
        if missing:
            self._learn(missing)
        return set(chain.from_iterable(map(self._pieces.__getitem__, pieces)))

    def shown_by(self, pieces: Iterable[str]) -> Iterator[tuple[Signs, ...]]:
        """Say for each word of each piece what it shows."""
        return map(self._inside.__getitem__, pieces)

    def lengths_of(self, pieces: Iterable[str]) -> Iterator[int]:
        """Say how many words each piece has."""
        return map(len, map(self._inside.__getitem__, pieces))

    def _learn(self, pieces: set[str]) -> None:
        words = {piece: split_words(piece) for piece in pieces}
        known = self._words
        new = set(chain.from_iterable(words.values())).difference(known)
        if new:
            self._look_up(list(new))
        for piece, inside in words.items():
            shown = self._inside[piece] = tuple(map(known.__getitem__, inside))
            self._pieces[piece] = shown[0] if len(shown) == 1 else tuple({*chain(*shown)})

    def _look_up(self, surfaces: Sequence[str]) -> None:
        """Look up new words: their keys, the keys without accents and clitics, their stems."""
        keys = fold_words(surfaces)
        found: dict[str, set[int]] = {}
        self._scan(keys, surfaces, BORDER, found, None)
        odd = [pair for pair in zip(keys, surfaces, strict=True) if not pair[0].isascii()]
        if odd:
            more = [(key, word) for own, word in odd for key in extra_keys(own, self.candidates)]
            self._scan([key for key, _ in more], [word for _, word in more], BORDER, found, "")
            self._find_compounds(surfaces, found)
        for language in self._stemmed:
            pairs = zip(keys, surfaces, strict=True)
            stems = [(stem, word) for key, word in pairs for stem in stem_keys(key, language)]
            self._scan([s for s, _ in stems], [word for _, word in stems], STEM, found, language)
        empty: Signs = ()
        for surface in surfaces:
            self._words[surface] = tuple(found[surface]) if surface in found else empty

    def _scan(
        self,
        keys: Sequence[str],
        surfaces: Sequence[str],
        begin: str,
        found: dict[str, set[int]],
        by: str | None,
    ) -> None:
        """Scan keys; `by` says what they are: the words (None), without accents (""), or stems."""
        if not keys:
            return
        between = BORDER if begin == BORDER else BORDER + begin
        text = begin + between.join(keys) + BORDER
        for start, _, key in self.rules.scan(text):
            if text[start] != begin:
                continue  # characters of a script without spaces inside a word
            surface = surfaces[text.count(BORDER, 0, start)]
            for standing in self.rules.keys[key]:
                found.setdefault(surface, set()).update(self._shown(surface, by, standing))

    def _shown(self, surface: str, by: str | None, standing: tuple[int, int, int]) -> Iterable[int]:
        """Say what a word shows when one of its keys was found."""
        sign, how, languages = standing
        if how == WORD:
            asked = self.rules.languages.get(by, 0) if by else self.languages
            return (sign,) if not languages or languages & asked else ()
        if by is not None or how == NEEDLE:
            return ()
        if how == CASE:
            return (sign,) if self.rules.words[sign][1].surface == surface else ()
        return self._korean(surface, sign, how) if how in (HANGUL, PIECE) else (sign,)

    def _korean(self, surface: str, sign: int, how: int) -> Iterator[int]:
        if how == HANGUL and hangul_word(self.rules.words[sign][1].surface, surface):
            yield sign
        for number, _, flags, _, _ in self.rules.shown[sign]:
            if flags & HANGUL_TERM:
                yield -1 - number

    def _find_compounds(self, surfaces: Sequence[str], found: dict[str, set[int]]) -> None:
        """Let terms inside Korean compounds be looked for."""
        compounds = self.rules.compounds
        for surface in surfaces if compounds else ():
            if len(surface) <= _SHORTEST_COMPOUND or not "가" <= surface[0] <= "힣":
                continue
            for start in compound_starts(surface, self.terms):
                for end in range(start + _SHORTEST_COMPOUND, len(surface) + 1):
                    for number in compounds.get(surface[start:end], ()):
                        found.setdefault(surface, set()).add(-1 - number)
