"""What every parser hands over before cleaning, and the one way to make Entries of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from monitor.intake.identity import Keys, identities
from monitor.intake.words import united
from monitor.model.article import Entry
from monitor.text.clean import clean_line, clean_text, plain

MOST_ENTRIES = 2000
MOST_AUTHORS = 10
LONGEST_GUID = 4096
LONGEST_LINK = 8192
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Some text of a feed, and whether it is HTML or means what it says."""

    value: str
    is_html: bool = True

    def read(self) -> str:
        """Give the text a reader sees, cleaned."""
        return plain(self.value) if self.is_html else clean_text(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """One entry as a parser found it; `link` is resolved, `content` may repeat `summary`."""

    guid: str | None
    link: str | None
    title: Words
    summary: Words | None = None
    content: Words | None = None
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()


def finish(raws: Sequence[RawEntry]) -> tuple[Entry, ...]:
    """Clean entries and give each its identity; the first 2,000 of a document are kept.

    All stay, in the order of the document, also those that repeat another or say nothing:
    `identity.distinct` sorts them out.
    """
    entries = [_cleaned(raw) for raw in raws[:MOST_ENTRIES]]
    keys = [Keys(guid=e.guid, link=e.link, title=e.title, text=e.text) for e in entries]
    return tuple(
        replace(entry, identity=identity)
        for identity, entry in zip(identities(keys), entries, strict=True)
    )


def _cleaned(raw: RawEntry) -> Entry:
    summary = raw.summary.read() if raw.summary else ""
    content = raw.content.read() if raw.content else ""
    return Entry(
        identity="",
        guid=clean_line(raw.guid, longest=LONGEST_GUID) or None if raw.guid else None,
        link=raw.link if raw.link and len(raw.link) <= LONGEST_LINK else None,
        title=clean_line(raw.title.read()),
        text=united(summary, content),
        published=_sane(raw.published),
        updated=_sane(raw.updated),
        language=raw.language,
        authors=tuple(clean_line(author, longest=200) for author in raw.authors[:MOST_AUTHORS]),
    )


def _sane(at: datetime | None) -> datetime | None:
    """Drop dates before the web; a date in the future is the caller's to clamp."""
    return at if at is not None and at >= OLDEST else None
