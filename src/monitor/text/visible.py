"""What stands in a line that people or programs read: nothing invisible, nothing that steers.

A terminal obeys escape bytes, and a reader of lines takes a line's end for one: so whatever
strangers or authors wrote shows such characters as escapes, and they do nothing.
"""

import json
import re
from typing import Final

# Controls, direction marks, ends of lines, halves of pairs, tags, and what is no character.
_INVISIBLE: Final = (
    "\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
)
_IN_JSON: Final = re.compile(f"[{_INVISIBLE}]")
# Isolates keep a name from turning the line around it, and our own sentences use them.
_IN_LINES: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066\u2067\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    r"""Show what is invisible as an escape such as `\x1b`; newlines and tabs stay.

    Joiners stay too, which words of many scripts need, and so do isolates.
    """
    return _IN_LINES.sub(_escape, text)


def json_line(value: object) -> str:
    r"""Write a value as JSON on one line.

    Guarantees: no control, direction mark or line end of any kind stands in it unescaped.
    """
    return one_line(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def one_line(text: str) -> str:
    """Escape what is invisible in the text of a JSON document, whose values stay what they are."""
    return _IN_JSON.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _escape(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
