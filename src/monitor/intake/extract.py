"""HTML -> the article's text, by trafilatura, with rescues where it finds too little."""

import copy
from dataclasses import dataclass
from datetime import UTC, datetime

import lxml.etree
import trafilatura
from trafilatura.settings import Document

from monitor.intake.charset import decode
from monitor.intake.page import author_names, language_of, linked_data, paragraphs, title_of
from monitor.intake.sniff import looks_binary
from monitor.intake.tree import Tree, bare_words, is_monstrous, tree_of
from monitor.intake.wall import is_wall
from monitor.model.article import PageText
from monitor.text.clean import clean_text

LEAST_CHARACTERS = 120
LEAST_BODY_CHARACTERS = 600
MUCH_LONGER = 1.5
MISSING_MUCH = 0.6
# The date is a gap-filler beside the feed's: searching the whole page for one costs more than
# finding the article.
DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%dT%H:%M:%S%z"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One way to read the page, and what it read."""

    method: str
    text: str


def extract(body: bytes, address: str | None = None, content_type: str | None = None) -> PageText:
    """Find the article in a page.

    Args:
        body: The page's bytes.
        address: Where it was found.
        content_type: The server's Content-Type; its charset is believed if the bytes agree.

    Returns:
        The article. `method` is `trafilatura` (`trafilatura-recall` where its precise way left
        most of the paragraphs out); `json-ld`, `paragraphs` or `words` for a rescue; `wall` with
        an empty text for a page that only asks for consent, a login or JavaScript; or `none`.
    """
    if looks_binary(body):
        return PageText()
    html = decode(body, content_type).text
    tree = tree_of(html)
    if tree is None:
        return PageText()
    data = linked_data(tree)
    monstrous = is_monstrous(tree)
    said = None if monstrous else _said(copy.deepcopy(tree), address, precise=True)
    best = _best(tree, said, data.body)
    if monstrous and len(best.text) < LEAST_CHARACTERS:
        best = Found(method="words", text=bare_words(html))
    method = "wall" if is_wall(best.text) else best.method if best.text else "none"
    return PageText(
        title=title_of(tree, said.title if said else None, data.headline),
        text="" if method == "wall" else best.text,
        date=_date(said.date if said else None) or data.published,
        authors=author_names(said.author if said else None) or data.authors,
        language=language_of(tree) or data.language,
        method=method,
    )


def _best(tree: Tree, said: Document | None, stated: str) -> Found:
    """Take what trafilatura found, unless something else on the page says far more."""
    found = Found(method="trafilatura", text=_text(said))
    if len(stated) >= max(LEAST_BODY_CHARACTERS, MUCH_LONGER * len(found.text)):
        return Found(method="json-ld", text=stated)
    plain = paragraphs(tree)
    if said is not None and len(found.text) < MISSING_MUCH * len(plain):
        wider = _text(_said(copy.deepcopy(tree), None, precise=False))
        if len(wider) >= MUCH_LONGER * len(found.text):
            found = Found(method="trafilatura-recall", text=wider)
    if len(found.text) < LEAST_CHARACTERS < len(plain):
        return Found(method="paragraphs", text=plain)
    return found


def _said(tree: Tree, address: str | None, *, precise: bool) -> Document | None:
    """Ask trafilatura; a page it cannot cope with is left to the rescues."""
    try:
        found = trafilatura.bare_extraction(
            tree,
            url=address,
            favor_precision=precise,
            favor_recall=not precise,
            with_metadata=precise,
            include_comments=False,
            date_extraction_params=DATES,
        )
    except (ValueError, TypeError, AttributeError, RecursionError, lxml.etree.LxmlError):
        return None
    return found if isinstance(found, Document) else None


def _text(said: Document | None) -> str:
    return clean_text((said.text if said else None) or "")


def _date(value: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
    if at is None:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
