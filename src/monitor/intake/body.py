"""One text of what the feed said and what the page said: nothing that could match is lost."""

from dataclasses import dataclass

from monitor.intake.words import united
from monitor.model.article import BodyState, PageText

FULL_CHARACTERS = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The text to match and to show, and how much of the article it is."""

    text: str
    state: BodyState


def join_body(feed_text: str, page: PageText | None) -> Body:
    """Join the feed's words and the page's text.

    The page's text counts as full when it has 250 characters or is longer than the feed's; a
    summary that is not contained in it stands before it as a paragraph of its own. It counts as
    `partial` if the publisher keeps the rest for subscribers. Else the feed's words stand alone:
    `partial` when the page said too little, `blocked` when it was a wall in front of the article,
    `feed` when there was no page.
    """
    if page is None:
        return Body(text=feed_text, state="feed")
    if page.method == "wall":
        return Body(text=feed_text, state="blocked")
    if not page.text or len(page.text) < min(FULL_CHARACTERS, len(feed_text) + 1):
        return Body(text=feed_text, state="partial")
    state: BodyState = "partial" if page.is_teaser else "full"
    return Body(text=united(feed_text, page.text), state=state)
