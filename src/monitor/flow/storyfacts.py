"""What stories know of themselves, and what of that a message tells."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from monitor.model.story import Figure, StorySoFar
from monitor.store import so_far, stories
from monitor.stories.facts import Facts

MOST_FIGURES = 8


def facts_of(rows: Connection, story: int) -> Facts:
    """Give what a story knows; nothing when it was never written down, or by another edition."""
    try:
        return Facts.from_line(stories.facts(rows, story))
    except (ValueError, KeyError, TypeError):
        return Facts()


def known_of(
    rows: Connection, story_ids: Collection[int], destination: str
) -> Mapping[int, StorySoFar]:
    """Say what is known of stories, figures included, and what a destination was told of them."""
    found = so_far.so_far(rows, story_ids, destination)
    return {
        story: replace(known, figures=_figures(facts_of(rows, story)))
        for story, known in found.items()
    }


def _figures(facts: Facts) -> tuple[Figure, ...]:
    """Give the figures of a story, those that most publishers give first."""
    told = (
        Figure(entry=known.entry, value=known.value, outlets=known.publishers)
        for known in facts.figures
    )
    return tuple(sorted(told, key=lambda figure: -len(figure.outlets)))[:MOST_FIGURES]
