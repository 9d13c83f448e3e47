"""What a story knows: folded telling by telling, kept as one line of a bounded size.

Mirrors and copies are counted as articles and are no sources: they add no publisher, no language
and no figure.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from monitor.model.story import Figure, StorySoFar, Telling
from monitor.stories.figures import figures
from monitor.stories.known import (
    Known,
    added,
    figure_from_json,
    figure_to_json,
    is_of_another,
    join_figures,
    with_figures,
)
from monitor.text.tokens import tokenize

VERSION: Final = 1
LEAD_WORDS: Final = 100
_LEAD_CODE_POINTS: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a story.

    Attributes:
        first_seen_at: When its first article was seen, UTC; None for no article yet.
        first_outlet: The site (or publisher) that had it; `first_article` is its id.
        languages: Those told for certain, in the order in which they came.
        publishers: In the order in which they came.
        sites: Their sites; `tags` are the words that the operator has for their feeds.
        entries: Lexicon entries that stood in a title or lead.
        figures: In the order in which they came.
        articles: All of them; `copies` those with the text of an earlier one.
        latest_at: When the latest of them was told, UTC.
    """

    first_seen_at: datetime | None = None
    first_outlet: str = ""
    first_article: int = 0
    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    figures: tuple[Known, ...] = ()
    articles: int = 0
    copies: int = 0
    latest_at: datetime | None = None

    def with_telling(self, telling: Telling, *, is_copy: bool = False) -> "Facts":
        """Add what an article says.

        Args:
            telling: An article that joined the story, in the order in which they came.
            is_copy: Whether an earlier article has the same text.
        """
        counted = replace(
            self,
            first_seen_at=self.first_seen_at or telling.seen_at,
            first_outlet=self.first_outlet or telling.site or telling.publisher,
            first_article=self.first_article or telling.article,
            articles=self.articles + 1,
            copies=self.copies + is_copy,
            latest_at=max(self.latest_at or telling.at, telling.at),
        )
        if is_copy or telling.is_mirror:
            return counted
        return replace(
            counted,
            languages=added(self.languages, (telling.language,) if is_certain(telling) else ()),
            publishers=added(self.publishers, (telling.publisher,)),
            sites=added(self.sites, (telling.site,) if telling.site else ()),
            tags=added(self.tags, telling.tags),
            entries=added(self.entries, prominent(telling)),
            figures=with_figures(self.figures, telling, figures(telling)),
        )

    def joined(self, other: "Facts") -> "Facts":
        """Add what a story knew that was merged into this one; who was first stays first."""
        first, later = sorted((self, other), key=_seen)
        return replace(
            first,
            languages=added(first.languages, later.languages),
            publishers=added(first.publishers, later.publishers),
            sites=added(first.sites, later.sites),
            tags=added(first.tags, later.tags),
            entries=added(first.entries, later.entries),
            figures=join_figures(first.figures, later.figures),
            articles=first.articles + later.articles,
            copies=first.copies + later.copies,
            latest_at=max(filter(None, (first.latest_at, later.latest_at)), default=None),
        )

    def retracted(self, telling: Telling) -> "Facts":
        """Forget the figures of a publisher that says others now, of the entries it speaks of."""
        entries = {one.entry for one in figures(telling)}
        kept = (
            replace(one, publishers=tuple(p for p in one.publishers if p != telling.publisher))
            if one.entry in entries
            else one
            for one in self.figures
        )
        return replace(self, figures=tuple(one for one in kept if one.publishers))

    def to_line(self) -> str:
        """Write it as one line of JSON."""
        return json.dumps(_to_json(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_line(cls, line: str | None) -> "Facts":
        """Read what `to_line` wrote; nothing is known where nothing was written.

        Raises:
            ValueError: The line is of another version, or broken: fold the story anew.
        """
        if not line:
            return cls()
        found = json.loads(line)
        if found.get("v") != VERSION:
            raise ValueError(f"facts of version {found.get('v')!r}, not {VERSION}")
        return _from_json(found)


def so_far(
    facts: Facts, *, story: int, told_before: int = 0, new_languages: Sequence[str] = ()
) -> StorySoFar:
    """Say what a message tells of a story.

    A number that far more outlets give of another entry is not told as a figure of this one.

    Args:
        facts: Of a story that has an article.
        story: Its id.
        told_before: How many of its articles the destination was told earlier.
        new_languages: Languages that none of those had.
    """
    if facts.first_seen_at is None:
        raise ValueError("a story without an article cannot be told")
    told = [
        Figure(entry=known.entry, value=known.value, outlets=known.publishers)
        for known in facts.figures
        if not is_of_another(known, facts.figures)
    ]
    return StorySoFar(
        id=story,
        first_seen_at=facts.first_seen_at,
        first_outlet=facts.first_outlet,
        languages=facts.languages,
        outlets=facts.publishers,
        articles=facts.articles,
        copies=facts.copies,
        figures=tuple(sorted(told, key=lambda figure: -len(figure.outlets))),
        told_before=told_before,
        new_languages=tuple(new_languages),
    )


def is_certain(telling: Telling) -> bool:
    """Whether an article's language is beyond doubt."""
    return telling.is_sure and telling.language != "und"


def prominent(telling: Telling) -> tuple[str, ...]:
    """Give the entries that stand in an article's title or lead, in the telling's order."""
    lead = lead_end(telling.text)
    return tuple(
        entry
        for entry, spans in telling.entries.items()
        if any(span.field == "title" or span.end <= lead for span in spans)
    )


def lead_end(text: str) -> int:
    """Say where the first hundred words of a text end, in code points."""
    for token in tokenize(text[:_LEAD_CODE_POINTS]):
        if token.at >= LEAD_WORDS:
            return token.start
    return min(len(text), _LEAD_CODE_POINTS)


def _seen(facts: Facts) -> float:
    return facts.first_seen_at.timestamp() if facts.first_seen_at else math.inf


def _to_json(facts: Facts) -> dict[str, Any]:
    return {
        "v": VERSION,
        "first": facts.first_seen_at and facts.first_seen_at.isoformat(),
        "outlet": facts.first_outlet,
        "article": facts.first_article,
        "languages": facts.languages,
        "publishers": facts.publishers,
        "sites": facts.sites,
        "tags": facts.tags,
        "entries": facts.entries,
        "figures": [figure_to_json(known) for known in facts.figures],
        "articles": facts.articles,
        "copies": facts.copies,
        "latest": facts.latest_at and facts.latest_at.isoformat(),
    }


def _from_json(found: Mapping[str, Any]) -> Facts:
    return Facts(
        first_seen_at=datetime.fromisoformat(found["first"]) if found["first"] else None,
        first_outlet=found["outlet"],
        first_article=found["article"],
        languages=tuple(found["languages"]),
        publishers=tuple(found["publishers"]),
        sites=tuple(found["sites"]),
        tags=tuple(found["tags"]),
        entries=tuple(found["entries"]),
        figures=tuple(map(figure_from_json, found["figures"])),
        articles=found["articles"],
        copies=found["copies"],
        latest_at=datetime.fromisoformat(found["latest"]) if found.get("latest") else None,
    )
