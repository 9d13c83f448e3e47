"""What is printed can be read by programs, steers no terminal and forges no line."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.visible import json_line, visible

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@given(text=ANY_TEXT)
def test_json_gives_back_every_character(text: str):
    assert json.loads(json_line({"text": text})) == json.loads(json.dumps({"text": text}))


@given(text=ANY_TEXT)
def test_json_is_one_line_for_every_reader_of_lines(text: str):
    assert len(json_line([text]).splitlines()) == 1


@given(text=ANY_TEXT)
def test_json_can_be_written_as_utf8(text: str):
    assert json_line(text).encode("utf-8").decode("utf-8")


def test_marks_that_turn_text_around_are_escaped():
    assert json_line("\u202eabc") == '"\\u202eabc"'


@given(text=ANY_TEXT)
def test_nothing_that_is_printed_steers_a_terminal(text: str):
    shown = visible(text)

    steering = [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert steering == []
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert visible(shown) == shown


@pytest.mark.parametrize("text", ["plain", "मैं‌ने", "اَلْعَرَبِيَّة", "a\tb\nc", "\u2068ריק\u2069"])
def test_what_a_text_needs_stays(text: str):
    assert visible(text) == text


def test_an_escape_shows_what_stood_there():
    assert visible("a\x1b]52;c;eA==\x07\u202eb\x85") == r"a\x1b]52;c;eA==\x07\u202eb\x85"
