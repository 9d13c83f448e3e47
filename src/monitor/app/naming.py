"""By which word a reader of each language knows a lexicon entry."""

from collections.abc import Mapping
from typing import Final

from monitor.model.watch import LexiconEntry, WatchSet
from monitor.text.scripts import script_counts

# Terms for every language are written in some script: who reads it takes the first of them.
READERS: Final[Mapping[str, tuple[str, ...]]] = {
    "Cyrl": ("ru", "uk", "be", "bg", "sr"),
    "Hang": ("ko",),
    "Hani": ("zh", "ja"),
    "Kana": ("ja",),
    "Arab": ("ar", "fa", "ur"),
    "Grek": ("el",),
    "Hebr": ("he",),
}
_ALIKE: Final = 3


def names_of(watches: WatchSet) -> dict[str, dict[str, str]]:
    """Give each lexicon entry the word by which a reader of each language knows it."""
    return {entry.id: _names(entry) for entry in watches.lexicon.values()}


def _names(entry: LexiconEntry) -> dict[str, str]:
    """Give the first term of each language, or else the first of `any` in its script."""
    own: dict[str, str] = {}
    shared: dict[str, str] = {}
    for term in entry.terms:
        text = getattr(term.leaf, "text", "")
        if not text or term.with_entries:
            continue
        own.setdefault(term.language, text)
        if term.language == "any":
            for language in _readers(text):
                shared.setdefault(language, text)
    if "en" in own:
        own["en"] = _in_english(entry.id, own["en"])
    return {**shared, **own}


def _readers(text: str) -> tuple[str, ...]:
    counts = script_counts(text)
    return READERS.get(max(counts, key=lambda script: counts[script]), ()) if counts else ()


def _in_english(name: str, term: str) -> str:
    """Prefer the entry's own name, `casualties`, to a bare term that begins like it, `casualty`."""
    own = name.replace("_", " ").replace("-", " ")
    is_plain = term.islower() and own.casefold() != term.casefold()
    return own if is_plain and own[:_ALIKE].casefold() == term[:_ALIKE].casefold() else term
