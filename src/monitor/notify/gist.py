"""The gist of a foreign article and the figures of a story, in the reader's language."""

from collections.abc import Sequence
from typing import Final

from monitor.model.message import HitRow
from monitor.model.story import Figure
from monitor.notify.teller import Teller

MOST_ENTRIES: Final = 8
MOST_FIGURES: Final = 8
_DOT: Final = " · "


def gist_of(teller: Teller, row: HitRow, figures: Sequence[Figure] = ()) -> str:
    """Say what a foreign article is about: the entries it met, in the order it speaks of them.

    The figure that its outlet gives stands behind its entry; of one that gives several nobody
    could say which is this article's.

    Returns:
        Such as `North Korea · sappers 1,000 · Kursk`; nothing for a language the reader reads.
    """
    if not teller.is_foreign(row.language):
        return ""
    return _DOT.join(ideas_of(teller, row, figures)[:MOST_ENTRIES])


def ideas_of(teller: Teller, row: HitRow, figures: Sequence[Figure] = ()) -> list[str]:
    """Name the entries an article met, those first that it speaks of first, each name once."""
    met = dict.fromkeys(span.entry for span in row.spans if span.entry in row.entries)
    order = dict.fromkeys([*met, *row.entries])
    told: dict[str, str] = {}
    for entry in filter(None, order):
        told.setdefault(teller.entry(entry), _with_figures(teller, row, entry, figures))
    return list(told.values())


def figures_of(teller: Teller, figures: Sequence[Figure]) -> str:
    """Say the figures of a story, and how many outlets give each; what is called alike once.

    Returns:
        Such as `sappers 1,000 (14 outlets) · builders 5,000 (13)`.
    """
    words = teller.words
    given: dict[str, set[str]] = {}
    for figure in figures:
        value = f"{teller.entry(figure.entry)} {words.number(figure.value)}"
        given.setdefault(value, set()).update(figure.outlets)
    told: list[str] = []
    for value, outlets in list(given.items())[:MOST_FIGURES]:
        count = words.number(len(outlets)) if told else words.count(words.outlets, len(outlets))
        told.append(f"{value} ({count})" if outlets else value)
    return _DOT.join(told)


def adds_little(ideas: Sequence[str], known: Sequence[str]) -> bool:
    """Whether what a gist would say of an article is known from those told before it.

    So it is when it names no figure that they do not give, and most of it stands there too.
    """
    told = ideas[:MOST_ENTRIES]
    fresh = [idea for idea in told if idea not in known]
    return not any(idea[-1:].isdigit() for idea in fresh) and len(fresh) * 2 < len(told)


def _with_figures(teller: Teller, row: HitRow, entry: str, figures: Sequence[Figure]) -> str:
    values = [
        teller.words.number(figure.value)
        for figure in figures
        if figure.entry == entry and row.outlet in figure.outlets
    ]
    return " ".join([teller.entry(entry), *(values if len(values) == 1 else ())])
