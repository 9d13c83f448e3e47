"""What is told: the digest as data, its rendering, and what became of each delivery."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from monitor.model.hit import Condition, Span
from monitor.model.story import Development, StorySoFar

MessageKind = Literal["digest", "alert", "test", "trouble", "silent"]
DeliveryState = Literal["pending", "sending", "sent", "dead"]
NEW: Final = "new"  # what is told of a hit the first time; developments have words of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One moment of a route's calendar: due once, `starts_at` (UTC) names it for ever."""

    route: str
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRow:
    """One stored hit with what a digest says of its article; times are UTC.

    `outlet` is the feed's title, or the site. `late` marks a hit whose earlier delivery died.
    `cites` names the sources that the article says it has its news from, as it writes them.
    `version` numbers the text that the spans point into, fetched at `fetched_at`. `feed` is the
    feed's id, `published_by` who gave the time of publication, where these are known.
    """

    hit_id: int
    watch: str
    watch_title: str
    severity: str
    article_id: int
    title: str
    text: str
    language: str
    address: str | None
    site: str | None
    outlet: str
    tags: tuple[str, ...]
    published_at: datetime | None
    first_seen_at: datetime
    spans: tuple[Span, ...]
    entries: tuple[str, ...]
    rank: int
    why: Condition
    text_hash: str = ""
    copy_of: int | None = None
    late: bool = False
    lang_by: str = "detected"
    cites: tuple[str, ...] = ()
    version: int = 1
    fetched_at: datetime | None = None
    story: int | None = None
    feed: str | None = None
    canonical_address: str | None = None
    published_by: Literal["feed", "page"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """Hits a day of one watch over the last 14 days, oldest first, today last.

    `since` is how many of those days the watch has been running.
    """

    days: tuple[int, ...]
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedTrouble:
    """A feed that needs attention: `reason` is a word of docs/reasons.md."""

    feed: str
    title: str
    reason: str
    detail: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCard:
    """One story in a digest: the article that leads it, and the others that tell it.

    `also` are hits of other watches on these same articles: told with the card, not shown twice;
    `also_watches` are the titles of those watches. `so_far` is what is known of the whole story,
    articles told earlier included; `developments` are new since the reader was told last.
    """

    lead: HitRow
    others: tuple[HitRow, ...] = ()
    also_watches: tuple[str, ...] = ()
    also: tuple[HitRow, ...] = ()
    so_far: StorySoFar | None = None
    developments: tuple[Development, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quietness:
    """A watch that went quiet: `hits` since `since`, where at least `expected` were expected.

    `cannot_tell` says that too many of its feeds did not answer to be sure.
    """

    watch: str
    title: str
    since: datetime
    hits: int
    expected: int
    cannot_tell: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What one watch has to tell, stories in order of rank, then time.

    `rule_hash` changes whenever the watch does; None where it is not known.
    """

    watch: str
    title: str
    severity: str
    cards: tuple[StoryCard, ...]
    volume: Volume | None = None
    rule_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A digest or alert as data, the same for every reader of its route.

    `number` counts the messages of a route from 1; `since` is when the last one was made.
    `silent_watches` counts watches of the route that had nothing new. `refused_files` are rule
    files that a reload refused. `trouble` is told in full once, `known_trouble` counts what was
    told before. `held_back` counts, by reason word, what silences and limits kept from the
    reader. `thread` names the story whose thread an alert belongs to; `first_subject` and
    `first_key` are of the first message of that thread, for `Re:` and `References`; `is_akin`
    says that it is the thread of another story, which is perhaps the same.
    `told` names hits by their ids, each with `NEW` or the word of a development; empty says that
    every hit which stands in the message is told as new.
    """

    id: str
    kind: MessageKind
    route: str
    number: int
    made_at: datetime
    since: datetime | None
    slot: Slot | None
    sections: tuple[Section, ...]
    silent_watches: int = 0
    trouble: tuple[FeedTrouble, ...] = ()
    feeds_polled: int = 0
    feeds_answering: int = 0
    refused_files: tuple[str, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    known_trouble: int = 0
    held_back: Mapping[str, int] = field(default_factory=dict)
    quiet: tuple[Quietness, ...] = ()
    thread: int | None = None
    first_subject: str | None = None
    first_key: str | None = None
    is_akin: bool = False
    told: tuple[tuple[int, str], ...] = ()

    @property
    def tells(self) -> tuple[tuple[int, str], ...]:
        """What the reader knows once this is read: each hit with `NEW` or a development's word."""
        return self.told or tuple((hit_id, NEW) for hit_id in self.hit_ids)

    @property
    def hit_ids(self) -> tuple[int, ...]:
        """Ids of every hit that stands in the message, in its order."""
        return tuple(
            row.hit_id
            for section in self.sections
            for card in section.cards
            for row in (card.lead, *card.others, *card.also)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A message in the words of one reader; `data` is what webhooks and `.json` files carry."""

    subject: str
    text: str
    html: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """The frozen bytes of one delivery.

    `key` is stable for ever: a Message-ID or webhook-id is made of it. `content_type` is
    `message/rfc822`, `application/json` or, for a folder, `application/vnd.monitor.folder+json`.
    """

    key: str
    destination: str
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The receiver has it: `answer` is its own word (an SMTP reply, an HTTP status, a path)."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The receiver does not have it, for certain.

    `final` says that trying again is useless; `retry_after` is the receiver's wish, in seconds;
    `disable` says the receiver wants nothing more at all (410).
    """

    reason: str
    answer: str
    final: bool = False
    retry_after: float | None = None
    disable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """Nobody knows whether the receiver has it: the link died between the data and the answer."""

    reason: str
    answer: str


Outcome = Sent | Refused | Ambiguous


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Decision: nothing more to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TryAgain:
    """Decision: send the same bytes again at `at` (UTC)."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveUp:
    """Decision: final; the operator is told why, the hits go late into the next message."""

    reason: str


Decision = Done | TryAgain | GiveUp
