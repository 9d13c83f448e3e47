"""The events that receivers get, as nouns: `schema/event.schema.json` is made from these.

What is unknown is null. Times are ISO 8601 in UTC with offset. Offsets count code points.
"""

from dataclasses import dataclass
from typing import Final, Literal

SCHEMA: Final = "monitor.event/1"
Schema = Literal["monitor.event/1"]
Action = Literal["trigger", "update", "resolve"]
DigestEventType = Literal["digest", "watch.silent", "feed.trouble", "test"]
StoryEventType = Literal["story.new", "story.developed", "article.corrected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOut:
    """The watch that was met; `rule_hash` changes whenever its rule does."""

    id: str
    title: str
    rule_hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsOut:
    """How many of the feeds asked have answered."""

    polled: int
    answering: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageOut:
    """The message that carries the event: `number` counts those of its route.

    `held_back` counts by reason word what silences and limits kept from the reader.
    """

    id: str
    kind: Literal["digest", "alert", "test", "trouble", "silent"]
    route: str
    number: int
    made_at: str
    since: str | None
    slot: str | None
    silent_watches: int
    feeds: FeedsOut
    known_trouble: int
    held_back: dict[str, int]
    refused_files: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceOut:
    """Where something stands: code points `[start, end)` of an article's title or text."""

    article: str
    outlet: str | None
    field: Literal["title", "text"]
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentOut:
    """Something new in a story.

    `subject` is what it is about: a language, a site, an entry. `entry` is set for figures and
    terms; figures stand in `before` and `after` as numbers, corrected sentences as text.
    """

    kind: Literal[
        "new_story", "first_in_language", "first_from", "first_term", "figure_changed",
        "correction", "withdrawn", "unusual_volume", "differs", "updated",
    ]  # fmt: skip
    subject: str
    entry: str | None
    before: list[float | str]
    after: float | str | None
    article: str
    found_at: str | None
    evidence: list[EvidenceOut]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOut:
    """A number beside a counted entry, and which outlets give it."""

    entry: str
    value: float
    outlets: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryOut:
    """A whole story, articles told earlier included; `replaces` are stories that led into it."""

    id: str
    url: str | None
    title: str
    title_lang: str | None
    first_seen: str
    first_source: str
    languages: list[str]
    publishers: int
    articles: int
    copies: int
    entries: list[str]
    figures: list[FigureOut]
    replaces: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletOut:
    """Who published: `country` is an ISO 3166 code, `tags` are the operator's words."""

    name: str
    site: str | None
    country: str | None
    tags: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanOut:
    """Where a term was found: code points `[start, end)` of title or text, as it stands there.

    `surface` is the text there: receivers that count UTF-16 need it. `entry` is free of language.
    """

    field: Literal["title", "text"]
    start: int
    end: int
    unit: Literal["codepoint"]
    surface: str
    term: str
    entry: str | None
    why: Literal["exact", "form", "stem", "prefix", "alias", "regex"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleOut:
    """One article; its spans point into the text of this `version`, whose hash is `sha256`."""

    id: str
    url: str | None
    canonical_url: str | None
    title: str
    lang: str | None
    lang_by: str | None
    dir: Literal["auto", "rtl"]
    outlet: OutletOut
    feed: str | None
    published_at: str | None
    published_by: Literal["feed", "page", "none"] | None
    first_seen_at: str
    fetched_at: str | None
    version: int
    sha256: str | None
    copy_of: str | None
    cites: list[str]
    late: bool
    rank: int
    excerpt: str
    spans: list[SpanOut]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOut:
    """How many were sent, of how many there are to tell."""

    sent: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TruncatedOut:
    """What had to go so that receivers take the event: about 20 kB."""

    articles: CountOut


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksOut:
    """Places on the operator's page; null without one."""

    story: str | None
    mute: str | None
    feedback: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleOut:
    """A feed that needs attention: `reason` is a word of docs/reasons.md."""

    feed: str
    title: str
    reason: str
    detail: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietOut:
    """A watch that found less than was expected; `cannot_tell`: too many feeds were down."""

    watch: str
    title: str
    since: str
    hits: int
    expected: int
    cannot_tell: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStoryOut:
    """One story of a digest, with the articles that are new to the reader."""

    story: StoryOut
    developments: list[DevelopmentOut]
    also_watches: list[str]
    articles: list[ArticleOut]
    links: LinksOut


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionOut:
    """What one watch has to tell."""

    watch: WatchOut
    severity: str
    stories: list[ToldStoryOut]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryData:
    """One story that is new or went on. `development` is the weightiest of `developments`.

    `dedup_key` is `<watch>:<story>`, the same for the story's life; `sequence` grows, so that a
    late retry is known as one.
    """

    schema: Schema
    dedup_key: str
    action: Action
    sequence: int
    severity: str
    labels: dict[str, str]
    message: MessageOut
    watch: WatchOut
    development: DevelopmentOut | None
    developments: list[DevelopmentOut]
    story: StoryOut
    also_watches: list[str]
    articles: list[ArticleOut]
    truncated: TruncatedOut
    links: LinksOut


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestData:
    """Several stories, or none."""

    schema: Schema
    dedup_key: str
    action: Action
    sequence: int
    severity: str | None
    labels: dict[str, str]
    message: MessageOut
    sections: list[SectionOut]
    trouble: list[TroubleOut]
    quiet: list[QuietOut]
    truncated: TruncatedOut


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEvent:
    """A story is new, has developed, or an article of it was corrected."""

    type: StoryEventType
    timestamp: str
    data: StoryData


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestEvent:
    """A digest; a watch that went quiet; feeds in trouble; a test."""

    type: DigestEventType
    timestamp: str
    data: DigestData


Event = StoryEvent | DigestEvent
