"""Nothing stands in a circle: old books and read articles go without Python's collector."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from monitor.match.compiled import Compiled
from monitor.match.index import build_index
from monitor.match.part import Part
from monitor.model.article import Article
from monitor.model.query import Near, Phrase, Term, Window
from monitor.text.language import Languages
from tests.unit.match.twins import FORMS, watch_set

ENGLISH = Languages(best="en", score=0.9, candidates=("en",), by="detected")
ARTICLE = Article(id="1", title="Sappers in Kursk", text="North Korea sent sappers to Kursk. Rain.")


@pytest.fixture(autouse=True)
def uncollected() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def test_an_old_book_and_what_was_read_with_it_go_when_they_are_let_go():
    sentence = Window(unit="sentences")
    near = Near(parts=(Term(text="sappers"), Term(text="Kursk")), window=sentence)
    watches = watch_set([near, Phrase(text="North Korea")], {})
    part = Part(watches.watches, Compiled(build_index(watches, FORMS)))
    reading = part.read(ARTICLE, ENGLISH, part.terms())
    assert part.met(reading) == [0, 1]
    reading.knows([Term(text="sappers"), Term(text="Kursk")], 0)
    assert reading.scene.of_leaf(Term(text="sappers"))
    held = [ref(part.rules), ref(reading), ref(reading.scene), ref(reading.document)]

    del part, reading

    assert [one() for one in held] == [None] * 4
