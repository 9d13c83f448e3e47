"""Identity of entries: which entry of this document was seen before.

Strict key: the guid; with the link, and then the title, where a document repeats it for different
articles; the link; else a hash of title and text. The loose key, the canonical address, is in
`urls.py`.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from monitor.model.article import Entry

LONGEST = 500


class Keys(NamedTuple):
    """What an entry offers as its identity."""

    guid: str | None
    link: str | None
    title: str
    text: str


def identities(entries: Sequence[Keys]) -> tuple[str, ...]:
    """Give each entry of one document its identity, in order.

    Two entries have the same identity only if guid, link and title are all the same: then a
    publisher said the same thing twice. Long keys are replaced by their hash, so that a 2 MB guid
    costs no more than another.
    """
    said = {(entry.guid, entry.link, entry.title): entry for entry in entries}
    different = list(said.values())
    names = [_first_name(entry) for entry in different]
    names = _told_apart(names, different, lambda entry: f"link={entry.link}")
    names = _told_apart(names, different, lambda entry: f"title={entry.title}")
    name_of = dict(zip(said, names, strict=True))
    return tuple(_bounded(name_of[e.guid, e.link, e.title]) for e in entries)


def distinct(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Keep the first of repeated entries, and drop those of which nothing could ever be said."""
    telling = [e for e in entries if e.title or e.text or e.link or e.is_known]
    first = {entry.identity: entry for entry in reversed(telling)}
    return tuple(entry for entry in telling if first[entry.identity] is entry)


def _first_name(entry: Keys) -> str:
    return entry.guid or entry.link or content_hash(entry.title, entry.text)


def _told_apart(
    names: list[str], entries: Sequence[Keys], further: Callable[[Keys], str]
) -> list[str]:
    """Lengthen the names that are repeated by one more key."""
    if len(set(names)) == len(names):
        return names
    times = Counter(names)
    return [
        f"{name} {further(entry)}" if times[name] > 1 else name
        for name, entry in zip(names, entries, strict=True)
    ]


def content_hash(title: str, text: str) -> str:
    """Give a hash that changes when the title or the text changes."""
    return hashlib.blake2b(f"{title}\0{text}".encode(), digest_size=16).hexdigest()


def _bounded(key: str) -> str:
    if len(key) <= LONGEST:
        return key
    return f"{key[:100]}#{hashlib.blake2b(key.encode(), digest_size=16).hexdigest()}"
