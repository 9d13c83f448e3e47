"""An article cut into tokens once: title and text in one stream, with everything a rule asks.

The title is the paragraph right before the text. A token's position `at` counts words (an
ideograph is half a word, a Thai character a quarter), so that distances mean the same in
every script.
"""

from dataclasses import dataclass
from functools import cached_property

from monitor.model.article import Article
from monitor.model.hit import SpanField
from monitor.text.forms.keys import WordKeys, word_keys
from monitor.text.language import Languages
from monitor.text.tokens import Token, tokenize

LEAD_WORDS = 100


@dataclass(frozen=True, slots=True)
class Word:
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
        self.words: tuple[Word, ...] = tuple(words)

    def _words(
        self, field: SpanField, text: str, index: int, at: float, sentence: int, paragraph: int
    ) -> list[Word]:
        return [
            Word(
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
