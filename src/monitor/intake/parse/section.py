"""A page of links to articles, read as a feed where a site offers none.

A link is taken for an article's if all of this holds:

1. it leads to the page's own host (with or without `www.`), and not to the page itself;
2. it stands in no `nav`, `footer`, `menu` or `form`, nor in an element of the role navigation;
3. its path has a date (`/2026/11/02/`, `20261102`), a number of five digits or more, or ends in a
   name of three words or more (`sappers-sent-to-kursk`), and no part of it is a list's or a
   service's (`tag`, `author`, `login`, ...);
4. its text has four words, or twelve Chinese or Japanese characters.

A card often holds several links to one article: the first with enough words gives the title, and
a heading inside of a link is its title. Links keep the order of the page.
"""

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from lxml import etree

from monitor.intake.parse.raw import MOST_ENTRIES, NOTHING, RawEntry, Words, finish
from monitor.intake.tag import language_of_tag
from monitor.intake.urls import canonical, join, site_of
from monitor.model.article import FeedDocument
from monitor.text.clean import clean_line

DATED = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}[-/_.]?(?:0?[1-9]|1[0-2])(?:[-/_.]?[0-3]?[0-9])?(?![0-9])"
)
NUMBERED = re.compile(r"[0-9]{5,}")
WORD_IN_PATH = re.compile(r"[^\W\d_]{2,}|[0-9]+")
ENDING = re.compile(r"\.[a-z]{3,5}$")
NO_ARTICLES = frozenset(
    "tag tags category categories topic topics author authors people profile user users search"
    " login signin signup register subscribe subscription newsletter newsletters about contact"
    " contacts privacy terms legal cookies help faq advertise jobs careers shop feed feeds rss"
    " archive archives page".split()
)
ASIDE = frozenset({"nav", "footer", "menu", "form"})
HEADINGS = "h1 h2 h3 h4 h5 h6".split()
WORDS = re.compile(r"\w+")
DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
FEWEST_WORDS, FEWEST_DENSE, FEWEST_IN_PATH = 4, 12, 3


def parse(text: str, address: str, known: frozenset[bytes] = NOTHING) -> FeedDocument | None:
    """Read the links to articles out of a page.

    Args:
        text: The page's HTML.
        address: Where it was found.
        known: Hashes of entries that need not be cleaned, see `raw.finish`.

    Returns:
        The links as entries without text or date, or None if there are none.
    """
    root = etree.fromstring(text.encode("utf-8", "replace"), _parser())
    if root is None:
        return None
    base = join(address, root.xpath("string(//base/@href)")) or address
    found = _articles(root, base, address)
    if not found:
        return None
    return FeedDocument(
        path="page",
        title=clean_line(root.findtext(".//title") or "") or None,
        link=address,
        language=language_of_tag(root.get("lang")),
        entries=finish(found[:MOST_ENTRIES], known),
        skipped=max(0, len(found) - MOST_ENTRIES),
    )


@cache
def _parser() -> etree.HTMLParser:
    return etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )


def _articles(root: etree._Element, base: str, address: str) -> list[RawEntry]:
    language = language_of_tag(root.get("lang"))
    told = {canonical(address)}
    found = []
    for anchor in root.iter("a"):
        link = join(base, anchor.get("href") or "")
        key = canonical(link) if link else None
        if link is None or key in told or site_of(link) != site_of(address):
            continue
        title = _title(anchor)
        if is_article_path(link) and _says_enough(title) and not _stands_aside(anchor):
            told.add(key)
            words = Words(value=title, is_html=False)
            found.append(RawEntry(guid=None, link=link, title=words, language=language))
    return found


def is_article_path(link: str) -> bool:
    """Whether an address looks like an article's, by its path alone."""
    path = unquote(urlsplit(link).path).lower()
    parts = [part for part in path.split("/") if part]
    if not parts or not NO_ARTICLES.isdisjoint(parts):
        return False
    name = ENDING.sub("", parts[-1])
    words = len(WORD_IN_PATH.findall(name))
    return words >= FEWEST_IN_PATH or bool(DATED.search(path) or NUMBERED.search(path))


def _title(anchor: etree._Element) -> str:
    heading = next(anchor.iter(*HEADINGS), anchor)
    return clean_line(" ".join(heading.itertext()))


def _says_enough(title: str) -> bool:
    return len(WORDS.findall(title)) >= FEWEST_WORDS or len(DENSE.findall(title)) >= FEWEST_DENSE


def _stands_aside(anchor: etree._Element) -> bool:
    return any(
        parent.tag in ASIDE or parent.get("role") == "navigation"
        for parent in anchor.iterancestors()
    )
