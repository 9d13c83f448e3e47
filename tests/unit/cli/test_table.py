"""Tables for people."""

import pytest

from monitor.cli.output import say_table


def test_a_table_is_its_headings_a_rule_and_its_rows(capsys: pytest.CaptureFixture[str]):
    say_table(("feed", "state"), [("mill", "fine"), ("dam", "")])

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [lines[0], *lines[2:]] == [["feed", "state"], ["mill", "fine"], ["dam"]]


def test_what_looks_like_markup_is_only_text(capsys: pytest.CaptureFixture[str]):
    say_table(("title",), [("[red]:smile: [/]",)])

    assert "[red]:smile: [/]" in capsys.readouterr().out


def test_controls_never_reach_the_terminal(capsys: pytest.CaptureFixture[str]):
    say_table(("title",), [("\x1b[31mred\u202e\x07",)])

    assert "\x1b" not in (printed := capsys.readouterr().out)
    assert "\u202e" not in printed
