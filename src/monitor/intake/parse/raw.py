"""What every parser hands over before cleaning, and the one way to make Entries of it.

Values that a document has by the hundred are named tuples: they are made four times as fast as
frozen dataclasses, and first loads are made of little else.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from monitor.intake.identity import Keys, identities
from monitor.intake.words import united
from monitor.model.article import Entry
from monitor.text.clean import clean_line, clean_text, plain

MOST_ENTRIES = 2000
MOST_AUTHORS = 10
LONGEST_GUID = 4096
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
NOTHING: frozenset[bytes] = frozenset()
NOBODY: frozenset[int] = frozenset()


class Words(NamedTuple):
    """Some text of a feed, and whether it is HTML or means what it says."""

    value: str
    is_html: bool = True

    def read(self) -> str:
        """Give the text a reader sees, cleaned."""
        if not self.value:
            return ""
        return plain(self.value) if self.is_html else clean_text(self.value)


class RawEntry(NamedTuple):
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
    source: str | None = None


def finish(raws: Sequence[RawEntry], known: frozenset[bytes] = NOTHING) -> tuple[Entry, ...]:
    """Clean entries and give each its identity; the first 2,000 of a document are kept.

    All stay, in the order of the document, also those that repeat another or say nothing:
    `identity.distinct` sorts them out. One whose `Entry.raw` is in `known` is not cleaned, but
    for the rare one whose identity depends on its words; its identity is the same either way.
    """
    raws = raws[:MOST_ENTRIES]
    prints = [fingerprint(raw) for raw in raws]
    keys = [_names(raw) for raw in raws]
    spared = _spared(keys, prints, known) if known else NOBODY
    keys = [
        key if place in spared else _with_words(key, raws[place]) for place, key in enumerate(keys)
    ]
    return tuple(
        _entry(raws[place], key, identity, prints[place], is_known=place in spared)
        for place, (key, identity) in enumerate(zip(keys, identities(keys), strict=True))
    )


def fingerprint(raw: RawEntry) -> bytes:
    """Give a hash of what an entry is told apart by and of its words, as the feed wrote them."""
    written = f"{raw.guid}\0{raw.link}"
    for words in (raw.title, raw.summary, raw.content):
        if words is not None:
            written += f"\0{words.is_html:d}{words.value}"
    return hashlib.blake2b(written.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _names(raw: RawEntry) -> Keys:
    return Keys(
        guid=clean_line(raw.guid, longest=LONGEST_GUID) or None if raw.guid else None,
        link=raw.link,
        title="",
        text="",
    )


def _spared(
    keys: Sequence[Keys], prints: Sequence[bytes], known: frozenset[bytes]
) -> frozenset[int]:
    """Choose the known entries whose words nobody needs.

    Without a link an entry may say nothing at all, and a name that another entry shares is told
    apart by its words.
    """
    times = Counter(key.guid or key.link for key in keys)
    return frozenset(
        place
        for place, (key, written) in enumerate(zip(keys, prints, strict=True))
        if key.link and written in known and times[key.guid or key.link] == 1
    )


def _with_words(key: Keys, raw: RawEntry) -> Keys:
    return Keys(key.guid, key.link, title=clean_line(raw.title.read()), text=_text(raw))


def _text(raw: RawEntry) -> str:
    """Give the words of summary and content; feedparser copies the one to the other."""
    content = raw.content.read() if raw.content else ""
    if raw.summary == raw.content:
        return content
    return united(raw.summary.read() if raw.summary else "", content)


def _entry(raw: RawEntry, keys: Keys, identity: str, written: bytes, *, is_known: bool) -> Entry:
    authors = () if is_known else raw.authors[:MOST_AUTHORS]
    return Entry(
        identity=identity,
        guid=keys.guid,
        link=keys.link,
        title=keys.title,
        text=keys.text,
        published=_sane(raw.published),
        updated=_sane(raw.updated),
        language=raw.language,
        source=raw.source,
        authors=tuple(clean_line(author, longest=200) for author in authors),
        is_known=is_known,
        raw=written,
    )


def _sane(at: datetime | None) -> datetime | None:
    """Drop dates before the web; a date in the future is the caller's to clamp."""
    return at if at is not None and at >= OLDEST else None
