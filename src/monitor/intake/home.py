"""Where in the page's tree the article lives, and what else stands there."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import lxml.html

from monitor.intake.counting import count_words, letters

MOST = 0.85
"""Share of the page's paragraphs that the article's home must hold."""

PARAGRAPH = 20
DENSE = 0.4
"""Share of its text that a home has in paragraphs: else the whole page hangs below it."""

FEW = 20
"""With fewer words in paragraphs the page has no home that we could be sure of."""

LINKED = 0.5
"""A block with a larger share of its letters in links leads elsewhere."""

LABEL = 30
"""Letters beside a link that only announce it: "Read also: ..."."""

BLOCKS = frozenset(
    "p li ul ol dl dd dt div section article table tr td h1 h2 h3 h4 h5 h6 blockquote pre".split()
)
SMALL = frozenset("p li div h2 h3 h4 h5 h6 blockquote".split())
ASIDE = frozenset({"header", "form", "figure"})
PAGE = frozenset({"html", "body"})
STRANGE = re.compile(
    r"related|recommend|newsletter|promo|sponsor|share|social|comment|breadcrumb|byline|outbrain|"
    r"taboola|read-?(?:more|also|next)|more-?on|subscri|paywall|cookie|consent|widget|caption|"
    r"author|tags|disclaimer|signup",
    re.IGNORECASE,
)
Tree = Any  # lxml ships no types


def root_of(tree: Tree) -> Tree | None:
    """Give the smallest element that holds most of the page's paragraphs.

    Paragraphs of forms, figures and of what is named for comments, newsletters and the like do
    not count. There is none if the page has few paragraphs or they stand all over it.
    """
    weights: dict[Tree, int] = {}
    total = words = 0
    for paragraph, text in _paragraphs(tree):
        length = len(text)
        total += length
        words += count_words(text)
        for ancestor in paragraph.iterancestors():
            weights[ancestor] = weights.get(ancestor, 0) + length
    able = [one for one, weight in weights.items() if weight >= MOST * total]
    root = min(able, key=lambda one: weights[one]) if words >= FEW else None
    if root is None or root.tag in PAGE:
        return None
    return root if weights[root] >= DENSE * len(" ".join(root.text_content().split())) else None


def _paragraphs(tree: Tree) -> Iterator[tuple[Tree, str]]:
    strange: dict[Tree, bool] = {}
    for paragraph in tree.iter("p"):
        text = " ".join(paragraph.text_content().split())
        if len(text) < PARAGRAPH or leads_elsewhere(paragraph, len(text)):
            continue
        ancestors = list(paragraph.iterancestors())
        for one in ancestors:
            if one not in strange:
                strange[one] = one.tag in ASIDE or is_strange(one)
        if not any(strange[one] for one in ancestors):
            yield paragraph, text


def leads_elsewhere(paragraph: Tree, length: int) -> bool:
    """Tell whether most of a paragraph's characters are links."""
    linked = sum(len(link.text_content().strip()) for link in paragraph.iter("a"))
    return linked > LINKED * length


def alone(root: Tree) -> Tree:
    """Give a page that holds a copy of this element, as its article, and nothing else."""
    page = lxml.html.document_fromstring("<html><body><article></article></body></html>")
    twin = copy.deepcopy(root)
    twin.tail = None
    page[0][0].append(twin)
    return page


@dataclass(slots=True)
class Home:
    """The letters of an article's home without what leads elsewhere, and of its labelled links."""

    text: str = ""
    labelled: set[str] = field(default_factory=set)


def read_home(root: Tree) -> Home:
    """Read what stands in an article's home."""
    home = Home()
    home.text = letters(" ".join(_read(root, home).parts))
    return home


@dataclass(slots=True)
class _Part:
    parts: list[str] = field(default_factory=list)
    size: int = 0
    linked: int = 0

    def say(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.size += len(text.strip())

    def add(self, other: "_Part") -> None:
        self.parts += other.parts
        self.size += other.size
        self.linked += other.linked


def _read(element: Tree, home: Home) -> _Part:
    """Read an element without the blocks in it that mostly lead elsewhere."""
    part = _Part()
    part.say(element.text)
    for child in element:
        if not is_strange(child):
            part.add(_read(child, home))
        part.say(child.tail)
    if element.tag == "a":
        part.linked = part.size
    if element.tag in BLOCKS and part.linked > LINKED * part.size:
        if element.tag in SMALL and part.size - part.linked <= LABEL:
            home.labelled.add(letters("".join(part.parts)))
        return _Part()
    return part


def is_strange(element: Tree) -> bool:
    """Tell whether a block's class or id says that it is no part of an article."""
    if element.tag not in BLOCKS:
        return False
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(name) > 1 and STRANGE.search(name) is not None
