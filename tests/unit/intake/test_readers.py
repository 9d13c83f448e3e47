import lxml.html
import pytest

from monitor.intake.readers import by_paragraphs, by_readability, by_resiliparse, by_trafilatura
from monitor.intake.tree import tree_of

LINES = [
    f"On day {n} the river rose, and the lock, which is old, was closed by its keeper."
    for n in range(9)
]
PAGE = (
    "<html><body><ul><li><a href=/>Home</a></li></ul><article>"
    + "".join(f"<p>{line}</p>" for line in LINES)
    + "</article></body></html>"
)
READERS = [
    lambda tree: by_trafilatura(tree, "precision"),
    lambda tree: by_trafilatura(tree, "balanced"),
    lambda tree: by_trafilatura(tree, "recall"),
    by_readability,
    by_resiliparse,
    by_paragraphs,
]


@pytest.mark.parametrize("read", READERS)
def test_every_reader_finds_a_plain_article_and_leaves_the_tree_alone(read):
    tree = tree_of(PAGE)
    before = lxml.html.tostring(tree)

    text = read(tree)

    assert all(line in text for line in LINES)
    assert lxml.html.tostring(tree) == before


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("html", ["<p>", "<html></html>", "<p>x</p>", "<table><td>", "<body>1 < 2"])
def test_no_reader_fails_on_a_page_without_an_article(read, html):
    assert isinstance(read(tree_of(html)), str)


def test_paragraphs_of_forms_figures_and_links_are_left_out():
    html = (
        "<form><p>Send us your opinion on this</p></form><figure><p>The lock on Monday night</p>"
        "</figure><p><a href=/>Another story of some length</a></p><p>One sentence of the story."
    )

    assert by_paragraphs(tree_of(html)) == "One sentence of the story."
