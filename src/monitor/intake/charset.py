"""Bytes of strangers to text: the declaration is a claim, and the bytes are the witness.

A windows-1251 feed that calls itself UTF-8 must not lose its words, a UTF-8 feed with one broken
byte must not turn into mojibake, and a Latin-1 label must not spoil what is plainly UTF-8.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charset_normalizer import from_bytes

from monitor.intake.misread import is_misread, oddity

HEAD_BYTES = 4096
SAMPLE_BYTES = 32 * 1024
LABEL = re.compile(
    rb"""(?:charset\s*=|<\?xml[^>]{0,80}?\sencoding\s*=)\s*["']?\s*([A-Za-z0-9_.:+-]{2,40})""",
    re.IGNORECASE,
)
LANGUAGE = re.compile(
    rb"""<(?:html|feed|rss|channel|rdf:rdf)[^>]{0,500}?\b(?:xml:)?lang\s*=\s*["']?([A-Za-z]{2})"""
    rb"""|<(?:dc:)?language>\s*([A-Za-z]{2})|"language"\s*:\s*"([A-Za-z]{2})""",
    re.IGNORECASE,
)
THREE_BYTES = re.compile("[^\x00-\u07ff]")
MARKUP = re.compile(rb"[<>\x00-\x1f]+")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDE_STARTS = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
# Labels as browsers read them. Source: the WHATWG Encoding standard's table of names.
BROWSERS_READ = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "x-sjis": "cp932", "windows-31j": "cp932", "iso-8859-9": "cp1254", "iso-8859-11": "cp874",
    "tis-620": "cp874", "windows-874": "cp874", "big5": "big5hkscs", "x-mac-cyrillic":
    "mac-cyrillic", "x-euc-jp": "euc_jp", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
    "x-cp1251": "cp1251", "win-1251": "cp1251", "hz-gb-2312": "hz",
}  # fmt: skip
WIDE = ("utf-16", "utf-32")
FAMILIES = ("utf-8", "utf-16", "utf-32", "windows-", "iso-", "koi8", "big5", "euc", "cp", "gb")
# What a language was written in before Unicode, the likeliest first.
LEGACY = {
    "ru": ("cp1251", "koi8-r", "cp866", "iso-8859-5"), "uk": ("cp1251", "koi8-u"),
    "be": ("cp1251",), "bg": ("cp1251",), "sr": ("cp1251", "cp1250"), "mk": ("cp1251",),
    "ja": ("cp932", "euc_jp"), "ko": ("cp949",), "zh": ("gb18030", "big5hkscs"),
    "ar": ("cp1256", "iso-8859-6"), "fa": ("cp1256",), "ur": ("cp1256",), "he": ("cp1255",),
    "el": ("cp1253",), "tr": ("cp1254",), "th": ("cp874",), "vi": ("cp1258",),
    "pl": ("cp1250", "iso-8859-2"), "cs": ("cp1250", "iso-8859-2"), "hu": ("cp1250", "iso-8859-2"),
    "ro": ("cp1250", "iso-8859-2"), "lt": ("cp1257",), "lv": ("cp1257",), "et": ("cp1257",),
}  # fmt: skip
WESTERN = "cp1252"
# Tables that are mistaken for each other: the guess names the alphabet, the letters decide.
RIVALS = (
    ("cp1252", "cp1254", "cp1250", "iso-8859-2", "cp1257"),
    ("cp1251", "koi8-u", "cp866", "iso-8859-5"),
    ("gb18030", "big5hkscs"),
    ("cp932", "euc_jp"),
)
CYRILLIC = ("cp1251", "windows-1251", "koi8-r", "koi8-u", "cp866", "iso-8859-5")
CLEARLY_ODDER = 0.1
EVERY_RIVAL = tuple(name for group in RIVALS for name in group)
GUESSES = (
    "cp1251", "koi8_r", "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp1252", "cp1250",
    "iso8859_2", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "cp866",
)  # fmt: skip
GUESSED_NAMES = {"koi8_r": "koi8-u", "big5": "big5hkscs", "iso8859_2": "iso-8859-2"}
FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text without a byte order mark; `charset` is set when the declaration was not believed."""

    text: str
    charset: str | None = None


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a feed or a page.

    In this order: a byte order mark; UTF-8 if the bytes are valid and say enough to be sure; what
    the header and then the document declare, if the text they give can be; UTF-8 with a few
    broken places; what the stated language was once written in; a guess. Never fails.

    Args:
        body: The bytes.
        content_type: The server's Content-Type, with or without a charset.
    """
    for mark, encoding in (*BOMS, *WIDE_STARTS):
        if body.startswith(mark):
            return Decoded(text=body.decode(encoding, errors="replace").lstrip("\ufeff"))
    labels = tuple(_labels(body, content_type))
    if b"\x1b" in body and "iso-2022-jp" in labels:
        return Decoded(text=body.decode("iso-2022-jp", errors="replace"))
    text = _strict(body, "utf-8")
    if text is not None and (not labels or labels[0] == "utf-8" or _speaks_utf8(text)):
        return Decoded(text=text, charset=_noted("utf-8", labels, text))
    for label in labels:
        text = _strict(body, label)
        if text is not None and not is_misread(text) and not _cannot_write(label, body):
            return _unless_odd(body, Decoded(text=text, charset=_noted(label, labels, text)), label)
    return _repaired(body)


