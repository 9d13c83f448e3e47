"""Identity of entries: which entry of this document was seen before.

Strict key: the guid; guid and link where a document repeats a guid for different articles; the
link; else a hash of title and text. The loose key, the canonical address, is in `urls.py`.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What an entry offers as its identity."""

    guid: str | None
    link: str | None
    title: str
    text: str


def identities(entries: Sequence[Keys]) -> tuple[str, ...]:
    """Give each entry of one document its identity, in order.

    Long keys are replaced by their hash, so that a 2 MB guid costs no more than another.
    """
    repeated = {guid for guid, n in Counter(e.guid for e in entries if e.guid).items() if n > 1}
    return tuple(_bounded(_identity(entry, repeated)) for entry in entries)


def _identity(entry: Keys, repeated: set[str]) -> str:
    if entry.guid and entry.guid in repeated and entry.link:
        return f"{entry.guid} {entry.link}"
    return entry.guid or entry.link or content_hash(entry.title, entry.text)


def content_hash(title: str, text: str) -> str:
    """Give a hash that changes when the title or the text changes."""
    return hashlib.blake2b(f"{title}\0{text}".encode(), digest_size=16).hexdigest()


def _bounded(key: str) -> str:
    if len(key) <= LONGEST:
        return key
    return f"{key[:100]}#{hashlib.blake2b(key.encode(), digest_size=16).hexdigest()}"
