"""What a digest says itself: one noun with a field for each phrase, so that none is forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

# "17 June", not "June 17": a plain `en` is the American order in CLDR.
_PREFERRED: Final = {"en": "en_GB"}
_LARGEST: Final = 1e15  # beyond it CLDR's patterns fail, and no reader counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The phrases of one language.

    A phrase that counts has one wording for each plural category of the language (CLDR: `one`,
    `few`, `many`, `other`), with `{n}` for the number. Other braces are named in the phrase.
    `kinds` names what can be new in a story by its kind, `tags` the character of a source by the
    tag of its feed, `reasons` words of docs/reasons.md in plain speech.
    """

    language: str
    # How this language joins, and how it points from old to new.
    comma: str
    semicolon: str
    stop: str
    or_: str
    and_: str
    arrow: str
    labelled: str
    weekday: str
    # Subjects and the head.
    subject: str
    kinds: Mapping[str, str]
    figure: str
    stories: Mapping[str, str]
    articles: Mapping[str, str]
    languages: Mapping[str, str]
    at_place: str
    in_zone: str
    since: str
    lede: str
    matched: Mapping[str, str]
    silent: Mapping[str, str]
    nothing: str
    test: str
    test_body: str
    # A watch that went quiet.
    quiet: str
    quiet_watches: Mapping[str, str]
    no_hit: str
    hits: Mapping[str, str]
    days: Mapping[str, str]
    hours: Mapping[str, str]
    quiet_line: str
    cannot_tell: str
    cannot_tell_line: str
    # A section.
    times_usual: str
    as_usual: str
    a_day: Mapping[str, str]
    # A story.
    perhaps_same: str
    seen: str
    first_seen: str
    late: str
    why: str
    in_text: str
    in_title: str
    adds_weight: str
    add_weight: str
    open_: str
    translate: str
    whole_story: str
    also_by: Mapping[str, str]
    also_meets: str
    copy: str
    cites: str
    more_stories: Mapping[str, str]
    tags: Mapping[str, str]
    # A whole story, and what is new in it.
    outlets: Mapping[str, str]
    first_by: str
    goes_on: Mapping[str, str]
    new_there: str
    new_figure: str
    says: Mapping[str, str]
    before: str
    fetched: str
    version: str
    # The foot.
    outages: str
    trouble: Mapping[str, str]
    trouble_one: str
    trouble_more: Mapping[str, str]
    known_trouble: Mapping[str, str]
    reasons: Mapping[str, str]
    held_back: str
    answered: str
    refused: str
    undone: str
    template_failed: str
    sent_at: str
    sent_once: str
    digest_number: str
    alert_number: str
    every_once: str

    def count(self, phrase: Mapping[str, str], n: int, **more: object) -> str:
        """Put a number into a counted phrase, in the wording its plural asks for."""
        wording = phrase.get(_category(self.language, n), phrase["other"])
        return wording.format(n=self.number(n), **more)

    def number(self, value: float) -> str:
        """Write a number as this language groups its digits: `1,000`, `1.000`, `1 000`."""
        return _number(self.language, value)

    def any_of(self, parts: Sequence[str]) -> str:
        """Join by commas and "or"."""
        return self._joined(parts, self.or_)

    def all_of(self, parts: Sequence[str]) -> str:
        """Join by commas and "and"."""
        return self._joined(parts, self.and_)

    def list_of(self, parts: Sequence[str]) -> str:
        """Join by commas alone."""
        return self.comma.join(parts)

    @property
    def gap(self) -> str:
        """What stands between two sentences: nothing behind the full stop of China and Japan."""
        return "" if self.stop == "。" else " "

    def reason(self, word: str) -> str:
        """Say a reason word in plain speech, as it stands where we have none for it."""
        return self.reasons.get(word, word.replace("_", " "))

    @property
    def colon(self) -> str:
        """What stands between a label and its text: `: `."""
        return self.labelled.format(label="", text="")

    @property
    def is_rtl(self) -> bool:
        """Whether this language runs from right to left."""
        return locale_of(self.language).text_direction == "rtl"

    def _joined(self, parts: Sequence[str], last: str) -> str:
        return last.join([self.comma.join(parts[:-1]), parts[-1]]) if parts[1:] else "".join(parts)


@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """Give the locale of a language code, English where CLDR knows none."""
    try:
        return Locale.parse(_PREFERRED.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError, TypeError):
        return Locale.parse("en_GB")


@lru_cache(maxsize=4096)
def _category(language: str, n: int) -> str:
    return str(locale_of(language).plural_form(n))


@lru_cache(maxsize=4096)
def _number(language: str, value: float) -> str:
    if not abs(value) < _LARGEST:
        return f"{value:g}"
    return str(format_decimal(value, locale=locale_of(language)))
