import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.counting import count_words, letters, likeness, words_of

TEXT = st.text(st.sampled_from("ab ж北ก,\n"), max_size=30)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0), ("two words", 2), ("it's", 2), ("北京今天", 4), ("東京2026年", 4),
        ("서울 도착", 2),        ("ไทย", 3), ("прибыли сапёры", 2), ("العربية هنا", 2), ("a北b", 3),
    ],
)  # fmt: skip
def test_words_are_counted_and_letters_where_words_are_not_parted(text, count):
    assert count_words(text) == count


@given(text=TEXT)
def test_a_text_is_like_itself_or_has_no_words(text):
    words = words_of(text)

    assert likeness(words, words) == (1.0 if words else 0.0)


@given(one=TEXT, other=TEXT)
def test_likeness_looks_the_same_from_both_sides(one, other):
    found = likeness(words_of(one), words_of(other))

    assert found == likeness(words_of(other), words_of(one))
    assert 0 <= found <= 1


def test_likeness_is_the_f1_of_words():
    assert likeness(words_of("a b c d"), words_of("A b x y")) == 0.5


def test_letters_do_not_know_how_a_text_is_laid_out():
    assert letters("The  Bridge,\n—  of_2026") == letters("the bridge of 2026") == "thebridgeof2026"
