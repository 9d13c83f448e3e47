"""One cleaner for text that strangers wrote: what it returns is safe to store, show and send."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from monitor.text.markup import pieces, unescaped

LONGEST_LINE: Final = 1_000
LONGEST_TEXT: Final = 1_000_000
_MOST_MARKS: Final = 4  # vocalised Hebrew needs four on one letter; more is Zalgo

# What nothing below would change, but for blanks: letters without marks, digits, punctuation.
_PLAIN = (
    "\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u060f\u1e00-\u1fff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2100-\u2bff\u3000-\u3029\u3030-\u3098\u309b-\u3163"
    "\u3165-\ua66e\uac00-\ud7a3\uff01-\uff9f"
)
_ORDINARY = re.compile(f"[{_PLAIN}]*")
# Where two stretches of other characters are near, it is cheaper to mend them as one.
_UNUSUAL = re.compile(f"[^{_PLAIN}]+(?:[{_PLAIN}]{{1,40}}[^{_PLAIN}]+)*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ASTRAL = re.compile("[^\x00-\uffff]+")
_BREAKS = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LONE = "\ufdd0-\ufdef\ufffe\uffff"
_LONE_ASTRAL = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
_DROPPED = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction: they can turn a name around
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffb"
)
# Tags hide text from the eye; shorthand and music have controls of their own.
_DROPPED_ASTRAL = (
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
# What may be a pile: marks are neither letters nor plain, whatever script they belong to.
_PILE = re.compile(f"[^\\w{_PLAIN}]{{{_MOST_MARKS + 1},}}")
_ODD_ASTRAL = re.compile(f"[{_LONE_ASTRAL}{_DROPPED_ASTRAL}]")
_JOINED = (
    "\u0620-\u06ff\u0710-\u077f\u08a0-\u08ff\u0900-\u0dff\u0f40-\u0fbc\u1000-\u109f"
    "\u1780-\u17ff\u1820-\u18aa\ufb50-\ufdfb\ufe70-\ufefc"
)
_PICTURES = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINERS = re.compile("[\u200c\u200d]+")
_NEEDS_JOINER = re.compile(f"[{_JOINED}]")
_PICTURE = re.compile(f"[{_PICTURES}]")
_EMPTY_LINES = re.compile("\n\n\n*")
# Every blank that the rules leave, but for the tab.
_BLANKS: Final = "\xa0\u3000\u1680\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
_TINTS = re.compile("[\U0001f3fb-\U0001f3ff]")
_TAG_START = re.compile(r"<[a-zA-Z!/?]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What is replaced, and what is dropped.

    Python looks a character up in one step in a class of the first 65,536 characters; with any
    character beyond it tries range after range. So the rules for texts that need no more than the
    first are a pair of their own.
    """

    lone: re.Pattern[str]
    dropped: re.Pattern[str]


def _rules(lone: str, dropped: str) -> _Rules:
    return _Rules(lone=re.compile(f"[{lone}]"), dropped=re.compile(f"[{dropped}]"))


_USUAL: Final = _rules(_LONE, _DROPPED)
_WHOLE: Final = _rules(_LONE + _LONE_ASTRAL, _DROPPED + _DROPPED_ASTRAL)


def clean_line(text: str, longest: int = LONGEST_LINE) -> str:
    """Make one safe line of a title, name or label.

    Args:
        text: Anything, lone surrogates included.
        longest: Upper limit in code points.

    Returns:
        One line without controls, direction marks or hidden text; cleaning it again changes
        nothing.
    """
    line = text.strip() if _is_bare(text) else " ".join(_safe(text).split())
    return _cut(line, longest)


def clean_text(text: str, longest: int = LONGEST_TEXT) -> str:
    r"""Make safe text of several lines.

    Args:
        text: Anything, lone surrogates included.
        longest: Upper limit in code points.

    Returns:
        Text whose only control is `\n`, at most two in a row; cleaning it again changes nothing.
    """
    return _cut(text.strip() if _is_bare(text) else _tidy(_safe(text)), longest)


def plain(fragment: str, longest: int = LONGEST_TEXT) -> str:
    """Read an HTML fragment as text.

    Block elements become paragraphs, `br` a line; scripts and styles say nothing. Text that only
    looks like a tag ("3 < 5") stays.

    Args:
        fragment: HTML as feeds carry it in titles and summaries; broken markup is welcome.
        longest: Upper limit in code points.

    Returns:
        Clean text, see `clean_text`.
    """
    if "<" not in fragment or not _TAG_START.search(fragment):
        return clean_text(unescaped(fragment) if "&" in fragment else fragment, longest)
    safe = _safe(fragment)
    text = "".join(pieces(safe))
    is_ordinary = safe is fragment and "&" not in fragment
    return _cut(_tidy(text if is_ordinary else _safe(text)), longest)


def _is_bare(text: str) -> bool:
    """Whether this is one line of ASCII in which there is nothing to mend or tidy."""
    return text.isascii() and text.isprintable() and "  " not in text


def _tidy(text: str) -> str:
    """Make every run of blanks one space, strip lines, and keep one empty line between others."""
    text = text.replace("\t", " ")
    if not text.isascii():
        for blank in _BLANKS:
            text = text.replace(blank, " ")
    paragraphs = [found for found in map(str.strip, text.split("\n\n")) if found]
    return "\n\n".join(
        [_lines(found) if "\n" in found or "  " in found else found for found in paragraphs]
    )


def _lines(text: str) -> str:
    """Tidy a text without blanks around it, whose only blanks are spaces and newlines."""
    if "\n" not in text:
        return " ".join(text.split())
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines))


def _safe(text: str) -> str:
    return text if _ORDINARY.fullmatch(text) else _UNUSUAL.sub(_mended_there, text)


def _mended_there(found: re.Match[str]) -> str:
    """Mend a stretch in sight of its neighbours, which are ordinary and stay as they are."""
    start, end = max(found.start() - 1, 0), found.end() + 1
    mended = _mended(found.string[start:end])
    return mended[found.start() - start : len(mended) - len(found.string[end - 1 : end])]


def _mended(text: str) -> str:
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    rules = _WHOLE if _ODD_ASTRAL.search("".join(_ASTRAL.findall(text))) else _USUAL
    text = rules.lone.sub("\ufffd", _BREAKS.sub("\n", text.replace("\r\n", "\n")))
    text = _JOINERS.sub(_joiner, rules.dropped.sub("", text))
    return _PILE.sub(_levelled, text)


def _levelled(pile: re.Match[str]) -> str:
    """Keep four marks of any one letter, and nothing that would hang on the others."""
    kept, height = [], 0
    for char in pile.group():
        hangs = char in "\u200c\u200d" or _is_mark(char)
        if not (hangs and height >= _MOST_MARKS):
            kept.append(char)
        height = height + _is_mark(char) if hangs else 0
    return "".join(kept)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _joiner(run: re.Match[str]) -> str:
    """Keep one joiner where it changes how a word is written, drop all others."""
    before, after = (
        run.string[max(run.start() - 1, 0) : run.start()],
        run.string[run.end() : run.end() + 1],
    )
    first = run.group()[0]
    if _NEEDS_JOINER.match(before) and _NEEDS_JOINER.match(after):
        return first
    if first == "\u200d" and _PICTURE.match(before) and _PICTURE.match(after):
        return first
    return ""


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    end = longest
    while end > 0 and (_extends(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return text[:end].rstrip()


def _extends(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    return char in "\u200c\u200d" or _is_mark(char) or _TINTS.match(char) is not None
