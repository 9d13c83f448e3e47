"""What is printed harms no terminal."""

import pytest

from monitor.cli.output import complain, say

EVIL = "\x1b[2J\x9b1mtitle\r\u202e"


def test_a_line_shows_what_would_steer_the_terminal(capsys: pytest.CaptureFixture[str]):
    say(EVIL)

    assert capsys.readouterr().out == "\\x1b[2J\\x9b1mtitle\\x0d\\u202e\n"


def test_so_does_a_complaint(capsys: pytest.CaptureFixture[str]):
    complain(EVIL)

    assert capsys.readouterr().err == "\\x1b[2J\\x9b1mtitle\\x0d\\u202e\n"
