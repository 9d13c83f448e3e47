"""An event that must be small: fewer articles, fewer spans, shorter excerpts, and it says so."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

MOST_BYTES: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of an event may stay: stories in all; articles and developments a story, and so on.

    `excerpt` is in characters.
    """

    stories: int
    articles: int
    spans: int
    excerpt: int
    developments: int


_WIDTHS: Final = (
    (20, 100, 400, 20),
    (6, 20, 300, 8),
    (3, 8, 200, 4),
    (1, 4, 100, 2),
    (1, 0, 0, 1),
)
_MOST_STORIES: Final = 256
_FEWER_STORIES: Final = (128, 64, 32, 16, 8, 4, 2, 1)


def event_bytes(body: Mapping[str, object], most_bytes: int = MOST_BYTES) -> bytes:
    """Write an event as JSON of about `most_bytes` at most.

    Args:
        body: `{type, timestamp, data}` as `notify/body.py` makes it.
        most_bytes: What receivers are ready to take.

    Returns:
        UTF-8. When something had to go, `data.truncated` counts articles sent and in all. An
        event too large without a single article is written all the same.
    """
    whole = as_json(body)
    if len(whole) <= most_bytes:
        return whole
    for limits in _limits():
        whole = as_json(_limited(body, limits))
        if len(whole) <= most_bytes:
            break
    return whole


def as_json(body: object) -> bytes:
    """Write JSON as UTF-8, without blanks."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _limits() -> Iterator[Limits]:
    for stories, widths in [
        *((_MOST_STORIES, widths) for widths in _WIDTHS),
        *((stories, _WIDTHS[-1]) for stories in _FEWER_STORIES),
    ]:
        articles, spans, excerpt, developments = widths
        yield Limits(
            stories=stories,
            articles=articles,
            spans=spans,
            excerpt=excerpt,
            developments=developments,
        )


def _limited(body: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
    data = dict(body["data"])
    total = sent = 0
    if "articles" in data:
        total = len(data["articles"])
        data["articles"] = _articles(data["articles"], limits)
        sent = len(data["articles"])
        data["developments"] = data["developments"][: limits.developments]
    if "sections" in data:
        total = sum(_counted(section) for section in data["sections"])
        data["sections"] = list(_sections(data["sections"], limits))
        sent = sum(_counted(section) for section in data["sections"])
        data["trouble"] = data["trouble"][:20]
    data["truncated"] = {"articles": {"sent": sent, "total": total}}
    return {**body, "data": data}


def _sections(sections: list[dict[str, Any]], limits: Limits) -> Iterator[dict[str, Any]]:
    room = limits.stories
    for section in sections:
        stories = [
            {
                **story,
                "articles": _articles(story["articles"], limits),
                "developments": story["developments"][: limits.developments],
            }
            for story in section["stories"][:room]
        ]
        room -= len(stories)
        if stories:
            yield {**section, "stories": stories}


def _articles(articles: list[dict[str, Any]], limits: Limits) -> list[dict[str, Any]]:
    return [
        {
            **article,
            "excerpt": article["excerpt"][: limits.excerpt],
            "spans": article["spans"][: limits.spans],
        }
        for article in articles[: limits.articles]
    ]


def _counted(section: Mapping[str, Any]) -> int:
    return sum(len(story["articles"]) for story in section["stories"])
