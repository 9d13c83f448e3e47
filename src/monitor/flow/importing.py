"""Feeds that somebody wants -> feeds to add: each with a short id, no address twice.

Nothing is fetched and nothing is written here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from monitor.intake.opml import Outline
from monitor.intake.urls import canonical, site_of
from monitor.model.feed import Feed
from monitor.rules.codes import CODES
from monitor.text.clean import clean_line
from monitor.text.language import base_language

LONGEST_TITLE = 200
LONGEST_PART = 40
# Under these a country registers its companies, schools and offices: nhk.or.jp, bbci.co.uk.
SECOND_LEVEL = frozenset("ac co com edu go gov ne net or org".split())
# Whoever writes there is named by the label before: meadow.substack.com.
HOSTERS = frozenset("blogspot github livejournal substack tumblr wordpress".split())
# What every feed's address says.
SAYS_NOTHING = frozenset(
    "all asp aspx atom cms default feed feeds html index json latest news php posts rdf rss rss2"
    " xml".split()
)
NUMBER = re.compile(r"[0-9.]+|.*:.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeed:
    """A feed to be written into `feeds.yaml`; what is None is not written.

    `kind` is a word that `feeds.yaml` knows for sources that are no feed, such as `page`.
    """

    address: str
    id: str | None = None
    title: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """An outline that is not added, and the sentence that says why."""

    outline: Outline
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would do: every outline stands in exactly one of the three."""

    added: tuple[NewFeed, ...]
    already: tuple[Turned, ...]
    refused: tuple[Turned, ...]


class Names:
    """Gives short ids, none of them twice."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Start from the ids that feeds have already."""
        self._taken = set(taken)
        self._counts: Counter[str] = Counter()

    def give(self, address: str, language: str | None = None, wanted: str | None = None) -> str:
        """Give an id of letters that `feeds.yaml` takes: the wanted one if it is free.

        Else it is made of the site's name (`tass`), with the language (`bbci-ko`), with what the
        path says (`yna-northkorea`), or with a number (`yna-2`).
        """
        name = next(
            (one for one in _names(address, language, wanted) if one not in self._taken), ""
        )
        if not name:
            name = self._numbered(_site(address))
        self._taken.add(name)
        return name

    def _numbered(self, site: str) -> str:
        while True:
            self._counts[site] += 1
            name = f"{site}-{self._counts[site] + 1}"
            if name not in self._taken:
                return name


def plan(
    outlines: Sequence[Outline],
    feeds: Sequence[Feed],
    check: Callable[[str], str],
    tags: Sequence[str] = (),
) -> Plan:
    """Say which outlines become feeds.

    Args:
        outlines: What a list of subscriptions names, in its order.
        feeds: The feeds that are configured.
        check: Gives the address to write, or raises ValueError with what is wrong with it.
        tags: Tags for all that is added.
    """
    there = {key_of(feed.address): f"configured as {feed.id}" for feed in feeds}
    names = Names(feed.id for feed in feeds)
    added: list[NewFeed] = []
    already: list[Turned] = []
    refused: list[Turned] = []
    for outline in outlines:
        try:
            address = _checked(outline, check)
        except ValueError as error:
            refused.append(Turned(outline=outline, why=str(error)))
            continue
        key = key_of(address)
        if key in there:
            already.append(Turned(outline=outline, why=there[key]))
            continue
        there[key] = f"stands in line {outline.line} already"
        added.append(_new(outline, address, names, tags))
    return Plan(added=tuple(added), already=tuple(already), refused=tuple(refused))


def key_of(address: str) -> str:
    """Give what is equal for two addresses of the same feed."""
    return canonical(address) or address


def language_of(tag: str | None) -> str | None:
    """Reduce a language tag to a code that `feeds.yaml` takes, or None."""
    code = base_language(tag)
    return code if code in CODES else None


def title_of(text: str | None) -> str | None:
    """Make one safe line of a title, or None when nothing is left of it."""
    return clean_line(text or "", LONGEST_TITLE) or None


def _checked(outline: Outline, check: Callable[[str], str]) -> str:
    if not outline.address:
        raise ValueError("it has no xmlUrl, the address of a feed")
    return check(outline.address)


def _new(outline: Outline, address: str, names: Names, tags: Sequence[str]) -> NewFeed:
    language = language_of(outline.language)
    lines = (clean_line(tag) for tag in (*outline.tags, *tags))
    return NewFeed(
        address=address,
        id=names.give(address, language, outline.id),
        title=title_of(outline.title),
        language=language,
        tags=tuple(dict.fromkeys(line for line in lines if line)),
        kind=outline.kind,
    )


def _names(address: str, language: str | None, wanted: str | None) -> Iterable[str]:
    site = _site(address)
    if wanted:
        yield wanted
    yield site
    if language:
        yield f"{site}-{language}"
    if said := _said(address):
        yield f"{site}-{said}"


def _site(address: str) -> str:
    """Give the name a site is known by: `nhk` for www3.nhk.or.jp."""
    host = site_of(address) or "feed"
    if NUMBER.fullmatch(host):
        return host.replace(":", ".").strip(".") or "feed"
    labels = host.split(".")
    if len(labels) > 1:
        labels.pop()
    if len(labels) > 1 and labels[-1] in SECOND_LEVEL:
        labels.pop()
    if len(labels) > 1 and labels[-1] in HOSTERS:
        labels.pop()
    return _word(labels[-1]) or "feed"


def _said(address: str) -> str:
    """Give what the path says of the feed: `northkorea` for /rss/northkorea.xml."""
    parts = urlsplit(address)
    words = re.split(r"[^A-Za-z0-9]+", unquote(f"{parts.path} {parts.query}").lower())
    return "-".join(word for word in words if word and word not in SAYS_NOTHING)[
        :LONGEST_PART
    ].strip("-")


def _word(label: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "", label).strip("-")[:LONGEST_PART]
