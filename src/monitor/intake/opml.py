"""OPML: lists of subscriptions, read as other programs write them, and written for them.

Source: OPML 2.0, http://opml.org/spec2.opml. What we add to it are two attributes of a namespace
of our own, so that our own lists come back as they were. A reader of ours that finds them knows
that the categories are our tags letter by letter; in the lists of others, folders and categories
become tags that a query can name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from monitor.intake.charset import decode
from monitor.intake.parse.prune import with_ampersands, without_forbidden
from monitor.text.clean import clean_line

MOST_FEEDS = 10_000
DEEPEST = 50
NAMESPACE = "urn:news-monitor:feeds"
OWN_ID = "monitor:id"
# The five of XML; whatever else HTML knows is written out before expat sees it.
ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*;)")
LINK = "link"
OTHERS = ("rss", "atom", LINK, "include", "url")
ESCAPED = {"%": "%25", ",": "%2C", "/": "%2F"}
ESCAPES = re.compile("[%,/]")
UNESCAPES = re.compile("%2[5CF]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One subscription as it stands in a list; `address` is as it was written, perhaps wrong.

    `line` counts from 1. `id` is only known of lists that we wrote; so is `kind`, which is `page`
    for a page that has no feed.
    """

    address: str
    line: int = 0
    title: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    id: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriptions:
    """A list of subscriptions, in its order, doubles included."""

    outlines: tuple[Outline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotOpml:
    """The bytes are no list of subscriptions that can be read; `problem` is a sentence."""

    problem: str


class _Stop(Exception):
    """The reader gives up: more feeds or more levels than anybody has."""


def parse_opml(body: bytes) -> Subscriptions | NotOpml:
    """Read a list of subscriptions.

    Bare ampersands and the entities of HTML, by which most broken lists are broken, are mended.
    Entities that a list declares itself are never expanded, and nothing outside is read.

    Returns:
        The list; or NotOpml with the line at which the XML breaks, for more than 10,000 feeds,
        and for outlines that stand more than 50 deep.
    """
    text = with_ampersands(without_forbidden(decode(body).text).strip())
    reader = _Reader()
    try:
        reader.read(ENTITY.sub(_written_out, text))
    except expat.ExpatError as error:
        return NotOpml(problem=f"line {error.lineno}: {expat.ErrorString(error.code)}")
    except _Stop as stop:
        return NotOpml(problem=str(stop))
    return Subscriptions(outlines=tuple(reader.outlines))


def write_opml(outlines: Iterable[Outline], title: str) -> str:
    """Write a list of subscriptions as OPML 2.0; reading it gives the same outlines again.

    Guarantees: whatever a title or a tag says, the result is well-formed XML.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:monitor={quoteattr(NAMESPACE)}>',
        f"  <head><title>{escape(clean_line(title))}</title></head>",
        "  <body>",
        *(f"    <outline {_attributes(outline)}/>" for outline in outlines),
        "  </body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines)


@dataclass(slots=True)
class _Reader:
    """What expat tells of an OPML document, kept as outlines."""

    outlines: list[Outline] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    depth: int = 0

    def read(self, text: str) -> None:
        parser = expat.ParserCreate()
        # Else a default of the document's own would be added to each of its outlines.
        parser.specified_attributes = True
        parser.StartElementHandler = lambda name, said: self._start(
            name, said, parser.CurrentLineNumber
        )
        parser.EndElementHandler = self._end
        parser.Parse(text, True)

    def _start(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        name = name.lower()
        if not self.depth and name != "opml":
            raise _Stop(f"the document is <{clean_line(name, 40)}>, not <opml>")
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Stop(f"more than {DEEPEST} levels")
        self.folders.append("")
        if name == "outline":
            said = {key.lower(): value.strip() for key, value in attributes.items()}
            self._outline(said, line)

    def _end(self, _: str) -> None:
        self.depth -= 1
        self.folders.pop()

    def _outline(self, said: Mapping[str, str], line: int) -> None:
        kind = said.get("type", "").lower()
        is_feed = "xmlurl" in said or kind in OTHERS
        if not is_feed:
            self.folders[-1] = said.get("text") or said.get("title", "")
            return
        if len(self.outlines) == MOST_FEEDS:
            raise _Stop(f"more than {MOST_FEEDS:,} feeds")
        self.outlines.append(_outline(said, self.folders, line))


def _outline(said: Mapping[str, str], folders: Sequence[str], line: int) -> Outline:
    own = said.get(OWN_ID)
    title = said.get("title") or (None if own else said.get("text"))
    is_page = own and said.get("type") == LINK
    address = said.get("url" if is_page else "xmlurl", "")
    return Outline(
        address=address,
        line=line,
        title=None if title == address else title,
        language=said.get("language") or None,
        tags=_own_tags(said) if own else _tags(said, folders),
        id=own,
        kind="page" if is_page else None,
    )


def _own_tags(said: Mapping[str, str]) -> tuple[str, ...]:
    """Read the tags as `_attributes` wrote them."""
    written = said.get("category", "").split(",")
    back = {escape: sign for sign, escape in ESCAPED.items()}
    return tuple(UNESCAPES.sub(lambda m: back[m[0]], tag) for tag in written if tag)


def _tags(said: Mapping[str, str], folders: Sequence[str]) -> tuple[str, ...]:
    """Make tags of the folders around and of the categories: `World News` is world-news."""
    named = [*folders, *re.split("[,/]", said.get("category", ""))]
    tags = (re.sub(r"[\s,/]+", "-", clean_line(name).lower()).strip("-") for name in named)
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _attributes(outline: Outline) -> str:
    name = outline.id or ""
    is_page = outline.kind == "page"
    pairs = {
        "type": LINK if is_page else "rss",
        "text": outline.title or name or outline.address,
        "title": outline.title,
        "url" if is_page else "xmlUrl": outline.address,
        "language": outline.language,
        "category": ",".join(ESCAPES.sub(lambda m: ESCAPED[m[0]], tag) for tag in outline.tags),
        OWN_ID: name,
    }
    return " ".join(f"{key}={quoteattr(clean_line(text))}" for key, text in pairs.items() if text)


def _written_out(entity: re.Match[str]) -> str:
    return escape(unescape(entity[0]), {'"': "&quot;"})
