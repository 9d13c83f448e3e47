"""Books: what was packed comes out again, and foreign bytes are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.match.book import Book, Records, Rows, bind

NUMBERS = st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=5), max_size=20)
VALUES = st.lists(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner).map(tuple) | st.frozensets(st.text()),
        max_leaves=8,
    ),
    max_size=20,
)


@given(rows=NUMBERS, values=VALUES)
def test_rows_and_records_come_out_as_they_went_in(rows, values):
    book = Book(bind(Rows.packed("rows", rows) | Records.packed("values", values)))

    assert [list(book.rows("rows")[n]) for n in range(len(rows))] == rows
    assert [book.records("values")[n] for n in range(len(values))] == values


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"12" + b"\0" * 50])
def test_other_bytes_are_no_book(content: bytes):
    with pytest.raises(ValueError, match=r"book|marshal|bad"):
        Book(content)


def test_a_book_of_another_edition_is_refused():
    content = bind({}).replace(b"cpython", b"cpythom")

    with pytest.raises(ValueError, match="another program"):
        Book(content)
