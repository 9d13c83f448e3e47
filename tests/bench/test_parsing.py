"""What parsing costs beside plain feedparser, cleaning included.

Prints, and asserts nothing about time: `pytest -m bench -s tests/bench/test_parsing.py`.
"""

import io
import tarfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import feedparser
import pytest

from monitor.intake.parse.document import NotAFeed, parse_document
from monitor.model.article import FeedDocument

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "feeds" / "real.tar.xz"
WORDS = "Sappers cleared the road to the border town and went on to the next field. "
ROUNDS = 5


def generated(entries: int, words: str) -> bytes:
    """Make an RSS feed whose entries have about 1 KB each."""
    items = "".join(
        f"<item><title>Town number {n} &amp; more</title>"
        f"<link>https://a.example.org/2026/11/02/story-{n}.html</link>"
        f'<guid isPermaLink="false">https://a.example.org/?p={n}</guid>'
        f"<pubDate>Mon, 02 Nov 2026 10:{n % 60:02}:00 +0000</pubDate>"
        f"<description>&lt;p&gt;{words * 9}&lt;/p&gt;&lt;p&gt;{n} &lt;b&gt;x&lt;/b&gt;&lt;/p&gt;"
        "</description></item>\n"
        for n in range(entries)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>t</title>'
    return f"{head}{items}</channel></rss>".encode()


def cpu(parse: Callable[[bytes], object], documents: Sequence[bytes]) -> float:
    began = time.process_time()
    for document in documents:
        parse(document)
    return time.process_time() - began


def plainly(document: bytes) -> object:
    return feedparser.parse(io.BytesIO(document))


def again(documents: Sequence[bytes]) -> Callable[[bytes], object]:
    """Give a parser to which all entries of these documents are known."""
    known = {document: hashes(parse_document(document)) for document in documents}
    return lambda document: parse_document(document, known=known[document])


def hashes(found: FeedDocument | NotAFeed) -> frozenset[bytes]:
    assert isinstance(found, FeedDocument)
    return frozenset(entry.raw for entry in found.entries if entry.raw)


def show(title: str, documents: Sequence[bytes]) -> None:
    for name, parse in (("new", parse_document), ("known", again(documents))):
        pairs = [(cpu(plainly, documents), cpu(parse, documents)) for _ in range(ROUNDS)]
        ratio = median(theirs / ours for theirs, ours in pairs)
        each = median(ours for _, ours in pairs) / len(documents)
        print(
            f"\n{title}, entries {name}: {ratio:.1f} times feedparser's speed,"
            f" {each * 1000:.2f} ms a document"
        )


@pytest.mark.bench
@pytest.mark.parametrize("words", [WORDS, "Сапёры разминировали дорогу к границе. " * 2])
def test_generated_feeds(words):
    documents = [generated(20, words)] * 20

    show(f"20 entries, {len(documents[0]) // 1000} KB", documents)

    assert parse_document(documents[0]).path == "fast"


@pytest.mark.bench
@pytest.mark.skipif(not REAL.exists(), reason="the real feeds are not there")
def test_real_feeds():
    with tarfile.open(REAL) as archive:
        files = [archive.extractfile(member) for member in archive if member.isfile()]
        documents = [file.read() for file in files if file]

    show(f"{len(documents)} real feeds, {sum(map(len, documents)) // 1000} KB", documents)

    assert documents
