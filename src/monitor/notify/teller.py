"""Who says things to one reader: the phrases, the times, the names, and what could not be said."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar
from urllib.parse import quote

from monitor.model.message import HitRow, Message
from monitor.model.watch import Destination
from monitor.notify.marks import cut, enclosed, isolated, link_of, shown
from monitor.notify.moments import Moments, moments_for
from monitor.notify.words.frame import Words, locale_of
from monitor.notify.words.table import words_for

LONGEST_NAME: Final = 80
_T = TypeVar("_T")


@dataclass(slots=True, kw_only=True)
class Teller:
    """Says things to one reader. `undone` collects the titles that could not be said.

    `names` gives lexicon entries their names: entry -> language -> name.
    """

    words: Words
    moments: Moments
    reader: Destination
    names: Mapping[str, Mapping[str, str]]
    undone: list[str] = field(default_factory=list)

    def attempt(self, make: Callable[[HitRow], _T], row: HitRow) -> _T | None:
        """Make something of one article; an article that breaks it is left out and named."""
        try:
            return make(row)
        except (ValueError, ArithmeticError, LookupError, TypeError):
            self.undone.append(self.name(row.title) or f"#{row.article_id}")
            return None

    def name(self, text: str, length: int = LONGEST_NAME) -> str:
        """Make a foreign name safe to stand inside a sentence of ours, whichever way it runs."""
        safe = cut(shown(text).strip(), length)
        return enclosed(safe) if safe and self.words.is_rtl else isolated(safe)

    def name_list(self, texts: Iterable[str], most: int = 3) -> str:
        """Join foreign names by commas; those that are too many are counted."""
        named = [self.name(text) for text in dict.fromkeys(texts) if text.strip()]
        more = [f"+{self.words.number(len(named) - most)}"] if len(named) > most else []
        return self.words.list_of([*named[:most], *more])

    def entry(self, entry: str) -> str:
        """Name a lexicon entry in the reader's language, else in English, else by its id."""
        names = self.names.get(entry, {})
        known = (names[tongue] for tongue in self._tongues() if tongue in names)
        return shown(next(known, entry.replace("_", " "))).strip()

    def tongue(self, language: str) -> str:
        """Name a language in the reader's own: `Japanese`."""
        return str(locale_of(self.words.language).languages.get(language, self.name(language)))

    def value(self, value: str) -> str:
        """Write a figure as the reader's language groups its digits."""
        try:
            return self.words.number(float(value))
        except ValueError:
            return self.name(value)

    def is_foreign(self, language: str) -> bool:
        """Whether a text is in a language other than the reader's, as far as we know."""
        return language not in ("und", "", self.reader.language) and (
            language.partition("-")[0] != self.reader.language.partition("-")[0]
        )

    def translation(self, row: HitRow) -> str | None:
        """Give the operator's link that translates an article, for one in a foreign language."""
        address = link_of(row.address)
        if not (self.reader.translate and address and self.is_foreign(row.language)):
            return None
        filled = self.reader.translate.replace("{address}", quote(address, safe=""))
        return link_of(filled.replace("{language}", self.reader.language))

    def _tongues(self) -> tuple[str, ...]:
        language = self.reader.language
        return (language, language.partition("-")[0], "en", "any")


def teller_for(message: Message, reader: Destination) -> Teller:
    """Make who tells a message, in the reader's language or, where we have none, in English."""
    words = words_for(reader.language)
    moments = moments_for(reader, words, message.made_at)
    return Teller(words=words, moments=moments, reader=reader, names=message.names)
