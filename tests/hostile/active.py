"""What of a page could do anything: the parser's view of it, as browsers and mail programs have."""

import re
from collections.abc import Iterator

from lxml import html

# Elements that a digest is made of; whatever else is there came from somebody else.
ELEMENTS = frozenset(
    "html head meta title style body div span p h1 h2 h3 a b i strong em mark del ins ul ol li br "
    "hr table tbody thead tr td th small section article header footer time bdi bdo abbr".split()
)
ATTRIBUTES = frozenset(
    "lang dir class style href title role width height cellpadding cellspacing border align valign "
    "charset name content media type id colspan rowspan aria-label aria-hidden".split()
)
LINK = re.compile(r"https?://[^\s\"<>\\^`{|}]+")
STEERS = re.compile(r"url\s*\(|@import|expression\s*\(|behavior|-moz-binding|image-set", re.I)


def active_parts(page: str) -> list[str]:
    """List everything of a page that runs, loads, sends, or is not ours."""
    tree = html.document_fromstring(page)
    return [found for element in tree.iter() for found in _of(element)]


def _of(element: html.HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield f"{type(element).__name__}: {element.text!r:.60}"
        return
    if element.tag not in ELEMENTS:
        yield f"<{element.tag}>"
    if element.tag == "style" and STEERS.search(element.text or ""):
        yield "a style that loads"
    for name, value in element.attrib.items():
        if name not in ATTRIBUTES:
            yield f"<{element.tag} {name}={value!r:.80}>"
        elif name == "href" and (element.tag != "a" or not LINK.fullmatch(value)):
            yield f"href={value!r:.80}"
        elif name == "style" and STEERS.search(value):
            yield f"style={value!r:.80}"
