"""Measure extraction beside plain trafilatura: word F1 and pages per CPU-second, in one run.

    python scripts/measure_extraction.py FOLDER             # gold.jsonl, html/*.html.gz
    python scripts/measure_extraction.py FOLDER --mode recall --rounds 5

Rows of gold.jsonl have id, html (a path below FOLDER), lang, text. F1 is of the multisets of words
of the gold text and of what was found; where words are not parted, letters count. Pages are read
by both in turn, so that a busy machine is busy for both. See docs/extraction.md.
"""

import gzip
import json
import logging
import statistics
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

import trafilatura

from monitor.intake.counting import likeness, words_of
from monitor.intake.extract import extract

FOCUSES: Final = ("precision", "balanced", "recall")
Reader: TypeAlias = Callable[[bytes], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A page and the article in it, as a person or a parser made for the site sees it."""

    id: str
    language: str
    body: bytes
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What one reader reached: F1 of each page, CPU-seconds of each round."""

    pages: Sequence[tuple[Gold, float]]
    seconds: Sequence[float]

    def mean(self, keep: Callable[[str], bool] = lambda language: True) -> float:
        """Give the mean F1 of the pages whose language is wanted."""
        return statistics.fmean(f1 for page, f1 in self.pages if keep(page.language))

    @property
    def rate(self) -> float:
        """Pages per CPU-second: the median of the rounds."""
        return len(self.pages) / statistics.median(self.seconds)


def f1(gold: str, found: str) -> float:
    """Compare two texts by their words, 0 to 1."""
    return likeness(words_of(gold), words_of(found))


def read_gold(folder: Path) -> Iterator[Gold]:
    """Read the pages of a folder."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            body = gzip.decompress((folder / row["html"]).read_bytes())
            yield Gold(id=row["id"], language=row["lang"], body=body, text=row["text"])


def plain(body: bytes) -> str:
    """Read a page as trafilatura does by itself."""
    return trafilatura.extract(body) or ""


def ours(body: bytes, mode: str = "balanced") -> str:
    """Read a page as we do."""
    assert mode in FOCUSES
    return extract(body, mode=mode).text  # type: ignore[arg-type] # argparse gives one of these


def measure(pages: Iterable[Gold], readers: dict[str, Reader], rounds: int) -> dict[str, Scores]:
    """Let all readers read all pages in turn, page by page."""
    whole = list(pages)
    seconds: dict[str, list[float]] = {name: [0.0] * rounds for name in readers}
    found: dict[str, list[tuple[Gold, float]]] = {name: [] for name in readers}
    for name, read in readers.items():
        read(whole[0].body)
        found[name].clear()
    for number in range(rounds):
        for page in whole:
            for name, read in readers.items():
                began = time.process_time()
                text = read(page.body)
                seconds[name][number] += time.process_time() - began
                if number == 0:
                    found[name].append((page, f1(page.text, text)))
    return {name: Scores(pages=found[name], seconds=seconds[name]) for name in readers}


def table(scores: dict[str, Scores]) -> str:
    """Write the scores as a Markdown table; languages with several pages have a row each."""
    any_one = next(iter(scores.values()))
    count: dict[str, int] = {}
    for page, _ in any_one.pages:
        count[page.language] = count.get(page.language, 0) + 1
    lines = [f"| | pages | {' | '.join(scores)} |", f"|---|---|{'---|' * len(scores)}"]
    lines.append(_row("F1", sum(count.values()), scores, lambda language: True))
    foreign = sum(n for language, n in count.items() if language != "en")
    if foreign:
        lines.append(_row("F1, not English", foreign, scores, lambda language: language != "en"))
    for language in sorted(count, key=lambda one: (-count[one], one)):
        lines.append(_row(f"F1, {language}", count[language], scores, language.__eq__))
    rates = " | ".join(f"{one.rate:.1f}" for one in scores.values())
    lines.append(f"| pages per CPU-second | | {rates} |")
    return "\n".join(lines)


def _row(name: str, count: int, scores: dict[str, Scores], keep: Callable[[str], bool]) -> str:
    means = " | ".join(f"{one.mean(keep):.3f}" for one in scores.values())
    return f"| {name} | {count} | {means} |"


def main(arguments: Sequence[str]) -> None:
    """Print the table of a folder."""
    parser = ArgumentParser(description="Measure extraction beside plain trafilatura.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mode", choices=FOCUSES, default="balanced")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    readers: dict[str, Reader] = {"ours": partial(ours, mode=chosen.mode), "trafilatura": plain}
    print(table(measure(read_gold(chosen.folder), readers, chosen.rounds)))


if __name__ == "__main__":
    main(sys.argv[1:])
