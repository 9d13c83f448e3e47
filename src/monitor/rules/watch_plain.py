"""The watch that nearly everybody writes, made without pydantic.

Validation takes most of the time of a large folder, and says nothing about a watch that has
only a few keys with plain values. Whatever is not surely right here goes the long way, which has
the sentences for what is wrong; a watch that is plain must come out of both ways the same.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, get_args

from monitor.model.query import Query
from monitor.model.watch import AlertOn, Place, Severity, TestText, Watch
from monitor.rules.codes import CODES
from monitor.rules.leaves import NAME
from monitor.rules.slip import Path
from monitor.rules.watch_models import ID, LONGEST_TEXT, ON_WORDS

PlaceOf = Callable[[Path], Place]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


def is_plain(value: Mapping[str, object]) -> bool:
    """Whether a watch says nothing that needs a closer look; False is no blame."""
    return "id" in value and all(
        key in CHECKS and CHECKS[key](below) for key, below in value.items()
    )


def plain_watch(value: Mapping[str, Any], query: Query, at: Path, place_of: PlaceOf) -> Watch:
    """Make a watch of values that are plain.

    Args:
        value: What `is_plain` approved.
        query: The watch's question, read already.
        at: The path of the watch in its file.
        place_of: Says where in the file a path stands.
    """
    alert, tests = value.get("alert", NOTHING), value.get("tests", NOTHING)
    return Watch(
        id=value["id"],
        title=value.get("title", value["id"]),
        query=query,
        languages=_one(*value.get("languages", ())),
        weight=_one(*(name[1:] for name in value.get("weight", ()))),
        watch_for=_one(*(name[1:] for name in value.get("watch_for", ()))),
        alert_on=alert_on(*alert.get("on", ("new_story",))),
        severity=alert.get("severity", "normal"),
        must_match=tuple(_tests(tests, "match", at, place_of)),
        must_ignore=tuple(_tests(tests, "ignore", at, place_of)),
        place=place_of(at),
    )


@lru_cache(maxsize=256)
def alert_on(*kinds: Any) -> tuple[AlertOn, ...]:  # noqa: ANN401 - a kind, which was checked
    """Give the kinds of development without values; equal ones are one object."""
    return tuple(AlertOn(kind=kind) for kind in kinds)


@lru_cache(maxsize=4096)
def _one(*values: str) -> tuple[str, ...]:
    """Give one object for equal values."""
    return values


def _tests(
    tests: Mapping[str, list[str]], key: str, at: Path, place_of: PlaceOf
) -> Iterator[TestText]:
    for number, title in enumerate(tests.get(key, ())):
        yield TestText(title=title, place=place_of((*at, "tests", key, number)))


def _is_id(value: object) -> bool:
    return isinstance(value, str) and ID.fullmatch(value) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT


def _is_anything(value: object) -> bool:
    """Whether a `match:` is right was said by `lists.py`, when it made the query."""
    return True


def _are_codes(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(c, str) and c in CODES for c in value)


def _are_references(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(name, str) and name[:1] == "$" and NAME.fullmatch(name[1:]) for name in value
    )


def _is_alert(value: object) -> bool:
    if not isinstance(value, dict) or not value.keys() <= {"on", "severity"}:
        return False
    kinds = value.get("on", [])
    return value.get("severity", "normal") in SEVERITIES and (
        isinstance(kinds, list) and all(kind in ON_WORDS for kind in kinds)
    )


def _are_tests(value: object) -> bool:
    return isinstance(value, dict) and all(
        key in ("match", "ignore")
        and isinstance(titles, list)
        and all(isinstance(title, str) for title in titles)
        for key, titles in value.items()
    )


NOTHING: Mapping[str, Any] = {}
CHECKS: Mapping[str, Callable[[object], bool]] = {
    "id": _is_id,
    "title": _is_text,
    "query": _is_text,
    "match": _is_anything,
    "languages": _are_codes,
    "weight": _are_references,
    "watch_for": _are_references,
    "alert": _is_alert,
    "tests": _are_tests,
}
