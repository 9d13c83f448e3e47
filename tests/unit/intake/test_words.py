import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.words import CUT_WORDS, WORDS, contains, united

TEXT = st.text(st.sampled_from("ab c.…\n"), max_size=30)


def said_slowly(whole: str, part: str) -> bool:
    words = WORDS.findall(part)
    core = " ".join(words[: max(1, len(words) - CUT_WORDS)])
    return core in " ".join(WORDS.findall(whole))


@given(whole=TEXT, part=TEXT)
def test_short_cuts_change_no_answer(whole, part):
    assert contains(whole, part) == said_slowly(whole, part)
    assert contains(whole, whole[3:20]) == said_slowly(whole, whole[3:20])


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
