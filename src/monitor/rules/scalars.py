"""Plain YAML values as the core schema of YAML 1.2 reads them.

PyYAML reads YAML 1.1, where `no` is false, `14:00` is 840 and `012` is 10.
Source: YAML 1.2.2, chapter 10.3.
"""

import re

Scalar = str | int | float | bool | None

WORDS: dict[str, Scalar] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
# Longer figures stay text: nothing here counts so far, and int() refuses 4,300 digits.
INTEGER = re.compile(r"[-+]?[0-9]{1,18}", re.ASCII)
OCTAL = re.compile(r"0o[0-7]{1,20}")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]{1,16}")
FLOAT = re.compile(r"[-+]?(?=.*[.eE])(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?", re.ASCII)
FIGURES = frozenset("+-.0123456789")  # no number begins with anything else
NOT_FINITE = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def resolve(text: str) -> Scalar:
    """Give the value of a scalar that stands without quotation marks."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in FIGURES:  # what nearly every word of a rule is
        return text
    if INTEGER.fullmatch(text):
        return int(text)
    if OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if HEXADECIMAL.fullmatch(text):
        return int(text[2:], 16)
    if FLOAT.fullmatch(text) and len(text) < 40:
        return float(text)
    found = NOT_FINITE.fullmatch(text)
    if found:
        return float("nan") if found[3] else float(f"{found[1]}inf")
    return text
