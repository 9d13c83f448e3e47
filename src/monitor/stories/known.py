"""Figures that a story knows, and who gives them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from monitor.model.story import Quote, Telling
from monitor.stories.figures import FigureFound

WIRE: Final = "wire"
MOST_NAMES: Final = 300
MOST_FIGURES: Final = 60
MOST_VOICES: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A figure that the story knows.

    Attributes:
        entry: The counted entry beside which it stands.
        value: The number.
        publishers: Who gives it, each once, the first one first, at most `MOST_VOICES`.
        is_wire: Whether one of them is a feed tagged `wire`.
        article: The article that gave it first.
        is_first: Whether that article was the first with a figure for the entry: such a figure
            never changed anything.
        quote: Where it was said first; None for the first ones.
    """

    entry: str
    value: float
    publishers: tuple[str, ...]
    article: int = 0
    is_wire: bool = False
    is_first: bool = False
    quote: Quote | None = None

    @property
    def is_supported(self) -> bool:
        """Whether two publishers give it, or a wire."""
        return self.is_wire or len(self.publishers) >= 2


def with_figures(
    known: tuple[Known, ...], telling: Telling, found: Sequence[FigureFound]
) -> tuple[Known, ...]:
    """Add the figures of an article to those that are known."""
    elsewhere = frozenset(one.entry for one in known if one.article != telling.article)
    new = [
        Known(
            entry=entry,
            value=value,
            publishers=(telling.publisher,),
            article=telling.article,
            is_wire=WIRE in telling.tags,
            is_first=entry not in elsewhere,
            quote=quote if entry in elsewhere else None,
        )
        for entry, value, quote in found
    ]
    return join_figures(known, new)


def join_figures(known: Sequence[Known], new: Sequence[Known]) -> tuple[Known, ...]:
    """Add figures to known ones, up to the bound; the same figure gains its publishers."""
    found = {(one.entry, one.value): one for one in known}
    for one in new:
        was = found.get((one.entry, one.value))
        found[one.entry, one.value] = _with_voices(was, one) if was else one
    return tuple(found.values())[:MOST_FIGURES]


def _with_voices(known: Known, other: Known) -> Known:
    return replace(
        known,
        publishers=added(known.publishers, other.publishers)[:MOST_VOICES],
        is_wire=known.is_wire or other.is_wire,
    )


def is_of_another(figure: Known, known: Sequence[Known]) -> bool:
    """Whether a number belongs to another entry: "5,000 du génie" are the builders.

    Words of two entries overlap in some languages. It does when the other entry has the same
    number from two publishers or a wire, and from more than twice as many as this one.
    """
    return any(
        one.value == figure.value
        and one.entry != figure.entry
        and one.is_supported
        and len(one.publishers) > 2 * len(figure.publishers)
        for one in known
    )


def added(known: tuple[str, ...], new: Sequence[str]) -> tuple[str, ...]:
    """Add names that are not there yet, up to `MOST_NAMES`."""
    return tuple(dict.fromkeys((*known, *filter(None, new))))[:MOST_NAMES]


def figure_to_json(known: Known) -> list[Any]:
    """Give a figure as JSON can write it; `figure_from_json` reads it."""
    quote = known.quote
    said = quote and [quote.article, quote.field, quote.start, quote.end, quote.text, quote.outlet]
    flags = [known.article, known.is_wire, known.is_first]
    return [known.entry, known.value, known.publishers, *flags, said]


def figure_from_json(found: Sequence[Any]) -> Known:
    """Read what `figure_to_json` gave."""
    entry, value, publishers, article, is_wire, is_first, said = found
    return Known(
        entry=entry,
        value=value,
        publishers=tuple(publishers),
        article=article,
        is_wire=is_wire,
        is_first=is_first,
        quote=_quote_from_json(said) if said else None,
    )


def _quote_from_json(said: Sequence[Any]) -> Quote:
    article, field, start, end, text, outlet = said
    return Quote(article=article, field=field, start=start, end=end, text=text, outlet=outlet)
