"""Sentences that a site prints under many of its articles: they are not news."""

import re
import struct
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

VERSION: Final = 1
MOST: Final = 2_000
"""So many sentences are remembered of one site: 18 kB as bytes."""
OFTEN: Final = 3
"""A sentence met in so many articles of a site is its furniture."""
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？｡।॥؟۔])|[\n\r]+")
_DIGITS: Final = re.compile(r"\d+")
_PLAIN: Final = re.compile(r"[\W_]+")


class SiteText:
    """How many articles of one site each sentence was met in, within bounds.

    Sentences are 64-bit hashes, taken without their numbers and punctuation: "Read 12 comments"
    comes back as "Read 7 comments". When the memory is full, those met once are forgotten first:
    what comes back every day is kept, and what stands in a single article is not.
    """

    def __init__(self, counts: dict[int, int] | None = None) -> None:
        self._counts = counts or {}

    def add(self, text: str) -> "SiteText":
        """Count the sentences of one more article of the site, each once.

        Returns:
            A new memory; this one stays as it is.
        """
        counts = dict(self._counts)
        for key in dict.fromkeys(map(_key, sentences(text))):
            counts[key] = min(counts.pop(key, 0) + 1, 255)  # what was met last stands last
        return SiteText(_bounded(counts) if len(counts) > MOST else counts)

    def own(self, text: str) -> str:
        """Leave out of a text what is the site's furniture; a line break stands in its place."""
        if not any(count >= OFTEN for count in self._counts.values()):
            return text
        kept = (one for one in sentences(text) if self._counts.get(_key(one), 0) < OFTEN)
        return "\n".join(kept)

    def to_bytes(self) -> bytes:
        """Write it down; `from_bytes` reads it."""
        flat = [part for pair in self._counts.items() for part in pair]
        return struct.pack("<B" + "QB" * len(self._counts), VERSION, *flat)

    @classmethod
    def from_bytes(cls, raw: bytes) -> "SiteText":
        """Read what `to_bytes` wrote; what another version wrote is an empty memory."""
        if raw[:1] != bytes((VERSION,)):
            return cls()
        return cls(dict(struct.iter_unpack("<QB", raw[1:])))


def sentences(text: str) -> Iterator[str]:
    """Split a text into sentences, roughly and fast; none is empty."""
    return filter(None, (part.strip() for part in _SENTENCE.split(text)))


def _key(sentence: str) -> int:
    plain = _PLAIN.sub(" ", _DIGITS.sub("", sentence.casefold())).strip()
    return int.from_bytes(blake2b(plain.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _bounded(counts: dict[int, int]) -> dict[int, int]:
    """Keep half: those met oftenest, and of those met alike the latest."""
    order = sorted(enumerate(counts), key=lambda one: (counts[one[1]], one[0]))
    kept = sorted(order[len(order) - MOST // 2 :])
    return {key: counts[key] for _, key in kept}
