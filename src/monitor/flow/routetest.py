"""Who gets an article, when, and who does not, and why: of a stored article, or of a text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from monitor.flow.alerting import OVER_LIMIT, SPACING, group_of
from monitor.flow.planning import SOURCES, NewHit, judge
from monitor.flow.routing import NO_ROUTE, Way, unfit, ways_of
from monitor.flow.silencing import SILENCED, lasting, silence_over
from monitor.flow.storyfacts import facts_of
from monitor.model.article import Article
from monitor.model.hit import Hit, Span
from monitor.model.message import NEW
from monitor.model.watch import Route, Silence, Watch
from monitor.notify.slots import HOUR, alert_at, free_at, held_until, next_slot, slot_due
from monitor.store import due, outbox, threads
from monitor.store.due import ALREADY_TOLD
from monitor.store.duerows import Due

State = Literal["told", "comes", "held", "not"]
NEWER_ROUTE = "newer_route"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What becomes of one hit on one way.

    Attributes:
        destination: None where no way leads to one.
        kind: Whether the route makes digests or alerts.
        state: `told` already; `comes` at a time; `held` until something happens; or not told.
        at: When it was told or comes, UTC, unless something else happens before.
        reason: Why it is held or not told, a word of docs/reasons.md.
        detail: What the reason is about, in a few words.
    """

    watch: str
    route: str
    destination: str | None
    kind: Literal["digest", "alert"]
    state: State
    at: datetime | None = None
    reason: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Watches and routes as they are configured, and the time of the question."""

    watches: Mapping[str, Watch]
    routes: Sequence[Route]
    now: datetime

    def route(self, name: str) -> Route | None:
        """Find a route that is configured."""
        return next((route for route in self.routes if route.id == name), None)


def of_stored(rows: Connection, article_id: int, tags: Sequence[str], table: Table) -> list[Answer]:
    """Say what became of every hit of a stored article, and what will.

    Args:
        rows: A reading transaction.
        article_id: The article.
        tags: Of the feed that brought it.
        table: The configuration.

    Returns:
        Answers by watch, in the order of the routes; none when no watch met it.
    """
    known = due.of_article(rows, article_id)
    answers: list[Answer] = []
    for watch in dict.fromkeys(one.watch for one in known):
        mine = [one for one in known if one.watch == watch and one.kind == NEW]
        answers += (_of_row(rows, one, mine, table) for one in mine if one.route)
        told_of = {(one.route, one.destination) for one in mine}
        if watch in table.watches:
            answers += _not_fitting(table.watches[watch], tags, table)
            answers += _newer(table.watches[watch], tags, table, told_of)
    return answers


def of_text(
    rows: Connection | None, article: Article, hits: Sequence[Hit], table: Table
) -> list[Answer]:
    """Say what would become of an article that came now, as the first of its story.

    Args:
        rows: A reading transaction, for the silences; None without a database.
        article: The article.
        hits: What its watches found in it.
        table: The configuration.
    """
    silences = lasting(rows, table.now) if rows else ()
    answers: list[Answer] = []
    for hit in hits:
        watch = table.watches[hit.watch]
        answers += (
            _of_new(hit, article, way, silences, table)
            for way in ways_of(watch, article.tags, table.routes)
        )
        answers += _not_fitting(watch, article.tags, table)
    return answers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A hit that is not stored, as a silence sees it."""

    watch: str
    site: str | None
    entries: tuple[str, ...]
    spans: tuple[Span, ...]
    story: int | None = None


def _of_new(
    hit: Hit, article: Article, way: Way, silences: Sequence[Silence], table: Table
) -> Answer:
    found = _Found(watch=hit.watch, site=article.site, entries=hit.entries, spans=hit.spans)
    new = NewHit(
        hit_id=0,
        watch=table.watches[hit.watch],
        tags=article.tags,
        ready_at=table.now,
        told_at=article.published,
    )
    silence, verdict = silence_over(found, silences), judge(new, way, ())
    plain = _plain(hit.watch, way.by, way.destination)
    if silence:
        return replace(plain, reason=SILENCED, detail=_named(silence))
    if verdict.reason:
        sources = f"1 of {new.watch.sources}" if verdict.is_held else ""
        return replace(
            plain,
            state="held" if verdict.is_held else "not",
            reason=verdict.reason,
            detail=sources,
        )
    comes = alert_at(way.by, table.now, None)
    return replace(plain, state="comes", at=comes or _slot_comes(way.by, table.now))


