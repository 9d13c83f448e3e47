"""Words of an article that are like a term and were not found: forms, slips, other languages."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from monitor.flow.ruler import Ruler
from monitor.model.hit import Span, SpanField
from monitor.model.query import Exact, Leaf, Phrase, Term
from monitor.text.normalise import fold_word
from monitor.text.scripts import UNSPACED, script_of
from monitor.text.tokens import Token, tokenize

SHORTEST: Final = 5
LONGEST_ENDING: Final = 4
Place = tuple[SpanField, Token]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A word of the article that is like a term: it begins so, or one letter differs."""

    kind: Literal["form", "spelling"]
    term: str
    span: Span


class Kindred:
    """The words of one article, by what they are like."""

    def __init__(self, ruler: Ruler) -> None:
        """Fold nothing yet."""
        self._ruler = ruler

    def same(self, leaf: Leaf) -> Span | None:
        """Find a term word by word, as it is written."""
        if not isinstance(leaf, Term | Phrase | Exact):
            return None
        keys = [fold_word(token.surface) for token in tokenize(leaf.text)]
        for at in self._at.get(keys[0], ()) if keys else ():
            here = self._words[at : at + len(keys)]
            if [key for key, _ in here] == keys and here[0][1][0] == here[-1][1][0]:
                found = self._span(here[0][1], here[-1][1], leaf.text)
                if not (isinstance(leaf, Exact) and leaf.case and found.surface != leaf.text):
                    return found
        return None

    def alike(self, leaf: Leaf) -> Iterator[Kin]:
        """Find words that begin like a term of one word, or differ from it in one letter."""
        if not isinstance(leaf, Term) or len(leaf.text) < SHORTEST:
            return
        if script_of(leaf.text[0]) in UNSPACED:
            return
        key = fold_word(leaf.text)
        for word in self._begins.get(key[:SHORTEST], ()):
            if word.startswith(key) and 0 < len(word) - len(key) <= LONGEST_ENDING:
                yield Kin(kind="form", term=leaf.text, span=self._first(word, leaf.text))
        for word in sorted({w for short in _shortened(key) for w in self._slips.get(short, ())}):
            if word != key and not word.startswith(key) and _is_slip(word, key):
                yield Kin(kind="spelling", term=leaf.text, span=self._first(word, leaf.text))

    @cached_property
    def _words(self) -> list[tuple[str, Place]]:
        places: list[Place] = [("title", token) for token in self._ruler.title]
        places += [("text", token) for token in self._ruler.text]
        return [(fold_word(place[1].surface), place) for place in places]

    @cached_property
    def _at(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for number, (key, _) in enumerate(self._words):
            found[key].append(number)
        return found

    @cached_property
    def _begins(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for word in self._at:
            found[word[:SHORTEST]].append(word)
        return found

    @cached_property
    def _slips(self) -> dict[str, list[str]]:
        """Words by what is left of them without one letter, so that no pairs are compared."""
        found = defaultdict(list)
        for word in self._at:
            if len(word) >= SHORTEST - 1:
                for short in _shortened(word):
                    found[short].append(word)
        return found

    def _first(self, word: str, term: str) -> Span:
        place = self._words[self._at[word][0]][1]
        return self._span(place, place, term)

    def _span(self, first: Place, last: Place, term: str) -> Span:
        field, start, end = first[0], first[1].start, last[1].end
        article = self._ruler.article
        text = article.title if field == "title" else article.text
        surface = text[start:end]
        return Span(
            field=field, start=start, end=end, surface=surface, term=term, entry=None, why="form"
        )


def _shortened(word: str) -> set[str]:
    """Give a word, and the word without each one of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _is_slip(word: str, term: str) -> bool:
    """Whether exactly one letter was changed, added, left out, or two swapped; not the first."""
    if word[0] != term[0] or abs(len(word) - len(term)) > 1:
        return False
    if len(word) != len(term):
        longer, shorter = sorted((word, term), key=len, reverse=True)
        return shorter in _shortened(longer)
    different = [at for at in range(len(word)) if word[at] != term[at]]
    if len(different) == 1:
        return True
    swapped = len(different) == 2 and different[1] == different[0] + 1
    return swapped and word[different[0]] == term[different[1]]
