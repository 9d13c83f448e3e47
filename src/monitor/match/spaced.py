"""An article in scripts with spaces, its words placed only as far as somebody asks.

The same words as `Document` gives, in columns that are made when first needed: most articles are
judged without one word's place. A property test holds the two together.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final

from monitor.match.document import LEAD_WORDS, Word
from monitor.model.article import Article
from monitor.model.hit import SpanField
from monitor.text.forms.keys import WordKeys, word_keys
from monitor.text.language import Languages
from monitor.text.scripts import script_of
from monitor.text.tokens import Breaks, Token, breaks, split_words, word_starts

_NONE: Final = Breaks([], [])


class SpacedDocument:
    """An article without letters of Chinese, Japanese, Thai and their like."""

    def __init__(self, article: Article, languages: Languages) -> None:
        """Take title and text as they stand; nothing is split yet."""
        self.article = article
        self.languages = languages

    @property
    def words(self) -> Sequence[Word]:
        """The words of title and text in one stream."""
        return _Words(self)

    @cached_property
    def _titled(self) -> list[str]:
        return split_words(self.article.title)

    @cached_property
    def surfaces(self) -> list[str]:
        """The words of title and text as they are written."""
        return self._titled + split_words(self.article.text)

    @cached_property
    def title_words(self) -> int:
        """How many words stand in the title."""
        return len(self._titled)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in its field, in code points."""
        return word_starts(self.article.title) + word_starts(self.article.text)

    @cached_property
    def _breaks(self) -> tuple[Breaks, Breaks]:
        cut = self.title_words
        title = breaks(self.article.title, self._titled, self.starts[:cut])
        return title, breaks(self.article.text, self.surfaces[cut:], self.starts[cut:])

    def broken_at(self, index: int) -> tuple[int, int]:
        """Number the sentence and the paragraph of a word; the title is the first paragraph."""
        title, text = self._breaks
        if index < self.title_words:
            return bisect_right(title.sentences, index), bisect_right(title.paragraphs, index)
        place, before = index - self.title_words, 1 if self.title_words else 0
        return (
            bisect_right(text.sentences, place) + before * (len(title.sentences) + 1),
            bisect_right(text.paragraphs, place) + before * (len(title.paragraphs) + 1),
        )

    @property
    def lead_end(self) -> int:
        """Index of the first word after the lead (the first 100 words of the text)."""
        return min(len(self.surfaces), self.title_words + LEAD_WORDS)

    def at(self, index: int) -> float:
        """Give the place of a word: its number, for every word counts as one."""
        return float(index)

    def text_of(self, field: SpanField) -> str:
        """The title or the text."""
        return self.article.title if field == "title" else self.article.text

    def gap(self, left: int, right: int) -> str | None:
        """What stands between two neighbouring words, or None across the end of the title."""
        cut = self.title_words
        if (left < cut) != (right < cut):
            return None
        text = self.article.title if left < cut else self.article.text
        return text[self.starts[left] + len(self.surfaces[left]) : self.starts[right]]

    def touched(self, field: SpanField, start: int, end: int) -> Sequence[int]:
        """Give the words that share a character with a stretch of the title or the text."""
        cut, starts = self.title_words, self.starts
        first, last = (0, cut) if field == "title" else (cut, len(starts))
        begin = max(first, bisect_right(starts, start, first, last) - 1)
        if begin < last and starts[begin] + len(self.surfaces[begin]) <= start:
            begin += 1
        return range(begin, bisect_left(starts, end, first, last))


class _Words(Sequence[Word]):
    """Words that are put together when they are looked at."""

    def __init__(self, document: SpacedDocument) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document.surfaces)

    def __iter__(self) -> Iterator[Word]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, index: int) -> Word:  # type: ignore[override]  # nobody slices
        return _SpacedWord(index, self._document)


class _SpacedWord:
    """A word that knows its place in the columns, and looks up the rest."""

    __slots__ = ("_document", "at", "index", "surface")

    def __init__(self, index: int, document: SpacedDocument) -> None:
        self._document = document
        self.index, self.at, self.surface = index, float(index), document.surfaces[index]

    @property
    def field(self) -> SpanField:
        return "title" if self.index < self._document.title_words else "text"

    @property
    def keys(self) -> WordKeys:
        return word_keys(self.surface, self._document.languages.candidates)

    @property
    def token(self) -> Token:
        start, surface = self._document.starts[self.index], self.surface
        return Token(start, start + len(surface), surface, _script(surface[0]), 0, 0, self.at)

    @property
    def sentence(self) -> int:
        return self._document.broken_at(self.index)[0]

    @property
    def paragraph(self) -> int:
        return self._document.broken_at(self.index)[1]


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    if letter.isdecimal():
        return "Zyyy"
    script = script_of(letter)
    return "Zzzz" if script == "Zyyy" else script
