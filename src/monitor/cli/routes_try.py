"""`monitor routes test`: who would get an article, when, and why not."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.front import Exit
from monitor.cli.options import CONFIG, ConfigOption, JsonOption

if TYPE_CHECKING:
    from monitor.app.config import Config
    from monitor.flow.routetest import Answer, Table
    from monitor.model.article import Article

SubjectArgument = Annotated[
    str,
    typer.Argument(
        metavar="ARTICLE",
        help="The id of a stored article, its address, a file, or a headline.",
    ),
]
TagOption = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="WORD", help="A tag of the feed that would bring a text."),
]
LanguageOption = Annotated[
    str | None, typer.Option("--lang", metavar="xx", help="The language that its feed declares.")
]
# What a word of docs/reasons.md means here.
WHY = {
    "other_watches": "the route is for other watches",
    "other_severity": "the route is for another severity",
    "other_tags": "the route is for feeds with other tags",
    "newer_route": "the route is newer than the hit",
    "digests_only": "the watch's alert: on: has no new_story",
    "same_story": "its story was told; repeat: tells a story that goes on",
    "copy": "the same text was told",
    "mirror": "a mirror of what was told",
    "old": "published more than 48 hours before it was found",
    "sources": "waits for more sources",
    "over_limit": "over the hour's limit",
    "already_told": "told",
    "silenced": "silenced",
}


def try_article(
    subject: SubjectArgument,
    config: ConfigOption = CONFIG,
    lang: LanguageOption = None,
    tag: TagOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say who gets an article, when, in a digest or an alert; and who does not, and why.

    Of a stored article the truth is told; of a text, what would happen if it came now and were
    the first of its story. Exit code 1 when no watch is met.
    """
    from monitor.cli.opening import settings_of
    from monitor.cli.output import say, say_json

    settings = settings_of(config)
    title, answers = _asked(subject, settings, config, (lang, tag or []))
    if as_json:
        say_json({"title": title, "met": bool(answers), "ways": [_json(one) for one in answers]})
    elif answers:
        say(f"title: {title}")
        _table(answers, settings)
    else:
        say(f"title: {title}")
        say("no watch is met: `monitor explain` says what is missing")
    if not answers:
        raise typer.Exit(Exit.NO)


def _asked(
    subject: str, settings: "Config", config: Path, hints: tuple[str | None, list[str]]
) -> "tuple[str, Sequence[Answer]]":
    """Find the article among the stored ones, or read it as a text, and ask."""
    from monitor.app.clock import now
    from monitor.flow.routetest import Table
    from monitor.text.clean import clean_line

    watches = {watch.id: watch for watch in settings.watches.watches}
    table = Table(watches=watches, routes=settings.routes, now=now())
    stored = _of_stored(subject, settings, table)
    if stored is not None:
        return stored
    article = _article(subject, config, hints)
    return clean_line(article.title), _of_text(article, settings, config, table)


def _of_stored(
    subject: str, settings: "Config", table: "Table"
) -> "tuple[str, Sequence[Answer]] | None":
    from sqlalchemy import Connection

    from monitor.cli.opening import read
    from monitor.flow.routetest import of_stored
    from monitor.intake.urls import canonical
    from monitor.model.errors import StoreError
    from monitor.store import articles
    from monitor.store.lookup import by_address
    from monitor.text.clean import clean_line

    def ask(rows: Connection) -> "tuple[str, Sequence[Answer]] | None":
        number = int(subject) if subject.isdecimal() else by_address(rows, canonical(subject) or "")
        known = articles.get(rows, number) if number is not None else None
        if known is None:
            return None
        found = of_stored(rows, known.article_id, known.article.tags, table)
        return clean_line(known.article.title), found

    if not (subject.isdecimal() or subject.startswith(("http://", "https://"))):
        return None
    try:
        found = read(settings, ask)
    except StoreError:
        found = None  # nothing was stored yet: an address is fetched
    if found is None and subject.isdecimal():
        raise typer.BadParameter(f"no stored article {subject}", param_hint="ARTICLE")
    return found


def _article(subject: str, config: Path, hints: tuple[str | None, list[str]]) -> "Article":
    from dataclasses import replace

    from monitor.cli.explain import article_of
    from monitor.cli.output import complain
    from monitor.intake.fetch import FetchError

    language, tags = hints
    article = article_of(subject, language, config)
    if isinstance(article, FetchError):
        complain(f"cannot be read: {article.reason}: {article.detail}")
        raise typer.Exit(Exit.NO)
    return replace(article, tags=tuple(tags))


def _of_text(
    article: "Article", settings: "Config", config: Path, table: "Table"
) -> "Sequence[Answer]":
    from monitor.cli.loading import matcher_of
    from monitor.cli.opening import read
    from monitor.flow.routetest import of_text
    from monitor.model.errors import StoreError

    hits = matcher_of(settings.watches, config).judge(article).hits
    try:
        return read(settings, lambda rows: of_text(rows, article, hits, table))
    except StoreError:  # without a database nobody has silenced anything
        return of_text(None, article, hits, table)


def _table(answers: "Sequence[Answer]", settings: "Config") -> None:
    from monitor.cli.moments import local
    from monitor.cli.output import say_table

    lines = []
    for one in answers:
        reader = settings.destinations.get(one.destination or "")
        when = local(one.at, reader.tz if reader else "UTC")
        state = {"told": "told", "comes": "comes", "held": "held", "not": "not told"}[one.state]
        why = " ".join(filter(None, (WHY.get(one.reason or "", one.reason or ""), one.detail)))
        lines.append((one.watch, one.route, one.destination or "", one.kind, state, when, why))
    say_table(("watch", "route", "to", "as", "what", "when", "why"), lines)


def _json(one: "Answer") -> Mapping[str, object]:
    from monitor.cli.moments import iso

    return {
        "watch": one.watch,
        "route": one.route,
        "destination": one.destination,
        "kind": one.kind,
        "state": one.state,
        "at": iso(one.at),
        "reason": one.reason,
        "detail": one.detail,
    }
