"""How far apart words of an article stand: the matcher's own measure, for those who explain it."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import islice, pairwise, product

from monitor.model.article import Article
from monitor.model.hit import Span, SpanField
from monitor.model.query import Window
from monitor.text.tokens import Token, tokenize

MOST_CHOICES = 4_000
MOST_OF_EACH = 40


class Ruler:
    """The words of an article and their places; the title is the paragraph before the text."""

    def __init__(self, article: Article) -> None:
        """Cut nothing yet."""
        self.article = article

    @cached_property
    def title(self) -> tuple[Token, ...]:
        """Words of the title."""
        return tuple(tokenize(self.article.title))

    @cached_property
    def text(self) -> tuple[Token, ...]:
        """Words of the text, counted on from the title."""
        words = tokenize(self.article.text)
        if not self.title:
            return tuple(words)
        last = self.title[-1]
        return tuple(
            word._replace(
                at=word.at + last.at + 1,
                sentence=word.sentence + last.sentence + 1,
                paragraph=word.paragraph + last.paragraph + 1,
            )
            for word in words
        )

    @cached_property
    def _starts(self) -> dict[SpanField, list[int]]:
        return {
            "title": [word.start for word in self.title],
            "text": [word.start for word in self.text],
        }

    def words_of(self, span: Span) -> tuple[Token, Token]:
        """Give the first and the last word of a span."""
        words = self.title if span.field == "title" else self.text
        starts = self._starts[span.field]
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = max(bisect_right(starts, max(span.end - 1, span.start)) - 1, first)
        return words[first], words[last]

    def closest(
        self, parts: Sequence[Sequence[Span]], window: Window
    ) -> tuple[int, tuple[Span, ...]] | None:
        """Find one span of each part that stand closest together.

        Returns:
            Their distance in the window's unit (words, sentences touched, paragraphs touched) and
            the spans; None when no choice has them at different words.
        """
        choices = product(*(tuple(spans[:MOST_OF_EACH]) for spans in parts))
        best: tuple[int, tuple[Span, ...]] | None = None
        for choice in islice(choices, MOST_CHOICES):
            if _overlap(choice):
                continue
            distance = self._distance(choice, window)
            if best is None or distance < best[0]:
                best = (distance, choice)
        return best

    def _distance(self, spans: Sequence[Span], window: Window) -> int:
        ends = [self.words_of(span) for span in spans]
        if window.unit == "words":
            least = min(last.at for _, last in ends)
            return max(0, -int(-(max(first.at for first, _ in ends) - least) // 1))
        if window.unit == "sentences":
            first = min(first.sentence for first, _ in ends)
            return 1 + max(last.sentence for _, last in ends) - first
        begun = [first.paragraph for first, _ in ends]
        return 1 + max(begun) - min(begun)


def _overlap(spans: Sequence[Span]) -> bool:
    """Whether two spans share a character; what meets two parts at once meets neither window."""
    placed = sorted((span.field, span.start, span.end) for span in spans)
    return any(one[0] == two[0] and two[1] < one[2] for one, two in pairwise(placed))
