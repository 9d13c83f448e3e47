"""Our parsing beside plain feedparser, over a folder of real documents or of feedparser's tests.

`python scripts/measure_parsing.py FOLDER` prints two tables: how many documents each reader takes
and what differs from feedparser; and, for documents that begin with an `Expect:` comment, how many
of the expectations each of the two meets. See docs/parsing.md.
"""

import ast
import calendar
import io
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser

from monitor.intake.parse.dates import read_date
from monitor.intake.parse.document import parse_document
from monitor.intake.parse.raw import OLDEST
from monitor.intake.tag import language_of_tag
from monitor.intake.words import contains
from monitor.model.article import Entry, FeedDocument
from monitor.text.clean import clean_line, plain

COMPARED = ("id", "link", "title", "published", "updated")
COMMENT_BYTES = 4096
EXPECT = re.compile(
    r"Expect:\s*(?:not bozo and |bozo and )?(.*?)(?:\n-->|\n\s*\n|-->|$)", re.DOTALL
)
HEADER = re.compile(r"^Header:\s*([\w-]+):\s*(.*)$", re.MULTILINE)
FIELDS = (
    "id", "link", "title", "published", "published_parsed", "updated", "updated_parsed", "language",
    "summary", "content",
)  # fmt: skip


def moment(value: Any) -> datetime | None:  # noqa: ANN401
    """Read a date in any shape an expectation has: text, or a tuple of numbers."""
    if isinstance(value, str):
        return read_date(value)
    at = datetime.fromtimestamp(calendar.timegm(tuple(value)), tz=UTC) if value else None
    return at if at is None or at >= OLDEST else None


MEETS: dict[str, Callable[[Entry, Any], bool]] = {
    "id": lambda entry, value: (entry.guid or "") == value,
    "link": lambda entry, value: (entry.link or "") == value,
    "title": lambda entry, value: entry.title == clean_line(plain(value)),
    **dict.fromkeys(
        ("published", "published_parsed"), lambda entry, value: entry.published == moment(value)
    ),
    **dict.fromkeys(
        ("updated", "updated_parsed"), lambda entry, value: entry.updated == moment(value)
    ),
    "language": lambda entry, value: entry.language == language_of_tag(value),
    **dict.fromkeys(
        ("summary", "content"), lambda entry, value: contains(entry.text, plain(value))
    ),
}


def expectations(text: str) -> Iterator[tuple[int, str, Any]]:
    """Give entry, field and value of each equality that a test's comment expects."""
    found = EXPECT.search(text)
    try:
        tree = ast.parse(found.group(1).strip() if found else "", mode="eval")
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            yield from expected(ast.unparse(node.left), node.comparators[0])


def expected(path: str, right: ast.expr) -> Iterator[tuple[int, str, Any]]:
    """Read `entries[0]['content'][0]['value']` as the content of the first entry."""
    place = re.fullmatch(r"entries\[(\d)\](?:\.|\[')(\w+)(?:'\])?(\[0\]\['value'\])?", path)
    if place and place.group(2) in FIELDS and bool(place.group(3)) == (place.group(2) == "content"):
        try:
            yield int(place.group(1)), place.group(2), ast.literal_eval(right)
        except ValueError:
            return


def theirs_meets(entry: Any, field: str, value: Any) -> bool:  # noqa: ANN401
    """Whether feedparser's entry has what is expected."""
    if field == "content":
        return bool(entry.get("content")) and entry["content"][0].get("value") == value
    said = entry.get(field)
    return bool(said == value or (field.endswith("parsed") and said and tuple(said) == value))


def ours_meets(entry: Entry, field: str, value: Any) -> bool:  # noqa: ANN401
    """Whether our entry has what is expected: its words where the expectation is HTML."""
    try:
        return MEETS[field](entry, value)
    except (TypeError, ValueError):
        return False


def keys(entry: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """Give id, link, title and dates of an entry of feedparser, as we would say them."""
    updated = entry.get("updated_parsed") if "updated" in entry else None
    dates = moment(entry.get("published_parsed")), moment(updated)
    title = clean_line(plain(entry.get("title") or ""))
    return (entry.get("id") or None, entry.get("link") or None, title, *dates)


class Table:
    """What was counted over the files of one folder."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.met: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}

    def read(self, body: bytes, comment: str, name: str) -> None:
        """Parse one file by both, and count what came of it."""
        headers = {key.lower(): value.strip() for key, value in HEADER.findall(comment)}
        began = time.process_time()
        theirs = feedparser.parse(io.BytesIO(body), response_headers=headers or None).entries
        between = time.process_time()
        document = parse_document(
            body, headers.get("content-location"), headers.get("content-type")
        )
        self.spent["ours"] += time.process_time() - between
        self.spent["feedparser"] += between - began
        ours = document.entries if isinstance(document, FeedDocument) else ()
        self.counts[document.path if isinstance(document, FeedDocument) else "no feed"] += 1
        self.counts["entries of feedparser"] += len(theirs)
        self.counts["entries of ours"] += len(ours)
        self._compare(name, ours, theirs)
        self._judge(comment, ours, theirs)

    def _compare(self, name: str, ours: tuple[Entry, ...], theirs: list[Any]) -> None:
        for mine, its in zip(ours, map(keys, theirs), strict=False):
            said = (mine.guid, mine.link, mine.title, mine.published, mine.updated)
            for field, one, other in zip(COMPARED, said, its, strict=True):
                if one != other:
                    self.counts[f"differs: {field}"] += 1
                    print(f"{name}: {field}: {one!r} | {other!r}")

    def _judge(self, comment: str, ours: tuple[Entry, ...], theirs: list[Any]) -> None:
        for number, field, value in expectations(comment):
            met = self.met[field]
            met["expected"] += 1
            met["feedparser"] += number < len(theirs) and theirs_meets(theirs[number], field, value)
            met["ours"] += number < len(ours) and ours_meets(ours[number], field, value)

    def show(self) -> None:
        """Print all counts."""
        for name, count in sorted(self.counts.items()):
            print(f"{name:24} {count}")
        print(
            f"CPU seconds: feedparser {self.spent['feedparser']:.2f}, ours {self.spent['ours']:.2f}"
        )
        for field, row in self.met.items():
            print(f"| {field} | {row['expected']} | {row['feedparser']} | {row['ours']} |")


def main(folder: Path) -> None:
    """Measure every file of a folder, and print what was found."""
    warnings.simplefilter("ignore")
    table = Table()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        body = file.read_bytes()
        comment = body[:COMMENT_BYTES].decode("utf-8", "replace")
        table.read(body, comment, str(file.relative_to(folder)))
    table.show()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
