import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.words import WORDS, contains, united

TEXT = st.text(st.sampled_from("ab c.…\n"), max_size=30)


CUT = re.compile(r"(?:…|\.\.\.)(?:\W*\w+){0,3}\W*")


def said_slowly(whole: str, part: str) -> bool:
    cuts = [at for at in range(len(part)) if CUT.fullmatch(part, at)]
    words = WORDS.findall(part[: cuts[-1]] if cuts else part)
    end = "" if cuts else " "
    return not words or f" {' '.join(words)}{end}" in f" {' '.join(WORDS.findall(whole))} "


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
    assert contains("a b " * 50 + "a c", "a. c")
    assert not contains("a b " * 50 + "a cc", "a. c")


def test_words_far_apart_are_found_all_the_same():
    assert contains(f"one {'- ' * 99} two-hundred", "one, two-hundred")


def test_a_word_is_not_taken_for_one_where_a_look_around_begins():
    assert not contains(f"ab{'-' * 21}longword x y z", "b longword x y z")


@pytest.mark.parametrize(
    ("part", "is_held"),
    [
        ("Sappers clear the bord…", True), ("Sappers clear the bord", False),
        ("Sappers clear the [...] Read more", True), ("Sappers clear the border. Read more", False),
        ("Sappers clear the mines…", False), ("Sappers clear the border today", False),
        ("Sappers… clear the border of mines", False), ("...Sappers", True), ("...mines", True),
        ("Sappers… clear... the", True), ("Sappers... mines… the", False),
    ],
)  # fmt: skip
def test_only_what_is_cut_off_may_end_otherwise(part, is_held):
    assert contains("Sappers clear the borderland", part) is is_held


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
