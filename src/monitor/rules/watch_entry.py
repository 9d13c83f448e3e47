"""One watch of a file -> Watch, or everything that is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from monitor.model.errors import QueryError
from monitor.model.feed import FirstRun
from monitor.model.query import Query
from monitor.model.watch import AlertOn, Expect, TestText, Watch
from monitor.rules.faults import slips_of
from monitor.rules.grammar import parse_with_entries
from monitor.rules.lists import read_lists
from monitor.rules.slip import Path, Slip
from monitor.rules.watch_models import FirstRunShape, TestShape, WatchShape
from monitor.rules.watch_plain import PlaceOf, is_plain, plain_watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a watch or a term names a lexicon entry; `column` counts inside a query line."""

    name: str
    at: Path
    column: int = 0


@dataclass(slots=True, kw_only=True)
class WatchParts:
    """What was read of one watch; `watch` is None when something in it is wrong."""

    watch: Watch | None = None
    slips: list[Slip] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)


def watch_of(value: object, at: Path, place_of: PlaceOf) -> WatchParts:
    """Read one watch.

    Args:
        value: Plain values, as `marks.read_yaml` gives them.
        at: The path of the watch in its file.
        place_of: Says where in the file a path stands.
    """
    parts = WatchParts()
    query = _question(value, at, parts) if isinstance(value, dict) else None
    if isinstance(value, dict) and query is not None and is_plain(value):
        _name_entries(value, at, parts)
        parts.watch = plain_watch(value, query, at, place_of)
        return parts
    try:
        shape = WatchShape.model_validate(value)
    except ValidationError as error:
        parts.slips.extend(slips_of(error, WatchShape, at))
        return parts
    _name_entries({"weight": shape.weight, "watch_for": shape.watch_for}, at, parts)
    if query is not None:
        parts.watch = shaped_watch(shape, query, at, place_of)
    return parts


def _name_entries(value: Mapping[str, object], at: Path, parts: WatchParts) -> None:
    for key in ("weight", "watch_for"):
        names = value.get(key)
        parts.references.extend(
            Reference(name=name.removeprefix("$"), at=(*at, key, number))
            for number, name in enumerate(names if isinstance(names, list) else ())
        )


def first_run_of(shape: FirstRunShape) -> FirstRun:
    """Give the noun of a `first_run:`."""
    if shape.last is not None:
        return FirstRun(kind="last", window=shape.last)
    return FirstRun(kind="all" if shape.all else "baseline")


def _question(value: dict[str, object], at: Path, parts: WatchParts) -> Query | None:
    if ("match" in value) == ("query" in value):
        parts.slips.append(Slip("a watch asks one question: either `match:` or `query:`", at))
        return None
    if "match" in value:
        reading = read_lists(value["match"], (*at, "match"))
        parts.slips.extend(reading.slips)
        parts.references.extend(Reference(name=name, at=path) for path, name in reading.references)
        return reading.query
    line = value["query"]
    return _line(line, (*at, "query"), parts) if isinstance(line, str) else None


def _line(line: str, at: Path, parts: WatchParts) -> Query | None:
    try:
        query, entries = parse_with_entries(line)
    except QueryError as error:
        parts.slips.append(Slip(error.problem, at, column=error.column))
        return None
    parts.references.extend(Reference(name=name, at=at, column=column) for name, column in entries)
    return query


def shaped_watch(shape: WatchShape, query: Query, at: Path, place_of: PlaceOf) -> Watch:
    """Make a watch of everything that a watch can say; the long way (see `watch_plain.py`)."""
    expect = shape.expect
    return Watch(
        id=shape.id,
        title=shape.title or shape.id,
        query=query,
        languages=tuple(shape.languages),
        feeds=tuple(shape.feeds.ids),
        feed_tags=tuple(shape.feeds.tags),
        weight=tuple(shape.weight),
        watch_for=tuple(shape.watch_for),
        sources=shape.sources,
        alert_on=tuple(
            AlertOn(kind=item.kind, values=tuple(item.values)) for item in shape.alert.on
        ),
        severity=shape.alert.severity,
        first_run=first_run_of(shape.first_run),
        expect=Expect(at_least=expect.at_least, every=expect.every) if expect else None,
        must_match=tuple(_tests(shape.tests.match, (*at, "tests", "match"), place_of)),
        must_ignore=tuple(_tests(shape.tests.ignore, (*at, "tests", "ignore"), place_of)),
        place=place_of(at),
    )


def _tests(shapes: list[TestShape], at: Path, place_of: PlaceOf) -> Iterator[TestText]:
    for number, shape in enumerate(shapes):
        yield TestText(
            title=shape.title,
            text=shape.text,
            language=shape.lang,
            site=shape.site,
            place=place_of((*at, number)),
        )
