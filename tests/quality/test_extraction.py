"""Articles found in pages: floors that only rise.

The pages of `tests/rig/pages.py` are ours: they keep what was reached, and do not say how a real
page would fare. Real ones are an extra, read where the data of the measurements stands beside the
checkout; docs/extraction.md has their figures.
"""

import statistics
from pathlib import Path

import pytest

from monitor.intake.extract import extract
from scripts.measure_extraction import f1, ours, read_gold
from tests.rig.pages import GeneratedPage, generated_pages

FLOOR = 0.98
LEAST = 0.93
REAL_FLOOR = 0.96
REAL_FLOOR_NOT_ENGLISH = 0.965
ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "data" / "articles"

pytestmark = pytest.mark.quality


@pytest.fixture(scope="module")
def pages() -> list[GeneratedPage]:
    return generated_pages()


def test_articles_are_found_in_pages_of_many_languages(pages: list[GeneratedPage]):
    scores = {page.name: f1(page.text, ours(page.html.encode())) for page in pages}

    assert len({page.language for page in pages}) >= 15
    assert statistics.fmean(scores.values()) >= FLOOR
    assert {name: score for name, score in scores.items() if score < LEAST} == {}


def test_nothing_around_an_article_is_taken_for_it(pages: list[GeneratedPage]):
    texts = {page.name: ours(page.html.encode()) for page in pages}

    assert [name for name, text in texts.items() if "The Paper 2026" in text] == []


@pytest.mark.parametrize("mode", ["precision", "recall"])
def test_every_mode_finds_the_articles(pages: list[GeneratedPage], mode: str):
    scores = [f1(page.text, ours(page.html.encode(), mode)) for page in pages]

    assert statistics.fmean(scores) >= LEAST


def test_a_generated_page_says_why_it_was_read_so(pages: list[GeneratedPage]):
    found = [extract(page.html.encode()) for page in pages]

    assert all(page.why and page.method != "none" for page in found)


if ARTICLES.is_dir():  # an extra beside the data of the measurements, not a test to be skipped

    def test_articles_are_found_in_real_pages():
        scores = [(page.language, f1(page.text, ours(page.body))) for page in read_gold(ARTICLES)]

        assert statistics.fmean(score for _, score in scores) >= REAL_FLOOR
        assert (
            statistics.fmean(score for language, score in scores if language != "en")
            >= REAL_FLOOR_NOT_ENGLISH
        )
