"""How well a text reads: the marks that bytes leave when they were read by the wrong table."""

import re
from collections import Counter

SAMPLE = 64 * 1024
FEW = 4
# Words all of accented letters are written in no Western language: another alphabet was misread.
ACCENTED_WORD = re.compile("[\u00c0-\u00ff]{4,}")
# Neither does a sign such as ³ or ¿ stand inside a word: Polish, Korean or Chinese was misread.
SIGN_IN_WORD = re.compile(
    "[\u0080-\u009f\u00a1-\u00bf\u00d7\u00f7](?<=[^\\W\\d_].)(?=[^\\W\\d_])", re.DOTALL
)
# And no Cyrillic word begins small and goes on in capitals: KOI8-R read as windows-1251 does.
TURNED_WORD = re.compile("[\u0430-\u044f](?<!\\w.)[\u0410-\u042f]{3,}")
CYRILLIC_WORD = re.compile("[\u0410-\u044f]{4,}")
PUNCTUATION = frozenset("«»„“”‘’‚‹›–—…•·№€§°©®™´¡¿、。，「」『』（）《》！？：；・ー〜　\u00a0")
RARE_CYRILLIC = frozenset("йфэщъхцжшчюыьЙФЭЩЪХЦЖШЧЮЫЬ")
RARE_LATIN = frozenset("ðýþÐÝÞ")
CYRILLIC = re.compile("[\u0400-\u04ff]")
HANZI = re.compile("[\u3400-\u9fff]")
FOREIGN = re.compile("[^\x00-\x7f]+")


def is_misread(text: str) -> bool:
    """Tell whether a text shows beyond doubt that its bytes were read by the wrong table."""
    start = text[: 4 * SAMPLE]
    if len(ACCENTED_WORD.findall(start)) + len(SIGN_IN_WORD.findall(start)) >= FEW:
        return True
    turned, words = len(TURNED_WORD.findall(start)), len(CYRILLIC_WORD.findall(start))
    return turned >= FEW and 2 * turned > words


def oddity(text: str, encoding: str) -> float:
    """Say how odd the letters outside ASCII are, 0 to 1, to compare readings of the same bytes.

    Args:
        text: One reading.
        encoding: The table it was read by: a Chinese table keeps its rare characters apart.
    """
    times = Counter("".join(FOREIGN.findall(text[:SAMPLE])))
    odd = sum(count for char, count in times.items() if _is_odd(char, encoding))
    return odd / max(1, times.total())


def _is_odd(char: str, encoding: str) -> bool:
    if CYRILLIC.match(char):
        return char in RARE_CYRILLIC
    if HANZI.match(char):
        return _is_rare_hanzi(char, encoding)
    return char in RARE_LATIN or not (char.isalpha() or char in PUNCTUATION)


def _is_rare_hanzi(char: str, encoding: str) -> bool:
    """Both Chinese tables hold the frequent characters in one range of first bytes."""
    common = {"gb18030": (0xB0, 0xD7), "big5hkscs": (0xA4, 0xC6)}.get(encoding)
    if common is None:
        return False
    first = char.encode(encoding)[0]
    return not common[0] <= first <= common[1]
