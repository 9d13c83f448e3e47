"""What every parser hands over before cleaning, and the one way to make Entries of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.intake.identity import Keys, identities
from monitor.model.article import Entry
from monitor.text.clean import clean_line, clean_text, plain

MOST_ENTRIES = 2000
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """One entry as a parser found it: title and text may be HTML, `link` is resolved."""

    guid: str | None
    link: str | None
    title: str
    text: str = ""
    text_is_html: bool = True
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()


def finish(raws: Sequence[RawEntry]) -> tuple[Entry, ...]:
    """Clean entries and give each its identity; the newest 2,000 of a document are kept.

    Entries stay in the order of the document. An entry without title, text and link is dropped:
    nothing could ever be said of it.
    """
    cleaned = [_cleaned(raw) for raw in raws[:MOST_ENTRIES] if raw.title or raw.text or raw.link]
    keys = [
        Keys(guid=guid, link=entry.link, title=entry.title, text=entry.text)
        for guid, entry in cleaned
    ]
    return tuple(
        Entry(
            identity=identity,
            link=entry.link,
            title=entry.title,
            text=entry.text,
            published=_sane(entry.published),
            updated=_sane(entry.updated),
            language=entry.language,
            authors=entry.authors,
        )
        for identity, (_, entry) in zip(identities(keys), cleaned, strict=True)
    )


def _cleaned(raw: RawEntry) -> tuple[str | None, RawEntry]:
    text = plain(raw.text) if raw.text_is_html else clean_text(raw.text)
    guid = clean_line(raw.guid, longest=4096) if raw.guid else None
    return guid or None, RawEntry(
        guid=guid,
        link=raw.link,
        title=clean_line(plain(raw.title)),
        text=text,
        published=raw.published,
        updated=raw.updated,
        language=raw.language,
        authors=tuple(clean_line(author, longest=200) for author in raw.authors[:10]),
    )


def _sane(at: datetime | None) -> datetime | None:
    """Drop dates before the web; a date in the future is the caller's to clamp."""
    return at if at is not None and at >= OLDEST else None
