"""The rule that CI skips nothing: `--strict-skips` turns each skip into a failure."""

from collections.abc import Generator

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--strict-skips`, which CI uses: there, a missing program is a fault of the machine."""
    parser.addoption("--strict-skips", action="store_true", help="turn every skip into a failure")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one under `--strict-skips`; an xfail stays what it is."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _refuse_skip(item.config, report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Do the same for a module that skips itself while it is imported."""
    report = yield
    if report.skipped:
        _refuse_skip(collector.config, report)
    return report


def _refuse_skip(config: pytest.Config, report: pytest.TestReport | pytest.CollectReport) -> None:
    if config.getoption("--strict-skips"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which --strict-skips forbids: {report.longrepr}"
