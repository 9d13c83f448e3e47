"""The shape of `monitor.yaml` and `feeds.yaml`, from which their JSON schemas are made too."""

import re
from datetime import time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

from monitor.model.watch import GroupKey, Severity
from monitor.rules.codes import base_language
from monitor.rules.slip import did_you_mean
from monitor.rules.watch_models import (
    Duration,
    FirstRunField,
    FirstRunShape,
    OrList,
    OrText,
    Shape,
    fits,
    listed,
)

CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
LONGEST_NAME = 100


def _clock(value: object) -> object:
    found = CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        raise ValueError("a time of day is hours and minutes, such as '08:00'")
    return time(int(found[1]), int(found[2]))


def _zone(value: object) -> object:
    try:
        ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a path, a folder, a name too long
        offer = did_you_mean(str(value), available_timezones())
        raise ValueError(f"unknown time zone {value!r}{offer}") from None
    return value


def _language(value: object) -> object:
    return base_language(value) if isinstance(value, str) else value


def _secret(value: object) -> object:
    if isinstance(value, str):
        raise ValueError("a secret does not stand in this file: write {env: NAME} or {file: PATH}")
    if isinstance(value, dict) and not ("env" in value) ^ ("file" in value):
        raise ValueError("write {env: NAME} or {file: PATH}")
    return value


def _name(value: str) -> str:
    if not _seen(value).strip() or len(value) > LONGEST_NAME:
        raise ValueError(f"a name has 1 to {LONGEST_NAME} characters")
    return value


def _variable(value: str) -> str:
    if not VARIABLE.fullmatch(value):  # perhaps it is the secret itself: it is not repeated
        raise ValueError("a variable's name has Latin letters, figures and _")
    return value


def _seen(value: str) -> str:
    hidden = next((character for character in value if not character.isprintable()), None)
    if hidden is not None:
        raise ValueError(f"an invisible character stands here, U+{ord(hidden):04X}: remove it")
    return value


TIME_SCHEMA = {"type": "string", "pattern": r"^([01]?\d|2[0-3]):[0-5]\d$", "examples": ["08:00"]}
Clock = Annotated[time, BeforeValidator(_clock), WithJsonSchema(TIME_SCHEMA)]
Zone = Annotated[
    str,
    BeforeValidator(_zone),
    WithJsonSchema({"type": "string", "examples": ["UTC", "Asia/Jakarta", "Europe/Kyiv"]}),
]
Language = Annotated[
    str, BeforeValidator(_language), WithJsonSchema({"type": "string", "examples": ["id", "ru"]})
]
Id = Annotated[
    str,
    *fits(
        r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}",
        "an id has Latin letters, figures, - _ . and /, 100 at most",
    ),
]
Variable = Annotated[
    str,
    AfterValidator(_variable),
    WithJsonSchema({"type": "string", "pattern": f"^{VARIABLE.pattern}$"}),
]
Word = Annotated[str, Field(min_length=1, max_length=4_096), AfterValidator(_seen)]
Name = Annotated[str, AfterValidator(_name)]


class SecretShape(Shape):
    """A value that does not stand in the file: a variable of the environment, or a file."""

    env: Variable | None = Field(default=None, description="NAME, or NAME_FILE")
    file: Word | None = Field(default=None, description="Path, from this file's folder")


class HiddenShape(SecretShape):
    """A value that may stand in the file, and may be kept like a secret."""

    plain: SkipJsonSchema[Word | None] = None


def _hidden(value: object) -> object:
    return {"plain": value} if isinstance(value, str) else _secret(value)


Secret = Annotated[SecretShape, BeforeValidator(_secret)]
# An address or a header may hold a password.
Hidden = Annotated[HiddenShape, BeforeValidator(_hidden), OrText()]
Words = Annotated[list[Word], BeforeValidator(listed), OrList()]
Severities = Annotated[list[Severity], BeforeValidator(listed), OrList()]
Clocks = Annotated[list[Clock], BeforeValidator(listed), OrList()]
GroupKeys = Annotated[list[GroupKey], BeforeValidator(listed), OrList()]
Secrets = Annotated[list[Secret], BeforeValidator(listed), OrList()]


class KeepShape(Shape):
    """How long things stay in the database."""

    articles: Duration = Field(
        default=timedelta(days=90), description="Articles, pages and hits; pruned once a day"
    )


class LimitsShape(Shape):
    """How much is done at the same time."""

    polls: int = Field(default=32, ge=1, le=1_000, description="Feeds polled at the same time")
    pages: int = Field(default=8, ge=1, le=1_000, description="Pages read at the same time")
    children: int = Field(default=2, ge=1, le=64, description="Processes that parse and extract")
    timeout: Duration = Field(
        default=timedelta(seconds=30), description="For one feed or page, everything included"
    )
    gap: Duration | None = Field(
        default=None,
        description="Between two questions to one host; 1s unless said, none for hosts in allow:",
    )


class MailShape(Shape):
    """The server that takes our mail."""

    host: Word
    port: int | None = Field(
        default=None, ge=1, le=65_535, description="587, 465 or 25 unless said"
    )
    user: Word | None = None
    password: Secret | None = None
    sender: Word = Field(description="The address that mails come from")
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="none only for a server on this machine"
    )
    unsubscribe: Word | None = Field(
        default=None, description="The address that takes mails of readers who want no more"
    )


class QuietShape(Shape):
    """Hours in which alerts are held, never dropped."""

    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")
    tz: Zone | None = Field(default=None, description="The route's zone unless said")
    do: Literal["hold"] = "hold"


