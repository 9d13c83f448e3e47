"""What is printed can be read by programs and harms no terminal."""

import json

from hypothesis import given
from hypothesis import strategies as st

from monitor.cli.output import json_line

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
