"""One cleaner for text that strangers wrote: what it returns is safe to store, show and send."""

import html
import re
from typing import Final

from monitor.text.scripts import MARKS, SCRIPT_MARKS

LONGEST_LINE: Final = 1_000
LONGEST_TEXT: Final = 1_000_000
_MOST_MARKS: Final = 4  # vocalised Hebrew needs four on one letter; more is Zalgo

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NONCHARACTERS = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0, 0x110000, 0x10000))
    + "]"
)
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction: they can turn a name around
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"  # tags hide text from the reader's eye
)
_MARK = f"[{MARKS}{SCRIPT_MARKS}]"
_MARK_RUN = re.compile(f"({_MARK}{{{_MOST_MARKS}}}){_MARK}+")
_JOINED = (
    "\u0620-\u06ff\u0710-\u077f\u08a0-\u08ff\u0900-\u0dff\u0f40-\u0fbc\u1000-\u109f"
    "\u1780-\u17ff\u1820-\u18aa\ufb50-\ufdfb\ufe70-\ufefc"
)
_PICTURES = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_JOINERS = re.compile("[\u200c\u200d]+")
_NEEDS_JOINER = re.compile(f"[{_JOINED}]")
_PICTURE = re.compile(f"[{_PICTURES}]")
_BLANKS = re.compile(r"[^\S\n]+")
_PADDING = re.compile(r" ?\n ?")
_EMPTY_LINES = re.compile(r"\n{3,}")
_EXTENDS = re.compile(f"{_MARK}|[\u200c\u200d\U0001f3fb-\U0001f3ff]")

_SILENT = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "head",
        "select",
        "textarea",
    }
)
_BLOCK_NAMES = (
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody"
    " tfoot thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SPACED = frozenset({"td", "th", "option", "button"})


def clean_line(text: str, longest: int = LONGEST_LINE) -> str:
    """Make one safe line of a title, name or label.

    Args:
        text: Anything, lone surrogates included.
        longest: Upper limit in code points.

    Returns:
        One line without controls, direction marks or hidden text; cleaning it again changes
        nothing.
    """
    return _cut(" ".join(_safe(text).split()), longest)


def clean_text(text: str, longest: int = LONGEST_TEXT) -> str:
    r"""Make safe text of several lines.

    Args:
        text: Anything, lone surrogates included.
        longest: Upper limit in code points.

    Returns:
        Text whose only control is `\n`, at most two in a row; cleaning it again changes nothing.
    """
    tidy = _PADDING.sub("\n", _BLANKS.sub(" ", _safe(text)))
    return _cut(_EMPTY_LINES.sub("\n\n", tidy).strip(), longest)


def plain(fragment: str, longest: int = LONGEST_TEXT) -> str:
    """Read an HTML fragment as text.

    Block elements become paragraphs, `br` a line; scripts and styles say nothing. Text that only
    looks
    like a tag ("3 < 5") stays.

    Args:
        fragment: HTML as feeds carry it in titles and summaries; broken markup is welcome.
        longest: Upper limit in code points.

    Returns:
        Clean text, see `clean_text`.
    """
    if not re.search(r"<[a-zA-Z!/?]", fragment):
        return clean_text(html.unescape(fragment), longest)
    return clean_text("".join(_pieces(_safe(fragment))), longest)


def _safe(text: str) -> str:
    whole = (
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if _has_surrogates(text)
        else text
    )
    whole = _NONCHARACTERS.sub("\ufffd", _BREAKS.sub("\n", whole))
    return _JOINERS.sub(_joiner, _MARK_RUN.sub(r"\1", _DROPPED.sub("", whole)))


def _has_surrogates(text: str) -> bool:
    return re.search("[\ud800-\udfff]", text) is not None


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
    while end > 0 and (_EXTENDS.match(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return text[:end].rstrip()


def _pieces(fragment: str) -> list[str]:
    from lxml import etree  # slow to import, and only feeds with markup need it
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8"
    )
    tree = etree.fromstring(f"<html><body>{fragment}</body></html>".encode(), parser)
    pieces: list[str] = []
    hidden: list[etree._Element] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        silent = element.tag in _SILENT
        if event == "start":
            if silent:
                hidden.append(element)
            elif not hidden:
                pieces += [_gap(element.tag), element.text or ""]
        else:
            if silent:
                hidden.pop()
            if not hidden:
                pieces += ["" if element.tag == "br" else _gap(element.tag), element.tail or ""]
    return pieces


def _gap(tag: str) -> str:
    if tag in _BLOCKS:
        return "\n\n"
    if tag == "br":
        return "\n"
    return " " if tag in _SPACED else ""
