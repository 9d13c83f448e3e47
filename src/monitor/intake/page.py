"""What a page says about itself: title, language, JSON-LD, and its plain paragraphs."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from monitor.intake.tag import language_of_tag
from monitor.text.clean import clean_line, clean_text, plain

ARTICLES = frozenset(
    {
        "article", "newsarticle", "blogposting", "reportagenewsarticle", "analysisnewsarticle",
        "opinionnewsarticle", "backgroundnewsarticle", "reviewnewsarticle", "liveblogposting",
        "report", "techarticle", "advertisercontentarticle",
    }
)  # fmt: skip
ASIDE = frozenset({"nav", "footer", "aside", "header", "form", "noscript", "figure", "dialog"})
LEAST_PARAGRAPH = 20
MOST_DATA = 200_000
MOST_NODES = 2_000
SEPARATOR_AT_END = re.compile(r"\s[|\-–—•·:»]\s*$")
SEPARATOR = re.compile(r"\s*[|\-–—•·:»]\s")
Tree = Any  # lxml ships no types


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """What the page's JSON-LD says of its article; empty where it says nothing."""

    headline: str | None = None
    body: str = ""
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None


def linked_data(tree: Tree) -> LinkedData:
    """Read the first article of the page's JSON-LD; broken JSON is passed over."""
    for node in _nodes(tree):
        if _is_article(node):
            return LinkedData(
                headline=_line(node.get("headline")),
                body=_body(node.get("articleBody")),
                published=_date(node.get("datePublished")),
                authors=tuple(_people(node.get("author"))),
                language=language_of_tag(node.get("inLanguage")),
            )
    return LinkedData()


def _nodes(tree: Tree) -> Iterator[dict[str, Any]]:
    """Yield every object of every JSON-LD block, outer ones first."""
    waiting: list[Any] = []
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "").lower() and len(text) <= MOST_DATA:
            waiting += _loaded(text)
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [child for child in node.values() if isinstance(child, dict | list)]
        elif isinstance(node, list):
            waiting += [child for child in node if isinstance(child, dict | list)]


def _loaded(text: str) -> list[Any]:
    try:
        return [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return []


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.lower() in ARTICLES for kind in listed)


def _line(value: object) -> str | None:
    return clean_line(plain(value)) or None if isinstance(value, str) else None


def _body(value: object) -> str:
    return plain(value) if isinstance(value, str) else ""


def _people(value: object) -> Iterator[str]:
    for person in value if isinstance(value, list) else [value]:
        name = person.get("name") if isinstance(person, dict) else person
        if isinstance(name, str) and name.strip() and "://" not in name:
            yield clean_line(name, longest=200)


def _date(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
        return at and (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def author_names(value: str | None) -> tuple[str, ...]:
    """Split trafilatura's line of authors."""
    names = (clean_line(name, longest=200) for name in (value or "").split(";"))
    return tuple(name for name in names if name)


def title_of(tree: Tree, found: str | None, headline: str | None) -> str | None:
    """Give the title without the site's name.

    The found title is cut to what the page elsewhere (JSON-LD, its card for social media, its
    only h1) calls itself, if it begins so and goes on with a separator; so is the site's own name
    cut off its end.
    """
    title = _without_site(clean_line(found or ""), tree)
    heads = [clean_line(head.text_content()) for head in tree.iter("h1")]
    cards = [clean_line(meta) for meta in _metas(tree, "og:title")]
    others = [headline or "", *cards, *(heads if len(heads) == 1 else [])]
    for other in others:
        rest = title[len(other) :]
        if other and title.startswith(other) and SEPARATOR.match(rest):
            return other
    others.append(clean_line(tree.findtext(".//title") or ""))
    return title or next((other for other in others if other), None)


def _without_site(title: str, tree: Tree) -> str:
    for site in _metas(tree, "og:site_name"):
        head = title.removesuffix(clean_line(site))
        bare = SEPARATOR_AT_END.sub("", head)
        if site and head != title and bare and bare != head:
            return bare
    return title


def _metas(tree: Tree, name: str) -> Iterator[str]:
    for meta in tree.iter("meta"):
        if name in (meta.get("property"), meta.get("name")) and meta.get("content"):
            yield meta.get("content")


def language_of(tree: Tree) -> str | None:
    """Give the language the page declares: `<html lang>`, its metas, or the article's own."""
    claims = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang")]
    claims += [tree.get("xml:lang"), *_metas(tree, "og:locale"), *_metas(tree, "language")]
    claims += [article.get("lang") for article in tree.iter("article")]
    return next((code for claim in claims if (code := language_of_tag(claim))), None)


def paragraphs(tree: Tree) -> str:
    """Give the page's plain paragraphs outside of navigation and the like."""
    found = [_spoken(p) for p in tree.iter("p") if not _is_aside(p)]
    return clean_text("\n".join(text for text in found if len(text) >= LEAST_PARAGRAPH))


def _spoken(element: Tree) -> str:
    return clean_line("".join(element.itertext()), longest=20_000)


def _is_aside(element: Tree) -> bool:
    return any(parent.tag in ASIDE for parent in element.iterancestors())
