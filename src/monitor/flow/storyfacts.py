"""What stories know of themselves, and what of that a message tells."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from monitor.flow.lexical import publisher_of
from monitor.model.story import Figure, StorySoFar
from monitor.model.watch import Watch
from monitor.store import so_far, stories
from monitor.stories.facts import Facts
from monitor.stories.facts import so_far as so_far_of

MOST_FIGURES = 8


def facts_of(rows: Connection, story: int) -> Facts:
    """Give what a story knows; nothing when it was never written down, or by another edition."""
    try:
        return Facts.from_line(stories.facts(rows, story))
    except (ValueError, KeyError, TypeError):
        return Facts()


def sources_of(rows: Connection, story: int, watch: Watch) -> int:
    """Count the publishers of a story; where that is lost, as many as the watch asks for."""
    known = facts_of(rows, story)
    return len(known.publishers) if known.first_seen_at else watch.sources


def known_of(
    rows: Connection, story_ids: Collection[int], destination: str
) -> Mapping[int, StorySoFar]:
    """Say what is known of stories, figures included, and what a destination was told of them."""
    found = so_far.so_far(rows, story_ids, destination)
    sites = so_far.outlets_by_site(rows, story_ids)
    names = {publisher_of(site) or site: outlet for site, outlet in sites.items()}
    return {
        story: replace(known, figures=_figures(facts_of(rows, story), names))
        for story, known in found.items()
    }


def _figures(facts: Facts, names: Mapping[str, str]) -> tuple[Figure, ...]:
    """Give the figures of a story with the names of their outlets, the most told first."""
    if facts.first_seen_at is None:
        return ()
    told = so_far_of(facts, story=0).figures[:MOST_FIGURES]
    return tuple(
        replace(one, outlets=tuple(names.get(outlet, outlet) for outlet in one.outlets))
        for one in told
    )
