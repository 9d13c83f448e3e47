import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.words import CUT_WORDS, WORDS, contains, united

TEXT = st.text(st.sampled_from("ab c.…\n"), max_size=30)


def said_slowly(whole: str, part: str) -> bool:
    words = WORDS.findall(part)
    core = " ".join(words[: max(1, len(words) - CUT_WORDS)])
    return not words or f" {core} " in f" {' '.join(WORDS.findall(whole))} "


@given(whole=TEXT, part=TEXT, start=st.integers(0, 9), end=st.integers(3, 30))
def test_short_cuts_change_no_answer(whole, part, start, end):
    assert contains(whole, part) == said_slowly(whole, part)
    assert contains(whole, whole[start:end]) == said_slowly(whole, whole[start:end])


@pytest.mark.parametrize(
    ("whole", "part"),
    [("party", "art"), ("party", "part"), ("aaaaaaaa", "a a a a"), ("ab", "b c d e")],
)
def test_a_piece_of_a_word_is_no_word(whole, part):
    assert not contains(whole, part)


def test_a_frequent_word_hides_nothing():
    assert contains("a b " * 50 + "a c", "a. c d e f")
    assert not contains("a b " * 50 + "a cc", "a. c d e f")


def test_words_far_apart_are_found_all_the_same():
    assert contains(f"one {'- ' * 99} two-hundred", "one, two... hundred. and so on")


def test_a_word_is_not_taken_for_one_where_a_look_around_begins():
    assert not contains(f"ab{'-' * 21}longword x y z", "b longword x y z")


def test_a_word_cut_off_at_the_end_is_forgiven():
    assert contains("Sappers clear the borderland", "Sappers clear the border")


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("", "", ""), ("a b", "", "a b"), ("", "a b", "a b"), ("…", "", ""), ("a", "a", "a"),
        ("One two three …", "One two three four.", "One two three four."),
        ("One two", "Three four", "One two\n\nThree four"),
        ("One, two, three and four more", "One two", "One, two, three and four more"),
    ],
)  # fmt: skip
def test_two_texts_become_one_that_loses_nothing(first, second, both):
    assert united(first, second) == both
