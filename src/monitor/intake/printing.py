"""Documents and pages as the JSON that `monitor parse` and `monitor extract` print."""

from datetime import datetime
from typing import Any

from monitor.intake.parse.document import NotAFeed
from monitor.model.article import Entry, FeedDocument, PageText


def document_json(file: str, document: FeedDocument | NotAFeed) -> dict[str, Any]:
    """Give one file's line of `monitor parse`.

    Args:
        file: The file's name as the user gave it.
        document: What was parsed, or why nothing was.
    """
    if isinstance(document, NotAFeed):
        error = f"{document.reason}: {document.detail}"
        return {"file": file, "path": "none", "error": error, "feed": {}, "entries": []}
    feed: dict[str, Any] = {
        "title": document.title,
        "link": document.link,
        "language": document.language,
    }
    more = {"charset": document.charset, "ttl": document.ttl, "older": document.older}
    feed |= {key: value for key, value in more.items() if value}
    return {
        "file": file,
        "path": document.path,
        "feed": feed,
        "entries": [_entry_json(entry) for entry in document.entries],
    }


def _entry_json(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.guid or entry.identity,
        "link": entry.link,
        "title": entry.title,
        "published": _iso(entry.published),
        "updated": _iso(entry.updated),
        "text": entry.text,
        "language": entry.language,
    }


def page_json(file: str, page: PageText) -> dict[str, Any]:
    """Give one file's line of `monitor extract`; a page without an article has an `error`."""
    line: dict[str, Any] = {
        "file": file,
        "title": page.title,
        "date": _iso(page.date),
        "authors": list(page.authors),
        "language": page.language,
        "text": page.text,
        "method": page.method,
        "why": page.why,
    }
    if not page.text:
        line["error"] = (
            "a wall stands before the article" if page.method == "wall" else "no article"
        )
    return line


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None
