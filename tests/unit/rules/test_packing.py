"""Nouns as bytes: they come back equal, equal words as one object, and nothing else comes back."""

import os
import pickle
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.errors import ConfigError
from monitor.model.query import Term
from monitor.model.watch import Place, Watch
from monitor.rules.joining import join
from monitor.rules.packing import pack, unpack
from monitor.rules.watchfile import read_file
from tests.strategies import queries


@given(query=queries())
def test_what_was_packed_comes_back_equal(query):
    watch = Watch(id="a", title="A", query=query, place=Place(path="a.yaml", line=3, column=5))

    found = unpack(pack((watch, 1, "text")))

    assert found == (watch, 1, "text")
    assert found[0].place == watch.place


def test_equal_words_of_two_files_are_one_object():
    first = unpack(pack(Term(text="sapper")))

    assert unpack(pack(Term(text="sapper"))) is first


@pytest.mark.parametrize("value", [os.mkdir, print, getattr, Place(path="a", line=1, column=1)])
def test_a_pickle_of_anything_else_is_refused(value):
    with pytest.raises(ValueError, match="no packed rules"):
        unpack(pickle.dumps(value))


@given(content=st.binary(max_size=60))
def test_no_bytes_make_it_raise_anything_else(content):
    with suppress(ValueError):
        unpack(content)


def test_the_rules_of_a_file_go_through_a_pickle(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("watches: [{id: a, query: '$x AND word'}, {id: b}]")
    read = read_file(file)

    assert pickle.loads(pickle.dumps(read)) == read
    assert [str(fault) for fault in read.faults] == [
        f"{file}:1:42: a watch asks one question: either `match:` or `query:`"
    ]


def test_files_that_were_read_elsewhere_are_joined_with_every_fault(tmp_path):
    texts = ("lexicon: {x: {en: [word]}}", "watches: [{id: a, query: $x}]", "watches: [{id: b}]")
    files = [tmp_path / f"{number}.yaml" for number in range(3)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text)
    read = [pickle.loads(pickle.dumps(read_file(file))) for file in files]

    assert [watch.id for watch in join(read[:2]).watches] == ["a"]
    with pytest.raises(ConfigError, match=r"2\.yaml:1:11: a watch asks one question"):
        join(read)
