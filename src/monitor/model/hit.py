"""Hits: which watch was met by which article, where, and why, as data that never changes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

SpanField = Literal["title", "text"]
SpanWhy = Literal["exact", "form", "stem", "prefix", "alias", "regex"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where a term was found: code points `[start, end)` of the article's title or text.

    `surface` is the text as it stands there, `term` the term as written in the rule, `entry` the
    lexicon entry it belongs to (or None). `why`: `exact` the same word; `alias` the same word,
    written in another language than the article's; `form` an inflected form; `stem` only
    the stem agrees; `prefix`; `regex`.
    """

    field: SpanField
    start: int
    end: int
    surface: str
    term: str
    entry: str | None
    why: SpanWhy


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of a query, met or not: the tree that explains a hit or a silence.

    `line` is the condition in the canonical query language; `spans` the places that met it;
    `note` says in a few words what is missing, vetoed or too far away.
    """

    line: str
    met: bool
    spans: tuple[Span, ...] = ()
    parts: tuple["Condition", ...] = ()
    note: str = ""


class Reason(Protocol):
    """Why a watch was met; it may be worked out when it is first asked for."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every place that met a condition, in reading order, none twice."""

    @property
    def entries(self) -> tuple[str, ...]:
        """Lexicon entries met by the article (also those of `weight:`), in file order."""

    @property
    def rank(self) -> int:
        """One for each entry of `weight:` that was met."""

    @property
    def why(self) -> Condition:
        """The condition tree of the query, as it was met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A reason as plain values."""

    spans: tuple[Span, ...]
    entries: tuple[str, ...] = ()
    rank: int = 0
    why: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One watch met by one article: unique per watch and article.

    Attributes:
        watch: The watch's id.
        article: The article's id.
        language: The language of the article as it was judged.
        reason: Why, where, and how much it weighs; read it through the properties below.
        provisional: True when a NOT of the query reaches the page's text and only the feed's
            text was seen: the hit counts once the page was read, or after two minutes.
    """

    watch: str
    article: str
    language: str
    reason: Reason = field(repr=False, compare=False)
    provisional: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every place that met a condition, in reading order, none twice."""
        return self.reason.spans

    @property
    def entries(self) -> tuple[str, ...]:
        """Lexicon entries met by this article (also those of `weight:`), in file order."""
        return self.reason.entries

    @property
    def rank(self) -> int:
        """One for each entry of `weight:` that was met."""
        return self.reason.rank

    @property
    def why(self) -> Condition:
        """The condition tree of the query, as it was met."""
        return self.reason.why


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles that tell the same news; `id` is kept for the story's life."""

    id: str
    articles: tuple[str, ...]
    first_seen_at: datetime
