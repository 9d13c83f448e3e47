"""Reading JSON lines never fails, and never moves a code point."""

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.jsonlines import LONGEST_LINE_BYTES, BadLine, Given, article_of, articles_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(line=st.binary())
def test_any_bytes_are_an_article_or_a_bad_line(line: bytes):
    found = list(articles_of(io.BytesIO(line)))

    assert all(isinstance(one, Given | BadLine) for one in found)


@given(value=st.dictionaries(st.sampled_from(["id", "title", "text", "lang", "url"]), JSON))
def test_any_object_is_an_article_or_a_bad_line_with_its_id(value: dict[str, object]):
    found = article_of(json.dumps(value).encode())

    is_id = isinstance(value.get("id"), str | int) and not isinstance(value.get("id"), bool)
    assert found.id == (value["id"] if is_id else None)


@given(text=st.text(st.characters(exclude_categories=[]), min_size=1))
def test_a_text_keeps_its_length_and_every_whole_character(text: str):
    found = article_of(json.dumps({"id": 1, "text": text}).encode())

    assert isinstance(found, Given)
    whole = json.loads(json.dumps(text))  # two halves that meet become one character
    assert len(found.article.text) == len(whole)
    assert all(new in (old, "\ufffd") for new, old in zip(found.article.text, whole, strict=True))


def test_a_line_of_nesting_without_end_is_a_bad_line():
    found = article_of(b"[" * 200_000)

    assert isinstance(found, BadLine)


def test_a_line_without_end_is_passed_over_and_the_next_one_read():
    file = io.BytesIO(b"x" * (LONGEST_LINE_BYTES + 10) + b'\n{"id": 1, "text": "a"}\n')

    found = list(articles_of(file))

    assert [type(one) for one in found] == [BadLine, Given]


def test_a_missing_title_is_empty():
    found = article_of(b'{"id": 1, "text": "a", "title": null}')

    assert isinstance(found, Given)
    assert found.article.title == ""
