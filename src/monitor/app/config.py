"""The whole configuration: `monitor.yaml`, `feeds.yaml` and `watches/*.yaml` of one folder.

Paths begin where a reader of the file expects them: those that name something beside the file
(a feed folder, a secret's file) at the file's own folder; those that name what the program writes
(`data:`, the database, a destination's `folder:`) at the folder above the configuration, which is
where `monitor run` is started.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal

from monitor.app.config_models import LimitsShape, MailShape, MonitorShape
from monitor.app.database_url import database_of
from monitor.app.destinations import MAILBOX, destinations_of
from monitor.app.feeds_file import Listed, listed_in
from monitor.app.overrides import overridden
from monitor.app.routing import (
    check_operator,
    check_patterns,
    routes_of,
    told_to_nobody_at_first,
    without_route,
)
from monitor.app.secrets import secret
from monitor.app.sheet import Sheet, open_sheet
from monitor.flow.compiling import rules_cache
from monitor.model.errors import ConfigError, Fault
from monitor.model.feed import Feed
from monitor.model.watch import Destination, Route, Watch, WatchSet
from monitor.outside.files import is_folder, whole
from monitor.rules.watchfile import load_watches

NEVER_FIRST = (
    "has no new_story in its alert: on:, and stands in no digest: its first hits are told to "
    "nobody; give it a route with at:"
)
PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is done at the same time; `seconds` is the total for one feed or page.

    `gap` stands between two questions to one host; None: a second, and none for own hosts.
    """

    polls: int = 32
    pages: int = 8
    children: int = 2
    seconds: float = 30.0
    gap: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAccount:
    """The server that takes our mail; `security` is `starttls`, `tls` or `none`.

    `unsubscribe` is the address that takes mails of readers who want no more.
    """

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    security: Literal["starttls", "tls", "none"] = "starttls"
    unsubscribe: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything the files and the environment say, checked; paths are absolute.

    Attributes:
        folder: Where the files lie.
        database: An SQLAlchemy address, which may hold a password.
        data: Folder for what the program keeps beside the database.
        keep_articles: How long articles, pages and hits stay.
        every: How often a feed is polled that does not say so itself.
        contact: An address for the User-Agent.
        allow: Hosts and networks inside private networks that may be dialled.
        operator: The destination that is told of trouble.
        translate: The operator's translation service, with `{address}` and `{language}` in it.
        page: Where readers find this program's page.
        publishers: By site, the name of those that are one source with others.
        warnings: What is doubtful and stops nobody.
    """

    folder: Path
    database: str = field(repr=False)
    data: Path
    watches: WatchSet
    feeds: tuple[Feed, ...] = ()
    routes: tuple[Route, ...] = ()
    destinations: Mapping[str, Destination] = field(default_factory=dict)
    operator: str | None = None
    mail: MailAccount | None = None
    limits: Limits = Limits()
    keep_articles: timedelta = timedelta(days=90)
    every: timedelta = timedelta(minutes=15)
    contact: str | None = None
    allow: tuple[str, ...] = ()
    translate: str | None = None
    page: str | None = None
    publishers: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Fault, ...] = ()


def load_config(folder: Path, environment: Mapping[str, str]) -> Config:
    """Read a configuration folder.

    Args:
        folder: Holds `monitor.yaml`, `feeds.yaml` and `watches/`.
        environment: Variables that go over the file, and secrets.

    Raises:
        ConfigError: With every fault of every file, sorted by file and line.
    """
    process = open_sheet(folder / "monitor.yaml", environment)
    listed = open_sheet(folder / "feeds.yaml", environment)
    known = listed_in(listed)
    shape = _shape(process)
    data = whole(folder).parent / (shape.data if shape else "data")
    watches, faults = _watches(folder / "watches", data)
    config = _config(folder, process, shape, known, watches)
    faults += process.faults + listed.faults
    if config is None or faults:
        raise ConfigError(faults)
    return config


def _shape(sheet: Sheet) -> MonitorShape | None:
    if sheet.faults:
        return None
    return sheet.shaped(overridden(sheet.document.value, sheet), MonitorShape)


def _config(
    folder: Path,
    sheet: Sheet,
    shape: MonitorShape | None,
    listed: Listed,
    watches: WatchSet | None,
) -> Config | None:
    if shape is None:
        return None
    base = whole(folder).parent
    data = whole(base / shape.data)
    routes = routes_of(shape, sheet)
    check_operator(shape, sheet)
    if watches:
        check_patterns(routes, watches, sheet)
        _check_routes(watches, routes, sheet)
    return Config(
        folder=whole(folder),
        database=database_of(shape, base, sheet),
        data=data,
        watches=watches or WatchSet(watches=(), lexicon={}, digest=""),
        feeds=listed.feeds,
        publishers=listed.publishers,
        routes=routes,
        destinations=destinations_of(shape, base, sheet),
        operator=shape.operator,
        mail=_mail(shape.mail, sheet) if shape.mail else None,
        limits=_limits(shape.limits),
        keep_articles=shape.keep.articles,
        every=shape.every,
        contact=shape.contact,
        allow=tuple(shape.allow),
        translate=shape.translate,
        page=shape.page,
        warnings=tuple(sheet.warnings),
    )


def _watches(path: Path, data: Path) -> tuple[WatchSet | None, list[Fault]]:
    """Read the watches; a data folder that is there remembers what their files said last time."""
    try:
        return load_watches(path, rules_cache(data / "cache") if is_folder(data) else None), []
    except ConfigError as error:
        return None, list(error.faults)


def _check_routes(watches: WatchSet, routes: tuple[Route, ...], sheet: Sheet) -> None:
    lost = without_route(watches, routes)
    for watch in lost:
        problem = f"no route takes the watch {watch.id!r}: add it to a route in monitor.yaml"
        sheet.faults += _at_its_place(watch, problem)
    for watch in told_to_nobody_at_first(watches, routes):
        if watch not in lost:
            sheet.warnings += _at_its_place(watch, f"{watch.id!r} {NEVER_FIRST}")


def _at_its_place(watch: Watch, problem: str) -> list[Fault]:
    place = watch.place
    if place is None:
        return []
    return [Fault(path=place.path, line=place.line, column=place.column, problem=problem)]


def _limits(shape: LimitsShape) -> Limits:
    return Limits(
        polls=shape.polls,
        pages=shape.pages,
        children=shape.children,
        seconds=shape.timeout.total_seconds(),
        gap=shape.gap,
    )


def _mail(shape: MailShape, sheet: Sheet) -> MailAccount:
    if (shape.user is None) != (shape.password is None):
        sheet.blame(("mail",), "user and password belong together: write both or none")
    if shape.password is not None and shape.security == "none":
        sheet.blame(("mail", "security"), "a password never goes over an open line: use starttls")
    from monitor.notify.parcel import can_send  # single commands are up sooner without

    if not MAILBOX.fullmatch(shape.sender) or not can_send(shape.sender):
        sheet.blame(("mail", "sender"), "sender: is one plain address, such as news@example.org")
    password = secret(shape.password, ("mail", "password"), sheet) if shape.password else None
    return MailAccount(
        host=shape.host,
        port=shape.port or PORTS[shape.security],
        sender=shape.sender,
        user=shape.user,
        password=password,
        security=shape.security,
        unsubscribe=_unsubscribe(shape, sheet),
    )


def _unsubscribe(shape: MailShape, sheet: Sheet) -> str | None:
    if shape.unsubscribe is not None and not MAILBOX.fullmatch(shape.unsubscribe):
        sheet.blame(("mail", "unsubscribe"), f"{shape.unsubscribe!r} is no mail address")
    return shape.unsubscribe
