"""What a test measured, printed with its name when all are done: green alone says too little.

`LONG=1` asks for the long form of the tests that have one, as `make soak` does.
"""

import os
from collections.abc import Callable

import pytest

IS_LONG = os.environ.get("LONG") == "1"
NAME = "figure: "

Figure = Callable[[str, object], None]


def by_length(short: int, long: int) -> int:
    """Say how much of something a test does: in every run, or in the long form."""
    return long if IS_LONG else short


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """`figure(name, value)` keeps a figure for the table at the end of the run."""
    return lambda name, value: record_property(NAME + name, str(value))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures of every test, whichever process it ran in."""
    rows = [
        (name.removeprefix(NAME), value, report.nodeid)
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name.startswith(NAME) and getattr(report, "when", None) == "call"
    ]
    if rows:
        terminalreporter.section("figures")
    for name, value, test in sorted(rows, key=lambda row: (row[2], row[0])):
        terminalreporter.write_line(f"{test.rpartition('/')[2]}  {name}: {value}")
