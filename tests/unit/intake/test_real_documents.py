"""An extra beside the data of the measurements: real feeds and pages, against plain libraries."""

import calendar
import gzip
import io
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import feedparser
import pytest

from monitor.intake.extract import extract
from monitor.intake.parse.document import parse_document
from monitor.intake.parse.raw import OLDEST
from monitor.model.article import Entry, FeedDocument
from monitor.text.clean import clean_line, plain
from tests.unit.intake.conftest import DATA

TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+")


def members(name: str) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(DATA / "feeds" / name) as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file is not None:
                yield member.name, file.read()


def said_by_feedparser(entry: Any) -> tuple[Any, ...]:
    """Give id, link, title and dates as plain feedparser has them."""
    title = clean_line(plain(entry.get("title") or ""))
    updated = entry.get("updated_parsed") if "updated" in entry else None
    dates = [at and calendar.timegm(at) for at in (entry.get("published_parsed"), updated)]
    return (entry.get("id") or None, entry.get("link") or None, title, *map(known, dates))


def known(seconds: int | None) -> int | None:
    """Leave out the dates before the web, which we do not believe."""
    return seconds if seconds is not None and seconds >= OLDEST.timestamp() else None


def said_by_us(entry: Entry) -> tuple[Any, ...]:
    dates = [at and int(at.timestamp()) for at in (entry.published, entry.updated)]
    return (entry.guid, entry.link, entry.title, *dates)


def test_real_feeds_are_read_as_feedparser_reads_them():
    differences = []

    for name, body in members("real.tar.xz"):
        document = parse_document(body)
        assert isinstance(document, FeedDocument), name
        theirs = feedparser.parse(io.BytesIO(body)).entries
        pairs = zip(map(said_by_us, document.entries), map(said_by_feedparser, theirs), strict=True)
        differences += [(name, ours, theirs) for ours, theirs in pairs if ours != theirs]

    assert differences == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_feedparsers_own_documents_lose_no_entry_id_link_or_date():
    differences = []

    for name, body in members("feedparser-tests.tar.xz"):
        document = parse_document(body)
        ours = document.entries if isinstance(document, FeedDocument) else ()
        theirs = feedparser.parse(io.BytesIO(body)).entries
        if not name.endswith(".json"):
            ours_said = [said_by_us(entry) for entry in ours]
            theirs_said = [said_by_feedparser(entry) for entry in theirs]
            untitled = [(s[:2], s[3:]) for s in ours_said], [(s[:2], s[3:]) for s in theirs_said]
            differences += [(name, *untitled)] if untitled[0] != untitled[1] else []

    assert differences == []


def f1(found: str, gold: str) -> float:
    """Give the token F1 of two texts; a Chinese, Japanese or Korean character is a token."""
    ours, theirs = Counter(TOKEN.findall(found.lower())), Counter(TOKEN.findall(gold.lower()))
    shared = (ours & theirs).total()
    return 2 * shared / max(1, ours.total() + theirs.total())


def test_articles_of_real_pages_are_found():
    gold = (DATA / "articles" / "gold.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in gold.splitlines()]
    scores: list[tuple[str, float]] = []

    for row in rows:
        body = gzip.decompress((DATA / "articles" / row["html"]).read_bytes())
        scores.append((row["lang"], f1(extract(body, row.get("url")).text, row["text"])))

    foreign = [score for language, score in scores if language != "en"]
    assert sum(score for _, score in scores) / len(scores) > 0.945
    assert sum(foreign) / len(foreign) > 0.935
