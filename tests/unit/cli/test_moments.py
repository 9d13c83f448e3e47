"""Spans of time as users write them."""

from datetime import timedelta

import pytest
import typer

from monitor.cli.moments import length


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("90m", timedelta(minutes=90)),
        ("24h", timedelta(hours=24)),
        ("7d", timedelta(days=7)),
        ("2w", timedelta(weeks=2)),
    ],
)
def test_a_number_and_a_letter_are_a_length_of_time(text: str, meant: timedelta):
    assert length(text, "--since") == meant


@pytest.mark.parametrize("text", ["", "7", "d", "7 days", "-1d", "1e3d", "٣d", "999999d"])
def test_anything_else_is_wrong_usage(text: str):
    with pytest.raises(typer.BadParameter):
        length(text, "--since")
