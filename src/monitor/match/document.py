"""An article cut into tokens once: title and text in one stream, with everything a rule asks.

The title is the paragraph right before the text. A token's position `at` counts words (an
ideograph is half a word, a Thai character a quarter), so that distances mean the same in
every script.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from monitor.model.article import Article
from monitor.model.hit import SpanField
from monitor.text.forms.keys import WordKeys, word_keys
from monitor.text.language import Languages
from monitor.text.tokens import Token, tokenize

LEAD_WORDS = 100


class Word(Protocol):
    """One word of an article in its place."""

    @property
    def index(self) -> int:
        """Which word of the stream."""

    @property
    def at(self) -> float:
        """Its place in words of a script with spaces; the distance of two is the difference."""

    @property
    def surface(self) -> str:
        """The word as it is written."""

    @property
    def field(self) -> SpanField:
        """Where it stands."""

    @property
    def token(self) -> Token:
        """Its token; only `start`, `end`, `surface` and `script` hold for the whole article."""

    @property
    def keys(self) -> WordKeys:
        """What rules look it up by."""

    @property
    def sentence(self) -> int:
        """Number of its sentence, never falling."""

    @property
    def paragraph(self) -> int:
        """Number of its paragraph, never falling; the title is the one before the text."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """One token in its place: `index` in the stream, `field`, and the keys rules look up."""

    index: int
    field: SpanField
    token: Token
    keys: WordKeys
    at: float
    sentence: int
    paragraph: int

    @property
    def surface(self) -> str:
        """The text as it stands in the article."""
        return self.token.surface


class AnyDocument(Protocol):
    """An article's words, in order, and the languages it may be in.

    Attributes:
        article: The article.
        languages: The languages it may be in.
    """

    article: Article
    languages: Languages

    @property
    def title_words(self) -> int:
        """How many words stand in the title."""

    @property
    def words(self) -> Sequence[Word]:
        """The words of title and text in one stream."""

    @property
    def surfaces(self) -> Sequence[str]:
        """The words as they are written."""

    @property
    def lead_end(self) -> int:
        """Index of the first word after the lead (the first 100 words of the text)."""

    def at(self, index: int) -> float:
        """Give the place of a word in words of a script with spaces."""

    def broken_at(self, index: int) -> tuple[int, int]:
        """Number the sentence and the paragraph of a word; the title is the first paragraph."""

    def text_of(self, field: SpanField) -> str:
        """The title or the text."""

    def gap(self, left: int, right: int) -> str | None:
        """What stands between two neighbouring words, or None across the end of the title."""

    def touched(self, field: SpanField, start: int, end: int) -> Sequence[int]:
        """Give the words that share a character with a stretch of the title or the text."""


class Document:
    """An article's words, in order, and the languages it may be in."""

    def __init__(self, article: Article, languages: Languages) -> None:
        """Cut title and text; both are taken as they stand (cleaned at intake)."""
        self.article = article
        self.languages = languages
        words = self._words("title", article.title, 0, 0.0, 0, 0)
        self.title_words = len(words)
        at, sentence, paragraph = 0.0, 0, 0
        if words:
            last = words[-1]
            at, sentence, paragraph = last.at + 1, last.sentence + 1, last.paragraph + 1
        self.text_at = at
        words += self._words("text", article.text, len(words), at, sentence, paragraph)
        self.words: tuple[PlacedWord, ...] = tuple(words)

    def _words(
        self, field: SpanField, text: str, index: int, at: float, sentence: int, paragraph: int
    ) -> list[PlacedWord]:
        return [
            PlacedWord(
                index + number,
                field,
                token,
                word_keys(token.surface, self.languages.candidates),
                at + token.at,
                sentence + token.sentence,
                paragraph + token.paragraph,
            )
            for number, token in enumerate(tokenize(text))
        ]

    def at(self, index: int) -> float:
        """Give the place of a word in words of a script with spaces."""
        return self.words[index].at

    def broken_at(self, index: int) -> tuple[int, int]:
        """Number the sentence and the paragraph of a word; the title is the first paragraph."""
        word = self.words[index]
        return word.sentence, word.paragraph

    @property
    def surfaces(self) -> Sequence[str]:
        """The words as they are written."""
        return [word.surface for word in self.words]

    def touched(self, field: SpanField, start: int, end: int) -> Sequence[int]:
        """Give the words that share a character with a stretch of the title or the text."""
        return [
            word.index
            for word in self.words
            if word.field == field and word.token.start < end and start < word.token.end
        ]

    @cached_property
    def lead_end(self) -> int:
        """Index of the first word after the lead (the first 100 words of the text)."""
        for word in self.words[self.title_words :]:
            if word.at - self.text_at >= LEAD_WORDS:
                return word.index
        return len(self.words)

    def text_of(self, field: SpanField) -> str:
        """The title or the text."""
        return self.article.title if field == "title" else self.article.text

    def gap(self, left: int, right: int) -> str | None:
        """What stands between two neighbouring words, or None across the end of the title."""
        first, second = self.words[left], self.words[right]
        if first.field != second.field:
            return None
        return self.text_of(first.field)[first.token.end : second.token.start]
