"""Parsed feeds and extracted pages as JSON: the acceptance interface, key by key."""

from collections.abc import Mapping

from monitor.cli.moments import iso
from monitor.model.article import Entry, FeedDocument, PageText

Json = Mapping[str, object]


def document_json(file: str, document: FeedDocument) -> Json:
    """Give one parsed feed."""
    feed = {"title": document.title, "link": document.link, "language": document.language}
    entries = [_entry(entry) for entry in document.entries]
    return {"file": file, "path": document.path, "feed": feed, "entries": entries}


def no_document_json(file: str, problem: str) -> Json:
    """Give a file that is no feed, or that nothing could be read from."""
    return {"file": file, "path": None, "error": problem, "feed": {}, "entries": []}


def page_json(file: str, page: PageText) -> Json:
    """Give one extracted page."""
    return {
        "file": file,
        "title": page.title,
        "date": iso(page.date),
        "authors": list(page.authors),
        "language": page.language,
        "text": page.text,
        "method": page.method,
    }


def no_page_json(file: str, problem: str) -> Json:
    """Give a file that nothing could be extracted from."""
    return {**page_json(file, PageText()), "error": problem}


def _entry(entry: Entry) -> Json:
    return {
        "id": entry.identity,
        "link": entry.link,
        "title": entry.title,
        "published": iso(entry.published),
        "updated": iso(entry.updated),
        "text": entry.text,
        "language": entry.language,
    }
