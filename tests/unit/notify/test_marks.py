import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.notify.marks import Piece, language_of, link_of, marked, readable, shown

anything = st.text(st.characters(codec=None))


def test_matched_places_are_cut_out():
    pieces = marked("Korut ke Kursk.", [(9, 14), (0, 5)])

    assert pieces == (
        Piece(text="Korut", marked=True),
        Piece(text=" ke "),
        Piece(text="Kursk", marked=True),
        Piece(text="."),
    )


def test_places_that_overlap_are_one():
    assert marked("sappers", [(0, 6), (3, 7)]) == (Piece(text="sappers", marked=True),)


def test_a_line_break_cannot_be_shown():
    assert shown("x\r\nBcc: evil") == "x Bcc: evil"


def test_marks_that_turn_a_line_around_are_gone():
    assert shown("exe\u202egpj") == "exe gpj"


@given(anything, st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30)), max_size=8))
def test_pieces_together_are_the_whole_text(text: str, places: list[tuple[int, int]]):
    pieces = marked(text, places)

    assert shown("".join(piece.text for piece in pieces)) == shown(text)
    assert all(piece.text for piece in pieces)


@given(anything)
def test_what_is_shown_can_be_sent(text: str):
    sent = shown(text).encode()

    assert not any(byte < 32 for byte in sent)


@given(anything)
def test_readable_text_keeps_its_offsets(text: str):
    assert len(readable(text)) == len(text)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("https://a.example/d'Ivoire", "https://a.example/d'Ivoire"),
        ("https://bank.example@evil.example/", "https://evil.example/"),
        ("https://u:p@a.example/", "https://a.example/"),
        ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),
        ("https://a.example/ж#я", "https://a.example/%D0%B6#%D1%8F"),
        ('https://a.example/" onclick="x', "https://a.example/%22%20onclick=%22x"),
        ("https://bank.example\\@evil.example/", None),
        ("https:///x", None),
        ("http:javascript:alert(1)", None),
        ("https://a.example/\r\nx", None),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_a_link_says_where_it_leads(address: str | None, link: str | None):
    assert link_of(address) == link


@pytest.mark.parametrize(
    ("said", "language"),
    [("zh-Hant", "zh-Hant"), ("und", ""), ("", ""), ('x" onload="y', ""), ("\ud800", "")],
)
def test_only_a_language_stands_in_lang(said: str, language: str):
    assert language_of(said) == language
