r"""Regular expressions that no text can show, or that nearly every text shows.

They are searched in title and text as these stand after cleaning: small and capital letters, no
line ends in a title, no two spaces side by side.
"""

import re
from functools import lru_cache
from typing import Any, Final

import re2

# What makes an expression impossible; escapes and classes are taken out before.
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_ESCAPE: Final = re.compile(r"\\(?:[pP](?:\{[^}]*\}|.)|x\{[0-9A-Fa-f]+\}|x[0-9A-Fa-f]{2}|.)")
_IMPOSSIBLE: Final = (
    (re.compile(r"[^\s|(*?^]\^"), "a ^ behind a letter never fits: it means the beginning"),
    (re.compile(r"\$[^|)*?$\s]"), "a $ before a letter never fits: it means the end"),
    (re.compile(r"  "), "two spaces side by side never stand in a cleaned text: write \\s+"),
)
_INSIDE: Final = re.compile(r"(?<!\\)(?:\\\\)*[^\W_]\\b[^\W_]")
_CLEANED_AWAY: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\ufeff]")
COMMONPLACE: Final = (
    "The minister said on Monday that talks would go on.",
    "Le ministre a dit lundi que les discussions continuent.",
    "Der Minister sagte am Montag, man rede weiter.",
    "Министр сказал в понедельник, что переговоры продолжаются.",
    "El ministro dijo el lunes que las conversaciones siguen.",
)


@lru_cache(maxsize=4096)
def unreachable(pattern: str) -> str | None:
    """Say why an expression can never be found; None when nothing speaks against it."""
    if _CLEANED_AWAY.search(pattern):
        return f"/{pattern}/ asks for a character that cleaning takes away"
    if _INSIDE.search(pattern):
        return f"/{pattern}/: \\b between two letters never fits"
    if "(?" in pattern and re.search(r"\(\?[a-z]*m", pattern):
        return None  # ^ and $ mean lines
    plain = _ESCAPE.sub("x", _CLASS.sub("x", pattern))
    found = (problem for sign, problem in _IMPOSSIBLE if sign.search(plain))
    return next((f"/{pattern}/: {problem}" for problem in found), None)


@lru_cache(maxsize=4096)
def is_commonplace(pattern: str) -> bool:
    """Whether an expression is found in sentences that say nothing particular."""
    compiled = _compiled(pattern)
    found = sum(compiled.search(sentence) is not None for sentence in COMMONPLACE)
    return found * 2 > len(COMMONPLACE)


def _compiled(pattern: str) -> Any:  # noqa: ANN401 - re2 has no types
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)
