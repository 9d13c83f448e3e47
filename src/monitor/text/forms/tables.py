"""simplemma's dictionaries read backwards: from a lemma to its forms.

The library answers "which lemma has this form" and unpacks a whole language for it: 600 MB and four
seconds for Polish. We ask the other way round and for few words, so we walk its packed records and
unpack
only those that begin like the word asked for: a tenth of a second and 20 MB.

Source: the front-coded format of simplemma 2.0 (each key keeps what it shares with the key before
it).
"""

import lzma
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

_MAGIC: Final = b"SMFC1"
_SAME: Final = 254  # the value is the value before it
_LITERAL: Final = 255  # the value is spelled out
_IRREGULAR: Final = frozenset({"en"})
"""Languages whose forms may begin with other letters (fight, fought): read whole, 0.3 s."""

TABLES: Final = {"no": "nb", "nn": "nn", "hr": "hbs", "bs": "hbs", "sr": "hbs"}
"""Our language names where the library's are others."""

_UNUSED: Final = frozenset({"ru", "uk", "id", "ms", "sw", "enm", "grc", "la"})
_TWO_BYTES_A_LETTER: Final = frozenset({"ar", "bg", "el", "fa", "he", "hy", "ka", "mk"})


class Table:
    """The forms of one language; hold it only while its words are asked for."""

    def __init__(self, packed: bytes, shared_bytes: int, *, whole: bool = False) -> None:
        """Index the records by their first bytes.

        Args:
            packed: The decompressed file.
            shared_bytes: How many first bytes the records of one region share.
            whole: Whether a form may be in another region than its lemma.
        """
        self._packed = packed
        self._depth = shared_bytes
        self._regions = dict(_regions(packed, _first_record(packed), shared_bytes))
        self._whole = whole
        self._read: dict[bytes, dict[str, str]] = {}
        self._irregular: dict[str, set[str]] = {}

    def lemma(self, form: str) -> str | None:
        """Give the lemma of a form as it is written, None where the form is unknown."""
        return self._region(form).get(form)

    def forms(self, lemma: str) -> frozenset[str]:
        """Give all forms of a lemma; empty where it has none."""
        if self._whole and not self._irregular:
            self._read_all()
        if self._whole:
            return frozenset(self._irregular.get(lemma, ()))
        return frozenset(form for form, known in self._region(lemma).items() if known == lemma)

    def _region(self, word: str) -> dict[str, str]:
        start = word.encode()[: self._depth]
        if start not in self._read:
            self._read[start] = dict(_records(self._packed, self._regions.get(start)))
        return self._read[start]

    def _read_all(self) -> None:
        for place in self._regions.values():
            for form, lemma in _records(self._packed, place):
                self._irregular.setdefault(lemma, set()).add(form)


def load_table(language: str) -> Table | None:
    """Load the dictionary of a language.

    Returns:
        The table, or None where there is none or a better tool is used.

    Raises:
        ValueError: The installed simplemma packs its dictionaries in another way.
    """
    from simplemma.strategies.dictionaries.dictionary_factory import DATA_FOLDER

    path = DATA_FOLDER / f"{TABLES.get(language, language)}.plzma"
    if language in _UNUSED or not path.exists():
        return None
    with lzma.open(path) as file:
        shared_bytes = 4 if language in _TWO_BYTES_A_LETTER else 3
        return Table(file.read(), shared_bytes, whole=language in _IRREGULAR)


def _first_record(packed: bytes) -> int:
    if packed[:5] != _MAGIC or packed[5] & 1:
        raise ValueError("simplemma packs its dictionaries in a way we do not read: pin 2.0")
    return _varint(packed, 6)[1]  # the number of records comes before them


def _varint(packed: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = packed[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


@cache
def _rest_of_region(depth: int) -> re.Pattern[bytes]:
    """Match all records that share `depth` bytes with the one before: in C, not in Python."""
    counted = b"(?:" + b"|".join(re.escape(bytes([n])) + b".{%d}" % n for n in range(128)) + b")"
    shared = b"(?:[%b-\x7f]|[\x80-\xff][\x00-\x7f])" % re.escape(bytes([depth]))
    return re.compile(b"(?:" + shared + counted + b"(?:\xfe|[^\xfe]" + counted + b"))*+", re.DOTALL)


def _regions(packed: bytes, at: int, depth: int) -> Iterator[tuple[bytes, tuple[int, int, bytes]]]:
    """Find the runs of records that share their first bytes.

    Yields:
        The shared bytes, and where the run starts, where it ends, and the key before it.
    """
    rest, before = _rest_of_region(depth), b""
    while at < len(packed):
        start = at
        key, _, at = _record(packed, at, before, b"")
        at = rest.match(packed, at).end()  # type: ignore[union-attr]  # it matches nothing, too
        yield key[:depth], (start, at, before)
        before = key[:depth]


def _records(packed: bytes, place: tuple[int, int, bytes] | None) -> Iterator[tuple[str, str]]:
    if place is None:
        return
    at, end, key = place
    value = b""
    while at < end:
        key, value, at = _record(packed, at, key, value)
        yield key.decode(), value.decode()


def _record(packed: bytes, at: int, key: bytes, value: bytes) -> tuple[bytes, bytes, int]:
    shared, at = _varint(packed, at)
    length, at = _varint(packed, at)
    key = key[:shared] + packed[at : at + length]
    at += length
    trim = packed[at]
    at += 1
    if trim == _SAME:
        return key, value, at
    length, at = _varint(packed, at)
    kept = b"" if trim == _LITERAL else key[: len(key) - trim]
    return key, kept + packed[at : at + length], at + length
