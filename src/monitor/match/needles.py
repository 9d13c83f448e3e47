"""Terms of scripts without spaces: looked for as characters, anywhere in a text.

Chinese, Japanese, Thai and their like put no spaces between words, so an article is scanned as it
stands. What is found in one run of characters, read as the article reads them, is there for sure.
What is found only when spaces, quotes and Japanese readings are left out, or when traditional
characters are read as simplified ones, must be looked at in its place.
"""

import re
from functools import cache

from monitor.match.find import GAP_MARKS, READING
from monitor.match.reader import Reader
from monitor.match.words import NEEDLE
from monitor.text.chinese import simplify
from monitor.text.normalise import fold_word
from monitor.text.scripts import HIDDEN, MARKS, SCRIPT_MARKS, UNSPACED


def without_unspaced(text: str) -> tuple[str, bool]:
    """Leave out the runs of scripts without spaces, and say whether there were any."""
    if text.isascii() or not _unspaced_letter().search(text):
        return text, False
    return _unspaced().sub(" ", text), True


def needles(text: str, reader: Reader) -> tuple[set[int], set[int]]:
    """Look for terms as characters.

    Returns:
        The atoms that are met for sure, and the touched patterns as signs (`-1 - number`).
    """
    if not reader.rules.has_needles:
        return set(), set()
    is_odd = _odd().search(text) is not None
    folded = fold_word(text) if is_odd else text
    chinese = "zh" in reader.candidates and "ja" not in reader.candidates
    as_read = simplify(folded) if chinese else folded
    found = _scanned(as_read, reader)
    sure = set() if is_odd else {number for number in found if reader.is_sure(number)}
    loose = simplify(_gaps().sub("", folded))
    if loose != as_read:
        found |= _scanned(loose, reader)
    if READING.search(folded):
        found |= _scanned(simplify(_gaps().sub("", READING.sub("", folded))), reader)
    touched = {-1 - number for number in found}
    rows = reader.rows
    return {atom for number in sure for _, atom, _ in rows[-1 - number]}, touched


def _scanned(text: str, reader: Reader) -> set[int]:
    rules = reader.rules
    return {
        number
        for key in {key for _, _, key in rules.scan(text)}
        for number, how, _ in rules.keys[key]
        if how == NEEDLE
    }


@cache
def _unspaced_letter() -> re.Pattern[str]:
    return re.compile(f"[{''.join(UNSPACED.values())}]")


@cache
def _unspaced() -> re.Pattern[str]:
    letters = "".join(UNSPACED.values())
    return re.compile(f"[{letters}][{letters}{MARKS}{SCRIPT_MARKS}\uff9e\uff9f]*")


@cache
def _odd() -> re.Pattern[str]:
    """Match what makes folding more than a change of case: marks, compatibility characters."""
    scripts = "".join(UNSPACED[name] for name in ("Thai", "Laoo", "Khmr", "Mymr"))
    compatible = (
        "\u2e80-\u2fd5\u3021-\u3029\u3038-\u303a\uf900-\ufaff\uff66-\uff9f\u309f\u30ff"
        "\U0002f800-\U0002fa1f\u3099-\u309a"
    )
    return re.compile(f"[{scripts}{MARKS}{HIDDEN}{compatible}]")


@cache
def _gaps() -> re.Pattern[str]:
    return re.compile(rf"[\s{GAP_MARKS}.]+")
