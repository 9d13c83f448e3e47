"""What is taken out of a feed's text before any parser sees it: what stops or starves parsers."""

import re

# XML 1.0 allows no other control character, and expat refuses the whole document for one.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
MOST_DIGITS = 8
BARE_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)")
LONG_TAG = re.compile(r"(<[A-Za-z_][\w:.-]*+)([^<>]{5000,})")
MOST_ATTRIBUTES = 1_000
CDATA, CDATA_END = "<![CDATA[", "]]>"
END_OF_ENTRY = re.compile(r"</(?:[A-Za-z][\w.-]*:)?(?:item|entry)\s*>")


def without_forbidden(text: str) -> str:
    """Take out the characters XML forbids, written plainly or as a reference."""
    return REFERENCE.sub(_allowed, FORBIDDEN.sub("", text))


def _allowed(reference: re.Match[str]) -> str:
    hexadecimal, decimal = reference.groups()
    digits, base = (decimal, 10) if hexadecimal is None else (hexadecimal, 16)
    code = int(digits.lstrip("0")[:MOST_DIGITS] or "0", base)
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    if FORBIDDEN.match(chr(code)):
        return ""
    return reference.group() if len(digits) <= MOST_DIGITS else f"&#{code};"


def without_floods(text: str) -> str:
    """Take the attributes out of a tag that has thousands: every parser lists them for minutes."""
    return LONG_TAG.sub(_unless_flooded, text)


def _unless_flooded(tag: re.Match[str]) -> str:
    start, attributes = tag.groups()
    return start if attributes.count("=") > MOST_ATTRIBUTES else tag.group()


def with_ampersands(text: str) -> str:
    """Write bare ampersands as XML wants them, outside of CDATA.

    "AT&T" and "?a=1&b=2" are why most broken feeds are broken, and feedparser's rescue reads the
    former as "AT&T;".
    """
    pieces, at = [], 0
    while (start := text.find(CDATA, at)) >= 0:
        end = text.find(CDATA_END, start)
        end = len(text) if end < 0 else end
        pieces += [BARE_AMPERSAND.sub("&amp;", text[at:start]), text[start:end]]
        at = end
    return "".join([*pieces, BARE_AMPERSAND.sub("&amp;", text[at:])])


def first_entries(text: str, most: int) -> tuple[str, int]:
    """Keep the first entries of an XML feed, and say how many were left out.

    A feed of 100,000 entries takes feedparser more time than a feed may have; cut to its first
    entries it is as well-formed as before. Feeds put the newest first.
    """
    last = end = count = 0
    for found in END_OF_ENTRY.finditer(text):
        count += 1
        last = found.end()
        end = last if count <= most else end
    return (text[:end] + text[last:], count - most) if count > most else (text, 0)
