"""What the cleaner promises of every string that leaves a parser, asked of Unicode, not of it."""

import unicodedata
from collections.abc import Iterator

from monitor.intake.parse.document import NotAFeed
from monitor.model.article import Entry, FeedDocument, PageText

LONGEST_LINE = 1_000
LONGEST_TEXT = 1_000_000
LONGEST_GUID = 4_096
LONGEST_LINK = 8_192
LONGEST_IDENTITY = 700
LONGEST_DETAIL = 300
LONGEST_NAME = 200
MOST_AUTHORS = 10
MOST_ENTRIES = 2_000
MOST_MARKS = 4
# Direction, fillers, tags: what turns or hides text. Source: Unicode's Default_Ignorable list.
HIDDEN = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u200b\u200e\u200f"
    "\u3164\ufeff\uffa0"
) | {
    chr(code)
    for first, last in ((0x202A, 0x202E), (0x2060, 0x206F), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3),
                        (0x1D173, 0x1D17A), (0xE0000, 0xE00FF), (0xE01F0, 0xE0FFF))
    for code in range(first, last + 1)
}  # fmt: skip

Strings = Iterator[tuple[str, str, int, str]]


def broken(answer: FeedDocument | NotAFeed | PageText) -> list[str]:
    """Say which promise is broken by which string of an answer; empty when none is."""
    found = [
        f"{where}: {fault}"
        for where, value, longest, breaks in _strings(answer)
        for fault in faults(value, longest, breaks)
    ]
    if isinstance(answer, FeedDocument) and len(answer.entries) > MOST_ENTRIES:
        found.append("too many entries")
    return found


def faults(value: str, longest: int, breaks: str = "") -> Iterator[str]:
    """Yield what is wrong with one string; `breaks` may be a newline, where one is allowed."""
    if len(value) > longest:
        yield f"{len(value)} characters"
    if "\n\n\n" in value or value != value.strip():
        yield "blanks"
    if value.isascii():
        bare = value.replace("\n", "") if breaks else value
        if bare and not bare.isprintable():
            yield "a control"
        return
    yield from _odd_characters(value, breaks)


def _odd_characters(value: str, breaks: str) -> Iterator[str]:
    height = 0
    for char in value:
        if char in HIDDEN or ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF:
            yield f"hidden or no character: U+{ord(char):04X}"
        kind = unicodedata.category(char)
        if kind in ("Cc", "Cs", "Zl", "Zp") and not (breaks and char == "\n"):
            yield f"a control: U+{ord(char):04X}"
        height = height + 1 if kind in ("Mn", "Me") else height if char in "\u200c\u200d" else 0
        if height > MOST_MARKS:
            yield "a pile of marks"
            return


def _strings(answer: FeedDocument | NotAFeed | PageText) -> Strings:
    if isinstance(answer, NotAFeed):
        yield "detail", answer.detail, LONGEST_DETAIL, ""
        return
    yield "title", answer.title or "", LONGEST_LINE, ""
    yield "language", answer.language or "", 16, ""
    if isinstance(answer, PageText):
        yield "text", answer.text, LONGEST_TEXT, "\n"
        yield "why", answer.why, LONGEST_DETAIL, ""
        yield "canonical", answer.canonical or "", LONGEST_LINK, ""
        yield from _people(answer.authors)
        return
    yield "link", answer.link or "", LONGEST_LINK, ""
    yield "older", answer.older or "", LONGEST_LINK, ""
    yield "charset", answer.charset or "", 40, ""
    for entry in answer.entries:
        yield from _of_entry(entry)


def _of_entry(entry: Entry) -> Strings:
    yield "entry's identity", entry.identity, LONGEST_IDENTITY, ""
    yield "entry's guid", entry.guid or "", LONGEST_GUID, ""
    yield "entry's link", entry.link or "", LONGEST_LINK, ""
    yield "entry's source", entry.source or "", LONGEST_LINK, ""
    yield "entry's language", entry.language or "", 16, ""
    yield "entry's title", entry.title, LONGEST_LINE, ""
    yield "entry's text", entry.text, LONGEST_TEXT, "\n"
    yield from _people(entry.authors)


def _people(authors: tuple[str, ...]) -> Strings:
    yield "authors", "", MOST_AUTHORS - len(authors), ""
    for author in authors:
        yield "author", author, LONGEST_NAME, ""
