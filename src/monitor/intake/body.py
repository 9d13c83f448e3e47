"""One text of what the feed said and what the page said: nothing that could match is lost."""

import re
from dataclasses import dataclass

from monitor.model.article import BodyState, PageText

FULL_CHARACTERS = 250
WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The text to match and to show, and how much of the article it is."""

    text: str
    state: BodyState


def join_body(feed_text: str, page: PageText | None) -> Body:
    """Join the feed's words and the page's text.

    The page's text counts as full when it has 250 characters or is longer than the feed's; a
    summary that is not contained in it stands before it as a paragraph of its own. Else the
    feed's words stand alone.
    """
    page_text = page.text if page else ""
    if not page_text or len(page_text) < min(FULL_CHARACTERS, len(feed_text) + 1):
        return Body(text=feed_text, state="partial" if page else "feed")
    if not feed_text or _contains(page_text, feed_text):
        return Body(text=page_text, state="full")
    if _contains(feed_text, page_text):
        return Body(text=feed_text, state="full")
    return Body(text=f"{feed_text}\n\n{page_text}", state="full")


def _contains(whole: str, part: str) -> bool:
    """Whether the words of `part` stand in `whole`; a cut-off end (… or [more]) may differ."""
    words = WORDS.findall(part)
    core = " ".join(words[: max(1, len(words) - 3)])
    return core in " ".join(WORDS.findall(whole))
