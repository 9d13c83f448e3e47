"""Silences: somebody asked not to be told of a watch, a story, a site or a term for a while.

What a silence covers is absent with the reason `silenced`, when it is planned and once more when
it would be told. It stays so when the silence ends: only what comes later is told again.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Final, Protocol

from sqlalchemy import Connection

from monitor.model.hit import Span
from monitor.model.watch import Silence
from monitor.store import silences, stories
from monitor.text.normalise import fold_word

SILENCED: Final = "silenced"


class Silenceable(Protocol):
    """What of a hit a silence looks at: a stored hit has it."""

    @property
    def watch(self) -> str:
        """The watch it is a hit of."""

    @property
    def story(self) -> int | None:
        """The story its article stands in."""

    @property
    def site(self) -> str | None:
        """The host of its article, without `www.`."""

    @property
    def entries(self) -> tuple[str, ...]:
        """Lexicon entries met by its article."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The places that met its query."""


def silence_over(row: Silenceable, lasting: Sequence[Silence]) -> Silence | None:
    """Find the first silence that covers a hit."""
    return next((one for one in lasting if covers(one, row)), None)


def covers(silence: Silence, row: Silenceable) -> bool:
    """Whether all that a silence names fits a hit; one that names nothing covers nothing.

    A watch may be a pattern, as in routes. A site covers its subdomains. A term is a lexicon
    entry, with or without its dollar sign, or a word that was found in the article.
    """
    fits = (
        silence.watch is None or fnmatchcase(row.watch, silence.watch),
        silence.story is None or silence.story == str(row.story),
        silence.site is None or _is_of(row.site, silence.site),
        silence.term is None or _has(row, silence.term),
    )
    return all(fits) and (silence.watch, silence.story, silence.site, silence.term) != (None,) * 4


def lasting(rows: Connection, now: datetime) -> tuple[Silence, ...]:
    """List the silences that last now; a story that was merged is named as it is called now."""
    return tuple(_up_to_date(rows, one) for one in silences.active(rows, now))


def add(rows: Connection, wish: Silence, now: datetime) -> Silence:
    """Keep a silence under a short id of its own, `s1`, `s2` and so on, and give it back."""
    number = silences.count(rows) + 1
    while not silences.put(rows, named := replace(wish, id=f"s{number}"), now):
        number += 1
    return named


def _is_of(site: str | None, named: str) -> bool:
    wanted = named.lower().removeprefix("www.")
    return site is not None and (site == wanted or site.endswith(f".{wanted}"))


def _has(row: Silenceable, term: str) -> bool:
    if term.removeprefix("$") in row.entries:
        return True
    words = {fold_word(word) for span in row.spans for word in (span.surface, span.term)}
    return not term.startswith("$") and fold_word(term) in words


def _up_to_date(rows: Connection, one: Silence) -> Silence:
    if one.story is None or not one.story.isdecimal():
        return one
    living = stories.living(rows, int(one.story))
    return one if living is None else replace(one, story=str(living))
