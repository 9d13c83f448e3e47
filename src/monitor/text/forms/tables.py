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
from collections.abc import Iterable, Iterator
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
        self._read: dict[bytes, _Region] = {}

    def lemma(self, form: str) -> str | None:
        """Give the lemma of a form as it is written, None where the form is unknown."""
        found = self._region(form).lemmas.get(form.encode())
        return None if found is None else found.decode()

    def forms(self, lemma: str) -> frozenset[str]:
        """Give all forms of a lemma; empty where it has none."""
        region = self._everything() if self._whole else self._region(lemma)
        return frozenset(form.decode() for form in region.forms.get(lemma.encode(), ()))

    def _region(self, word: str) -> "_Region":
        start = word.encode()[: self._depth]
        if start not in self._read:
            place = self._regions.get(start)
            self._read[start] = _Region(_records(self._packed, place) if place else ())
        return self._read[start]

    def _everything(self) -> "_Region":
        if b"" not in self._read:
            places = self._regions.values()
            every = (record for place in places for record in _records(self._packed, place))
            self._read[b""] = _Region(every)
        return self._read[b""]


class _Region:
    """Some records unpacked, still as bytes: few of them will be asked for."""

    def __init__(self, records: Iterable[tuple[bytes, bytes]]) -> None:
        self.lemmas = dict(records)
        self.forms: dict[bytes, list[bytes]] = {}
        for form, lemma in self.lemmas.items():
            self.forms.setdefault(lemma, []).append(form)


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


def _records(packed: bytes, place: tuple[int, int, bytes]) -> Iterator[tuple[bytes, bytes]]:
    at, end, key = place
    value = b""
    while at < end:
        key, value, at = _record(packed, at, key, value)
        yield key, value


def _record(packed: bytes, at: int, key: bytes, value: bytes) -> tuple[bytes, bytes, int]:
    shared, at = (packed[at], at + 1) if packed[at] < 0x80 else _varint(packed, at)
    length, at = (packed[at], at + 1) if packed[at] < 0x80 else _varint(packed, at)
    end = at + length
    key = key[:shared] + packed[at:end]
    trim = packed[end]
    if trim == _SAME:
        return key, value, end + 1
    length, at = _varint(packed, end + 1)
    kept = b"" if trim == _LITERAL else key[: len(key) - trim]
    return key, kept + packed[at : at + length], at + length
