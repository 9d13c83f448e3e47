"""Stories: an article as grouping sees it, what grouping said, and what developed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from monitor.model.hit import Span
from monitor.model.watch import DevelopmentKind

Joined = Literal["first", "copy", "same_news", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An article as stories see it: its words, and what of them is free of any language.

    Attributes:
        article: The article's id; ids grow in the order in which articles came.
        language: Primary subtag, or `und`; `is_sure` says that the feed declared it, its letters
            allow no other, or that it was detected beyond doubt.
        site: The host without `www.`, or None.
        publisher: The registrable domain of the site, or the name of the group it belongs to;
            the feed's id where there is no site. Two sites of one publisher are one source.
        tags: Words of the operator's own for the feed: `wire`, `state`, `mirror`.
        published_at: As the feed says, UTC, never after `seen_at`.
        entries: Lexicon entries met, each with its places, in reading order.
        counted: Those of them beside which figures are watched.
    """

    article: int
    title: str
    text: str
    language: str
    is_sure: bool = True
    site: str | None = None
    publisher: str = ""
    tags: tuple[str, ...] = ()
    address: str | None = None
    published_at: datetime | None = None
    seen_at: datetime
    entries: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()

    @property
    def at(self) -> datetime:
        """When it was told, as far as we know."""
        return min(self.published_at or self.seen_at, self.seen_at)

    @property
    def is_mirror(self) -> bool:
        """Whether it repeats others by machine, and so never counts as a source."""
        return "mirror" in self.tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason why an article stands where it does.

    `kind` is a word of docs/reasons.md (`same_text`, `entries`, `figures`, `names`, `link`,
    `veto_numbers`, ...), `detail` says which in a few words, `article` the one compared with.
    """

    kind: str
    detail: str = ""
    article: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Where an article was put: into which story, as what, and why.

    `story` is the id of the story; None begins a new one. `copy_of` is the earliest article with
    the same text. `merges` are younger stories that proved to be the same news: they lead to
    `story` from now on and keep their ids.
    """

    story: int | None
    joined: Joined
    copy_of: int | None = None
    grounds: tuple[Ground, ...] = ()
    merges: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence that shows something: code points `[start, end)` of an article's field."""

    article: int
    field: Literal["title", "text"]
    start: int
    end: int
    text: str
    outlet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number beside a counted entry, and who says it.

    `value` is exact where the text is; `outlets` names each publisher once, those that said it
    first standing first.
    """

    entry: str
    value: float
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """Something that is new in a story, for one watch.

    Attributes:
        kind: Which; `differs` (a figure that one outlet gives) and `updated` (paragraphs were
            added) stand in digests only.
        subject: What it is about: a language, a site, an entry, `entry=value`; with kind, watch
            and story it is unique.
        before: Values known before (figures), or the sentence as it was (corrections).
        after: The value or sentence now.
        evidence: Where it stands.
    """

    kind: DevelopmentKind | Literal["differs", "updated"]
    watch: str
    subject: str
    article: int
    before: tuple[str, ...] = ()
    after: str = ""
    evidence: tuple[Quote, ...] = ()
    story: int = 0
    id: int = 0
    found_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySoFar:
    """What is known of a story when a message about it is made; counts are of all its articles.

    Attributes:
        id: The story's id, the same for ever.
        first_seen_at: When its first article was seen, UTC; `first_outlet` had it.
        languages: Of its articles, in the order in which they came.
        outlets: Publishers, in the order in which they came; mirrors do not count.
        figures: Numbers beside counted entries, each with its outlets, the most told first.
        told_before: Articles of the story that this destination was told of earlier.
        new_languages: Languages that no article told earlier had (empty for a new story).
        replaces: Ids of younger stories that proved to be this one.
    """

    id: int
    first_seen_at: datetime
    first_outlet: str
    languages: tuple[str, ...]
    outlets: tuple[str, ...]
    articles: int
    copies: int
    figures: tuple[Figure, ...] = ()
    told_before: int = 0
    new_languages: tuple[str, ...] = ()
    replaces: tuple[int, ...] = ()
