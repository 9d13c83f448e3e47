"""One sentence that says why an article matched, computed from the tree of conditions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from monitor.model.hit import Condition, Span
from monitor.notify.marks import enclosed, isolated, shown
from monitor.notify.words.frame import Words
from monitor.notify.words.table import words_for

MOST_FORMS: Final = 3
MOST_IDEAS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One idea that was met: the forms it stood in, and whether a title has it."""

    forms: tuple[str, ...]
    in_title: bool


def why_sentence(why: Condition, language: str = "en", weight: Sequence[str] = ()) -> str:
    """Say in one sentence which words met a rule, and where.

    Words of one condition are joined by "or", conditions by "and". A condition that the title met
    is told with the title and its words there, all others with the text. Of words that lie in
    longer ones the longest is told; what the title says already is not told of the text.

    Args:
        why: The condition tree of a hit, as it was met.
        language: The reader's language.
        weight: Names of the entries that raised the hit's rank.

    Returns:
        Such as `Why: sapper or penjinak ranjau in the text, Kursk in the title. Shoigu adds
        weight.`; empty when no word was met (a rule of filters only) and nothing adds weight.
    """
    words = words_for(language)
    reasons = tuple(dict.fromkeys(_reasons(why)))
    title = _telling([r for r in reasons if r.in_title])[:MOST_IDEAS]
    text = _telling([r for r in reasons if not r.in_title], title)[: MOST_IDEAS - len(title)]
    groups = ((words.in_text, text), (words.in_title, title))
    told = [
        frame.format(words=words.all_of([_any_of(words, reason.forms) for reason in group]))
        for frame, group in groups
        if group
    ]
    sentences = [words.why.format(reasons=words.list_of(told))] if told else []
    if weight:
        frame = words.adds_weight if len(weight) == 1 else words.add_weight
        sentences.append(frame.format(words=words.all_of([shown(w) for w in weight])))
    return words.gap.join(sentences)


def _telling(reasons: Sequence[Reason], told: Sequence[Reason] = ()) -> list[Reason]:
    """Keep the reasons of which another one, or one told already, does not say all words."""
    kept: list[Reason] = []
    for reason in sorted(reasons, key=lambda r: -len(r.forms)):
        if not any(_says(other, reason) for other in (*kept, *told)):
            kept.append(reason)
    return [reason for reason in reasons if reason in kept]


def _says(other: Reason, reason: Reason) -> bool:
    """Whether every form of `reason` is one of `other`, whatever its case."""
    return {f.casefold() for f in reason.forms} <= {f.casefold() for f in other.forms}


def _any_of(words: Words, forms: Sequence[str]) -> str:
    guarded = enclosed if words.is_rtl else isolated
    return words.any_of([guarded(form) for form in forms])


def _reasons(why: Condition, within: frozenset[Span] | None = None) -> Iterator[Reason]:
    """One reason for each met condition that has no met part with places of its own.

    What a condition is made of may stand in many places; only those count that met the condition
    itself: of `a NEAR/5 b` not an `a` elsewhere, of `a NOT NEAR/5 b` no `b`.
    """
    if not why.met:
        return
    mine = frozenset(why.spans) if within is None else within & frozenset(why.spans)
    inner = [reason for part in why.parts for reason in _reasons(part, mine)]
    if inner:
        yield from inner
    elif mine:
        title = [span for span in mine if span.field == "title"]
        yield Reason(forms=_forms(title or mine), in_title=bool(title))


def _forms(spans: Iterable[Span]) -> tuple[str, ...]:
    """The forms found, in reading order, none twice whatever its case, none inside a longer one."""
    known: dict[str, str] = {}
    end = -1
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.end <= end:
            continue
        end = span.end
        form = shown(span.surface).strip()
        if form:
            known.setdefault(form.casefold(), form)
    return tuple(known.values())[:MOST_FORMS]
