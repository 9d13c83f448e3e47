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

    A figure that its outlet gives stands behind its entry.

    Returns:
        Such as `North Korea · sappers 1,000 · Kursk`; nothing for a language the reader reads.
    """
    return _DOT.join(ideas_of(teller, row, figures)) if teller.is_foreign(row.language) else ""


def ideas_of(teller: Teller, row: HitRow, figures: Sequence[Figure] = ()) -> list[str]:
    """Name the entries an article met, those first that it speaks of first."""
    met = dict.fromkeys(span.entry for span in row.spans if span.entry in row.entries)
    order = dict.fromkeys([*met, *row.entries])
    told = [_with_figures(teller, row, entry, figures) for entry in order if entry]
    return told[:MOST_ENTRIES]


def figures_of(teller: Teller, figures: Sequence[Figure]) -> str:
    """Say the figures of a story, and how many outlets give each.

    Returns:
        Such as `sappers 1,000 (14 outlets) · builders 5,000 (13)`.
    """
    told: list[str] = []
    for figure in figures[:MOST_FIGURES]:
        outlets = len(figure.outlets)
        words = teller.words
        count = words.number(outlets) if told else words.count(words.outlets, outlets)
        value = f"{teller.entry(figure.entry)} {words.number(figure.value)}"
        told.append(f"{value} ({count})" if outlets else value)
    return _DOT.join(told)


def _with_figures(teller: Teller, row: HitRow, entry: str, figures: Sequence[Figure]) -> str:
    values = [
        teller.words.number(figure.value)
        for figure in figures
        if figure.entry == entry and row.outlet in figure.outlets
    ]
    return " ".join([teller.entry(entry), *values])
