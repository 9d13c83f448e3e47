"""simplemma's dictionaries read backwards: from a word to its whole lexeme.

The library answers "which lemma has this form" and unpacks a whole language for it: 600 MB and four
seconds for Polish. We ask the other way round and for known words, so we walk its packed records
once, unpack only regions that begin like a word asked for, and keep only what was asked: 0.3 us a
record, a tenth of a second for one word, 20 MB.

Source: the front-coded format of simplemma 2.0 (each key keeps what it shares with the key before
it; keys are sorted).
"""

import lzma
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final, Literal, TypeAlias

from monitor.text.normalise import without_accents

Reach: TypeAlias = Literal["near", "letter", "everywhere"]
_Place: TypeAlias = tuple[int, int, bytes]
"""Where a run of records starts, where it ends, and the key before it."""

_MAGIC: Final = b"SMFC1"
_SAME: Final = 254  # the value is the value before it
_LITERAL: Final = 255  # the value is spelled out

TABLES: Final = {"no": "nb", "nn": "nn", "hr": "hbs", "bs": "hbs", "sr": "hbs"}
"""Our language names where the library's are others."""

_UNUSED: Final = frozenset({"ru", "uk", "id", "ms", "sw", "enm", "grc", "la"})
_TWO_BYTES_A_LETTER: Final = frozenset({"ar", "bg", "el", "fa", "he", "hy", "ka", "mk"})


class Table:
    """The lexemes of one language; hold it only while its words are asked for."""

    def __init__(self, packed: bytes, shared_bytes: int) -> None:
        """Index the records by their first bytes.

        Args:
            packed: The decompressed file.
            shared_bytes: How many first bytes the records of one region share.
        """
        self._packed = packed
        self._depth = shared_bytes
        self._regions = dict(_regions(packed, _first_record(packed), shared_bytes))

    def lexemes(
        self, words: Iterable[str], reach: Reach = "everywhere"
    ) -> dict[str, frozenset[str]]:
        """Give all forms of the lemma of each word, the lemma among them.

        Args:
            words: Lemmas or forms, as written; ask for all at once.
            reach: Where forms are looked for: among words that begin like the lemma in three
                letters, in its first letter (miasto, mieście), or everywhere (go, went), which
                reads the whole table.

        Returns:
            A lexeme for each word that the dictionary knows; none for the others.
        """
        asked = {word.encode() for word in words}
        lemmas, forms = self._look_up(asked)
        own = set(lemmas.values())
        if reach == "near":
            forms |= self._look_up(own - forms.keys())[1]
        else:
            forms |= self._sweep(own, {_letter(lemma) for lemma in own}, reach)
        read = {
            lemma: frozenset(form.decode() for form in (lemma, *forms.get(lemma, ())))
            for lemma in own
        }
        return {word.decode(): read[lemma] for word, lemma in lemmas.items()}

    def known(self, words: Iterable[str]) -> dict[str, str]:
        """Give the lemma of each word that the dictionary knows."""
        lemmas = self._look_up({word.encode() for word in words})[0]
        return {word.decode(): lemma.decode() for word, lemma in lemmas.items()}

    def _look_up(self, words: set[bytes]) -> tuple[dict[bytes, bytes], dict[bytes, list[bytes]]]:
        """Find the lemma of each word, and the forms of those lemmas that begin like the word."""
        lemmas: dict[bytes, bytes] = {}
        forms: dict[bytes, list[bytes]] = {}
        for start, some in self._by_region(words).items():
            region = _Region(self._packed, self._regions[start])
            lemmas |= {word: lemma for word in some if (lemma := region.lemma(word)) is not None}
            mine = {lemmas[word] for word in some if word in lemmas}
            forms |= {lemma: region.forms(lemma) for lemma in mine if lemma[: self._depth] == start}
        return lemmas, forms

    def _by_region(self, words: set[bytes]) -> dict[bytes, list[bytes]]:
        found: dict[bytes, list[bytes]] = {}
        for word in words:
            if (start := word[: self._depth]) in self._regions:
                found.setdefault(start, []).append(word)
        return found

    def _sweep(
        self, lemmas: set[bytes], letters: set[str], reach: Reach
    ) -> dict[bytes, list[bytes]]:
        """Collect the forms of some lemmas wherever they stand."""
        found: dict[bytes, list[bytes]] = {}
        for start, place in self._regions.items():
            if not lemmas or (reach == "letter" and _letter(start) not in letters):
                continue
            region = _Region(self._packed, place)
            for lemma in lemmas & region.spans.keys():
                found.setdefault(lemma, []).extend(region.forms(lemma))
        return found


