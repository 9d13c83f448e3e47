"""What outlets print: entries, feeds of them, and pages long enough to be believed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

FILLER = (
    "The council met in the morning and heard three reports about the winter budget.",
    "Two members asked why the road to the mill had not been mended since last spring.",
    "The clerk answered that the gravel was ordered and would come by train next week.",
    "Nobody from the public wished to speak, and the session ended before the noon bell.",
    "A further meeting is planned for the second Thursday of the month, in the same hall.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One entry of a feed; `link` is an address, or a path beside the feed."""

    id: str
    title: str
    link: str
    text: str = ""
    published: datetime | None = None


def rss(stories: Sequence[Story], *, title: str = "The Mill Courier") -> bytes:
    """Print a feed."""
    entries = "".join(_entry(story) for story in stories)
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>https://courier.example/</link>"
        f"<language>en</language>{entries}</channel></rss>"
    ).encode()


def page(title: str, *sentences: str) -> bytes:
    """Print a page: the sentences as a paragraph between ordinary ones."""
    paragraphs = [*FILLER[:3], " ".join(sentences), *FILLER[3:]]
    body = "".join(f"<p>{escape(one)}</p>" for one in paragraphs if one)
    return (
        f'<!doctype html><html lang="en"><head><title>{escape(title)}</title></head>'
        f"<body><article><h1>{escape(title)}</h1>{body}</article></body></html>"
    ).encode()


def _entry(story: Story) -> str:
    date = f"<pubDate>{format_datetime(story.published)}</pubDate>" if story.published else ""
    return (
        f'<item><guid isPermaLink="false">{escape(story.id)}</guid>'
        f"<title>{escape(story.title)}</title><link>{escape(story.link)}</link>"
        f"<description>{escape(story.text)}</description>{date}</item>"
    )
