from datetime import UTC, datetime

import pytest
from feedparser import datetimes
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.parse.dates import from_parsed, read_date

MAIL = st.builds(
    "{}{} {} {} {}:{}:{}{}".format,
    st.sampled_from(["", "Mon, ", "Sun, ", "mon, ", "Monday, "]),
    st.integers(0, 32),
    st.sampled_from(["Jan", "Feb", "Dec", "jan", "January", "Foo"]),
    st.sampled_from([1, 26, 1969, 1999, 2026, 9999]),
    st.sampled_from(["00", "9", "23", "24"]),
    st.sampled_from(["00", "5", "59", "60"]),
    st.sampled_from(["00", "59", "60"]),
    st.sampled_from(["", " GMT", " UTC", " Z", " EST", " +0300", " -0330", " +9999", " +03:00"]),
)
ISO = st.builds(
    "{:04}-{}-{}{}{}:{}:{}{}".format,
    st.sampled_from([1, 1969, 2026, 9999]),
    st.sampled_from(["00", "02", "12", "13"]),
    st.sampled_from(["00", "1", "28", "30"]),
    st.sampled_from(["T", "t", " ", ""]),
    st.sampled_from(["00", "9", "23", "24"]),
    st.sampled_from(["00", "59"]),
    st.sampled_from(["00", "59", "60", "59.9", "00.1234567"]),
    st.sampled_from(["", "Z", "z", "+03:00", "-03:30", "+0300", "+14:59", "+23:00", " +03:00"]),
)


@given(text=st.one_of(MAIL, ISO, st.text(max_size=12)))
def test_a_date_is_what_feedparser_reads(text):
    assert read_date(text) == from_parsed(datetimes._parse_date(text))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Mon, 02 Nov 2026 10:00:00 +0300", datetime(2026, 11, 2, 7, 0, tzinfo=UTC)),
        ("2026-11-02T10:00:00.750-01:30", datetime(2026, 11, 2, 11, 30, tzinfo=UTC)),
        ("2026-11-02", datetime(2026, 11, 2, tzinfo=UTC)), ("soon", None), ("", None),
    ],
)  # fmt: skip
def test_dates_are_utc_in_whole_seconds(text, at):
    assert read_date(text) == at
