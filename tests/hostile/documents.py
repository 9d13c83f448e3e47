"""Hostile documents: what each is, what must become of it, and the plain parts they are made of.

Every document is made by code, one after the other: nothing large lies in the repository.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.intake.parse.document import NotAFeed
from monitor.model.article import FeedDocument, PageText

AT = "https://news.example.org/feeds/all.xml"
PAGE_AT = "https://news.example.org/2026/11/mill-reopens"
GOOD = "The mill reopens after the flood"
GOOD_TEXT = "Forty workers came back to the looms on Monday."
XML = '<?xml version="1.0" encoding="utf-8"?>'
UNREAD = frozenset({"none", "wall"})

Kind = Literal["feed", "page"]
Answer = FeedDocument | NotAFeed | PageText | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """What no document may reach: a file whose words nobody may see, a server nobody may call."""

    file: str
    secret: str
    server: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What must become of a document.

    Attributes:
        outcomes: `read`, a reason word, or how an empty page is called; one of them must come.
        says: What the answer must say, when it was read.
        never: What it must not say.
        entries: How many entries there are, when it was read; None where that may vary.
    """

    outcomes: frozenset[str] = frozenset({"read"})
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    entries: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """One document."""

    family: str
    name: str
    body: bytes
    expect: Expect
    kind: Kind = "feed"
    content_type: str | None = None
    address: str = AT


def read(*says: str, entries: int | None = None, never: tuple[str, ...] = ()) -> Expect:
    """Expect a document to be read, and to say this."""
    return Expect(says=says, entries=entries, never=never)


def refused(*reasons: str) -> Expect:
    """Expect one of these reason words."""
    return Expect(outcomes=frozenset(reasons))


def either(*reasons: str, says: tuple[str, ...] = (), never: tuple[str, ...] = ()) -> Expect:
    """Expect a document to be read or refused for one of these reasons; both are right."""
    return Expect(outcomes=frozenset({"read", *reasons}), says=says, never=never)


def outcome_of(answer: Answer) -> str:
    """Give the word for what became of a document; an answer that is a text is a child's reason."""
    match answer:
        case str():
            return answer
        case NotAFeed():
            return answer.reason
        case PageText():
            return answer.method if answer.method in UNREAD else "read"
    return "read"


def wrong(expect: Expect, answer: Answer) -> Iterator[str]:
    """Yield how an answer differs from what was expected."""
    outcome = outcome_of(answer)
    if outcome not in expect.outcomes:
        yield f"{outcome}, not {' or '.join(sorted(expect.outcomes))}"
    said = words_of(answer)
    if outcome == "read":
        yield from (f"lost: {words!r}" for words in expect.says if words not in said)
    yield from (f"says: {words!r}" for words in expect.never if words in said)
    if isinstance(answer, FeedDocument) and expect.entries not in (None, len(answer.entries)):
        yield f"{len(answer.entries)} entries, not {expect.entries}"


def words_of(answer: Answer) -> str:
    """Give all that an answer says, a line each."""
    match answer:
        case str():
            return answer
        case NotAFeed():
            return answer.detail
        case PageText():
            found = (answer.title, answer.text, answer.canonical, *answer.authors)
        case FeedDocument():
            found = (answer.title, answer.link, answer.older)
            for entry in answer.entries:
                found += (entry.title, entry.text, entry.link, *entry.authors)
                found += (f"at {entry.published:%Y-%m-%dT%H:%M:%S}" if entry.published else "",)
    return "\n".join(filter(None, found))


def item(title: str = GOOD, *, more: str = "", text: str = GOOD_TEXT, number: int = 1) -> str:
    """Write an entry of RSS."""
    return (
        f"<item><guid>g{number}</guid><title>{title}</title>"
        f"<link>https://news.example.org/{number}</link><description>{text}</description>{more}"
        "</item>"
    )


def rss(inside: str = "", *, start: str = XML, attributes: str = "", head: str = "") -> str:
    """Write a feed: what is given, and one good entry behind it."""
    return (
        f'{start}<rss version="2.0"{attributes}><channel><title>The Courier</title>'
        f"<link>https://news.example.org/</link>{head}{inside}{item(number=900)}</channel></rss>"
    )


def atom(inside: str = "", *, start: str = XML, attributes: str = "") -> str:
    """Write an Atom feed: what is given, and one good entry behind it."""
    return (
        f'{start}<feed xmlns="http://www.w3.org/2005/Atom"{attributes}><title>The Courier</title>'
        f"<id>urn:courier</id>{inside}<entry><id>g900</id><title>{GOOD}</title>"
        f'<link href="https://news.example.org/900"/><summary>{GOOD_TEXT}</summary></entry></feed>'
    )


def written(text: str | bytes) -> bytes:
    """Give a document's bytes; a text may hold anything, lone surrogates, too."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
