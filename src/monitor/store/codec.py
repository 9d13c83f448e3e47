"""Spans, conditions and lists of names as JSON text, and back, without loss."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from monitor.model.hit import Condition, Span
from monitor.model.story import Development, Ground, Quote

_SURROGATE = re.compile("[\ud800-\udfff]")


def names_to_json(names: Sequence[str]) -> str:
    """Write a list of names."""
    return _dump(list(names))


def names_from_json(text: str) -> tuple[str, ...]:
    """Read what `names_to_json` wrote."""
    return tuple(json.loads(text))


def spans_to_json(spans: Sequence[Span]) -> str:
    """Write spans, in their order."""
    return _dump([asdict(span) for span in spans])


def spans_from_json(text: str) -> tuple[Span, ...]:
    """Read what `spans_to_json` wrote."""
    return tuple(Span(**fields) for fields in json.loads(text))


def condition_to_json(condition: Condition) -> str:
    """Write a condition with all its parts."""
    return _dump(asdict(condition))


def condition_from_json(text: str) -> Condition:
    """Read what `condition_to_json` wrote."""
    return _condition(json.loads(text))


def grounds_to_json(grounds: Sequence[Ground]) -> str:
    """Write grounds, in their order."""
    return _dump([[one.kind, one.detail, one.article] for one in grounds])


def grounds_from_json(text: str) -> tuple[Ground, ...]:
    """Read what `grounds_to_json` wrote."""
    return tuple(
        Ground(kind=kind, detail=detail, article=article)
        for kind, detail, article in json.loads(text)
    )


def evidence_to_json(one: Development) -> str:
    """Write what a development was before, what it is now, and where that stands."""
    quotes = [asdict(quote) for quote in one.evidence]
    return _dump({"before": list(one.before), "after": one.after, "quotes": quotes})


def evidence_from_json(text: str) -> Mapping[str, Any]:
    """Read what `evidence_to_json` wrote: the fields `before`, `after` and `evidence`."""
    said = json.loads(text)
    return {
        "before": tuple(said["before"]),
        "after": said["after"],
        "evidence": tuple(Quote(**quote) for quote in said["quotes"]),
    }


def _condition(fields: Mapping[str, Any]) -> Condition:
    return Condition(
        line=fields["line"],
        met=fields["met"],
        spans=tuple(Span(**span) for span in fields["spans"]),
        parts=tuple(_condition(part) for part in fields["parts"]),
        note=fields["note"],
    )


def _dump(value: object) -> str:
    # Letters stand as they are (a Cyrillic letter is 2 bytes, escaped it would be 6); only what
    # has no UTF-8 form is escaped.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
