"""What a user writes: the lexicon, watches, routes, destinations, silences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Literal

from monitor.model.feed import BASELINE, FirstRun
from monitor.model.query import Exact, FieldName, Phrase, Prefix, Query, Regex, Term

Severity = Literal["low", "normal", "high"]
DestinationKind = Literal["mail", "webhook", "folder", "chat"]
GroupKey = Literal["story", "watch", "severity", "language", "site"]
DevelopmentKind = Literal[
    "new_story", "first_in_language", "first_from", "first_term", "figure_changed", "correction",
    "withdrawn", "unusual_volume",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a file something stands; line and column count from 1."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconTerm:
    """One spelling of an idea in one language (`any`: looked for in every article).

    Attributes:
        leaf: What to look for.
        language: ISO 639-1 code, or `any`.
        name: A name: only case endings and clitics come off, never a stemmer.
        not_in: Phrases inside which an occurrence does not count.
        in_field: Counts only there.
        with_entries: Counts only if a term of one of these entries stands in the same title, or
            in the same sentence elsewhere, at another place.
    """

    leaf: Term | Phrase | Prefix | Exact | Regex
    language: str
    name: bool = False
    not_in: tuple[str, ...] = ()
    in_field: FieldName | None = None
    with_entries: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconEntry:
    """One idea in many languages; `counted` entries have the figures beside them watched."""

    id: str
    terms: tuple[LexiconTerm, ...]
    counted: bool = False
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertOn:
    """One item of `alert: on:`: a kind of development and, for some kinds, its values."""

    kind: DevelopmentKind
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """Say so when fewer than `at_least` hits came in `every`."""

    at_least: int
    every: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class TestText:
    """A text that a watch must match, or must ignore."""

    __test__ = False

    title: str
    text: str = ""
    language: str | None = None
    site: str | None = None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One question that is asked of every article."""

    id: str
    title: str
    query: Query
    languages: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    feed_tags: tuple[str, ...] = ()
    weight: tuple[str, ...] = ()
    watch_for: tuple[str, ...] = ()
    sources: int = 1
    alert_on: tuple[AlertOn, ...] = (AlertOn(kind="new_story"),)
    severity: Severity = "normal"
    first_run: FirstRun = BASELINE
    expect: Expect | None = None
    must_match: tuple[TestText, ...] = ()
    must_ignore: tuple[TestText, ...] = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSet:
    """All watches in file order, and the lexicon they speak of.

    `digest` is a hash of everything that decides what matches: same digest, same hits.
    """

    watches: tuple[Watch, ...]
    lexicon: Mapping[str, LexiconEntry]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Hours of the reader in which alerts are held, never dropped."""

    start: time
    end: time
    tz: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which watches go where, and when.

    With `at` (local times in `tz`) the route sends digests at slots of the calendar; with `wait`
    it sends alerts, collecting for `wait` first and for `then_every` afterwards.
    `watches` are shell patterns over watch ids.

    Attributes:
        group_by: What makes hits one alert: those that agree in all of these. Nothing: all that
            waits goes into one message.
        repeat: How often a story that goes on is told again by alerts; None is never, unless
            something develops.
        per_hour: No more alerts than these an hour; what is over goes into the digest of the same
            destination, and waits where it has none.
    """

    id: str
    to: tuple[str, ...]
    watches: tuple[str, ...] = ("*",)
    severity: tuple[Severity, ...] = ()
    feed_tags: tuple[str, ...] = ()
    at: tuple[time, ...] = ()
    tz: str = "UTC"
    wait: timedelta | None = None
    then_every: timedelta | None = None
    quiet: Quiet | None = None
    per_hour: int | None = None
    group_by: tuple[GroupKey, ...] = ("story",)
    repeat: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """One reader or receiver.

    Exactly one of `mail`, `webhook`, `folder`, `chat` is set; `secrets` sign webhooks, newest
    first.

    Attributes:
        chat: An address of Apprise, which holds secrets.
        templates: The reader's own templates by name (`subject`, `text`, `html`), as written.
        threads: Whether the alerts of one story keep one subject, and so one thread.
        translate: The operator's translation service; `{address}` and `{language}` stand in it.
        page: Where the operator's page is, without a slash at the end; None without one.
    """

    id: str
    mail: str | None = None
    webhook: str | None = None
    folder: str | None = None
    language: str = "en"
    tz: str = "UTC"
    secrets: tuple[str, ...] = field(default=(), repr=False)
    chat: str | None = field(default=None, repr=False)
    templates: Mapping[str, str] = field(default_factory=dict, repr=False)
    threads: bool = True
    translate: str | None = None
    page: str | None = None

    @property
    def kind(self) -> DestinationKind:
        """Which kind of destination this is."""
        if self.chat:
            return "chat"
        return "mail" if self.mail else "webhook" if self.webhook else "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Somebody asked not to be told; what it covers is kept absent, with the reason."""

    id: str
    ends_at: datetime
    author: str
    comment: str
    watch: str | None = None
    story: str | None = None
    site: str | None = None
    term: str | None = None
