"""Why a watch was met by an article: the conditions, the places, the entries, the rank."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.match.evaluate import judge
from monitor.match.scene import Scene
from monitor.model.hit import Condition, Given, Span
from monitor.model.watch import Watch


def reason(scene: Scene, watch: Watch, entries: Sequence[str]) -> Given:
    """Say why a watch is met.

    Args:
        scene: The article; it meets the watch.
        watch: The watch.
        entries: The names of the lexicon entries that it meets, in file order.
    """
    condition = judge(scene, watch.query).condition
    weight = [name for name in watch.weight if scene.of_entry(name)]
    extra = {scene.span_of(o) for name in weight for o in scene.of_entry(name)}
    return Given(
        spans=tuple(sorted({*_met_spans(condition), *extra}, key=_place)),
        entries=tuple(entries),
        rank=len(weight),
        why=_as_met(condition),
    )


def _met_spans(condition: Condition) -> Iterator[Span]:
    """Yield the spans of every part that helped; a part that is not met helped nothing."""
    if condition.met:
        yield from condition.spans
        for part in condition.parts:
            yield from _met_spans(part)


def _as_met(condition: Condition) -> Condition:
    """Keep the parts that were met: what else a rule asks for is no reason for this hit."""
    parts = tuple(_as_met(part) for part in condition.parts if part.met)
    return replace(condition, parts=parts)


def _place(span: Span) -> tuple[bool, int, int, str, str]:
    return (span.field == "text", span.start, span.end, span.entry or "", span.term)
