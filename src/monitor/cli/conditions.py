"""Conditions, spans and hits as JSON: the one spelling of every command."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.flow.standing import Shortfall
    from monitor.model.hit import Condition, Hit, Span


def hit_json(hit: "Hit") -> Mapping[str, object]:
    """Give a hit as the acceptance interface writes it."""
    return {"watch": hit.watch, "spans": [span_json(span) for span in hit.spans]}


def span_json(span: "Span") -> Mapping[str, object]:
    """Give a span as the acceptance interface writes it; offsets are code points."""
    return {
        "field": span.field,
        "start": span.start,
        "end": span.end,
        "surface": span.surface,
        "term": span.term,
        "entry": span.entry,
        "why": span.why,
    }


def condition_json(condition: "Condition") -> Mapping[str, object]:
    """Give a condition with all that stands below it."""
    return {
        "line": condition.line,
        "met": condition.met,
        "note": condition.note,
        "spans": [span_json(span) for span in condition.spans],
        "parts": [condition_json(part) for part in condition.parts],
    }


def shortfall_json(shortfall: "Shortfall") -> Mapping[str, object]:
    """Give a condition that is missing, with what nearly met it."""
    return {
        "line": shortfall.missing.condition.line,
        "field": shortfall.missing.field,
        "near": [
            {
                "kind": near.kind,
                "sentence": near.sentence,
                "spans": [span_json(span) for span in near.spans],
            }
            for near in shortfall.near
        ],
    }