def _of_row(rows: Connection, one: Due, mine: Sequence[Due], table: Table) -> Answer:
    route = table.route(one.route)
    plain = _plain(one.watch, route, one.destination, one.route)
    if one.state == "taken":
        return replace(plain, state="told", at=one.told_at)
    if one.state == "absent":
        return replace(plain, reason=one.reason, detail=_detail(rows, one, mine, table))
    if one.reason:
        return replace(
            plain, state="held", reason=one.reason, detail=_detail(rows, one, mine, table)
        )
    return _coming(rows, one, route, plain, table)


def _coming(rows: Connection, one: Due, route: Route | None, plain: Answer, table: Table) -> Answer:
    """Say when what waits is told; a silence over it would keep it back then."""
    silence = silence_over(due.words_of_hit(rows, one.hit_id), lasting(rows, table.now))
    if silence:
        return replace(plain, reason=SILENCED, detail=_named(silence))
    if route is None:
        return replace(plain, reason=NO_ROUTE)
    at = _digest_at(rows, one, route, table) if route.at else _alert_time(rows, one, route, table)
    return replace(plain, state="comes", at=at)


def _digest_at(rows: Connection, one: Due, route: Route, table: Table) -> datetime | None:
    last = outbox.last_slot(rows, route.id, one.destination, table.now)
    is_open = slot_due(route, last, one.ready_at, table.now) is not None
    return table.now if is_open else _slot_comes(route, max(table.now, one.ready_at))


def _alert_time(rows: Connection, one: Due, route: Route, table: Table) -> datetime | None:
    stories = set() if one.story is None else {one.story}
    since = table.now - max(route.then_every or SPACING, SPACING)
    told = threads.told_by_alerts(rows, one.destination, since, stories)
    group = group_of(one, route.group_by)
    last = max(
        (
            row.told_at
            for row in told
            if row.told_at and row.route == route.id and group_of(row, route.group_by) == group
        ),
        default=None,
    )
    at = alert_at(route, one.ready_at, last)
    made = outbox.made_since(rows, route.id, one.destination, table.now - HOUR, table.now)
    free = held_until(route.quiet, free_at(route, made, table.now))
    return at and max(at, free)


def _slot_comes(route: Route, now: datetime) -> datetime | None:
    slot = next_slot(route, now)
    return slot.starts_at if slot else None


def _detail(rows: Connection, one: Due, mine: Sequence[Due], table: Table) -> str:
    others = [row for row in mine if row.destination == one.destination and row.route != one.route]
    if one.reason == ALREADY_TOLD:
        return ", ".join(f"by {row.route}" for row in others if row.state == "taken")
    if one.reason == OVER_LIMIT:
        return ", ".join(f"{row.route} tells it" for row in others if row.state != "absent")
    if one.reason == SOURCES and one.story is not None and one.watch in table.watches:
        known = len(facts_of(rows, one.story).publishers)
        return f"{known} of {table.watches[one.watch].sources}"
    if one.reason == SILENCED:
        silence = silence_over(due.words_of_hit(rows, one.hit_id), lasting(rows, table.now))
        return _named(silence) if silence else "by a silence that is over"
    return ""


def _not_fitting(watch: Watch, tags: Sequence[str], table: Table) -> Iterator[Answer]:
    for route in table.routes:
        reason = unfit(route, watch, frozenset(tags))
        if reason is not None:
            yield replace(_plain(watch.id, route, None), reason=reason)


def _newer(
    watch: Watch, tags: Sequence[str], table: Table, told_of: set[tuple[str, str]]
) -> Iterator[Answer]:
    """Name ways that are there only since the hit was planned."""
    for way in ways_of(watch, tags, table.routes):
        if (way.route, way.destination) not in told_of:
            yield replace(_plain(watch.id, way.by, way.destination), reason=NEWER_ROUTE)


def _plain(watch: str, route: Route | None, to: str | None, name: str = "") -> Answer:
    return Answer(
        watch=watch,
        route=route.id if route else name,
        destination=to,
        kind="digest" if route and route.at else "alert",
        state="not",
    )


def _named(silence: Silence) -> str:
    return f"by {silence.id} of {silence.author} until {silence.ends_at:%Y-%m-%d %H:%M} UTC"