def _labels(body: bytes, content_type: str | None) -> Iterator[str]:
    """Yield the declared encodings we can read: the header's first, then the document's own."""
    for found in (LABEL.search((content_type or "").encode()), LABEL.search(body[:HEAD_BYTES])):
        name = found.group(1).decode("ascii").lower() if found else ""
        name = BROWSERS_READ.get(name, name)
        if name.startswith(WIDE) and b"\0" not in body:
            continue  # letters of two or four bytes, and not one of them is Latin
        if name.startswith(FAMILIES) or name in BROWSERS_READ.values():
            yield name


def _cannot_write(label: str, body: bytes) -> bool:
    """Whether Latin-1 is claimed for a language that cannot be written in it."""
    return label == WESTERN and bool(_legacy(body)) and not body.isascii()


def _unless_odd(body: bytes, stated: Decoded, label: str) -> Decoded:
    """Doubt a Cyrillic table by which the text is clearly odder than by another one."""
    if label not in CYRILLIC:
        return stated
    rival = _least_odd(body, CYRILLIC)
    if rival is None or rival.charset is None:
        return stated
    gain = oddity(stated.text, label) - oddity(rival.text, rival.charset)
    return rival if gain > CLEARLY_ODDER else stated


def _noted(encoding: str, labels: Sequence[str], text: str) -> str | None:
    """Name the encoding if it contradicts the first declaration; plain ASCII contradicts none."""
    return encoding if labels and labels[0] != encoding and not text.isascii() else None


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _speaks_utf8(text: str) -> bool:
    """Whether there are enough letters outside ASCII to rule out chance: four, or one long one."""
    return _foreign(text) >= FEW or THREE_BYTES.search(text) is not None


def _foreign(text: str) -> int:
    """Count the characters outside ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _repaired(body: bytes) -> Decoded:
    """Find the encoding without believing any declaration."""
    text = body.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = _foreign(text) - broken
    if whole >= 2 * broken:
        return Decoded(text=text, charset="utf-8")
    return _least_odd(body, _legacy(body)) or _guessed(body)


def _legacy(body: bytes) -> tuple[str, ...]:
    """Give what the stated language was written in before Unicode."""
    found = LANGUAGE.search(body[:HEAD_BYTES])
    language = next(group for group in found.groups() if group) if found else b""
    return LEGACY.get(language.decode("ascii").lower(), ())


def _least_odd(body: bytes, encodings: Sequence[str]) -> Decoded | None:
    """Read by each table that can, and keep what reads best; the first of equals wins."""
    readings = [(_strict(body, encoding), encoding) for encoding in encodings]
    able = [(oddity(text, name), text, name) for text, name in readings if text is not None]
    able = [reading for reading in able if not is_misread(reading[1])]
    if not able:
        return None
    _, text, name = min(able, key=lambda reading: reading[0])
    return Decoded(text=text, charset=name)


def _guessed(body: bytes) -> Decoded:
    """Guess by the runs that say something: markup would drown them."""
    runs = MARKUP.split(body[: 8 * SAMPLE_BYTES])
    sample = b" ".join([run for run in runs if not run.isascii()])[:SAMPLE_BYTES]
    best = from_bytes(sample, cp_isolation=list(GUESSES)).best()
    name = GUESSED_NAMES.get(best.encoding, best.encoding) if best else WESTERN
    rivals = next((group for group in RIVALS if name in group), (name,))
    found = _least_odd(body, rivals) or _least_odd(body, EVERY_RIVAL)
    return found or Decoded(text=body.decode(name, errors="replace"), charset=name)