class LimitShape(Shape):
    """How many alerts a route may send."""

    per_hour: int = Field(ge=1, le=10_000)
    otherwise: Literal["digest"] = Field(
        default="digest",
        alias="else",
        description="What is over goes into the destination's next digest; where it has none, it "
        "waits, and is told together",
    )


class FeedsOfRoute(Shape):
    """Only hits of these feeds."""

    tags: list[Word] = Field(default=[])


class RouteShape(Shape):
    """Which watches go where, and when."""

    id: Id
    watches: Words = Field(default=["*"], description="Watch ids; * stands for any letters")
    severity: Severities = Field(default=[], description="Only watches of this severity")
    feeds: FeedsOfRoute = FeedsOfRoute()
    to: Words = Field(description="Names of destinations")
    at: Clocks = Field(default=[], description="Digests at these times of day")
    tz: Zone = Field(default="UTC", description="The zone of `at:` and `quiet:`")
    wait: Duration | None = Field(default=None, description="Alerts: collect so long first")
    then_every: Duration | None = Field(
        default=None, description="Alerts: so long between two of the same story (or group)"
    )
    group_by: GroupKeys | None = Field(
        default=None,
        description="Alerts: one for what agrees in all of these; story unless said, [] for one "
        "that tells all that waits",
    )
    repeat: Duration | None = Field(
        default=None, description="Alerts: a story that goes on is told again after so long"
    )
    quiet: QuietShape | None = None
    limit: LimitShape | None = None


class DestinationShape(Shape):
    """One reader or receiver: exactly one of mail, webhook, folder and chat."""

    mail: Word | None = Field(default=None, description="One reader's address")
    webhook: Hidden | None = Field(default=None, description="https address that takes our POST")
    folder: Word | None = Field(default=None, description="Path, from the folder above config/")
    chat: Secret | None = Field(
        default=None, description="An address of Apprise, which is a secret: {env: NAME}"
    )
    language: Language = "en"
    tz: Zone = "UTC"
    threads: bool = Field(
        default=True, description="Mail: the alerts of one story keep one subject, and one thread"
    )
    templates: Word | None = Field(
        default=None,
        description="Folder with subject.txt, text.txt, html.html of your own, from this file's "
        "folder",
    )
    secret: Secrets = Field(default=[], description="Signs webhooks; the newest of several first")


class MonitorShape(Shape):
    """The process: where its data lies, how much it does, and who is told."""

    version: Literal[1] = 1
    database: Hidden | None = Field(
        default=None,
        description="sqlite:///data/monitor.db or postgresql://...; a relative path "
        "begins at the folder above config/",
    )
    data: Word = Field(default="data", description="Folder for what the program keeps")
    contact: Word | None = Field(default=None, description="Address that servers see from us")
    every: Duration = Field(
        default=timedelta(minutes=15), description="How often a feed is polled unless it says so"
    )
    keep: KeepShape = KeepShape()
    limits: LimitsShape = LimitsShape()
    allow: list[Word] = Field(
        default=[], description="Hosts and networks inside private networks that may be dialled"
    )
    mail: MailShape | None = None
    routes: list[RouteShape] = Field(default=[])
    destinations: dict[Name, DestinationShape] = Field(default={})
    operator: Word | None = Field(default=None, description="The destination told of trouble")
    translate: Word | None = Field(
        default=None,
        description="Address of a translation service, with {address} and {language} in it",
        examples=["https://translate.example.org/?to={language}&page={address}"],
    )
    page: Word | None = Field(default=None, description="Where readers find this program's page")


class FeedShape(Shape):
    """One feed, or one folder of feed files."""

    address: Word | None = Field(default=None, description="http or https")
    folder: Word | None = Field(default=None, description="Path, from this file's folder")
    id: Id | None = Field(default=None, description="Made of the address unless said")
    title: Word | None = Field(default=None, description="What digests call the outlet")
    tags: Words = Field(default=[], description="Words of your own, for watches and queries")
    language: Language | None = Field(default=None, description="ISO 639-1; what it is written in")
    every: Duration | None = None
    weight: float | None = Field(
        default=None,
        ge=0.01,
        le=100,
        description="How urgent beside other feeds; 1 unless said",
    )
    kind: Literal["feed", "page"] = Field(
        default="feed", description="page: a section page without a feed, whose links are entries"
    )
    extract: Literal["precision", "balanced", "recall"] = Field(
        default="balanced", description="How its pages are read; recall for blogs"
    )
    headers: dict[str, Hidden] = Field(
        default={}, description="Sent to the feed, and to pages of its own origin"
    )
    cookies: dict[str, Hidden] = Field(
        default={}, description="Sent to the feed, and to pages of its own origin"
    )
    proxy: Hidden | None = Field(default=None, description="http address of a proxy to go through")
    first_run: FirstRunField = FirstRunShape(baseline=True)


def _feed(value: object) -> object:
    return {"address": value} if isinstance(value, str) else value


FeedItem = Annotated[FeedShape, BeforeValidator(_feed), OrText()]


class HostShape(Shape):
    """What holds for every feed of a host that does not say it itself."""

    every: Duration | None = None
    weight: float | None = Field(default=None, ge=0.01, le=100)


class FeedsShape(Shape):
    """Where news comes from."""

    version: Literal[1] = 1
    hosts: dict[str, HostShape] = Field(
        default={}, description="By host name, for its subdomains too: every, weight"
    )
    publishers: dict[Name, Words] = Field(
        default={}, description="Several sites that are one source, by a name of your own"
    )
    feeds: list[FeedItem] = Field(default=[])
