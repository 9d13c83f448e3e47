"""What a digest says itself: one noun with a field for each phrase, so that none is forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The phrases of one language.

    A phrase that counts has one wording for each plural category of the language (CLDR: `one`,
    `few`, `many`, `other`), with `{n}` for the number. Other braces are named in the phrase.
    """

    language: str
    or_: str
    and_: str
    # Subjects and the head.
    subject: str
    new: str
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
    # A section.
    times_usual: str
    as_usual: str
    a_day: Mapping[str, str]
    # A story.
    seen: str
    first_seen: str
    late: str
    why: str
    in_text: str
    in_title: str
    adds_weight: str
    add_weight: str
    open_: str
    also_by: Mapping[str, str]
    also_meets: str
    copy: str
    more_stories: Mapping[str, str]
    tags: Mapping[str, str]
    # The foot.
    trouble: Mapping[str, str]
    trouble_one: str
    trouble_more: Mapping[str, str]
    answered: str
    refused: str
    undone: str
    sent_at: str
    sent_once: str
    digest_number: str
    alert_number: str
    every_once: str

    def count(self, phrase: Mapping[str, str], n: int, **more: object) -> str:
        """Put a number into a counted phrase, in the wording its plural asks for."""
        category = Locale.parse(self.language).plural_form(n)
        return phrase.get(category, phrase["other"]).format(n=n, **more)

    def any_of(self, parts: Sequence[str]) -> str:
        """Join by commas and "or"."""
        return _joined(parts, self.or_)

    def all_of(self, parts: Sequence[str]) -> str:
        """Join by commas and "and"."""
        return _joined(parts, self.and_)

    def list_of(self, parts: Sequence[str]) -> str:
        """Join by commas alone."""
        return ", ".join(parts)


def _joined(parts: Sequence[str], last: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
