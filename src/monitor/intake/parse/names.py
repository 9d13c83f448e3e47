"""How feedparser names an element: its own prefix for a known namespace, all in small letters.

Which prefix a document declares says little: `a10:updated`, `atom:updated` and a bare `updated`
are one element for feedparser, and so they are here. Source: feedparser 6.0, `mixin.py` and
`parsers/strict.py`; `tests/unit/intake/parse/test_names.py` compares the names it handles.
"""

from functools import lru_cache

from feedparser.api import StrictFeedParser
from lxml import etree

PREFIXES: dict[str, str] = {uri.lower(): p for uri, p in StrictFeedParser.namespaces.items()}
STANDARD_PREFIXES = frozenset(PREFIXES.values()) - {""}
USERLAND = "http://backend.userland.com/rss"
XML = "{http://www.w3.org/XML/1998/namespace}"
HANDLED = frozenset(
    name.split("_", 2)[2].lower()
    for name in dir(StrictFeedParser)
    if name.startswith(("_start_", "_end_"))
)
# What is stored under these names would be taken for something that feedparser has read.
MISLEADING = frozenset(
    "date date_parsed updated_parsed published_parsed issued_parsed modified_parsed items entries"
    " links authors title_detail summary_detail description_detail tagline_detail"
    " guidislink".split()
)
TOUCHY = frozenset(name.rpartition("_")[2] for name in HANDLED | MISLEADING)
NO_ATTRIBUTES: dict[str, str] = {}


class Unsure(Exception):
    """The document holds something that only the reference can judge."""


def name_of(element: etree._Element) -> str:
    """Name an element as feedparser does.

    Raises:
        Unsure: Its namespace is unknown, and its name depends on more than itself.
    """
    tag: str = element.tag
    return _known_name(tag) or _unknown_name(element, tag)


@lru_cache(maxsize=4096)
def _known_name(tag: str) -> str | None:
    namespace, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    low = namespace.lower()
    prefix = "" if USERLAND in low else PREFIXES.get(low)
    if prefix is None:
        return None
    return f"{prefix}_{local}".lower() if prefix else local.lower()


def _unknown_name(element: etree._Element, tag: str) -> str:
    """Name an element of an unknown namespace by its prefix.

    If its local name means something to feedparser, the prefix must not be able to mislead it.
    """
    namespace, _, local = tag[1:].rpartition("}")
    prefix = element.prefix
    if local.lower() in TOUCHY:
        declared = element.getroottree().getroot().nsmap
        bound = [each for each, uri in declared.items() if uri == namespace]
        if prefix is None or prefix in STANDARD_PREFIXES or bound != [prefix]:
            raise Unsure(tag)
    return f"{prefix}_{local}".lower() if prefix else local.lower()


def attributes_of(element: etree._Element) -> dict[str, str]:
    """Give the attributes by their names in small letters, as feedparser reads them.

    Namespaces unknown to it count as none. Of those it knows only `xml:lang` and `xml:base`
    matter: they stand under `lang` and `base`.
    """
    pairs = element.items()
    if not pairs:
        return NO_ATTRIBUTES
    found = {key: value for name, value in pairs if (key := _bare_name(name))}
    for name in ("rel", "type"):
        if name in found:
            found[name] = found[name].lower()
    if len(found) < len(pairs):
        _add_standard(found, element)
    return found


def _add_standard(found: dict[str, str], element: etree._Element) -> None:
    for name in ("lang", "base"):
        if (value := element.get(XML + name)) is not None:
            found[name] = value


@lru_cache(maxsize=1024)
def _bare_name(name: str) -> str | None:
    """Give the name of an attribute, or None if it belongs to a namespace feedparser knows."""
    if not name.startswith("{"):
        return name.lower()
    namespace, _, local = name[1:].rpartition("}")
    return None if PREFIXES.get(namespace.lower()) else local.lower()
