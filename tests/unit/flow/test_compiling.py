"""Compiling in children: what is kept is opened again, and what cannot be read is made anew."""

import asyncio
from pathlib import Path

import pytest

from monitor.flow.compiling import KEPT_BOOKS, changed, compiled
from monitor.match.changes import changes
from monitor.match.matcher import Matcher
from monitor.model.article import Article
from monitor.rules.watchfile import load_watches

ARTICLE = Article(id="1", title="Sappers leave for Kursk", declared="en")


def write(folder: Path, word: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "w.yaml"
    path.write_text(
        f"version: 1\nlexicon: {{who: {{en: [{word}]}}}}\n"
        "watches:\n  - {id: w, title: W, query: $who}\n"
    )
    return folder


def of(folder: Path, cache: Path) -> Matcher:
    return asyncio.run(compiled(load_watches(folder), cache, folder))


def hits(matcher: Matcher) -> list[str]:
    return [hit.watch for hit in matcher.match(ARTICLE)]


def books(cache: Path) -> list[Path]:
    return sorted(cache.glob("book-*.bin"))


def test_a_book_is_kept_and_opened_again(tmp_path: Path):
    folder, cache = write(tmp_path / "watches", "sapper"), tmp_path / "cache"
    first = hits(of(folder, cache))
    (book,) = books(cache)
    made = book.stat().st_mtime_ns

    again = hits(of(folder, cache))

    assert first == again == ["w"]
    assert book.stat().st_mtime_ns == made


@pytest.mark.parametrize("content", [b"", b"rubbish", b"9" * 40, b" " * 15 + b"3abc"])
def test_a_book_that_cannot_be_read_is_made_anew(tmp_path: Path, content: bytes):
    folder, cache = write(tmp_path / "watches", "sapper"), tmp_path / "cache"
    of(folder, cache)
    books(cache)[0].write_bytes(content)

    assert hits(of(folder, cache)) == ["w"]


def test_a_cache_that_cannot_be_written_costs_only_time(tmp_path: Path):
    folder, cache = write(tmp_path / "watches", "sapper"), tmp_path / "cache"
    cache.write_text("not a folder")

    assert hits(of(folder, cache)) == ["w"]


def test_files_changed_while_they_were_compiled_do_not_mix(tmp_path: Path):
    folder, cache = write(tmp_path / "watches", "sapper"), tmp_path / "cache"
    read = load_watches(folder)
    write(folder, "miner")

    matcher = asyncio.run(compiled(read, cache, folder))

    assert hits(matcher) == ["w"]


def test_old_books_are_swept_away(tmp_path: Path):
    cache = tmp_path / "cache"
    for word in ("one", "two", "three", "four", "five", "six", "seven", "eight"):
        of(write(tmp_path / "watches", word), cache)

    assert len(books(cache)) == KEPT_BOOKS


def test_a_changed_watch_holds_at_once_with_its_word_forms(tmp_path: Path):
    folder, cache = write(tmp_path / "watches", "miner"), tmp_path / "cache"
    matcher = of(folder, cache)
    assert hits(matcher) == []
    newer = load_watches(write(folder, "sapper"))

    now = asyncio.run(changed(matcher, newer, changes(matcher.compiled, newer), cache))

    assert hits(now) == ["w"]
    assert now.watches is newer
