"""An entry of a well-formed feed while it is read, and what each reader of an element gets.

feedparser takes an element for what its name says wherever it stands inside an entry; which of
several wins depends on their order and their depth. Each reader reads one kind of element and says
what feedparser does with it. Source: feedparser 6.0, `mixin.py` and `namespaces/`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from monitor.intake.parse.base import Base
from monitor.intake.parse.names import Unsure
from monitor.intake.parse.values import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What holds for a whole document: feedparser's name of its format, and its address base."""

    version: str
    base: Base


@dataclass(slots=True, kw_only=True)
class Draft:
    """An entry while it is read; the depths say how far inside the winner of each kind stood.

    `main_author` is the place of the author whose name feedparser overwrites with later ones: the
    first, if it was plain text. It is -1, the last, where nobody is overwritten.
    """

    frame: Frame
    base: str
    language: str | None
    has_content: bool = False
    guid: str | None = None
    link: str | None = None
    has_links: bool = False
    title: str | None = None
    title_detail: Said | None = None
    title_depth: int = -1
    summary: str | None = None
    summary_detail: Said | None = None
    contents: list[Said] = field(default_factory=list)
    published: datetime | None = None
    updated: datetime | None = None
    stated_language: str | None = None
    authors: list[str] = field(default_factory=list)
    main_author: int | None = None
    source: str | None = None
    depths: dict[str, int] = field(default_factory=dict)

    def wins(self, name: str, depth: int) -> bool:
        """Whether a value at this depth replaces the one before, and remember it if so."""
        if depth > self.depths.get(name, depth):
            return False
        self.depths[name] = depth
        return True


Reader = Callable[[Draft, etree._Element, int], None]


def text_only(_draft: Draft, element: etree._Element, _depth: int) -> None:
    """Pass over an element that says nothing to us; only feedparser knows what it may hold."""
    if len(element):
        raise Unsure(element.tag)
