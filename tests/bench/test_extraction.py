"""How fast and how well articles are found, beside plain trafilatura, in one run on one core.

Prints a table and asserts nothing about time: `make bench`. Pages are those of `tests/rig/pages.py`
and, where the data of the measurements stands beside the checkout, real ones.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from scripts.measure_extraction import Gold, measure, ours, plain, read_gold, table
from tests.rig.pages import generated_pages

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "articles"
ROUNDS = 3


@pytest.fixture(autouse=True)
def one_quiet_core() -> Iterator[None]:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
    os.sched_setaffinity(0, before)


def compare(title: str, pages: Sequence[Gold]) -> None:
    scores = measure(pages, {"ours": ours, "trafilatura": plain}, ROUNDS)

    print(f"\n{title}: {scores['ours'].rate / scores['trafilatura'].rate:.2f} times as fast")
    print(table(scores))
    assert scores["ours"].mean() > 0


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_articles_are_found_in_generated_pages():
    pages = [
        Gold(id=page.name, language=page.language, body=page.html.encode(), text=page.text)
        for page in generated_pages()
    ]
    compare("generated pages", pages)


if ARTICLES.is_dir():  # an extra beside the data of the measurements, not a test to be skipped

    @pytest.mark.bench
    @pytest.mark.timeout(600)
    def test_articles_are_found_in_real_pages():
        compare("real pages", list(read_gold(ARTICLES)))