class _Region:
    """Some records unpacked, still as bytes: few of them will be asked for.

    Attributes:
        spans: For each lemma the runs of `keys` that are its forms.
    """

    def __init__(self, packed: bytes, place: _Place) -> None:
        self._keys, self._starts, self._values = _unpack(packed, place)
        self.spans = _spans(self._starts, self._values, len(self._keys))

    def lemma(self, word: bytes) -> bytes | None:
        """Give the word itself if it is a lemma, else the lemma of a form."""
        if word in self.spans:
            return word
        at = bisect_left(self._keys, word)
        if at == len(self._keys) or self._keys[at] != word:
            return None
        return self._values[bisect_right(self._starts, at) - 1] or None

    def forms(self, lemma: bytes) -> list[bytes]:
        spans = self.spans.get(lemma, ())
        return [form for start, stop in spans for form in self._keys[start:stop]]


def _letter(start: bytes) -> str:
    """Give the first letter without its accent: Arzt, Ärzte."""
    return without_accents(start.decode(errors="ignore")[:1].lower())


def load_table(language: str) -> Table | None:
    """Load the dictionary of a language.

    Returns:
        The table, or None where there is none or a better tool is used.

    Raises:
        ValueError: The installed simplemma packs its dictionaries in another way.
    """
    from simplemma.strategies.dictionaries.dictionary_factory import DATA_FOLDER

    name = TABLES.get(language, language)
    path = DATA_FOLDER / f"{name}.plzma"
    if language in _UNUSED or not path.exists():
        return None
    with lzma.open(path) as file:
        shared_bytes = 4 if language in _TWO_BYTES_A_LETTER else 3
        return Table(file.read(), shared_bytes)


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


def _regions(packed: bytes, at: int, depth: int) -> Iterator[tuple[bytes, _Place]]:
    """Find the runs of records that share their first bytes, each with these bytes."""
    rest, before = _rest_of_region(depth), b""
    while at < len(packed):
        start = at
        key, at = _key_start(packed, at, before, depth)
        while True:
            at = rest.match(packed, at).end()  # type: ignore[union-attr]  # it matches nothing, too
            if at == len(packed) or packed[at] < depth:
                break
            at = _key_start(packed, at, key, depth)[1]  # a key of more than 127 bytes
        yield key, (start, at, before)
        before = key


def _key_start(packed: bytes, at: int, before: bytes, depth: int) -> tuple[bytes, int]:
    """Read the first bytes of the next key; say where the next record begins."""
    shared, at = _varint(packed, at)
    length, at = _varint(packed, at)
    key = before[:shared] + packed[at : at + min(length, depth)]
    return key[:depth], _after_value(packed, at + length)


def _after_value(packed: bytes, at: int) -> int:
    if packed[at] == _SAME:
        return at + 1
    length, at = _varint(packed, at + 1)
    return at + length


def _unpack(packed: bytes, place: _Place) -> tuple[list[bytes], list[int], list[bytes]]:
    """Unpack the keys of a region, and its values where they change; one tight loop for speed."""
    keys: list[bytes] = []
    starts: list[int] = []
    values: list[bytes] = []
    at, end, key = place
    value = b""  # of the region before, which nobody asked for
    while at < end:
        shared, length, at = packed[at], packed[at + 1], at + 2
        if shared > 0x7F or length > 0x7F:
            shared, at = _varint(packed, at - 2)
            length, at = _varint(packed, at)
        key = key[:shared] + packed[at : at + length]
        at += length
        trim = packed[at]
        at += 1
        if trim != _SAME:
            size, at = _varint(packed, at)
            kept = b"" if trim == _LITERAL else key[: len(key) - trim]
            value = kept + packed[at : at + size]
            at += size
        if trim != _SAME or not keys:
            starts.append(len(keys))
            values.append(value)
        keys.append(key)
    return keys, starts, values


def _spans(
    starts: list[int], values: list[bytes], end: int
) -> Mapping[bytes, list[tuple[int, int]]]:
    spans: dict[bytes, list[tuple[int, int]]] = {}
    for start, stop, lemma in zip(starts, [*starts[1:], end], values, strict=True):
        spans.setdefault(lemma, []).append((start, stop))
    return spans
