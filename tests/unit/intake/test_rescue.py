import pytest

from monitor.intake.home import root_of
from monitor.intake.rescue import Readings, best
from monitor.intake.tree import mute, tree_of

LINES = [
    f"On day {n} the river rose by another {n} centimetres, said the keeper of the old lock."
    for n in range(20)
]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)
LONG = " ".join(LINES)


def readings(body: str) -> Readings:
    tree = tree_of(f"<html><body>{body}</body></html>")
    mute(tree)
    return Readings(tree, root_of(tree), "precision")


def test_trafilatura_is_believed_where_nothing_says_much_more():
    found = best(readings(f"<article>{PARAGRAPHS}</article>"), "")

    assert found.method == "trafilatura"
    assert all(line in found.text for line in LINES)


def test_data_is_believed_when_it_says_half_as_much_again():
    found = best(readings("<article><p>" + LINES[0] + "</p></article>"), LONG)

    assert (found.method, found.text) == ("json-ld", LONG)
    assert found.why == "trafilatura found 17 words, json-ld 340"


def test_data_that_says_little_more_is_not_believed():
    found = best(readings(f"<article>{PARAGRAPHS}</article>"), LONG + LINES[0])

    assert found.method == "trafilatura"


def test_short_data_is_believed_where_nothing_else_is_found():
    found = best(readings("<div id=app></div>"), LINES[0])

    assert (found.method, found.text) == ("json-ld", LINES[0])


def test_beside_a_wall_nothing_else_on_the_page_is_taken_for_the_article():
    names = "".join(f"<div>Our paper and its people number {n}</div>" for n in range(9))
    wall = "<main><p>Please enable JavaScript to read this page on your own device.</p></main>"

    found = best(readings(f"{wall}<div class=footer-links>{names}</div>"), "")

    assert "people number" not in found.text


def test_an_empty_page_has_no_article():
    found = best(readings("<div id=app></div>"), "")

    assert (found.method, found.text) == ("none", "")


@pytest.mark.parametrize("tag", ["div class=teaser", "div class=sharer", "section id=related-1"])
def test_an_article_in_a_box_with_a_bad_name_is_rescued(tag):
    lines = "".join(f"<div>{line}</div>" for line in LINES)
    found = best(readings(f"<{tag}>{lines}</{tag.split()[0]}>"), "")

    assert sum(line in found.text for line in LINES) >= len(LINES) * 0.9
    assert found.why


def test_each_extractor_is_asked_once():
    page = readings(f"<article>{PARAGRAPHS}</article>")

    assert page.first is page.first
    assert page.resiliparse is page.resiliparse
