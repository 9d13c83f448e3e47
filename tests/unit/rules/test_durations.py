"""Spans of time as people write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.rules.durations import duration, written


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30s", 30), ("5m", 300), ("2h", 7200), ("14d", 1_209_600), ("1w", 604_800), ("1h30m", 5400)],
)
def test_a_span_is_a_number_and_its_unit(text, seconds):
    assert duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("wrong", [14, 1.5, "14", "5 minutes", "", "m", "-5m", None, True, ["5m"]])
def test_anything_else_is_refused(wrong):
    with pytest.raises(ValueError, match="unit"):
        duration(wrong)


def test_a_bare_number_is_offered_its_units():
    with pytest.raises(ValueError, match="14s, 14m, 14h or 14d"):
        duration(14)


@given(seconds=st.integers(0, 10**7))
def test_reading_what_was_printed_gives_the_same_span(seconds):
    span = timedelta(seconds=seconds)

    assert duration(written(span)) == span
