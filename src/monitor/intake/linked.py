"""What a page's JSON-LD says of its article, which sites write for search engines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from monitor.intake.tag import language_of_tag
from monitor.text.clean import clean_line, plain

ARTICLES = frozenset(
    {
        "article", "newsarticle", "blogposting", "reportagenewsarticle", "analysisnewsarticle",
        "opinionnewsarticle", "backgroundnewsarticle", "reviewnewsarticle", "liveblogposting",
        "report", "techarticle", "advertisercontentarticle",
    }
)  # fmt: skip
MOST_DATA = 200_000
MOST_NODES = 2_000
START = 60
"""Characters of a body that are looked for again: some sites write it down twice in a row."""

Tree = Any  # lxml ships no types


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """What the page's JSON-LD says of its article; empty where it says nothing.

    `is_free` is False where the publisher says that the article is not for everybody.
    Source: https://schema.org/NewsArticle
    """

    headline: str | None = None
    body: str = ""
    description: str = ""
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    is_free: bool = True


def linked_data(tree: Tree) -> LinkedData:
    """Read the first article of the page's JSON-LD; broken JSON is passed over."""
    for node in _nodes(tree):
        if _is_article(node):
            return LinkedData(
                headline=_line(node.get("headline")),
                body=_once(_text(node.get("articleBody"))),
                description=_text(node.get("description")),
                published=moment(node.get("datePublished")),
                authors=tuple(_people(node.get("author"))),
                language=language_of_tag(node.get("inLanguage")),
                is_free=str(node.get("isAccessibleForFree")).lower() != "false",
            )
    return LinkedData()


def moment(value: object) -> datetime | None:
    """Read an ISO 8601 date and time as UTC; what names no zone is taken for UTC."""
    try:
        at = datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
        return at and (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC))
    except (ValueError, OverflowError):
        return None


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


def _text(value: object) -> str:
    return plain(value) if isinstance(value, str) else ""


def _once(body: str) -> str:
    """Give a body that was written down twice in a row once."""
    again = body.find(body[:START], START)
    return body[:again].strip() if len(body) > 4 * START and 2 * again >= len(body) * 0.8 else body


def _people(value: object) -> Iterator[str]:
    for person in value if isinstance(value, list) else [value]:
        name = person.get("name") if isinstance(person, dict) else person
        if isinstance(name, str) and name.strip() and "://" not in name:
            yield clean_line(name, longest=200)
