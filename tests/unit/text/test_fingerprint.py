"""Runs of words and their prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.fingerprint import (
    CHARACTERS_WIDE,
    PRINT_SIZE,
    WORDS_WIDE,
    folded_words,
    minhash,
    resemblance,
    shingles,
    width,
)

WORDS = [f"word{number}" for number in range(200)]


@given(words=st.lists(st.text("ab", min_size=1, max_size=3), max_size=12), wide=st.integers(1, 5))
def test_every_run_is_as_wide_as_asked_and_none_is_left_out(words: list[str], wide: int):
    runs = shingles(words, wide)

    assert len(runs) == max(0, len(words) - wide + 1)
    assert all(len(run.split(" ")) == wide for run in runs)


def test_a_print_says_how_many_runs_two_texts_have_in_common():
    one = minhash(shingles(WORDS, 4))
    half = minhash(shingles([*WORDS[:100], *(f"other{number}" for number in range(100))], 4))

    assert len(one) == PRINT_SIZE
    assert resemblance(one, one) == 1.0
    assert 0.1 < resemblance(one, half) < 0.6


def test_prints_of_different_sizes_and_of_nothing_share_nothing():
    assert minhash([]) == ()
    assert resemblance((), ()) == 0.0
    assert resemblance((1, 2), (1,)) == 0.0


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("The bridge over the river is closed", WORDS_WIDE),
        ("Мост через реку закрыт до утра", WORDS_WIDE),
        ("다리가 아침까지 폐쇄된다", WORDS_WIDE),
        ("河上的大桥明天早上重新开放", CHARACTERS_WIDE),
        ("สะพานข้ามแม่น้ำปิดจนถึงเช้า", CHARACTERS_WIDE),
    ],
)
def test_where_words_have_no_spaces_a_run_is_counted_in_characters(text: str, wide: int):
    assert width(text) == wide


def test_case_and_width_of_letters_make_no_other_word():
    assert folded_words("ＫＵＲＳＫ Kursk") == ["kursk", "kursk"]
